package io.finsolutions.pipeline.operator.streaming;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.finsolutions.pipeline.operator.api.StreamingSpec;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.foreign.SparkApplication;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.pods.Digest;
import io.finsolutions.pipeline.operator.pods.Json;
import io.finsolutions.pipeline.operator.pods.ManagementPort;
import io.finsolutions.pipeline.operator.pods.PipelineProcess;
import io.finsolutions.pipeline.operator.pods.Pods;
import io.finsolutions.pipeline.operator.pods.Resources;
import io.finsolutions.pipeline.operator.pods.Variables;
import io.finsolutions.pipeline.operator.pods.Volumes;
import io.finsolutions.pipeline.operator.spark.SparkMemory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The speed layer of a pair as the Spark operator is asked for it. Any change of it but {@code
 * suspend} makes the Spark operator start the job anew, so it says what the Spark operator would
 * fill in, and says it always in the same way.
 */
public final class StreamingApplication implements Operand<SparkApplication> {
  private static final String SPARK_VERSION = "3.5.7";
  private static final Resources RESOURCES = new Resources("100m", "2", "768Mi");
  private static final long SPARK_USER = 185;
  private static final String DRIVER_CONTAINER = "spark-kubernetes-driver";
  private static final String EXECUTOR_CONTAINER = "spark-kubernetes-executor";

  /**
   * The Spark operator takes a while to notice a change; until then it says of the old one how it
   * is.
   */
  private static final String SPEC_LABEL = "finsolutions.io/spec";

  private static final String WORK_FOLDER = "/opt/spark/work-dir";

  private static final String JVM_FLAGS =
      "-XX:+UseSerialGC"
          // Little lives long: without a limit, a third of the heap would fill up with what is
          // dead.
          + " -XX:MaxNewSize=64m"
          // So much is loaded by each start, and the collector would go through all of it each time
          // that it has grown by some.
          + " -XX:MetaspaceSize=128m"
          + " -XX:+ExitOnOutOfMemoryError"
          // What a start loads, laid out already; without it, a start takes half as long again.
          + " -XX:SharedArchiveFile=/opt/pipeline/startup.jsa"
          // Spark would take its own, which say ten lines a second.
          + " -Dlog4j2.configurationFile=jar:file:/opt/pipeline/streaming.jar!/log4j2.properties";

  /**
   * Of what counts: each row waits for the code, so the full compiler pays; but it takes a third of
   * the time of a start. Here it waits until code has run ten times as often as it usually does.
   */
  private static final String COUNTING_FLAGS =
      "-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000"
          + " -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000 "
          + JVM_FLAGS;

  /** Of a driver whose executors count: it has little to do but to start. */
  private static final String COORDINATING_FLAGS = "-XX:TieredStopAtLevel=1 " + JVM_FLAGS;

  @Override
  public SparkApplication desired(Pair pair, Surroundings surroundings) {
    StreamingSpec streaming = pair.spec().streaming();
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("type", "Java");
    spec.put("mode", "cluster");
    spec.put("sparkVersion", SPARK_VERSION);
    spec.put("image", image(pair));
    spec.put("imagePullPolicy", pair.settings().images().pullPolicy());
    List<String> pullSecrets =
        pair.spec().imagePullSecrets().stream().map(LocalObjectReference::getName).toList();
    if (!pullSecrets.isEmpty()) {
      spec.put("imagePullSecrets", pullSecrets);
    }
    spec.put("mainClass", "io.finsolutions.pipeline.streaming.StreamingCommand");
    spec.put("mainApplicationFile", "local:///opt/pipeline/streaming.jar");
    spec.put("restartPolicy", restartPolicy());
    spec.put("sparkConf", sparkConf(streaming));
    spec.put("driver", driver(pair, surroundings));
    spec.put("executor", executor(pair, surroundings));
    mark(spec);
    spec.put("suspend", pair.spec().suspend());
    SparkApplication application = new SparkApplication();
    application.setMetadata(pair.owned(Component.STREAMING, pair.nameOf(Component.STREAMING)));
    application.setSpec(spec);
    return application;
  }

  /** Whether a driver was started from the job as it is asked for now. */
  public static boolean isOf(SparkApplication application, Pod driver) {
    Object asked = driverLabels(application.getSpec()).get(SPEC_LABEL);
    return asked != null && asked.equals(driver.getMetadata().getLabels().get(SPEC_LABEL));
  }

