package io.finsolutions.pipeline.console.bars;

import io.finsolutions.pipeline.store.PrintedBar;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes the bars of an answer as CSV (RFC 4180) while they are read. No field needs quotes. */
public final class CsvBars implements BarSink {
  private static final List<String> COLUMNS =
      List.of(
          "start",
          "end",
          "open",
          "high",
          "low",
          "close",
          "vwap",
          "mean_price",
          "base_volume",
          "buy_volume",
          "sell_volume",
          "quote_volume",
          "trades",
          "buys",
          "sells",
          "first_trade_id",
          "last_trade_id",
          "open_time",
          "close_time",
          "layer",
          "final",
          "complete",
          "run_id");

  private static final int PRICES = 6;
  private static final int SUMS = 7;
  private static final int ENDS = 4;
  private static final String LINE_END = "\r\n";

  private final AsciiText csv;

  /** Writes the header. */
  public CsvBars(OutputStream out) throws IOException {
    csv = new AsciiText(out, BLOCK);
    csv.put(String.join(",", COLUMNS));
    csv.put(LINE_END);
  }

  @Override
  public void row(BarRow row) throws IOException {
    csv.put(row.start());
    csv.put(',');
    csv.put(row.end());
    if (row instanceof BarRow.Traded traded) {
      write(traded.bar());
    } else if (row instanceof BarRow.Filled filled) {
      write(filled);
    }
    csv.put(LINE_END);
  }

  private void write(PrintedBar bar) throws IOException {
    field(bar.open());
    field(bar.high());
    field(bar.low());
    field(bar.close());
    field(bar.vwap());
    field(bar.meanPrice());
    field(bar.baseVolume());
    field(bar.buyVolume());
    field(bar.sellVolume());
    field(bar.quoteVolume());
    field(bar.trades());
    field(bar.buys());
    field(bar.sells());
    field(bar.firstTradeId());
    field(bar.lastTradeId());
    field(bar.openTime());
    field(bar.closeTime());
    field(bar.layer().label());
    field(bar.isFinal());
    field(bar.isComplete());
    if (bar.runId().isPresent()) {
      field(bar.runId().getAsLong());
    } else {
      field("");
    }
  }

  private void write(BarRow.Filled filled) throws IOException {
    for (int i = 0; i < PRICES; i++) {
      field(filled.price());
    }
    for (int i = 0; i < SUMS; i++) {
      field(0);
    }
    for (int i = 0; i < ENDS; i++) {
      field("");
    }
    field(filled.isFinal() ? "batch" : "speed");
    field(filled.isFinal());
    field("");
    field("");
  }

  private void field(String value) throws IOException {
    csv.put(',');
    csv.put(value);
  }

  private void field(long value) throws IOException {
    csv.put(',');
    csv.put(value);
  }

  private void field(Instant value) throws IOException {
    csv.put(',');
    csv.put(value);
  }

  private void field(boolean value) throws IOException {
    field(value ? "true" : "false");
  }

  // Whoever wants more asks for what starts after the last line.
  @Override
  public void end(Optional<Instant> next) throws IOException {
    csv.close();
  }
}
