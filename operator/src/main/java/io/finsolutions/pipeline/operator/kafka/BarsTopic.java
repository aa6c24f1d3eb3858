package io.finsolutions.pipeline.operator.kafka;

import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.foreign.KafkaTopic;
import io.finsolutions.pipeline.operator.pair.Pair;

/** The topic of the rows that the speed layer has committed. */
public final class BarsTopic implements Operand<KafkaTopic> {

  @Override
  public KafkaTopic desired(Pair pair, Surroundings surroundings) {
    return TopicOperand.desired(
        pair, "bars", pair.spec().kafka().topics().partitions(), TopicOperand.retention(pair));
  }
}
