package io.finsolutions.pipeline.operator.desired;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.finsolutions.pipeline.operator.foreign.SparkApplication;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.pods.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A pod that some controller makes for a pair.
 *
 * @param name of what it is the pod
 * @param runsLong whether it is to run until it is stopped
 * @param command what it runs, as far as it is of this platform: a class and its arguments
 */
record MadePod(String name, PodTemplateSpec template, boolean runsLong, List<String> command) {
  /** All pods of a pair. */
  static List<MadePod> of(Pair pair) {
    return AllOperands.desired(pair).stream().flatMap(MadePod::of).toList();
  }

  /** The pod of a component, or {@code driver} or {@code executor}. */
  static MadePod of(Pair pair, String name) {
    return of(pair).stream().filter(pod -> pod.name().equals(name)).findFirst().orElseThrow();
  }

  PodSpec spec() {
    return template.getSpec();
  }

  /** Its own container, be there others or not. */
  Container container() {
    return template.getSpec().getContainers().get(0);
  }

  private static Stream<MadePod> of(HasMetadata made) {
    if (made instanceof Deployment deployment) {
      return Stream.of(java("producer", deployment.getSpec().getTemplate(), true));
    }
    if (made instanceof StatefulSet set) {
      return Stream.of(new MadePod("database", set.getSpec().getTemplate(), true, List.of()));
    }
    if (made instanceof Job job) {
      return Stream.of(java("migration", job.getSpec().getTemplate(), false));
    }
    if (made instanceof CronJob job) {
      return Stream.of(
          java("batch", job.getSpec().getJobTemplate().getSpec().getTemplate(), false));
    }
    return made instanceof SparkApplication application
        ? Stream.of("driver", "executor").flatMap(role -> ofSpark(application, role))
        : Stream.empty();
  }

  private static MadePod java(String name, PodTemplateSpec template, boolean runsLong) {
    List<String> all = template.getSpec().getContainers().get(0).getCommand();
    return new MadePod(name, template, runsLong, command(all));
  }

  private static List<String> command(List<String> commandLine) {
    int jar = commandLine.indexOf("-jar");
    if (jar < 0) {
      return commandLine.subList(commandLine.indexOf("-cp") + 2, commandLine.size());
    }
    List<String> command = new ArrayList<>(commandLine.subList(jar + 1, commandLine.size()));
    command.set(0, ModuleJar.mainClass(command.get(0)));
    return command;
  }

  // Spark adds resources to the container of its template, from fields beside that.
  private static Stream<MadePod> ofSpark(SparkApplication application, String role) {
    Map<?, ?> fields = (Map<?, ?>) application.getSpec().get(role);
    if (!fields.containsKey("template")) {
      return Stream.empty();
    }
    PodTemplateSpec template =
        Json.fromMap((Map<?, ?>) fields.get("template"), PodTemplateSpec.class);
    Quantity memory =
        new Quantity(mebibytes(fields, "memory") + mebibytes(fields, "memoryOverhead") + "Mi");
    template
        .getSpec()
        .getContainers()
        .get(0)
        .setResources(
            new ResourceRequirementsBuilder()
                .addToRequests("cpu", new Quantity(fields.get("coreRequest").toString()))
                .addToLimits("cpu", new Quantity(fields.get("coreLimit").toString()))
                .addToRequests("memory", memory)
                .addToLimits("memory", memory)
                .build());
    String command = application.getSpec().get("mainClass").toString();
    return Stream.of(new MadePod(role, template, role.equals("driver"), List.of(command)));
  }

  private static long mebibytes(Map<?, ?> fields, String name) {
    return Long.parseLong(fields.get(name).toString().replaceFirst("m$", ""));
  }

  @Override
  public String toString() {
    return name;
  }
}
