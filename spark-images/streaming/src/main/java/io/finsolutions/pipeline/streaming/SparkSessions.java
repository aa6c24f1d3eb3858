package io.finsolutions.pipeline.streaming;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Spark session of the speed layer: what a job of one long-lived task per partition needs. */
final class SparkSessions {
  private static final Logger LOG = LoggerFactory.getLogger(SparkSessions.class);
  private static final String MASTER = "spark.master";

  private SparkSessions() {}

  /**
   * Starts Spark. What spark-submit has set stays as it is.
   *
   * @param name name of the application
   * @param cores cores of a local master, where none is set from outside
   */
  static SparkSession start(String name, int cores) {
    return SparkSession.builder().config(settings(new SparkConf(), name, cores)).getOrCreate();
  }

  /**
   * Starts Spark in the background where its master is set from outside, as on Kubernetes:
   * executors take their time, and meanwhile Kafka and the database can be asked where to begin.
   * Elsewhere it does nothing, since it depends on the topic how many cores a local master needs.
   *
   * <p>If it fails, {@link #start} fails in the same way, and is the one who says so.
   */
  static void startEarly(String name) {
    SparkConf conf = new SparkConf();
    if (!conf.contains(MASTER)) {
      return;
    }
    Thread start = new Thread(() -> start(name, 1), "spark-start");
    start.setDaemon(true);
    start.setUncaughtExceptionHandler(
        (thread, failure) -> LOG.debug("Spark does not start early", failure));
    start.start();
  }

  /** Fills in what the speed layer needs and nobody has set. */
  static SparkConf settings(SparkConf conf, String name, int cores) {
    conf.setIfMissing("spark.app.name", name);
    if (!conf.contains(MASTER)) {
      conf.set(MASTER, "local[" + cores + "]");
      conf.set("spark.driver.host", "127.0.0.1");
      conf.set("spark.driver.bindAddress", "127.0.0.1");
    } else if (conf.get(MASTER).startsWith("k8s:") && conf.contains("spark.driver.bindAddress")) {
      // Executors are told the driver's address, since its name is known only once it is ready; and
      // it is ready once executors have counted.
      conf.set("spark.driver.host", conf.get("spark.driver.bindAddress"));
    }
    conf.setIfMissing("spark.ui.enabled", "false");
    // A task that failed needs a new run of the query, from the fence on; Spark must not repeat it.
    conf.setIfMissing("spark.task.maxFailures", "1");
    conf.setIfMissing("spark.locality.wait", "0");
    conf.setIfMissing("spark.scheduler.minRegisteredResourcesRatio", "0");
    conf.setIfMissing("spark.sql.session.timeZone", "UTC");
    conf.setIfMissing("spark.sql.adaptive.enabled", "false");
    conf.setIfMissing("spark.sql.codegen.wholeStage", "false");
    conf.setIfMissing("spark.sql.shuffle.partitions", "1");
    conf.setIfMissing("spark.sql.streaming.minBatchesToRetain", "2");
    // A row is a block of up to a thousand trades.
    conf.setIfMissing("spark.sql.streaming.continuous.executorQueueSize", "16");
    conf.setIfMissing("spark.sql.streaming.stopTimeout", "5s");
    // How often a query that finds no records says so, which is how it shows that it looks.
    conf.setIfMissing("spark.sql.streaming.noDataProgressEventInterval", "1000");
    conf.setIfMissing("spark.metrics.staticSources.enabled", "false");
    conf.setIfMissing("spark.metrics.executorMetricsSource.enabled", "false");
    return conf;
  }
}
