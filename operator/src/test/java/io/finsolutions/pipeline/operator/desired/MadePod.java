package io.finsolutions.pipeline.operator.desired;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.finsolutions.pipeline.operator.foreign.SparkApplication;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.pods.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

  /** The pod of a component, or {@code driver}, {@code executor} or {@code batch-executor}. */
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
      PodTemplateSpec run = job.getSpec().getJobTemplate().getSpec().getTemplate();
      return Stream.concat(Stream.of(java("batch", run, false)), executorOf(run));
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
    template
        .getSpec()
        .getContainers()
        .get(0)
        .setResources(
            resources(
                fields.get("coreRequest").toString(),
                fields.get("coreLimit").toString(),
                mebibytes(fields, "memory") + mebibytes(fields, "memoryOverhead")));
    String command = application.getSpec().get("mainClass").toString();
    return Stream.of(new MadePod(role, template, role.equals("driver"), List.of(command)));
  }

  // The run makes it, of what its variables say.
  private static Stream<MadePod> executorOf(PodTemplateSpec run) {
    Map<String, String> settings = new HashMap<>();
    run.getSpec()
        .getContainers()
        .get(0)
        .getEnv()
        .forEach(variable -> settings.put(variable.getName(), variable.getValue()));
    if (!settings.containsKey("PIPELINE_EXECUTOR_POD")) {
      return Stream.empty();
    }
    Pod pod = Serialization.unmarshal(settings.get("PIPELINE_EXECUTOR_POD"), Pod.class);
    PodTemplateSpec template =
        new PodTemplateSpecBuilder()
            .withMetadata(pod.getMetadata())
            .withSpec(pod.getSpec())
            .build();
    Map<String, String> conf =
        settings
            .get("PIPELINE_SPARK_CONF")
            .lines()
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(line -> line[0], line -> line[1]));
    String cores = "spark.kubernetes.executor.%s.cores";
    template
        .getSpec()
        .getContainers()
        .get(0)
        .setResources(
            resources(
                conf.get(cores.formatted("request")),
                conf.get(cores.formatted("limit")),
                mebibytes(conf, "spark.executor.memory")
                    + mebibytes(conf, "spark.executor.memoryOverhead")));
    return Stream.of(new MadePod("batch-executor", template, false, List.of()));
  }

  private static ResourceRequirements resources(String request, String limit, long mebibytes) {
    Quantity memory = new Quantity(mebibytes + "Mi");
    return new ResourceRequirementsBuilder()
        .addToRequests("cpu", new Quantity(request))
        .addToLimits("cpu", new Quantity(limit))
        .addToRequests("memory", memory)
        .addToLimits("memory", memory)
        .build();
  }

  private static long mebibytes(Map<?, ?> fields, String name) {
    return Long.parseLong(fields.get(name).toString().replaceFirst("m$", ""));
  }

  @Override
  public String toString() {
    return name;
  }
}
