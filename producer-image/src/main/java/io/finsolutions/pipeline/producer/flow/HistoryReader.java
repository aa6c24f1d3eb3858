package io.finsolutions.pipeline.producer.flow;

/** The way to the exchange's history. */
public interface HistoryReader {
  /**
   * Asks without waiting; the answer comes as events: any number of {@link Event.TradesFetched},
   * then one {@link Event.FetchAnswered} or {@link Event.FetchFailed}. Not to be called again
   * before that.
   */
  void ask(FetchRequest request);
}
