package io.finsolutions.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.Trade;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The archive as others read it, who have nothing of this project. */
@ExtendWith(Servers.Shared.class)
class OtherReadersIT {
  private static final Path SCRIPT = Path.of("src", "test", "python", "archive_seconds.py");

  private static SparkSession spark;

  @TempDir private Path warehouse;
  private TestPipeline pipeline;

  @BeforeAll
  static void startSpark() {
    spark = BatchSession.start("other readers test");
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @BeforeEach
  void begin(Servers servers) throws Exception {
    pipeline = new TestPipeline(servers, spark);
    pipeline.archiveAt(warehouse);
  }

  @AfterEach
  void end() throws Exception {
    pipeline.close();
  }

  @Test
  void pyIcebergFindsTheTradesThatTheRowsCount() throws Exception {
    Python python = Python.installOrSkip();
    List<Trade> trades =
        Trades.between(
            pipeline.product(), 1, 2_000, "2026-03-01T23:00:00Z", "2026-03-02T01:00:00Z");
    pipeline.deliver(trades.subList(0, 1_200));
    pipeline.deliver(trades.subList(600, 900));
    pipeline.runAt(trades.get(1_199).time().plusSeconds(1).toString());
    pipeline.deliver(trades.subList(1_200, 2_000));
    pipeline.runAt("2026-03-02T01:00:00Z");
    pipeline.tidyArchiveAt(Instant.now().toString());

    String database =
        pipeline.database().url().replace("jdbc:postgresql:", "postgresql+psycopg2:")
            + "&options=-csearch_path%3Darchive";
    String byCatalog =
        python.run(SCRIPT, "catalog", database, pipeline.product().toString()).strip();
    String metadata =
        pipeline
            .list(
                "SELECT metadata_location FROM archive.iceberg_tables"
                    + " WHERE table_name = lower(replace(?, '-', '_'))")
            .get(0);
    String byFile = python.run(SCRIPT, "metadata", metadata).strip();

    List<String> expected = new ArrayList<>();
    SortedMap<Instant, Map<String, String>> seconds = pipeline.rows("batch.bars_1s");
    seconds.forEach(
        (start, row) ->
            expected.add(
                String.join(
                    " ",
                    start.toString(),
                    row.get("trades"),
                    row.get("base_volume"),
                    row.get("quote_volume"))));
    assertThat(expected).hasSizeGreaterThan(1_000);
    assertThat(byCatalog.lines()).containsExactlyElementsOf(expected);
    assertThat(byFile.lines()).containsExactlyElementsOf(expected);
  }
}
