package io.finsolutions.pipeline.streaming;

import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes trades as a bad day would: some twice, some out of order, and between them what is no
 * trade, dated in the future or of another product. The same seed gives the same trades.
 */
final class TradesTopic implements AutoCloseable {
  static final TradingPair PRODUCT = TradingPair.parse("BTC-USD");
  static final String MALFORMED = "{\"v\":1,\"product\":";

  private static final int CHUNK = 20;
  private static final int IDS_IN_A_ROW = 25;

  private final String topic;
  private final int partitions;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Random random = new Random(42);
  private final List<Trade> trades = new ArrayList<>();
  private final Map<Long, String> rejected = new LinkedHashMap<>();
  private final long[] records;
  private long nextId = 1_000;

  TradesTopic(String bootstrapServers, String topic) {
    this(bootstrapServers, topic, 1);
  }

  /** Spreads blocks of ids over the partitions; all records of a trade are in the same one. */
  TradesTopic(String bootstrapServers, String topic, int partitions) {
    this.topic = topic;
    this.partitions = partitions;
    records = new long[partitions];
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "acks", "all",
                "max.in.flight.requests.per.connection", "1",
                "batch.size", "131072",
                "reconnect.backoff.max.ms", "200",
                "socket.connection.setup.timeout.ms", "1000"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Writes at least so many trades, as fast as it goes, and returns when they are on the topic. */
  void write(int count) throws Exception {
    for (int i = 0; i < count; i += CHUNK) {
      writeChunk();
    }
    producer.flush();
  }

  /** Writes at least so many trades, at the given rate. */
  void write(int count, int perSecond) throws Exception {
    long began = System.nanoTime();
    for (int i = 0; i < count; i += CHUNK) {
      long due = began + i * 1_000_000_000L / perSecond;
      LockSupport.parkNanos(due - System.nanoTime());
      writeChunk();
    }
    producer.flush();
  }

  /** Writes so many trades, a second apart, the first at a time that is long over. */
  void writeOf(Instant first, int count) {
    for (int i = 0; i < count; i++) {
      Trade trade = trade(nextId++, first.plusSeconds(i));
      trades.add(trade);
      send(trade, Origin.BACKFILL);
    }
    producer.flush();
  }

  /** Every trade that was written and has to be counted. */
  List<Trade> trades() {
    return trades;
  }

  /** By offset of the first partition, the reason for which a record must not be counted. */
  Map<Long, String> rejected() {
    return rejected;
  }

  /** By partition, how many records were written. */
  List<Long> records() {
    return Arrays.stream(records).boxed().toList();
  }

  @Override
  public void close() {
    producer.close();
  }

  private void writeChunk() throws Exception {
    List<Trade> chunk = new ArrayList<>();
    for (int i = 0; i < CHUNK; i++) {
      chunk.add(trade(nextId++, Instant.now()));
    }
    trades.addAll(chunk);
    if (random.nextInt(4) == 0) {
      Collections.shuffle(chunk, random);
    }
    for (Trade trade : chunk) {
      send(trade, Origin.LIVE);
    }
    for (int i = 0; i < 2; i++) {
      Trade again = trades.get(Math.max(0, trades.size() - 1 - random.nextInt(200)));
      send(again, Origin.BACKFILL);
    }
    switch (random.nextInt(60)) {
      case 0 -> reject("malformed", MALFORMED.getBytes(StandardCharsets.UTF_8));
      case 1 ->
          reject(
              "future_dated",
              TradeJson.encode(
                  new TradeMessage(trade(9, Instant.now().plusSeconds(3_600)), Origin.LIVE)));
      case 2 ->
          reject(
              "other_product",
              TradeJson.encode(
                  new TradeMessage(
                      new Trade(
                          TradingPair.parse("ETH-USD"),
                          8,
                          Instant.now(),
                          BigDecimal.ONE,
                          BigDecimal.ONE,
                          Side.BUY),
                      Origin.LIVE)));
      default -> {}
    }
  }

  private void reject(String reason, byte[] value) {
    rejected.put(records[0], reason);
    send(0, value);
  }

  private void send(Trade trade, Origin origin) {
    int partition = (int) (trade.tradeId() / IDS_IN_A_ROW % partitions);
    send(partition, TradeJson.encode(new TradeMessage(trade, origin)));
  }

  private void send(int partition, byte[] value) {
    producer.send(new ProducerRecord<>(topic, partition, null, value));
    records[partition]++;
  }

  private Trade trade(long id, Instant time) {
    return new Trade(
        PRODUCT,
        id,
        time.truncatedTo(ChronoUnit.MICROS).minus(random.nextInt(50), ChronoUnit.MILLIS),
        new BigDecimal(random.nextInt(1_000_000) + 1).movePointLeft(2),
        new BigDecimal(random.nextInt(1_000_000) + 1).movePointLeft(8),
        random.nextBoolean() ? Side.BUY : Side.SELL);
  }
}
