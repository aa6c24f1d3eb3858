package io.finsolutions.pipeline.simulation;

/** What must hold, in the words of the report. */
enum Invariant {
  NO_TRADE_LOST("no trade is lost"),
  FINAL_ROWS_EXACT("final rows equal the oracle"),
  ARCHIVE_EXACT("the archive has each trade that final rows count, once"),
  SIGNALS_EXACT("signals are those of the final rows"),
  PROVISIONAL_ROWS_EXACT("provisional rows equal the oracle"),
  MISSING_IDS_EXACT("missing ids are exactly those that nobody gave"),
  COMPLETENESS_EXACT("rows say whether they are complete"),
  HANDOVER_FORWARD("the hand-over only moves forward"),
  HANDOVER_PATIENT("nothing becomes final too early"),
  FINAL_ROWS_STEADY("final rows only change by dirty hours"),
  FENCE_FORWARD("the fence only moves forward in its generation"),
  REJECTS_KEPT("what the fence has passed and is not counted is kept"),
  FRESH("no second stays provisional for more than 30 minutes"),
  COMES_TO_REST("without faults everything becomes final"),
  NO_CRASH("nothing fails unexpectedly");

  private final String words;

  Invariant(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
