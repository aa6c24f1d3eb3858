package io.finsolutions.pipeline.bench.peers;

import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes trades of this moment, at a rate, one by one with random gaps, and sends each to a topic
 * when its time has come. The same for every peer.
 */
final class TradeLoader implements AutoCloseable {
  private static final byte[] KEY = Rig.PAIR.toString().getBytes(StandardCharsets.UTF_8);
  private static final long FIRST_ID = 1_000_001;
  private static final double NANOS_PER_SECOND = 1e9;
  // Shorter waits take longer than they should.
  private static final long SHORTEST_WAIT_NANOS = 100_000;

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final SplittableRandom random = new SplittableRandom(1);
  private final PriorityQueue<Due> delayed = new PriorityQueue<>(Comparator.comparing(Due::nanos));
  private final Thread thread = new Thread(this::run, "loader");

  // Guarded by itself.
  private final List<Sent> sent = new ArrayList<>();

  private volatile double rate;
  private volatile Optional<FeedFaults> faults = Optional.empty();
  private volatile boolean closing;
  private long priceInCents = 8_000_000;

  /**
   * A trade that was made.
   *
   * @param at when it was sent first, by the clock of this machine; null if it never was
   */
  record Sent(Trade trade, Instant at) {}

  private record Due(long nanos, Trade trade) {}

  /** Begins to send. */
  TradeLoader(Rig rig, String topic, double rate) {
    this.topic = topic;
    this.rate = rate;
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                rig.bootstrapServers(),
                "acks",
                "all",
                "linger.ms",
                0,
                "enable.idempotence",
                true),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    thread.setPriority(Thread.MAX_PRIORITY);
    thread.start();
  }

  /** From now on so many trades a second. */
  void rate(double tradesPerSecond) {
    rate = tradesPerSecond;
  }

  /** From now on with faults, or without. */
  void faults(Optional<FeedFaults> those) {
    faults = those;
  }

  /** The id of the latest trade that was made; 0 if there is none yet. */
  long latestId() {
    synchronized (sent) {
      return sent.isEmpty() ? 0 : sent.get(sent.size() - 1).trade().tradeId();
    }
  }

  /** The trades that were made in [{@code from}, {@code to}), by id. */
  List<Sent> between(Instant from, Instant to) {
    synchronized (sent) {
      return sent.stream()
          .filter(each -> !each.trade().time().isBefore(from) && each.trade().time().isBefore(to))
          .toList();
    }
  }

  private void run() {
    long nextId = FIRST_ID;
    long next = System.nanoTime();
    while (!closing) {
      next += (long) (-Math.log(1 - random.nextDouble()) / rate * NANOS_PER_SECOND);
      waitFor(next);
      make(nextId++);
    }
  }

  private void make(long id) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    priceInCents += random.nextInt(-5, 6);
    Trade trade =
        new Trade(
            Rig.PAIR,
            id,
            now,
            BigDecimal.valueOf(priceInCents, 2),
            BigDecimal.valueOf(1 + random.nextInt(100_000_000), 8),
            random.nextBoolean() ? Side.BUY : Side.SELL);
    List<Duration> delays = faults.map(FeedFaults::next).orElse(List.of(Duration.ZERO));
    synchronized (sent) {
      sent.add(new Sent(trade, delays.isEmpty() ? null : now.plus(delays.get(0))));
    }
    for (Duration delay : delays) {
      if (delay.isZero()) {
        send(trade);
      } else {
        delayed.add(new Due(System.nanoTime() + delay.toNanos(), trade));
      }
    }
  }

  /** Waits until then, and sends meanwhile what is late. */
  private void waitFor(long nanos) {
    while (!closing) {
      Due due = delayed.peek();
      long until = due == null ? nanos : Math.min(nanos, due.nanos());
      long wait = until - System.nanoTime();
      if (wait > SHORTEST_WAIT_NANOS) {
        LockSupport.parkNanos(wait);
      } else if (due != null && due.nanos() <= nanos) {
        send(delayed.remove().trade());
      } else {
        return;
      }
    }
  }

  private void send(Trade trade) {
    producer.send(
        new ProducerRecord<>(
            topic,
            null,
            trade.time().toEpochMilli(),
            KEY,
            TradeJson.encode(new TradeMessage(trade, Origin.LIVE))));
  }

  /** Sends no more. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(Duration.ofSeconds(5));
  }
}
