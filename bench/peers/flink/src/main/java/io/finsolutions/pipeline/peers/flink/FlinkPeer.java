package io.finsolutions.pipeline.peers.flink;

import io.finsolutions.pipeline.peers.task.PeerTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

/** A tumbling window of a second in a cluster of this process, from Kafka into Postgres. */
public final class FlinkPeer {
  private static final String TRADES =
      """
      CREATE TABLE trades (
        product STRING, trade_id BIGINT, `time` TIMESTAMP_LTZ(6), price DECIMAL(18, 8),
        size DECIMAL(18, 8), maker_side STRING,
        executed AS CAST(`time` AS TIMESTAMP_LTZ(3)),
        WATERMARK FOR executed AS executed - INTERVAL '1' SECOND
      ) WITH (
        'connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s',
        'properties.group.id' = 'peer', 'scan.startup.mode' = 'earliest-offset',
        'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601')""";

  private static final String BARS =
      """
      CREATE TABLE bars (
        product STRING, `start` TIMESTAMP(3), trades BIGINT, buys BIGINT, sells BIGINT,
        `open` DECIMAL(38, 18), high DECIMAL(38, 18), low DECIMAL(38, 18),
        `close` DECIMAL(38, 18), base_volume DECIMAL(38, 18), quote_volume DECIMAL(38, 18),
        last_trade_id BIGINT, PRIMARY KEY (product, `start`) NOT ENFORCED
      ) WITH (
        'connector' = 'jdbc', 'url' = '%s', 'username' = '%s', 'password' = '',
        'table-name' = 'peers.bars_1s', 'sink.buffer-flush.interval' = '100ms',
        'sink.buffer-flush.max-rows' = '1000')""";

  private static final String COUNT =
      """
      INSERT INTO bars
      SELECT product, window_start, COUNT(*), COUNT(*) FILTER (WHERE maker_side = 'SELL'),
        COUNT(*) FILTER (WHERE maker_side = 'BUY'), FIRST_VALUE(price), MAX(price), MIN(price),
        LAST_VALUE(price), SUM(size), SUM(price * size), MAX(trade_id)
      FROM TABLE(TUMBLE(TABLE trades, DESCRIPTOR(executed), INTERVAL '1' SECOND))
      GROUP BY product, window_start, window_end""";

  private FlinkPeer() {}

  /** Runs until it is killed. */
  public static void main(String[] arguments) throws Exception {
    PeerTask task = PeerTask.of(arguments);
    TableEnvironment tables =
        TableEnvironment.create(
            EnvironmentSettings.newInstance()
                .inStreamingMode()
                .withConfiguration(configuration(task))
                .build());
    tables.executeSql(TRADES.formatted(task.topic(), task.bootstrapServers()));
    tables.executeSql(BARS.formatted(task.databaseUrl(), task.databaseUser()));
    tables.executeSql(COUNT).await();
  }

  private static Configuration configuration(PeerTask task) throws IOException {
    Configuration configuration = new Configuration();
    configuration.setString("parallelism.default", "1");
    configuration.setString("table.local-time-zone", "UTC");
    configuration.setString("execution.checkpointing.interval", "1 s");
    configuration.setString("execution.checkpointing.dir", task.state().toUri().toString());
    configuration.setString(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    latestCheckpoint(task.state())
        .ifPresent(
            folder ->
                configuration.setString(
                    "execution.state-recovery.path", folder.toUri().toString()));
    return configuration;
  }

  private static Optional<Path> latestCheckpoint(Path state) throws IOException {
    try (Stream<Path> files = Files.walk(state)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparing(FlinkPeer::writtenAt))
          .map(Path::getParent);
    }
  }

  private static FileTime writtenAt(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
