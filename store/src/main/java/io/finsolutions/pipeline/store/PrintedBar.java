package io.finsolutions.pipeline.store;

import io.finsolutions.pipeline.market.Bar;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A {@link StoredBar} for those who only print it: decimals as text, in the one form that {@link
 * Bar} has them in too. An answer of an hour has thousands of these, and reads in a fraction of the
 * time that the numbers would take.
 *
 * @param start where the interval starts
 * @param end the first instant that is no longer in it
 * @param trades how many trades there were
 * @param buys how many had a buying taker
 * @param sells how many had a selling taker
 * @param open price of the first trade
 * @param high highest price
 * @param low lowest price
 * @param close price of the last trade
 * @param openTime time of the first trade
 * @param closeTime time of the last trade
 * @param firstTradeId id of the first trade
 * @param lastTradeId id of the last trade
 * @param baseVolume Σ size
 * @param buyVolume Σ size of the buys
 * @param sellVolume Σ size of the sells
 * @param quoteVolume Σ price · size
 * @param priceSum Σ price
 * @param layer which layer counted it
 * @param isFinal whether the batch layer has counted the whole interval
 * @param isComplete whether every trade of the interval is known to be counted
 * @param runId the batch run that wrote it; empty for the speed layer's
 */
public record PrintedBar(
    Instant start,
    Instant end,
    long trades,
    long buys,
    long sells,
    String open,
    String high,
    String low,
    String close,
    Instant openTime,
    Instant closeTime,
    long firstTradeId,
    long lastTradeId,
    String baseVolume,
    String buyVolume,
    String sellVolume,
    String quoteVolume,
    String priceSum,
    Layer layer,
    boolean isFinal,
    boolean isComplete,
    OptionalLong runId) {

  /** A bar that there is already. */
  public static PrintedBar of(StoredBar stored) {
    Bar bar = stored.bar();
    return new PrintedBar(
        bar.start(),
        bar.end(),
        bar.trades(),
        bar.buys(),
        bar.sells(),
        bar.open().toPlainString(),
        bar.high().toPlainString(),
        bar.low().toPlainString(),
        bar.close().toPlainString(),
        bar.openTime(),
        bar.closeTime(),
        bar.firstTradeId(),
        bar.lastTradeId(),
        bar.baseVolume().toPlainString(),
        bar.buyVolume().toPlainString(),
        bar.sellVolume().toPlainString(),
        bar.quoteVolume().toPlainString(),
        bar.priceSum().toPlainString(),
        stored.layer(),
        stored.isFinal(),
        stored.isComplete(),
        stored.runId());
  }

  /** The average price, weighted by volume: as {@link Bar#vwap}. */
  public String vwap() {
    return DecimalText.average(quoteVolume, baseVolume);
  }

  /** The simple mean of the prices: as {@link Bar#meanPrice}. */
  public String meanPrice() {
    return DecimalText.average(priceSum, Long.toString(trades));
  }
}
