package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.batch.engine.FailureReason;
import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The Spark session of the batch layer. */
final class BatchSession {
  private static final String MASTER = "spark.master";
  private static final String LOCAL_MASTER = "local[*]";
  private static final String DRIVER_HOST = "spark.driver.host";
  private static final String INSTANCES = "spark.executor.instances";

  private BatchSession() {}

  /** Starts Spark in this process, for it alone. */
  static SparkSession start(String name) {
    return start(name, new SparkSettings());
  }

  /**
   * Starts Spark. What its system properties say stays as it is.
   *
   * @throws FailedException if it does not start, with the reason
   */
  static SparkSession start(String name, SparkSettings settings) {
    SparkConf conf = conf(name, settings);
    try {
      return SparkSession.builder().config(conf).getOrCreate();
    } catch (Exception e) {
      // Among them a checked one that Spark throws from methods that do not declare it.
      throw new FailedException(
          "Spark does not start with the master %s: %s"
              .formatted(conf.get(MASTER), FailureReason.firstLine(e)),
          e);
    }
  }

  private static SparkConf conf(String name, SparkSettings settings) {
    SparkConf conf = new SparkConf();
    settings.conf().forEach(conf::setIfMissing);
    conf.setIfMissing("spark.app.name", name);
    if (conf.contains(MASTER)) {
      conf.setIfMissing("spark.extraListeners", TaskTally.class.getName());
    } else {
      conf.set(MASTER, LOCAL_MASTER);
      conf.set(DRIVER_HOST, "127.0.0.1");
      conf.set("spark.driver.bindAddress", "127.0.0.1");
    }
    if (conf.contains(DRIVER_HOST)) {
      conf.set(DRIVER_HOST, inBrackets(conf.get(DRIVER_HOST)));
    }
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.sql.session.timeZone", "UTC");
    conf.setIfMissing("spark.metrics.staticSources.enabled", "false");
    conf.setIfMissing("spark.metrics.executorMetricsSource.enabled", "false");
    settings
        .executorPod()
        .ifPresent(
            pod -> conf.set("spark.kubernetes.executor.podTemplateFile", file(pod).toString()));
    return conf;
  }

  /** An address as Spark wants it: one of IPv6 in brackets. */
  static String inBrackets(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  // Spark reads it from a file, and from nowhere else.
  private static Path file(String pod) {
    try {
      Path file = Files.createTempFile("executor-pod-", ".json");
      file.toFile().deleteOnExit();
      return Files.writeString(file, pod);
    } catch (IOException e) {
      throw new FailedException("cannot write the pod of executors to a file: " + e, e);
    }
  }

  /** How many read the topic side by side: each executor, or the threads of this process as one. */
  static int readers(SparkSession spark) {
    return Math.max(1, spark.sparkContext().getConf().getInt(INSTANCES, 1));
  }

  /** A session that starts when it is asked for: what the archive has needs none. */
  static final class OnDemand implements Supplier<SparkSession>, AutoCloseable {
    private final String name;
    private final SparkSettings settings;
    private SparkSession session;

    OnDemand(String name, SparkSettings settings) {
      this.name = name;
      this.settings = settings;
    }

    @Override
    public SparkSession get() {
      if (session == null) {
        session = start(name, settings);
      }
      return session;
    }

    @Override
    public void close() {
      if (session != null) {
        session.close();
      }
    }
  }
}
