package io.finsolutions.pipeline.peers.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.window;

import io.finsolutions.pipeline.peers.task.PeerRow;
import io.finsolutions.pipeline.peers.task.PeerRows;
import io.finsolutions.pipeline.peers.task.PeerTask;
import java.io.Serializable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** From JSON, without duplicates, into windows of a second, into Postgres with each micro-batch. */
public final class SparkPeer {
  private static final StructType MESSAGE =
      StructType.fromDDL(
          "product STRING, trade_id BIGINT, time TIMESTAMP, price DECIMAL(18, 8),"
              + " size DECIMAL(18, 8), maker_side STRING");

  /** What of the task goes to where partitions are written. */
  private record Database(String url, String user, String product) implements Serializable {}

  private SparkPeer() {}

  /** Runs until it is killed. */
  public static void main(String[] arguments) throws Exception {
    PeerTask task = PeerTask.of(arguments);
    Database database = new Database(task.databaseUrl(), task.databaseUser(), task.product());
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .appName("peer")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
    spark.sparkContext().setLogLevel("WARN");
    bars(trades(spark, task))
        .writeStream()
        .outputMode("update")
        .option("checkpointLocation", task.state().resolve("checkpoint").toString())
        .foreachBatch(
            (VoidFunction2<Dataset<Row>, Long>)
                (batch, id) ->
                    batch.foreachPartition(
                        (ForeachPartitionFunction<Row>) rows -> upsert(database, rows)))
        .start()
        .awaitTermination();
  }

  private static Dataset<Row> trades(SparkSession spark, PeerTask task) {
    return spark
        .readStream()
        .format("kafka")
        .option("kafka.bootstrap.servers", task.bootstrapServers())
        .option("subscribe", task.topic())
        .option("startingOffsets", "earliest")
        .option("maxOffsetsPerTrigger", 200_000)
        .load()
        .select(from_json(col("value").cast("string"), MESSAGE).as("trade"))
        .select("trade.*")
        .withWatermark("time", "10 seconds")
        .dropDuplicatesWithinWatermark(new String[] {"product", "trade_id"});
  }

  private static Dataset<Row> bars(Dataset<Row> trades) {
    return trades
        .groupBy(col("product"), window(col("time"), "1 second"))
        .agg(
            count(lit(1)).as("trades"),
            expr("count_if(maker_side = 'SELL')").as("buys"),
            expr("min_by(price, struct(time, trade_id))").as("open"),
            max("price").as("high"),
            min("price").as("low"),
            expr("max_by(price, struct(time, trade_id))").as("close"),
            sum("size").as("base_volume"),
            expr("sum(price * size)").as("quote_volume"),
            max("trade_id").as("last_trade_id"))
        .select(
            "window.start",
            "trades",
            "buys",
            "open",
            "high",
            "low",
            "close",
            "base_volume",
            "quote_volume",
            "last_trade_id");
  }

  private static void upsert(Database database, Iterator<Row> rows) throws SQLException {
    if (!rows.hasNext()) {
      return;
    }
    List<PeerRow> changed = new ArrayList<>();
    rows.forEachRemaining(row -> changed.add(row(row)));
    try (PeerRows table = new PeerRows(database.url(), database.user(), database.product())) {
      table.put(changed);
    }
  }

  private static PeerRow row(Row row) {
    return new PeerRow(
        row.getTimestamp(0).toInstant(),
        row.getLong(1),
        row.getLong(2),
        row.getLong(1) - row.getLong(2),
        row.getDecimal(3),
        row.getDecimal(4),
        row.getDecimal(5),
        row.getDecimal(6),
        row.getDecimal(7),
        row.getDecimal(8),
        row.getLong(9));
  }
}
