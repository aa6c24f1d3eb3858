package io.finsolutions.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fold against what somebody else computed from the trades of the exchange. */
class RecordedBarsTest {
  /** A line of a file of recorded bars, without what our bars have beyond it. */
  private record Row(
      Instant start,
      BigDecimal open,
      BigDecimal high,
      BigDecimal low,
      BigDecimal close,
      BigDecimal volume) {

    static Row of(Bar bar) {
      return new Row(bar.start(), bar.open(), bar.high(), bar.low(), bar.close(), bar.baseVolume());
    }

    /** A bar with these prices and this volume; each row stands for one trade, a buy. */
    Bar toSecond() {
      return new Bar(
          Trades.BTC_USD,
          BarWidth.SECOND,
          start,
          1,
          1,
          0,
          open,
          high,
          low,
          close,
          start,
          start,
          start.getEpochSecond(),
          start.getEpochSecond(),
          volume,
          volume,
          BigDecimal.ZERO,
          volume.multiply(close),
          close);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2016-10-07", "2016-10-08"})
  void theSecondsOfADayRollUpToItsMinutesExactly(String day) throws IOException {
    List<Row> seconds = rows(day, "1s");
    List<Row> minutes = rows(day, "1m");
    Map<Instant, Long> secondsOfMinute = new TreeMap<>();
    BarFold fold = new BarFold(BarWidth.MINUTE);
    for (Row second : seconds) {
      fold.add(second.toSecond());
      secondsOfMinute.merge(BarWidth.MINUTE.startOf(second.start()), 1L, Long::sum);
    }

    assertThat(minutes).hasSizeGreaterThan(1_000);
    assertThat(fold.bars()).extracting(Row::of).isEqualTo(minutes);
    assertThat(fold.bars())
        .extracting(Bar::trades)
        .containsExactlyElementsOf(secondsOfMinute.values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2016-10-07", "2016-10-08"})
  void theMinutesOfADayAndItsSecondsMakeTheSameDay(String day) throws IOException {
    BarFold ofSeconds = new BarFold(BarWidth.DAY);
    rows(day, "1s").forEach(second -> ofSeconds.add(second.toSecond()));
    List<Row> minutes = rows(day, "1m");

    assertThat(ofSeconds.bars())
        .singleElement()
        .satisfies(
            bar -> {
              assertThat(bar.open()).isEqualTo(minutes.get(0).open());
              assertThat(bar.close()).isEqualTo(minutes.get(minutes.size() - 1).close());
              assertThat(bar.baseVolume())
                  .isEqualByComparingTo(
                      minutes.stream().map(Row::volume).reduce(BigDecimal.ZERO, BigDecimal::add));
            });
  }

  private static List<Row> rows(String day, String resolution) throws IOException {
    String file =
        "/recorded-bars/coinbase_btcusd_" + day.replace("-", "") + "_" + resolution + ".csv";
    Instant midnight = Instant.parse(day + "T00:00:00Z");
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                RecordedBarsTest.class.getResourceAsStream(file), StandardCharsets.US_ASCII))) {
      return reader
          .lines()
          .skip(1)
          .map(line -> line.split(","))
          .map(
              cells ->
                  new Row(
                      midnight.plusMillis(Long.parseLong(cells[0])),
                      decimal(cells[1]),
                      decimal(cells[2]),
                      decimal(cells[3]),
                      decimal(cells[4]),
                      decimal(cells[5])))
          .toList();
    }
  }

  private static BigDecimal decimal(String cell) {
    BigDecimal value = new BigDecimal(cell).stripTrailingZeros();
    return value.scale() < 0 ? value.setScale(0) : value;
  }
}
