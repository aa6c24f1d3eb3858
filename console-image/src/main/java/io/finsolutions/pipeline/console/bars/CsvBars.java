package io.finsolutions.pipeline.console.bars;

import io.finsolutions.pipeline.store.PrintedBar;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
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

  private final Writer out;

  /** Writes the header. */
  public CsvBars(OutputStream out) throws IOException {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    line(COLUMNS.toArray());
  }

  @Override
  public void row(BarRow row) throws IOException {
    if (row instanceof BarRow.Traded traded) {
      traded(traded.bar());
    } else if (row instanceof BarRow.Filled filled) {
      String price = filled.price();
      line(
          filled.start(),
          filled.end(),
          price,
          price,
          price,
          price,
          price,
          price,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          "",
          "",
          "",
          "",
          filled.isFinal() ? "batch" : "speed",
          filled.isFinal(),
          "",
          "");
    }
  }

  private void traded(PrintedBar bar) throws IOException {
    line(
        bar.start(),
        bar.end(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.vwap(),
        bar.meanPrice(),
        bar.baseVolume(),
        bar.buyVolume(),
        bar.sellVolume(),
        bar.quoteVolume(),
        bar.trades(),
        bar.buys(),
        bar.sells(),
        bar.firstTradeId(),
        bar.lastTradeId(),
        bar.openTime(),
        bar.closeTime(),
        bar.layer().label(),
        bar.isFinal(),
        bar.isComplete(),
        bar.runId().isPresent() ? bar.runId().getAsLong() : "");
  }

  private void line(Object... fields) throws IOException {
    for (int i = 0; i < fields.length; i++) {
      if (i > 0) {
        out.write(',');
      }
      out.write(fields[i].toString());
    }
    out.write("\r\n");
  }

  // Whoever wants more asks for what starts after the last line.
  @Override
  public void end(Optional<Instant> next) throws IOException {
    out.flush();
  }
}
