package io.finsolutions.pipeline.local.backtest;

import io.finsolutions.pipeline.exchange.tape.RecordedBars;
import io.finsolutions.pipeline.exchange.tape.Recording;
import io.finsolutions.pipeline.exchange.tape.Tape;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The bars of recorded trades, folded here and now.
 *
 * @param tape the trades
 * @param source what people call it
 */
public record RecordedTrades(Tape tape, String source) {
  private static final long FIRST_TRADE_ID = 1;
  private static final long SEED = 1;

  /**
   * The trades of a file, in the form that {@code docs/recordings.md} tells.
   *
   * @throws FailedException if it cannot be read, or has no trade of the product
   */
  public static RecordedTrades of(Path file, TradingPair product) {
    try {
      Tape tape = Recording.read(file, product);
      if (!tape.trades().hasNext()) {
        throw new FailedException("%s has no trade of %s".formatted(file, product));
      }
      return new RecordedTrades(tape, "the recording " + file.getFileName());
    } catch (IOException e) {
      throw new FailedException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Whether there is a day of the product that ships with the stand-in exchange. */
  public static boolean isShipped(TradingPair product) {
    return product.equals(RecordedBars.SHIPPED_PRODUCT);
  }

  /** That day. */
  public static RecordedTrades shipped() {
    return new RecordedTrades(
        RecordedBars.shipped(RecordedBars.SHIPPED_PRODUCT, FIRST_TRADE_ID, SEED),
        "the recorded day "
            + RecordedBars.SHIPPED_DAY
            + ": its prices and volumes are real, who bought and who sold is made up");
  }

  /** Folds the trades into bars. */
  public PastBars read(BarQuestion question) {
    BarFold fold = new BarFold(question.width());
    tape.trades().forEachRemaining(fold::add);
    List<Bar> all =
        fold.bars().stream().filter(bar -> bar.start().isBefore(question.to())).toList();
    int first = (int) all.stream().filter(bar -> bar.start().isBefore(question.from())).count();
    return new PastBars(all, first, source);
  }
}
