package io.finsolutions.pipeline.operator.stages;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.Optional;

/** How a job has ended, if it has. */
final class JobEnd {
  private JobEnd() {}

  /** Whether it has done what it was there for. */
  static boolean isComplete(Job job) {
    return condition(job, "Complete").isPresent();
  }

  /** Why it has failed for good. */
  static Optional<JobCondition> failure(Job job) {
    return condition(job, "Failed");
  }

  private static Optional<JobCondition> condition(Job job, String type) {
    return job.getStatus() == null
        ? Optional.empty()
        : job.getStatus().getConditions().stream()
            .filter(condition -> type.equals(condition.getType()))
            .filter(condition -> "True".equals(condition.getStatus()))
            .findFirst();
  }
}
