package io.finsolutions.pipeline.operator.batch;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.archive.ArchiveAccess;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.pods.Json;
import io.finsolutions.pipeline.operator.pods.PipelineProcess;
import io.finsolutions.pipeline.operator.pods.Pods;
import io.finsolutions.pipeline.operator.pods.Variables;
import io.finsolutions.pipeline.operator.pods.Volumes;
import io.finsolutions.pipeline.operator.spark.SparkMemory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The executors of a batch layer. No one but the run itself asks for them: its pod is the driver,
 * and is told by variables what to make of them, so that jobs by hand have them, too.
 */
public final class BatchExecutors {
  /** The container of an executor, as Spark calls it where nobody says otherwise. */
  static final String CONTAINER = "spark-kubernetes-executor";

  private static final String DRIVER_PORT = "7078";
  private static final String BLOCKS_PORT = "7079";

  private static final String JVM_FLAGS =
      "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError"
          // Spark would take its own, which say ten lines a second.
          + " -Dlog4j2.configurationFile=jar:file:/opt/pipeline/batch.jar!/log4j2.properties";

  private BatchExecutors() {}

  /** Whether a pair has any. */
  public static boolean areWanted(Pair pair) {
    return pair.spec().batch().executors() > 0;
  }

  /** The jar of a run: the one that starts executors has what Spark needs for that. */
  static String jar(Pair pair) {
    return areWanted(pair) ? "executors.jar" : "batch.jar";
  }

  /** The variables of the driver: none for a run that does the work itself. */
  static List<EnvVar> settings(
      Pair pair, Surroundings surroundings, ResourceRequirements resources) {
    return areWanted(pair)
        ? List.of(
            ofPod("POD_NAME", "metadata.name"),
            ofPod("POD_IP", "status.podIP"),
            Variables.setting("SPARK_CONF", lines(sparkConf(pair, resources))),
            Variables.setting("EXECUTOR_POD", verbatim(Json.write(pod(pair, surroundings)))))
        : List.of();
  }

  private static Map<String, String> sparkConf(Pair pair, ResourceRequirements resources) {
    SparkMemory memory = SparkMemory.of(resources.getLimits().get("memory"));
    Map<String, String> conf = new TreeMap<>();
    conf.put("spark.master", "k8s://https://kubernetes.default.svc");
    conf.put("spark.driver.host", "$(POD_IP)");
    conf.put("spark.driver.port", DRIVER_PORT);
    conf.put("spark.driver.blockManager.port", BLOCKS_PORT);
    conf.put("spark.blockManager.port", BLOCKS_PORT);
    conf.put("spark.kubernetes.namespace", pair.namespace());
    // Executors go with the pod that has started them.
    conf.put("spark.kubernetes.driver.pod.name", "$(POD_NAME)");
    conf.put("spark.kubernetes.executor.container.image", BatchImage.of(pair));
    conf.put("spark.kubernetes.container.image.pullPolicy", pair.settings().images().pullPolicy());
    conf.put("spark.kubernetes.executor.podTemplateContainerName", CONTAINER);
    conf.put("spark.kubernetes.executor.disableConfigMap", "true");
    conf.put("spark.kubernetes.allocation.batch.delay", "200ms");
    conf.put(
        "spark.kubernetes.executor.request.cores", resources.getRequests().get("cpu").toString());
    conf.put("spark.kubernetes.executor.limit.cores", resources.getLimits().get("cpu").toString());
    conf.put("spark.executor.instances", pair.spec().batch().executors().toString());
    conf.put("spark.executor.cores", "1");
    conf.put("spark.executor.memory", memory.heap());
    conf.put("spark.executor.memoryOverhead", memory.overhead());
    conf.put("spark.executor.extraJavaOptions", JVM_FLAGS);
    // Else the first that is up reads all of a short topic before the others are.
    conf.put("spark.scheduler.minRegisteredResourcesRatio", "1");
    conf.put("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s");
    return conf;
  }

  private static Pod pod(Pair pair, Surroundings surroundings) {
    PodSpecBuilder spec =
        Pods.only(
                Pods.container(pair, CONTAINER, BatchImage.of(pair))
                    .withCommand("/opt/entrypoint.sh")
                    .withEnv(
                        new EnvVarBuilder()
                            .withName("SPARK_CLASSPATH")
                            .withValue("/opt/pipeline/executors.jar")
                            .build())
                    .addAllToEnv(ArchiveAccess.credentials(pair))
                    .withVolumeMounts(PipelineProcess.mounts(surroundings.kafka()))
                    .addToVolumeMounts(Volumes.mount("spark-local-dir-1", "/var/data/spark"))
                    .build())
            .withVolumes(PipelineProcess.volumes(pair, surroundings.kafka(), "256Mi"))
            // By its name Spark takes it for its own.
            .addToVolumes(Volumes.emptyDirectory("spark-local-dir-1", "512Mi"));
    PodTemplateSpec made =
        Pods.template(
            pair,
            Component.BATCH,
            spec,
            surroundings.digest(),
            without("batch", pair.spec().batch().template()));
    made.getSpec().setAutomountServiceAccountToken(false);
    return new PodBuilder().withMetadata(made.getMetadata()).withSpec(made.getSpec()).build();
  }

  /** An overlay that is for runs and executors alike, without what it says of one's container. */
  static PodTemplateSpec without(String container, PodTemplateSpec overlay) {
    return overlay == null || overlay.getSpec() == null
        ? overlay
        : new PodTemplateSpecBuilder(overlay)
            .editSpec()
            .removeMatchingFromContainers(one -> container.equals(one.getName()))
            .endSpec()
            .build();
  }

  private static EnvVar ofPod(String name, String field) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewFieldRef()
        .withApiVersion("v1")
        .withFieldPath(field)
        .endFieldRef()
        .endValueFrom()
        .build();
  }

  private static String lines(Map<String, String> conf) {
    return conf.entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining("\n"));
  }

  // Kubernetes would put in the values of variables.
  private static String verbatim(String text) {
    return text.replace("$(", "$$(");
  }
}
