package io.finsolutions.pipeline.operator.stages;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * How far a controller has come with the pods of a resource, by its status, whose numbers are null
 * for none.
 *
 * @param observed the generation of the resource that the numbers are about
 * @param updated how many pods are made as is wanted now
 * @param ready how many pods work
 */
record Rollout(Long observed, Integer updated, Integer ready) {

  /** Whether a pod works, and one is made as is wanted now. */
  boolean isDone(HasMetadata wanted) {
    return wanted.getMetadata().getGeneration().equals(observed) && isAny(updated) && isAny(ready);
  }

  private static boolean isAny(Integer pods) {
    return pods != null && pods > 0;
  }
}
