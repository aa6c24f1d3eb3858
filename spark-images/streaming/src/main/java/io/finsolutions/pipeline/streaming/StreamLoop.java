package io.finsolutions.pipeline.streaming;

import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.streaming.engine.FencedException;
import io.finsolutions.pipeline.streaming.kafka.StartingOffsets;
import io.finsolutions.pipeline.streaming.kafka.TopicWatch;
import io.finsolutions.pipeline.streaming.postgres.CountedTopic;
import io.finsolutions.pipeline.streaming.postgres.FenceOffsets;
import io.finsolutions.pipeline.streaming.source.TopicPosition;
import io.finsolutions.pipeline.streaming.source.TradesSource;
import io.finsolutions.pipeline.topic.MissingTopicException;
import io.finsolutions.pipeline.topic.TopicIdentity;
import io.finsolutions.pipeline.topic.TopicOffsets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.util.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the query, and runs it again when it ends, each time from where the rows in the database
 * stand. The database is the only checkpoint; Spark's own is thrown away with each run.
 */
final class StreamLoop {
  private static final Logger LOG = LoggerFactory.getLogger(StreamLoop.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  /** What comes back is to be noticed soon: rows are fresh again a query's start later. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private static final Duration GONE_AFTER = Duration.ofSeconds(15);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
  private static final Duration HEALTHY_AFTER = Duration.ofSeconds(30);

  private final Function<Integer, SparkSession> sparkWithCores;
  private final TriggerKind trigger;
  private final StreamHealth health;
  private QueryRun run;
  private String toldReason;
  private long toldNanos;
  private long goneSinceNanos;
  private volatile boolean stopping;

  /**
   * A loop that has not started.
   *
   * @param sparkWithCores gives the session, once the number of partitions is known
   * @param beforeTheFirst what is the same in all runs of the query
   */
  StreamLoop(
      Function<Integer, SparkSession> sparkWithCores,
      QueryRun beforeTheFirst,
      TriggerKind trigger,
      StreamHealth health) {
    this.sparkWithCores = sparkWithCores;
    this.run = beforeTheFirst;
    this.trigger = trigger;
    this.health = health;
  }

  /**
   * Counts until {@link #stop} is called.
   *
   * @throws FailedException if going on would be wrong: another driver has taken over, or what the
   *     database reflects is not what the topic has
   */
  void run() throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (!stopping) {
      long started = System.nanoTime();
      try {
        runOnce();
      } catch (MissingTopicException e) {
        failIfGone(e);
        noteEnd(e);
      } catch (FailedException | InterruptedException e) {
        throw e;
      } catch (Exception e) {
        // Any: Spark is Scala, and throws what its signatures do not tell.
        noteEnd(e);
      } finally {
        Engines.closeAll();
      }
      if (Duration.ofNanos(System.nanoTime() - started).compareTo(HEALTHY_AFTER) > 0) {
        pause = FIRST_PAUSE;
      }
      if (!stopping) {
        Thread.sleep(pause.toMillis());
        pause = longer(pause);
      }
    }
  }

  /** Commits what was read and lets {@link #run} end. */
  void stop() {
    stopping = true;
    Engines.closeAll();
  }

  // One that was there may only be unknown to a broker that starts.
  private void failIfGone(MissingTopicException missing) {
    long now = System.nanoTime();
    if (run.number() == 0) {
      throw missing;
    }
    if (goneSinceNanos == 0) {
      goneSinceNanos = now;
    } else if (now - goneSinceNanos > GONE_AFTER.toNanos()) {
      throw missing;
    }
  }

  private void runOnce() throws Exception {
    String topic = run.tradesTopic();
    TopicIdentity identity = knownTopic(topic);
    TopicOffsets offsets = TopicOffsets.of(run.kafka(), topic);
    SortedMap<Integer, Long> fences = FenceOffsets.read(run.database(), topic);
    SortedMap<Integer, Long> starting = StartingOffsets.of(offsets, fences);
    run = run.next(fences);
    goneSinceNanos = 0;
    SparkSession spark = sparkWithCores.apply(starting.size());
    Path checkpoint = newCheckpoint();
    EpochListener epochs = new EpochListener();
    spark.streams().addListener(epochs);
    try {
      StreamingQuery query =
          spark
              .readStream()
              .format(TradesSource.class.getName())
              .options(TradesSource.options(run.kafka()))
              .option(TradesSource.TOPIC, topic)
              .option(TradesSource.STARTING_OFFSETS, new TopicPosition(starting).json())
              .load()
              .writeStream()
              .foreach(new TradeWriter(run))
              .option("checkpointLocation", checkpoint.toUri().toString())
              .trigger(trigger.trigger())
              .start();
      LOG.info("query started topic={} offsets={} trigger={}", topic, starting, trigger);
      health.queryStarted();
      awaitEnd(query, topic, identity);
    } finally {
      spark.streams().removeListener(epochs);
      delete(checkpoint);
    }
  }

  private void awaitEnd(StreamingQuery query, String topic, TopicIdentity identity)
      throws StreamingQueryException {
    TopicWatch watch = new TopicWatch(run.kafka(), topic, identity, what -> end(query, what));
    try {
      query.awaitTermination();
    } finally {
      watch.close();
    }
  }

  private void end(StreamingQuery query, String reason) {
    LOG.warn("query ends, will start again reason=\"{}\"", reason);
    health.queryEnded(reason);
    try {
      query.stop();
    } catch (TimeoutException e) {
      LOG.warn("query does not end");
    }
  }

  /** Offsets of one topic mean nothing in another, be they within what that has or not. */
  private TopicIdentity knownTopic(String topic) throws SQLException, InterruptedException {
    TopicIdentity now =
        TopicIdentity.of(run.kafka(), topic)
            .orElseThrow(() -> new MissingTopicException(run.kafka(), topic));
    String counted = CountedTopic.id(run.database(), topic, now.id().toString());
    if (!counted.equals(now.id().toString())) {
      throw new FailedException(
          "the topic %s was made anew since it was counted. %s"
              .formatted(topic, StartingOffsets.wayOut(topic)));
    }
    return now;
  }

  private static Path newCheckpoint() {
    try {
      return Files.createTempDirectory("streaming-checkpoint-");
    } catch (IOException e) {
      throw new FailedException("cannot write to the temporary folder: " + e.getMessage(), e);
    }
  }

  private static void delete(Path checkpoint) {
    try {
      Utils.deleteRecursively(checkpoint.toFile());
    } catch (Exception e) {
      // A thread of the query that is over may still write to it.
      LOG.debug("cannot delete {}", checkpoint, e);
    }
  }

  private void noteEnd(Exception end) {
    if (stopping) {
      return;
    }
    String reason = rootMessage(end);
    if (isFenced(end)) {
      throw new FailedException("another driver counts this topic now: " + reason, end);
    }
    health.queryEnded(reason);
    long now = System.nanoTime();
    if (!reason.equals(toldReason) || now - toldNanos > BETWEEN_LINES.toNanos()) {
      toldReason = reason;
      toldNanos = now;
      LOG.warn("query ended, will start again reason={}", reason);
    }
  }

  // Spark passes on the failure of a task as text, with the names of the classes in it.
  private static boolean isFenced(Exception end) {
    String name = FencedException.class.getName();
    for (Throwable cause = end; cause != null; cause = cause.getCause()) {
      if (cause instanceof FencedException || String.valueOf(cause.getMessage()).contains(name)) {
        return true;
      }
    }
    return false;
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String text = root.getMessage() == null ? root.toString() : root.getMessage();
    return text.lines().findFirst().orElse(root.toString());
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }
}
