package io.finsolutions.pipeline.peers.kafkastreams;

import io.finsolutions.pipeline.peers.task.PeerRow;
import io.finsolutions.pipeline.peers.task.PeerRows;
import io.finsolutions.pipeline.peers.task.PeerTask;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Keeps the latest count of each second until the next flush, and writes them together then. */
final class UpsertProcessor implements Processor<Windowed<String>, SecondCount, Void, Void> {
  private static final Duration FLUSH_EVERY = Duration.ofMillis(50);

  private final PeerTask task;
  private final Map<Instant, PeerRow> changed = new HashMap<>();
  private PeerRows rows;

  UpsertProcessor(PeerTask task) {
    this.task = task;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    try {
      rows = new PeerRows(task.databaseUrl(), task.databaseUser(), task.product());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    context.schedule(FLUSH_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> flush());
  }

  @Override
  public void process(Record<Windowed<String>, SecondCount> update) {
    Instant start = update.key().window().startTime();
    changed.put(start, update.value().row(start));
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void flush() {
    try {
      if (!changed.isEmpty()) {
        rows.put(changed.values());
        changed.clear();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
