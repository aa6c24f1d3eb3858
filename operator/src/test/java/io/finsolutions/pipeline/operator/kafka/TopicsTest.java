package io.finsolutions.pipeline.operator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.operator.SamplePair;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.foreign.KafkaTopic;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicsTest {
  private static final String DAY = "86400000";

  @Test
  void areNamedAfterThePairAndWhatIsInThem() {
    assertThat(topics(SamplePair.STRIMZI))
        .extracting(topic -> topic.getMetadata().getName())
        .containsExactly("btc-usd.trades", "btc-usd.bars", "btc-usd.dead-letters");
  }

  @Test
  void areNamedInKafkaAsTheirResourcesAre() {
    assertThat(topics("kafka: {clusterRef: {name: events}, topics: {prefix: staging.}}"))
        .allSatisfy(
            topic ->
                assertThat(topic.getSpec())
                    .containsEntry("topicName", topic.getMetadata().getName()))
        .extracting(topic -> topic.getMetadata().getName())
        .containsExactly(
            "staging.btc-usd.trades", "staging.btc-usd.bars", "staging.btc-usd.dead-letters");
  }

  @Test
  void areWhereTheirClusterIs() {
    assertThat(topics("kafka: {clusterRef: {name: events, namespace: kafka}}"))
        .allSatisfy(
            topic -> {
              assertThat(topic.getMetadata().getNamespace()).isEqualTo("kafka");
              assertThat(topic.getMetadata().getOwnerReferences()).isEmpty();
              assertThat(topic.getMetadata().getLabels())
                  .containsEntry("strimzi.io/cluster", "events")
                  .containsEntry("finsolutions.io/pipeline-namespace", "markets");
            });
  }

  @Test
  void keepTradesAndBarsForAWeekAndDeadLettersForAMonth() {
    assertThat(topics(SamplePair.STRIMZI))
        .extracting(topic -> config(topic).get("retention.ms"))
        .containsExactly("604800000", "604800000", "2592000000");
  }

  @Test
  void keepTradesAndBarsAsLongAsIsSaid() {
    assertThat(topics("kafka: {clusterRef: {name: events}, topics: {retention: 1d}}"))
        .extracting(topic -> config(topic).get("retention.ms"))
        .containsExactly(DAY, DAY, "2592000000");
  }

  @Test
  void haveAsManyPartitionsAsIsSaidButDeadLettersOne() {
    assertThat(topics("kafka: {clusterRef: {name: events}, topics: {partitions: 4}}"))
        .extracting(topic -> topic.getSpec().get("partitions"))
        .containsExactly(4, 4, 1);
  }

  @Test
  void leaveReplicasToTheClusterIfNobodySaysHowMany() {
    assertThat(topics(SamplePair.STRIMZI))
        .allSatisfy(
            topic -> {
              assertThat(topic.getSpec()).doesNotContainKey("replicas");
              assertThat(config(topic)).doesNotContainKey("min.insync.replicas");
            });
  }

  @Test
  void ofTwoReplicasCanLoseOne() {
    assertThat(topics("kafka: {clusterRef: {name: events}, topics: {replicas: 2}}"))
        .allSatisfy(
            topic -> {
              assertThat(topic.getSpec()).containsEntry("replicas", 2);
              assertThat(config(topic)).doesNotContainKey("min.insync.replicas");
            });
  }

  @Test
  void ofThreeReplicasAreWrittenToTwoAtLeast() {
    assertThat(topics("kafka: {clusterRef: {name: events}, topics: {replicas: 3}}"))
        .allSatisfy(topic -> assertThat(config(topic)).containsEntry("min.insync.replicas", "2"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> config(KafkaTopic topic) {
    return (Map<String, Object>) topic.getSpec().get("config");
  }

  private static Stream<KafkaTopic> topics(String spec) {
    return Stream.of(new TradesTopic(), new BarsTopic(), new DeadLettersTopic())
        .map(topic -> topic.desired(SamplePair.of(spec), Surroundings.NONE));
  }
}
