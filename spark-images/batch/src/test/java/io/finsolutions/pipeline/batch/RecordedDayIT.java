package io.finsolutions.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.exchange.tape.RecordedBars;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Trade;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The final rows against what somebody else computed from the trades of the exchange. */
@ExtendWith(Servers.Shared.class)
class RecordedDayIT {
  private static final Instant MIDNIGHT = Instant.parse("2016-10-07T00:00:00Z");

  @Test
  void aRealDayComesOutAsItWasPublished(Servers servers) throws Exception {
    try (SparkSession spark = BatchSession.start("recorded day test");
        TestPipeline pipeline = new TestPipeline(servers, spark)) {
      List<Trade> trades = new ArrayList<>();
      RecordedBars.shipped(pipeline.product(), 1, 1).trades().forEachRemaining(trades::add);
      pipeline.deliver(trades);

      pipeline.runAt("2016-10-08T01:00:00Z");

      assertThat(prices(pipeline, BarWidth.SECOND)).hasSize(4_063).isEqualTo(published("1s"));
      assertThat(prices(pipeline, BarWidth.MINUTE)).isEqualTo(published("1m"));
      assertThat(pipeline.bars(BarWidth.HOUR)).isEqualTo(OracleBars.of(trades, BarWidth.HOUR));
      assertThat(pipeline.bars(BarWidth.DAY)).isEqualTo(OracleBars.of(trades, BarWidth.DAY));
      assertThat(pipeline.marks(BarWidth.DAY, "final")).containsOnlyKeys(MIDNIGHT);
      assertThat(pipeline.marks(BarWidth.DAY, "complete")).containsValue("true");
    }
  }

  private static SortedMap<Instant, List<String>> prices(TestPipeline pipeline, BarWidth width)
      throws Exception {
    SortedMap<Instant, List<String>> rows = new TreeMap<>();
    pipeline
        .bars(width)
        .forEach(
            (start, bar) ->
                rows.put(
                    start,
                    List.of(
                        bar.get("open"),
                        bar.get("high"),
                        bar.get("low"),
                        bar.get("close"),
                        bar.get("base_volume"))));
    return rows;
  }

  private static SortedMap<Instant, List<String>> published(String resolution) throws IOException {
    String file = "/recorded-bars/coinbase_btcusd_20161007_" + resolution + ".csv";
    SortedMap<Instant, List<String>> rows = new TreeMap<>();
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                RecordedDayIT.class.getResourceAsStream(file), StandardCharsets.US_ASCII))) {
      reader
          .lines()
          .skip(1)
          .map(line -> line.split(","))
          .forEach(
              cells ->
                  rows.put(
                      MIDNIGHT.plusMillis(Long.parseLong(cells[0])),
                      List.of(
                          decimal(cells[1]),
                          decimal(cells[2]),
                          decimal(cells[3]),
                          decimal(cells[4]),
                          decimal(cells[5]))));
    }
    return rows;
  }

  private static String decimal(String cell) {
    return OracleBars.text(new BigDecimal(cell));
  }
}
