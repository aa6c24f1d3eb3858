package io.finsolutions.pipeline.batch.engine;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Optional;

/**
 * Looks over the records of a partition.
 *
 * @param handover trades before it are late if no run has seen their records; null if none is
 * @param unseen by partition, the offset from which on no run has seen any record; all of a
 *     partition that is not there
 */
record Surveyor(RecordDecoder decoder, Instant handover, HashMap<Integer, Long> unseen)
    implements PartitionWork<Survey> {
  @Override
  public Survey on(Iterator<TopicRecord> records) {
    Survey survey = new Survey();
    while (records.hasNext()) {
      Optional<LocatedTrade> found = decoder.decode(records.next());
      if (found.isPresent()) {
        add(survey, found.get());
      }
    }
    return survey;
  }

  private void add(Survey survey, LocatedTrade found) {
    if (handover == null || !found.trade().time().isBefore(handover)) {
      survey.add(found.trade(), false);
    } else if (found.offset() >= unseen.getOrDefault(found.partition(), 0L)) {
      survey.add(found.trade(), true);
    }
    // What is neither has been dealt with by the run that looked at it.
  }
}
