package io.finsolutions.pipeline.producer;

/** The way to the exchange's history. */
interface HistoryReader {
  /**
   * Asks without waiting; the answer comes as events: any number of {@link Event.TradesFetched},
   * then one {@link Event.FetchAnswered} or {@link Event.FetchFailed}. Not to be called again
   * before that.
   */
  void ask(FetchRequest request);
}
