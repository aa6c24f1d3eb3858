package io.finsolutions.pipeline.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobTemplateSpec;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import io.finsolutions.pipeline.harness.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The job of a pair's schedule, made by a person: once, now, and with another command if need be.
 */
final class JobByHand {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Stack stack;
  private final String name;

  private JobByHand(Stack stack, String name) {
    this.stack = stack;
    this.name = name;
  }

  /** Starts it: {@code run} is what the schedule does. */
  static JobByHand start(Stack stack, CronJob schedule, String command, String... flags) {
    String pair = schedule.getMetadata().getName().replaceFirst("-batch$", "");
    JobByHand made = new JobByHand(stack, pair + "-" + command);
    stack.client().resource(made.job(schedule.getSpec().getJobTemplate(), command, flags)).create();
    return made;
  }

  private Job job(JobTemplateSpec template, String command, String... flags) {
    Job job =
        new JobBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(stack.namespace())
            .withLabels(template.getMetadata().getLabels())
            .endMetadata()
            .withSpec(template.getSpec())
            .editSpec()
            .withActiveDeadlineSeconds(null)
            .withBackoffLimit(0)
            .endSpec()
            .build();
    var container = job.getSpec().getTemplate().getSpec().getContainers().get(0);
    List<String> line = new ArrayList<>(container.getCommand());
    assertThat(line).as("command of the schedule").last().isEqualTo("run");
    line.set(line.size() - 1, command);
    line.addAll(List.of(flags));
    container.setCommand(line);
    return job;
  }

  /** Returns once it has succeeded. */
  void awaitSuccess() {
    Eventually.await(
        "job " + name + " ends",
        LIMIT,
        () -> {
          Job job = find(stack, name).get();
          return hasSucceeded(job) || hasFailed(job);
        });
    assertThat(hasSucceeded(find(stack, name).get()))
        .as("job %s succeeds; its pods say: %s", name, said())
        .isTrue();
  }

  /** What its pods have said last. */
  String said() {
    return stack
        .client()
        .pods()
        .inNamespace(stack.namespace())
        .withLabel("batch.kubernetes.io/job-name", name)
        .list()
        .getItems()
        .stream()
        .map(this::log)
        .collect(Collectors.joining("\n"));
  }

  private String log(Pod pod) {
    return stack.client().pods().resource(pod).tailingLines(20).getLog();
  }

  /** Deletes it with its pods. */
  void delete() {
    find(stack, name).delete();
  }

  /** A job by its name. */
  static ScalableResource<Job> find(Stack stack, String name) {
    return stack.client().batch().v1().jobs().inNamespace(stack.namespace()).withName(name);
  }

  /** Whether a job has done what it is for. */
  static boolean hasSucceeded(Job job) {
    return job.getStatus() != null
        && job.getStatus().getSucceeded() != null
        && job.getStatus().getSucceeded() > 0;
  }

  private static boolean hasFailed(Job job) {
    return job.getStatus() != null
        && job.getStatus().getFailed() != null
        && job.getStatus().getFailed() > 0;
  }
}
