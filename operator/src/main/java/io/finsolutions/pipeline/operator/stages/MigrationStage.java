package io.finsolutions.pipeline.operator.stages;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.migration.MigrationJob;
import io.finsolutions.pipeline.operator.network.MigrationPolicy;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Finding;
import io.finsolutions.pipeline.operator.status.Reason;
import io.finsolutions.pipeline.operator.status.Report;
import io.finsolutions.pipeline.operator.status.UnmetException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Brings the schema of a pair's database up to date, before anything writes. */
public final class MigrationStage {
  private static final MigrationJob JOB = new MigrationJob();
  private static final MigrationPolicy POLICY = new MigrationPolicy();

  /** So long a failed job stays, for people to look at, before it is tried anew. */
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(30);

  private final Clock clock;

  /** Tells by a clock when to try again. */
  public MigrationStage(Clock clock) {
    this.clock = clock;
  }

  /** What the migration of a pair is, as kind/name. */
  static String resource(Pair pair) {
    return "job/" + pair.nameOf(Component.MIGRATION);
  }

  /** Does its part of a pass. */
  public Report run(Work work, Surroundings surroundings, boolean isDatabaseReady) {
    Pair pair = work.pair();
    String resource = resource(pair);
    try {
      return new Report(resource, migrate(work, surroundings, isDatabaseReady));
    } catch (UnmetException e) {
      return new Report(resource, Finding.fails(ConditionType.MIGRATION_READY, e));
    }
  }

  private Finding migrate(Work work, Surroundings surroundings, boolean isDatabaseReady) {
    work.apply(POLICY, surroundings);
    Optional<Job> there = work.find(Job.class, Component.MIGRATION);
    if (there.isPresent() && !isFor(there.get(), work.pair(), surroundings)) {
      work.delete(Job.class, work.pair().nameOf(Component.MIGRATION));
      return starting("the image or the database has changed; the job is made anew");
    }
    if (there.isEmpty()) {
      if (!isDatabaseReady) {
        return Finding.fails(
            ConditionType.MIGRATION_READY, Reason.WAITING, "waits for the database");
      }
      work.create(JOB.desired(work.pair(), surroundings));
      return starting("the job starts");
    }
    return judge(work, there.get());
  }

  private Finding judge(Work work, Job job) {
    if (job.isMarkedForDeletion()) {
      return starting("the job is made anew");
    }
    if (JobEnd.isComplete(job)) {
      return Finding.holds(ConditionType.MIGRATION_READY, Reason.READY, "the schema is up to date");
    }
    Optional<String> trouble = work.trouble(Component.MIGRATION, job);
    Optional<JobCondition> failure = JobEnd.failure(job);
    if (failure.isPresent()) {
      if (isWorthAnotherTry(failure.get())) {
        work.delete(Job.class, work.pair().nameOf(Component.MIGRATION));
      }
      return Finding.fails(
          ConditionType.MIGRATION_READY,
          Reason.JOB_FAILED,
          trouble.orElse(failure.get().getReason() + ": " + failure.get().getMessage())
              + "; it is tried again every "
              + BETWEEN_ATTEMPTS.toSeconds()
              + " s");
    }
    return trouble
        .map(said -> Finding.fails(ConditionType.MIGRATION_READY, Reason.POD_FAILED, said))
        .orElseGet(() -> starting("the job runs"));
  }

  private boolean isWorthAnotherTry(JobCondition failure) {
    Instant failed = Instant.parse(failure.getLastTransitionTime());
    return Instant.now(clock).isAfter(failed.plus(BETWEEN_ATTEMPTS));
  }

  private static Finding starting(String message) {
    return Finding.fails(ConditionType.MIGRATION_READY, Reason.STARTING, message);
  }

  private static boolean isFor(Job job, Pair pair, Surroundings surroundings) {
    return MigrationJob.digest(pair, surroundings)
        .equals(job.getMetadata().getAnnotations().get(MigrationJob.DIGEST));
  }
}
