package io.finsolutions.pipeline.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SparkSessionsTest {
  @Test
  void executorsFindTheDriverByTheAddressOfItsPod() {
    SparkConf submitted =
        new SparkConf(false)
            .set("spark.master", "k8s://https://kubernetes.default.svc")
            .set("spark.driver.bindAddress", "10.244.0.7")
            .set("spark.driver.host", "btc-usd-streaming-driver-svc.pipelines.svc");

    SparkConf conf = SparkSessions.settings(submitted, "streaming BTC-USD", 1);

    assertThat(conf.get("spark.driver.host")).isEqualTo("10.244.0.7");
  }

  @Test
  void aDriverThatDoesTheWorkItselfKeepsWhatSparkSubmitHasSet() {
    SparkConf submitted =
        new SparkConf(false)
            .set("spark.master", "local[1]")
            .set("spark.driver.bindAddress", "10.244.0.7")
            .set("spark.driver.host", "btc-usd-streaming-driver-svc.pipelines.svc");

    SparkConf conf = SparkSessions.settings(submitted, "streaming BTC-USD", 1);

    assertThat(conf.get("spark.driver.host"))
        .isEqualTo("btc-usd-streaming-driver-svc.pipelines.svc");
  }

  @Test
  void withoutAMasterItRunsInThisProcess() {
    SparkConf conf = SparkSessions.settings(new SparkConf(false), "streaming BTC-USD", 2);

    assertThat(conf.get("spark.master")).isEqualTo("local[2]");
    assertThat(conf.get("spark.app.name")).isEqualTo("streaming BTC-USD");
  }
}
