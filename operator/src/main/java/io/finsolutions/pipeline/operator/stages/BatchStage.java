package io.finsolutions.pipeline.operator.stages;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.archive.ArchiveAccess;
import io.finsolutions.pipeline.operator.archive.ArchiveCredentials;
import io.finsolutions.pipeline.operator.archive.ArchiveVolume;
import io.finsolutions.pipeline.operator.batch.BatchAccount;
import io.finsolutions.pipeline.operator.batch.BatchCronJob;
import io.finsolutions.pipeline.operator.batch.BatchExecutors;
import io.finsolutions.pipeline.operator.batch.BatchRoleBinding;
import io.finsolutions.pipeline.operator.batch.BatchSchedule;
import io.finsolutions.pipeline.operator.network.BatchExecutorPolicy;
import io.finsolutions.pipeline.operator.network.BatchPolicy;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Labels;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Finding;
import io.finsolutions.pipeline.operator.status.Reason;
import io.finsolutions.pipeline.operator.status.Report;
import io.finsolutions.pipeline.operator.status.UnmetException;
import java.util.Comparator;
import java.util.Optional;

/** Sees to the batch layer of a pair. */
public final class BatchStage {
  private static final BatchCronJob CRON_JOB = new BatchCronJob();
  private static final ArchiveVolume ARCHIVE = new ArchiveVolume();
  private static final BatchPolicy POLICY = new BatchPolicy();
  private static final BatchExecutorPolicy EXECUTOR_POLICY = new BatchExecutorPolicy();
  private static final BatchAccount ACCOUNT = new BatchAccount();
  private static final BatchRoleBinding BINDING = new BatchRoleBinding();

  /**
   * Does its part of a pass.
   *
   * @param waitsFor what has to be there first; one that is there already goes on as it is
   */
  public Report run(Work work, Surroundings surroundings, Optional<String> waitsFor) {
    Pair pair = work.pair();
    String resource = "cronjob/" + pair.nameOf(Component.BATCH);
    if (waitsFor.isPresent()) {
      return new Report(
          resource,
          Finding.fails(ConditionType.BATCH_READY, Reason.WAITING, "waits for " + waitsFor.get()));
    }
    try {
      work.apply(POLICY, surroundings);
      applyRightsOfExecutors(work, surroundings);
      if (ArchiveAccess.isOnVolume(pair)) {
        work.apply(ARCHIVE, surroundings);
      }
      ArchiveCredentials.require(pair, work.watches());
      work.apply(CRON_JOB, surroundings);
      return new Report(resource, finding(work));
    } catch (UnmetException e) {
      return new Report(resource, Finding.fails(ConditionType.BATCH_READY, e));
    }
  }

  private static void applyRightsOfExecutors(Work work, Surroundings surroundings) {
    Pair pair = work.pair();
    if (BatchExecutors.areWanted(pair)) {
      work.apply(EXECUTOR_POLICY, surroundings);
      work.apply(ACCOUNT, surroundings);
      work.apply(BINDING, surroundings);
    } else {
      work.delete(RoleBinding.class, pair.nameOf(Component.BATCH));
      work.delete(ServiceAccount.class, pair.nameOf(Component.BATCH));
      work.delete(NetworkPolicy.class, BatchExecutorPolicy.name(pair));
    }
  }

  private static Finding finding(Work work) {
    if (work.pair().spec().suspend()) {
      return Finding.fails(
          ConditionType.BATCH_READY, Reason.SUSPENDED, "stands still, as spec.suspend says");
    }
    String schedule = BatchSchedule.of(work.pair());
    Optional<Job> latest = latestJob(work);
    Optional<String> trouble =
        latest
            .filter(job -> !JobEnd.isComplete(job))
            .flatMap(job -> work.trouble(Component.BATCH, job));
    if (latest.flatMap(JobEnd::failure).isPresent()) {
      return Finding.fails(
          ConditionType.BATCH_READY,
          Reason.JOB_FAILED,
          trouble.orElse("job " + latest.get().getMetadata().getName() + " has failed")
              + "; the next one runs by schedule "
              + schedule);
    }
    return trouble
        .map(said -> Finding.fails(ConditionType.BATCH_READY, Reason.POD_FAILED, said))
        .orElseGet(
            () ->
                Finding.holds(
                    ConditionType.BATCH_READY, Reason.READY, "runs by schedule " + schedule));
  }

  private static Optional<Job> latestJob(Work work) {
    return work.watches()
        .of(Job.class, work.pair())
        .filter(job -> Labels.componentOf(job).equals(Optional.of(Component.BATCH.id())))
        .max(Comparator.comparing(job -> job.getMetadata().getCreationTimestamp()));
  }

  /** Whether there is a batch layer already. */
  public static boolean exists(Work work) {
    return work.exists(CronJob.class, Component.BATCH);
  }
}
