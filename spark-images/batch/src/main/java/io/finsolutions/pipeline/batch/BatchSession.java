package io.finsolutions.pipeline.batch;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The Spark session of the batch layer. */
final class BatchSession {
  private static final String LOCAL_MASTER = "local[*]";

  private BatchSession() {}

  /** Starts Spark. What spark-submit has set stays as it is. */
  static SparkSession start(String name) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.app.name", name);
    if (!conf.contains("spark.master")) {
      conf.set("spark.master", LOCAL_MASTER);
      conf.set("spark.driver.host", "127.0.0.1");
      conf.set("spark.driver.bindAddress", "127.0.0.1");
    }
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.sql.session.timeZone", "UTC");
    conf.setIfMissing("spark.metrics.staticSources.enabled", "false");
    conf.setIfMissing("spark.metrics.executorMetricsSource.enabled", "false");
    return SparkSession.builder().config(conf).getOrCreate();
  }
}
