package io.finsolutions.pipeline.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.finsolutions.pipeline.operator.pair.Pair;

/**
 * One of the resources that a pair is made of, as a function of what is wanted and of what is
 * around it. It does not look at what is there, has no clock, and gives the same answer each time.
 */
@FunctionalInterface
public interface Operand<R extends HasMetadata> {
  /** The resource, with every field that the operator cares about and no other. */
  R desired(Pair pair, Surroundings surroundings);
}
