package io.finsolutions.pipeline.console.bars;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.store.StoredBar;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
      traded(traded.stored());
    } else if (row instanceof BarRow.Filled filled) {
      String price = filled.price().toPlainString();
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

  private void traded(StoredBar stored) throws IOException {
    Bar bar = stored.bar();
    line(
        bar.start(),
        bar.end(),
        bar.open().toPlainString(),
        bar.high().toPlainString(),
        bar.low().toPlainString(),
        bar.close().toPlainString(),
        bar.vwap().toPlainString(),
        bar.meanPrice().toPlainString(),
        bar.baseVolume().toPlainString(),
        bar.buyVolume().toPlainString(),
        bar.sellVolume().toPlainString(),
        bar.quoteVolume().toPlainString(),
        bar.trades(),
        bar.buys(),
        bar.sells(),
        bar.firstTradeId(),
        bar.lastTradeId(),
        bar.openTime(),
        bar.closeTime(),
        stored.layer().name().toLowerCase(Locale.ROOT),
        stored.isFinal(),
        stored.isComplete(),
        stored.runId().isPresent() ? stored.runId().getAsLong() : "");
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