  private static void mark(Map<String, Object> spec) {
    String digest = Digest.ofResource(spec);
    driverLabels(spec).put(SPEC_LABEL, digest);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> driverLabels(Map<String, Object> spec) {
    Map<String, Object> driver = (Map<String, Object>) spec.get("driver");
    return (Map<String, Object>) driver.get("labels");
  }

  private static String image(Pair pair) {
    String image = pair.spec().streaming().image();
    return image == null ? pair.settings().images().streaming() : image;
  }

  // At once: the interval grows with each attempt, and its default is five times as long.
  private static Map<String, Object> restartPolicy() {
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("type", "Always");
    policy.put("onFailureRetryInterval", 1);
    policy.put("onSubmissionFailureRetryInterval", 1);
    return policy;
  }

  private static Map<String, String> sparkConf(StreamingSpec streaming) {
    Map<String, String> conf = new TreeMap<>();
    conf.put("spark.ui.enabled", "false");
    // The archive of classes asks for this first; that of executors is set by the image.
    conf.put("spark.driver.extraClassPath", "/opt/pipeline/startup.jar");
    if (streaming.executors() > 0) {
      // Else Spark puts a folder in front of it, with settings that executors get from the driver.
      conf.put("spark.kubernetes.executor.disableConfigMap", "true");
      // Executors that were lost by no fault of theirs must not add up to the end of the driver.
      conf.put("spark.executor.maxNumFailures", "1000");
      conf.put("spark.executor.failuresValidityInterval", "10m");
      // How long it waits before it asks for an executor: rows wait for it, too.
      conf.put("spark.kubernetes.allocation.batch.delay", "200ms");
    }
    conf.putAll(streaming.sparkConf());
    return conf;
  }

  private static Map<String, Object> driver(Pair pair, Surroundings surroundings) {
    StreamingSpec streaming = pair.spec().streaming();
    Map<String, Object> driver = sparkPod(pair);
    if (streaming.executors() == 0) {
      driver.put("javaOptions", COUNTING_FLAGS);
      driver.put("kubernetesMaster", "local[" + pair.spec().kafka().topics().partitions() + "]");
    } else {
      driver.put("javaOptions", COORDINATING_FLAGS);
      driver.put("serviceAccount", pair.nameOf(Component.STREAMING));
    }
    driver.put("template", template(pair, surroundings, DRIVER_CONTAINER));
    return driver;
  }

  // Required also where there are none.
  private static Map<String, Object> executor(Pair pair, Surroundings surroundings) {
    int executors = pair.spec().streaming().executors();
    if (executors == 0) {
      Map<String, Object> none = new LinkedHashMap<>();
      none.put("instances", 1);
      none.put("cores", 1);
      none.put("memory", "512m");
      return none;
    }
    Map<String, Object> executor = sparkPod(pair);
    executor.put("instances", executors);
    executor.put("javaOptions", COUNTING_FLAGS);
    executor.put("deleteOnTermination", true);
    executor.put("template", template(pair, surroundings, EXECUTOR_CONTAINER));
    return executor;
  }

  private static Map<String, Object> sparkPod(Pair pair) {
    ResourceRequirements resources = RESOURCES.with(pair.spec().streaming().resources());
    SparkMemory memory = SparkMemory.of(resources.getLimits().get("memory"));
    Map<String, Object> pod = new LinkedHashMap<>();
    pod.put("cores", 1);
    pod.put("coreRequest", resources.getRequests().get("cpu").toString());
    pod.put("coreLimit", resources.getLimits().get("cpu").toString());
    pod.put("memory", memory.heap());
    pod.put("memoryOverhead", memory.overhead());
    pod.put("labels", new TreeMap<>(pair.kept(Component.STREAMING, pair.name()).getLabels()));
    return pod;
  }

  private static Map<String, Object> template(
      Pair pair, Surroundings surroundings, String container) {
    boolean isDriver = container.equals(DRIVER_CONTAINER);
    boolean needsToken = isDriver && pair.spec().streaming().executors() > 0;
    var builder =
        Pods.container(pair, container, image(pair))
            .withEnv(settings(pair, surroundings))
            .withVolumeMounts(PipelineProcess.mounts(surroundings.kafka()));
    builder.addToVolumeMounts(
        Volumes.mount("spark-local-dir-1", "/var/data/spark"), Volumes.mount("work", WORK_FOLDER));
    if (isDriver) {
      builder
          .withPorts(ManagementPort.ofContainer())
          .withStartupProbe(ManagementPort.probe("/livez", 2, 90))
          .withReadinessProbe(ManagementPort.probe("/readyz", 2, 3))
          .withLivenessProbe(ManagementPort.probe("/livez", 10, 3));
    }
    PodSpecBuilder spec =
        new PodSpecBuilder()
            .withContainers(builder.build())
            .withSecurityContext(Pods.restrictedPod(SPARK_USER))
            .withTerminationGracePeriodSeconds(30L)
            .withVolumes(PipelineProcess.volumes(pair, surroundings.kafka(), "256Mi"))
            // By its name Spark takes it for its own.
            .addToVolumes(
                Volumes.emptyDirectory("spark-local-dir-1", "512Mi"),
                Volumes.emptyDirectory("work", "64Mi"));
    PodTemplateSpec made =
        Pods.template(
            pair,
            Component.STREAMING,
            spec,
            surroundings.digest(),
            overlayFor(container, pair.spec().streaming().template()));
    made.getSpec().setAutomountServiceAccountToken(needsToken);
    return Json.toMap(made);
  }

  // The overlay is for drivers and executors alike; what it says of the container of the one is
  // not for the other.
  private static PodTemplateSpec overlayFor(String container, PodTemplateSpec overlay) {
    if (overlay == null || overlay.getSpec() == null) {
      return overlay;
    }
    String other = container.equals(DRIVER_CONTAINER) ? EXECUTOR_CONTAINER : DRIVER_CONTAINER;
    return new PodTemplateSpecBuilder(overlay)
        .editSpec()
        .removeMatchingFromContainers(one -> other.equals(one.getName()))
        .endSpec()
        .build();
  }

  private static List<EnvVar> settings(Pair pair, Surroundings surroundings) {
    List<EnvVar> settings = new ArrayList<>(PipelineProcess.kafkaSettings(pair, surroundings));
    settings.addAll(PipelineProcess.databaseSettings(surroundings.database()));
    settings.add(Variables.setting("BARS_TOPIC", pair.topic("bars")));
    settings.add(Variables.setting("DEAD_LETTER_TOPIC", pair.topic("dead-letters")));
    settings.add(Variables.setting("TRIGGER", pair.spec().streaming().trigger().flag()));
    settings.add(Variables.setting("MANAGEMENT_PORT", ManagementPort.NUMBER));
    return settings;
  }
}
