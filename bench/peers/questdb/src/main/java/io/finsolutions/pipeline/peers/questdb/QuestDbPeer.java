package io.finsolutions.pipeline.peers.questdb;

import io.finsolutions.pipeline.market.MalformedTradeException;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.peers.task.PeerTask;
import io.questdb.ServerMain;
import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.TableWriter;
import io.questdb.cairo.TableWriterAPI;
import io.questdb.log.LogFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Writes each trade into a table of QuestDB, which runs in this process and answers to clients of
 * Postgres. Readers count the trades of a second when they ask.
 */
public final class QuestDbPeer {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS trades (
        product SYMBOL, trade_id LONG, price DOUBLE, size DOUBLE, taker SYMBOL, ts TIMESTAMP
      ) TIMESTAMP(ts) PARTITION BY HOUR WAL DEDUP UPSERT KEYS (ts, trade_id)""";
  private static final String LOGGING =
      """
      writers=stdout
      w.stdout.class=io.questdb.log.LogConsoleWriter
      w.stdout.level=ERROR,CRITICAL
      """;

  private QuestDbPeer() {}

  /** Runs until it is killed. */
  public static void main(String[] arguments) throws Exception {
    PeerTask task = PeerTask.of(arguments);
    ServerMain server = ServerMain.create(root(task.state()), settings(task.port()));
    server.start();
    CairoEngine engine = server.getEngine();
    engine.execute(TABLE);
    TopicPartition partition = new TopicPartition(task.topic(), 0);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(task);
        TableWriterAPI writer =
            engine.getTableWriterAPI(engine.verifyTableName("trades"), "peer")) {
      consumer.assign(List.of(partition));
      while (true) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> each : records) {
          write(writer, each.value());
        }
        if (!records.isEmpty()) {
          writer.commit();
          consumer.commitSync();
        }
      }
    }
  }

  private static void write(TableWriterAPI writer, byte[] value) throws MalformedTradeException {
    Trade trade = TradeJson.decode(value).trade();
    TableWriter.Row row = writer.newRow(ChronoUnit.MICROS.between(Instant.EPOCH, trade.time()));
    row.putSym(0, trade.product().toString());
    row.putLong(1, trade.tradeId());
    row.putDouble(2, trade.price().doubleValue());
    row.putDouble(3, trade.size().doubleValue());
    row.putSym(4, trade.takerSide() == Side.BUY ? "BUY" : "SELL");
    row.append();
  }

  private static String root(Path state) throws IOException {
    Path configuration = Files.createDirectories(state.resolve("conf"));
    Path logging = configuration.resolve("log.conf");
    Files.writeString(logging, LOGGING);
    // Its logger starts before it knows its folder, and would tell of every query.
    System.setProperty(LogFactory.CONFIG_SYSTEM_PROPERTY, logging.toString());
    Files.writeString(configuration.resolve("server.conf"), "");
    return state.toString();
  }

  private static Map<String, String> settings(int port) {
    return Map.of(
        "QDB_PG_NET_BIND_TO",
        "127.0.0.1:" + port,
        "QDB_HTTP_ENABLED",
        "false",
        "QDB_HTTP_MIN_ENABLED",
        "false",
        "QDB_LINE_TCP_ENABLED",
        "false",
        "QDB_TELEMETRY_ENABLED",
        "false");
  }

  private static KafkaConsumer<byte[], byte[]> consumer(PeerTask task) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            task.bootstrapServers(),
            "group.id",
            "peer-questdb",
            "enable.auto.commit",
            false,
            "auto.offset.reset",
            "earliest",
            "max.poll.records",
            10_000),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
