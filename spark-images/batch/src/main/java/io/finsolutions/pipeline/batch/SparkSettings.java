package io.finsolutions.pipeline.batch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who reads and counts the topic: this process, or executors that Spark starts elsewhere. */
final class SparkSettings {
  @Option(
      names = "--spark-conf",
      split = "\\R",
      paramLabel = "KEY=VALUE",
      description =
          "A setting of Spark, such as spark.master=k8s://https://kubernetes.default.svc. Several:"
              + " again, or each in a line. Default: none, and this process counts by itself.")
  private Map<String, String> conf = new LinkedHashMap<>();

  @Option(
      names = "--executor-pod",
      paramLabel = "JSON",
      description =
          "What Spark makes executors from on Kubernetes: a pod, as the API server would be given"
              + " it. Default: Spark's own.")
  private Optional<String> executorPod = Optional.empty();

  /** Spark's settings, by name. */
  Map<String, String> conf() {
    return Map.copyOf(conf);
  }

  /** The pod of an executor, in JSON. */
  Optional<String> executorPod() {
    return executorPod;
  }
}
