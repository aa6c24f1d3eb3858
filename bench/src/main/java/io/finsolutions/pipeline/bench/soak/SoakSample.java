package io.finsolutions.pipeline.bench.soak;

import io.finsolutions.pipeline.bench.rig.Child;
import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.bench.rig.Usage;
import io.finsolutions.pipeline.market.Topics;
import io.finsolutions.pipeline.service.FailedException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.Node;

/**
 * Everything that might grow, at one moment.
 *
 * @param values by what it is, with its unit; in the order in which people read them
 */
record SoakSample(Map<String, Double> values) {
  private static final double MEBIBYTE = 1 << 20;

  /** Without the one that asks, and those of runs, which end with their process. */
  private static final String CONNECTIONS =
      """
      SELECT count(*) FROM pg_stat_activity
      WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
        AND application_name <> 'archive' AND application_name NOT LIKE 'batch %'""";

  /** The months of a table are one with it. */
  private static final String TABLES =
      """
      SELECT coalesce(i.inhparent, c.oid)::regclass::text AS name,
        sum(pg_total_relation_size(c.oid)) AS bytes,
        sum(s.n_live_tup) AS rows, sum(s.n_dead_tup) AS dead
      FROM pg_class c
      JOIN pg_stat_user_tables s ON s.relid = c.oid
      LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
      WHERE c.relkind = 'r' AND s.schemaname IN ('speed', 'batch', 'ops')
      GROUP BY 1""";

  private static final List<String> LARGE =
      List.of("speed.bars_1s", "batch.bars_1s", "batch.bars_1m", "batch.signals");

  /** Looks at the processes, at the database over a connection of its own, and at the topic. */
  static SoakSample of(Rig rig, List<Child> children) throws SQLException, InterruptedException {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Child child : children) {
      put(values, child.name(), child.usage());
      values.put(child.name() + " live heap MB", child.liveHeapBytes() / MEBIBYTE);
    }
    put(values, "broker", rig.brokerUsage());
    try (Connection connection = rig.connect("bench soak");
        Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery(CONNECTIONS)) {
        row.next();
        values.put("database connections but of runs", row.getDouble(1));
      }
      double dead = 0;
      Map<String, Double> bytesPerRow = new LinkedHashMap<>();
      try (ResultSet row = statement.executeQuery(TABLES)) {
        while (row.next()) {
          dead += row.getDouble("dead");
          if (row.getDouble("rows") > 0) {
            bytesPerRow.put(row.getString("name"), row.getDouble("bytes") / row.getDouble("rows"));
          }
          if (row.getString("name").equals("ops.fence")) {
            values.put("ops.fence KB", row.getDouble("bytes") / 1024);
          }
        }
      }
      values.put("dead rows of all tables", dead);
      LARGE.forEach(
          table -> values.put(table + " bytes a row", bytesPerRow.getOrDefault(table, Double.NaN)));
    }
    double trades =
        children.stream()
            .filter(child -> child.name().equals("streaming"))
            .mapToDouble(child -> child.metrics().sum("pipeline_speed_trades_total"))
            .sum();
    values.put("topic bytes a trade", topicBytes(rig) / trades);
    return new SoakSample(values);
  }

  private static void put(Map<String, Double> values, String name, Usage usage) {
    values.put(name + " resident MB", usage.residentBytes() / MEBIBYTE);
    values.put(name + " threads", (double) usage.threads());
    values.put(name + " open files", (double) usage.openFiles());
  }

  /** The bytes of the trades topic on the broker's disk. */
  static double topicBytes(Rig rig) throws InterruptedException {
    String topic = Topics.trades(Rig.PAIR, null);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", rig.bootstrapServers()))) {
      List<Integer> brokers = admin.describeCluster().nodes().get().stream().map(Node::id).toList();
      double bytes = 0;
      for (Map<String, LogDirDescription> folders :
          admin.describeLogDirs(brokers).allDescriptions().get().values()) {
        for (LogDirDescription folder : folders.values()) {
          bytes +=
              folder.replicaInfos().entrySet().stream()
                  .filter(replica -> replica.getKey().topic().equals(topic))
                  .mapToLong(replica -> replica.getValue().size())
                  .sum();
        }
      }
      return bytes;
    } catch (ExecutionException e) {
      throw new FailedException("the broker does not tell its sizes: " + e.getCause(), e);
    }
  }
}
