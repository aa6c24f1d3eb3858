package io.finsolutions.pipeline.exchange.tape;

import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A tape made from recorded one-second bars. Its trades are invented, but print exactly the open,
 * high, low, close and volume of each recorded second; ids count up by one.
 */
public final class RecordedBars implements Tape {
  /** The header of a file of bars. */
  public static final String HEADER = "ms_since_midnight_utc,open,high,low,close,volume";

  /** The day of Coinbase's BTC-USD that ships with the stand-in. */
  public static final LocalDate SHIPPED_DAY = LocalDate.of(2016, 10, 7);

  /** The product of the day that ships with the stand-in. */
  public static final TradingPair SHIPPED_PRODUCT = new TradingPair("BTC", "USD");

  private static final String SHIPPED_FILE = "coinbase_btcusd_20161007_1s.csv";
  private static final int COLUMNS = 6;

  private final TradingPair product;
  private final List<RecordedBar> bars;
  private final BarTrades trades;
  private final long firstTradeId;

  /**
   * A tape of bars.
   *
   * @param bars of whole seconds, at most one of each second, in any order
   * @param firstTradeId the id of the first trade, above zero
   * @param seed decides all that the bars leave open
   */
  public RecordedBars(TradingPair product, List<RecordedBar> bars, long firstTradeId, long seed) {
    this.product = product;
    this.bars = bars.stream().sorted(Comparator.comparing(RecordedBar::start)).toList();
    this.firstTradeId = firstTradeId;
    this.trades = new BarTrades(product, seed);
  }

  /**
   * The real day of BTC-USD that ships with the stand-in.
   *
   * @param product the name that its trades get
   */
  public static RecordedBars shipped(TradingPair product, long firstTradeId, long seed) {
    try (InputStream file = RecordedBars.class.getResourceAsStream(SHIPPED_FILE);
        Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
      return new RecordedBars(product, read(reader, SHIPPED_DAY), firstTradeId, seed);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the day that ships with the stand-in", e);
    }
  }

  /**
   * Reads one-second bars from CSV with the header {@value #HEADER}.
   *
   * @param day the UTC day that the milliseconds count from
   * @throws IllegalArgumentException if a line is no bar, with its number
   */
  public static List<RecordedBar> read(Reader csv, LocalDate day) throws IOException {
    Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    BufferedReader lines = new BufferedReader(csv);
    String header = lines.readLine();
    if (!HEADER.equals(header)) {
      throw new IllegalArgumentException("line 1 is not \"" + HEADER + "\"");
    }
    List<RecordedBar> bars = new ArrayList<>();
    int number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      try {
        bars.add(bar(line, midnight));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
      }
    }
    return bars;
  }

  private static RecordedBar bar(String line, Instant midnight) {
    String[] parts = line.split(",", -1);
    if (parts.length != COLUMNS) {
      throw new IllegalArgumentException(parts.length + " columns in place of " + COLUMNS);
    }
    return new RecordedBar(
        midnight.plusMillis(Long.parseLong(parts[0])),
        new BigDecimal(parts[1]),
        new BigDecimal(parts[2]),
        new BigDecimal(parts[3]),
        new BigDecimal(parts[4]),
        new BigDecimal(parts[5]));
  }

  /** The recorded seconds, ascending. */
  public List<RecordedBar> bars() {
    return bars;
  }

  @Override
  public TradingPair product() {
    return product;
  }

  @Override
  public Iterator<Trade> trades() {
    return new Iterator<>() {
      private final Iterator<RecordedBar> seconds = bars.iterator();
      private Iterator<Trade> second = Collections.emptyIterator();
      private long nextId = firstTradeId;

      @Override
      public boolean hasNext() {
        return second.hasNext() || seconds.hasNext();
      }

      @Override
      public Trade next() {
        if (!second.hasNext()) {
          List<Trade> made = trades.of(seconds.next(), nextId);
          nextId += made.size();
          second = made.iterator();
        }
        return second.next();
      }
    };
  }

  /** The beginning of the hour with the most trades. */
  @Override
  public Optional<Instant> liveFrom() {
    Map<Instant, Integer> tradesByHour = new TreeMap<>();
    for (RecordedBar bar : bars) {
      tradesByHour.merge(
          bar.start().truncatedTo(ChronoUnit.HOURS), trades.count(bar), Integer::sum);
    }
    return tradesByHour.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey);
  }
}
