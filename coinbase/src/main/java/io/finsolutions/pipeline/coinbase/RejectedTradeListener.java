package io.finsolutions.pipeline.coinbase;

/**
 * Hears of past trades that cannot be read. The others of the same page are still delivered. Calls
 * come from the thread that asked for the page.
 */
@FunctionalInterface
public interface RejectedTradeListener {
  /**
   * A trade of a page cannot be read.
   *
   * @param trade its JSON
   * @param detail what is wrong, in words
   */
  void onRejected(byte[] trade, String detail);
}
