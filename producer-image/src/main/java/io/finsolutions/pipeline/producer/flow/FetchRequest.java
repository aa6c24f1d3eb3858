package io.finsolutions.pipeline.producer.flow;

import io.finsolutions.pipeline.market.IdRange;
import java.time.Instant;

/** What the exchange's history is asked for. */
public sealed interface FetchRequest {
  /** The trades are not earlier than this. */
  Instant from();

  /** The trades are earlier than this. */
  Instant to();

  /** The trades with the ids of a range, which took place between two times. */
  record Ids(IdRange ids, Instant from, Instant to) implements FetchRequest {}

  /** All trades of the first minute of a new pipeline up to the first trade that the feed gave. */
  record FirstMinute(Instant from, Instant to) implements FetchRequest {}

  /** All trades since the last one that is known, after messages were lost. */
  record Latest(Instant from, Instant to) implements FetchRequest {}
}
