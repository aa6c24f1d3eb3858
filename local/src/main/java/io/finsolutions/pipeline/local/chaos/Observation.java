package io.finsolutions.pipeline.local.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One look at the exchange and the database.
 *
 * @param at when it was over
 * @param printed time of the newest trade that the exchange has printed
 * @param counted time of the newest trade in a row; nothing if the database did not answer
 * @param trouble why the database did not answer
 * @param handover rows before it are final; nothing before the first batch run
 * @param runBegan when the latest batch run began that is not over; it may have been killed
 * @param doneRunBegan when the latest batch run began that is done
 */
record Observation(
    Instant at,
    Instant printed,
    Optional<Instant> counted,
    Optional<String> trouble,
    Optional<Instant> handover,
    Optional<Instant> runBegan,
    Optional<Instant> doneRunBegan) {

  /** How far the rows are behind the exchange; nothing if the database did not answer. */
  Optional<Duration> age() {
    return counted.map(newest -> Duration.between(newest, printed));
  }
}
