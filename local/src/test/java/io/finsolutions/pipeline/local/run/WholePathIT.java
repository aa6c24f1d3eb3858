package io.finsolutions.pipeline.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.finsolutions.pipeline.exchange.tape.RecordedBars;
import io.finsolutions.pipeline.local.Eventually;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.store.StoredBar;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real data through the real processes: exchange, producer, Kafka, both layers, views. What is
 * expected is read from the recordings themselves.
 */
class WholePathIT {
  private static final Duration BOUND = Duration.ofMinutes(4);
  private static final String DAY_1S = "coinbase_btcusd_20161007_1s.csv";
  private static final String DAY_1M = "coinbase_btcusd_20161007_1m.csv";
  private static final String FRAME = "ws_market_trades_snapshot_btc_usd.json";

  @TempDir Path folder;

  private record Prices(
      BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close, BigDecimal volume) {}

  @Test
  void aRecordedDayComesOutAsItWasRecordedInSecondsAndMinutes() throws Exception {
    LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    Map<Instant, Prices> seconds = recorded(DAY_1S, yesterday);
    Map<Instant, Prices> minutes = recorded(DAY_1M, yesterday);
    List<String> tape =
        List.of(
            "--tape", "recording",
            "--recording", recordingOfTheDay().toString(),
            "--clock", "tape",
            "--start", yesterday.minusDays(1).toString(),
            "--speed", "2000");
    try (WholePath path = new WholePath(folder.resolve("state"), tape)) {
      Eventually.holds(
          "the speed layer has every second of the day",
          BOUND,
          () -> path.count("SELECT count(*) FROM api.bars_1s") == seconds.size() + 1);
      assertThat(prices(path.rows(BarWidth.SECOND), yesterday)).isEqualTo(seconds);
      assertThat(prices(path.rows(BarWidth.MINUTE), yesterday)).isEqualTo(minutes);

      path.startBatch();
      Eventually.holds(
          "the whole day is final",
          BOUND,
          () -> path.count("SELECT count(*) FROM api.bars_1s WHERE NOT final") == 0);
      assertThat(prices(path.rows(BarWidth.SECOND), yesterday)).isEqualTo(seconds);
      assertThat(prices(path.rows(BarWidth.MINUTE), yesterday)).isEqualTo(minutes);
      assertThat(path.rows(BarWidth.DAY))
          .last()
          .satisfies(day -> assertThat(day.isFinal() && day.isComplete()).isTrue());
    }
  }

  @Test
  void theTradesOfARecordedFrameAreCountedWithTheSidesOfTheirTakers() throws Exception {
    Path frame = folder.resolve("frame.json");
    try (InputStream recorded = resource(FRAME)) {
      Files.copy(recorded, frame);
    }
    List<String> tape =
        List.of("--tape", "recording", "--recording", frame.toString(), "--clock", "tape");
    Map<Instant, long[]> tradesBuysSells = new TreeMap<>();
    for (JsonNode trade : tradesOf(frame)) {
      Instant second =
          Instant.ofEpochSecond(Instant.parse(trade.get("time").asText()).getEpochSecond());
      long[] counts = tradesBuysSells.computeIfAbsent(second, start -> new long[3]);
      counts[0]++;
      // The side is the maker's: who sold into a resting order to buy was the taker.
      counts[trade.get("side").asText().equals("SELL") ? 1 : 2]++;
    }
    try (WholePath path = new WholePath(folder.resolve("state"), tape)) {
      Eventually.holds(
          "100 trades are counted",
          BOUND,
          () -> path.count("SELECT coalesce(sum(trades), 0) FROM api.bars_1s") == 100);
      Map<Instant, long[]> counted = new TreeMap<>();
      for (StoredBar row : path.rows(BarWidth.SECOND)) {
        Bar bar = row.bar();
        counted.put(bar.start(), new long[] {bar.trades(), bar.buys(), bar.sells()});
      }
      assertThat(counted.keySet()).isEqualTo(tradesBuysSells.keySet());
      counted.forEach(
          (second, counts) ->
              assertThat(counts).as("%s", second).isEqualTo(tradesBuysSells.get(second)));
    }
  }

  /**
   * The trades of the day, behind a trade of half a day earlier: a new pipeline begins with the
   * minute that it first sees, so it has to be there before the day begins.
   */
  private Path recordingOfTheDay() throws IOException {
    RecordedBars day = RecordedBars.shipped(RecordedBars.SHIPPED_PRODUCT, 2, 1);
    Instant noonBefore =
        RecordedBars.SHIPPED_DAY.atStartOfDay(ZoneOffset.UTC).minusHours(12).toInstant();
    Path file = folder.resolve("day.jsonl");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      write(out, new Trade(day.product(), 1, noonBefore, BigDecimal.ONE, BigDecimal.ONE, Side.BUY));
      for (Iterator<Trade> trades = day.trades(); trades.hasNext(); ) {
        write(out, trades.next());
      }
    }
    return file;
  }

  private static void write(OutputStream out, Trade trade) throws IOException {
    out.write(TradeJson.encode(new TradeMessage(trade, Origin.LIVE)));
    out.write('\n');
  }

  private static JsonNode tradesOf(Path frame) throws IOException {
    return new ObjectMapper().readTree(frame.toFile()).get("events").get(0).get("trades");
  }

  private static Map<Instant, Prices> recorded(String file, LocalDate date) throws IOException {
    Instant midnight = date.atStartOfDay(ZoneOffset.UTC).toInstant();
    Map<Instant, Prices> rows = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(resource(file), StandardCharsets.US_ASCII))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(",");
        rows.put(
            midnight.plusMillis(Long.parseLong(fields[0])),
            new Prices(
                decimal(fields[1]),
                decimal(fields[2]),
                decimal(fields[3]),
                decimal(fields[4]),
                decimal(fields[5])));
      }
    }
    return rows;
  }

  private static Map<Instant, Prices> prices(List<StoredBar> rows, LocalDate from) {
    Instant midnight = from.atStartOfDay(ZoneOffset.UTC).toInstant();
    Map<Instant, Prices> prices = new TreeMap<>();
    for (StoredBar row : rows) {
      Bar bar = row.bar();
      if (bar.start().isBefore(midnight)) {
        continue;
      }
      prices.put(
          bar.start(),
          new Prices(
              decimal(bar.open().toString()),
              decimal(bar.high().toString()),
              decimal(bar.low().toString()),
              decimal(bar.close().toString()),
              decimal(bar.baseVolume().toString())));
    }
    return prices;
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text).stripTrailingZeros();
  }

  private static InputStream resource(String name) {
    return WholePathIT.class.getResourceAsStream(name);
  }
}
