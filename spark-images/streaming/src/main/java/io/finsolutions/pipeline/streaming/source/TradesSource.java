package io.finsolutions.pipeline.streaming.source;

import io.finsolutions.pipeline.service.KafkaAccess;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.streaming.ContinuousStream;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The format that Spark reads the trades topic with; its options are {@link #options} and the
 * constants here. A row has two columns: partition (int) and records (a {@link RecordBlock}).
 *
 * <p>Each start of a query reads from the starting offsets. A record that the topic has lost is an
 * error.
 */
public final class TradesSource implements TableProvider {
  /** Option: the topic. */
  public static final String TOPIC = "topic";

  /** Option: the {@linkplain TopicPosition#json() offsets} to begin at, one for each partition. */
  public static final String STARTING_OFFSETS = "startingOffsets";

  /** Options: what a Kafka client is set to begin with this. */
  private static final String KAFKA = "kafka.";

  private static final StructType SCHEMA =
      new StructType()
          .add("partition", DataTypes.IntegerType, false)
          .add("records", DataTypes.BinaryType, false);

  /** The options that say where Kafka is. */
  public static Map<String, String> options(KafkaAccess kafka) {
    return kafka.settings().entrySet().stream()
        .collect(Collectors.toMap(setting -> KAFKA + setting.getKey(), Map.Entry::getValue));
  }

  /** Made by Spark. */
  public TradesSource() {}

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return SCHEMA;
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return new Topic();
  }

  private static final class Topic implements Table, SupportsRead {
    @Override
    public String name() {
      return "trades";
    }

    @Override
    @Deprecated
    public StructType schema() {
      return SCHEMA;
    }

    @Override
    public Set<TableCapability> capabilities() {
      return Set.of(TableCapability.CONTINUOUS_READ, TableCapability.MICRO_BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
      TopicAddress address = new TopicAddress(kafka(options), options.get(TOPIC));
      TopicPosition start = TopicPosition.parse(options.get(STARTING_OFFSETS));
      return () -> new TopicScan(address, start);
    }
  }

  private static KafkaAccess kafka(Map<String, String> options) {
    return KafkaAccess.of(
        options.entrySet().stream()
            .filter(option -> option.getKey().startsWith(KAFKA))
            .collect(
                Collectors.toMap(
                    option -> option.getKey().substring(KAFKA.length()), Map.Entry::getValue)));
  }

  private record TopicScan(TopicAddress address, TopicPosition start) implements Scan {
    @Override
    public StructType readSchema() {
      return SCHEMA;
    }

    @Override
    public ContinuousStream toContinuousStream(String checkpoint) {
      return new TradesStream(address, start);
    }

    @Override
    public MicroBatchStream toMicroBatchStream(String checkpoint) {
      return new TradesStream(address, start);
    }
  }
}
