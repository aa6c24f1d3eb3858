package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.market.MalformedTradeException;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.topic.KafkaNetwork;
import io.finsolutions.pipeline.topic.TopicOffsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The trades topic as the batch layer reads it: from an offset up to where it ended when the run
 * began.
 */
final class TradeLog {
  private final SparkSession spark;
  private final String bootstrapServers;
  private final TopicOffsets offsets;
  private final TradingPair product;

  TradeLog(SparkSession spark, String bootstrapServers, TopicOffsets offsets, TradingPair product) {
    this.spark = spark;
    this.bootstrapServers = bootstrapServers;
    this.offsets = offsets;
    this.product = product;
  }

  /** By partition, where reading ends. */
  SortedMap<Integer, Long> end() {
    return offsets.end();
  }

  /** By partition, the first offset that is still there. */
  SortedMap<Integer, Long> beginning() {
    return offsets.beginning();
  }

  /** By partition, an offset before which all trades are older than {@code time}. */
  SortedMap<Integer, Long> since(Instant time) {
    return offsets.since(bootstrapServers, time);
  }

  /**
   * The trades from the given offsets on, as often as they were written.
   *
   * <p>What is no trade of the product is passed over here: the speed layer, which reads every
   * record too, has kept it as a dead letter. So is a trade that is dated after {@code notAfter}.
   */
  JavaRDD<LocatedTrade> read(SortedMap<Integer, Long> from, Instant notAfter) {
    DataFrameReader reader =
        spark
            .read()
            .format("kafka")
            .option("kafka.bootstrap.servers", bootstrapServers)
            .option("subscribe", offsets.topic())
            .option("startingOffsets", offsets.toSparkJson(clamp(from)))
            .option("endingOffsets", offsets.toSparkJson(offsets.end()));
    KafkaNetwork.SETTINGS.forEach((name, value) -> reader.option("kafka." + name, value));
    return reader
        .load()
        .select("partition", "offset", "value")
        .javaRDD()
        .flatMap(new Decoder(product, notAfter));
  }

  private SortedMap<Integer, Long> clamp(SortedMap<Integer, Long> from) {
    SortedMap<Integer, Long> clamped = new TreeMap<>();
    offsets
        .end()
        .forEach(
            (partition, end) -> {
              long beginning = offsets.beginning().get(partition);
              long wanted = from.getOrDefault(partition, beginning);
              clamped.put(partition, Math.min(Math.max(wanted, beginning), end));
            });
    return clamped;
  }

  private record Decoder(TradingPair product, Instant notAfter)
      implements FlatMapFunction<Row, LocatedTrade> {
    @Override
    public Iterator<LocatedTrade> call(Row row) {
      Trade trade;
      try {
        trade = TradeJson.decode((byte[]) row.get(2)).trade();
      } catch (MalformedTradeException e) {
        return Collections.emptyIterator();
      }
      if (!trade.product().equals(product) || trade.time().isAfter(notAfter)) {
        return Collections.emptyIterator();
      }
      return List.of(new LocatedTrade(row.getInt(0), row.getLong(1), trade)).iterator();
    }
  }
}
