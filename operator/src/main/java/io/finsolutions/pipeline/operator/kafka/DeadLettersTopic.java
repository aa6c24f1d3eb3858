package io.finsolutions.pipeline.operator.kafka;

import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.foreign.KafkaTopic;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.time.Duration;

/** The topic of what could not be counted, kept long enough for somebody to look. */
public final class DeadLettersTopic implements Operand<KafkaTopic> {
  private static final Duration KEPT = Duration.ofDays(30);

  @Override
  public KafkaTopic desired(Pair pair, Surroundings surroundings) {
    return TopicOperand.desired(pair, "dead-letters", 1, KEPT);
  }
}
