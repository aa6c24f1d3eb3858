package io.finsolutions.pipeline.operator.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.finsolutions.pipeline.operator.SamplePair;
import io.finsolutions.pipeline.operator.SampleSecrets;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.database.DatabaseConnections;
import io.finsolutions.pipeline.operator.kafka.KafkaConnection;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PoliciesTest {
  private static final String DATABASE = "database: {external: {secretName: warehouse}}";
  private static final Pair PAIR = SamplePair.of(SamplePair.STRIMZI + "\n" + DATABASE);
  private static final Pair EXECUTORS =
      SamplePair.of(
          "kafka: {clusterRef: {name: events}, topics: {partitions: 2}}\n"
              + "streaming: {executors: 2}\n"
              + DATABASE);
  private static final List<String> DNS = List.of("UDP 53", "TCP 53");
  private static final List<String> KAFKA = List.of("TCP 9092", "TCP 9094");
  private static final List<String> WAREHOUSE = List.of("TCP 6432");

  static Stream<Operand<NetworkPolicy>> all() {
    return Stream.of(
        new DatabasePolicy(),
        new MigrationPolicy(),
        new ProducerPolicy(),
        new StreamingPolicy(),
        new BatchPolicy(),
        new BatchExecutorPolicy());
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsNotNamedIsForbiddenInBothDirections(Operand<NetworkPolicy> operand) {
    NetworkPolicy policy = policy(operand, PAIR);

    assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(policy.getSpec().getPodSelector().getMatchLabels())
        .containsEntry("app.kubernetes.io/instance", "btc-usd")
        .containsKeys("app.kubernetes.io/name", "app.kubernetes.io/component");
  }

  @Test
  void aDatabaseIsOpenToThePodsOfThisPlatformAndToNobodyElse() {
    NetworkPolicy policy = policy(new DatabasePolicy(), PAIR);

    assertThat(policy.getSpec().getEgress()).isEmpty();
    assertThat(policy.getSpec().getIngress()).hasSize(1);
    NetworkPolicyIngressRule rule = policy.getSpec().getIngress().get(0);
    assertThat(rule.getPorts()).extracting(PoliciesTest::text).containsExactly("TCP 6432");
    NetworkPolicyPeer peer = rule.getFrom().get(0);
    assertThat(rule.getFrom()).hasSize(1);
    assertThat(peer.getPodSelector().getMatchLabels())
        .isEqualTo(Map.of("app.kubernetes.io/part-of", "crypto-pipeline"));
    assertThat(peer.getNamespaceSelector().getMatchLabels()).isEmpty();
  }

  @Test
  void aMigrationTalksToItsDatabaseOnly() {
    NetworkPolicy policy = policy(new MigrationPolicy(), PAIR);

    assertThat(policy.getSpec().getIngress()).isEmpty();
    assertThat(egress(policy)).containsExactly(DNS, WAREHOUSE);
  }

  @Test
  void aProducerTalksToKafkaAndToTheExchange() {
    assertThat(egress(policy(new ProducerPolicy(), PAIR)))
        .containsExactly(DNS, KAFKA, List.of("TCP 443"));
  }

  @Test
  void anExchangeElsewhereIsReachedAtItsPorts() {
    Pair pair =
        SamplePair.of(
            SamplePair.STRIMZI + "\n" + DATABASE, SamplePair.settings(SamplePair.standIn()));

    assertThat(egress(policy(new ProducerPolicy(), pair)))
        .containsExactly(DNS, KAFKA, List.of("TCP 80", "TCP 8081", "TCP 8082"));
  }

  @Test
  void aBatchLayerTalksToKafkaItsDatabaseAndTheExchangeAndNobodyTalksToIt() {
    NetworkPolicy policy = policy(new BatchPolicy(), PAIR);

    assertThat(policy.getSpec().getIngress()).isEmpty();
    assertThat(egress(policy)).containsExactly(DNS, KAFKA, WAREHOUSE, List.of("TCP 443"));
  }

  @Test
  void aBatchLayerTalksToTheStoreOfItsArchiveToo() {
    Pair pair =
        SamplePair.of(
            SamplePair.STRIMZI
                + "\nbatch: {archive: {warehouse: 's3://bucket', credentialsSecret: store,"
                + " properties: {s3.endpoint: 'http://store:9000'}}}\n"
                + DATABASE);

    assertThat(egress(policy(new BatchPolicy(), pair)))
        .containsExactly(DNS, KAFKA, WAREHOUSE, List.of("TCP 443"), List.of("TCP 9000"));
  }

  @Test
  void aSpeedLayerTalksToKafkaAndItsDatabase() {
    NetworkPolicy policy = policy(new StreamingPolicy(), PAIR);

    assertThat(egress(policy)).containsExactly(DNS, KAFKA, WAREHOUSE);
    assertThat(policy.getSpec().getIngress())
        .singleElement()
        .satisfies(
            rule ->
                assertThat(rule.getPorts())
                    .extracting(PoliciesTest::text)
                    .containsExactly("TCP 8080"));
  }

  @Test
  void aDriverTalksToItsExecutorsAndToTheApiServerToo() {
    NetworkPolicy policy = policy(new StreamingPolicy(), EXECUTORS);
    Map<String, String> pods = policy.getSpec().getPodSelector().getMatchLabels();

    assertThat(egress(policy))
        .containsExactly(DNS, KAFKA, WAREHOUSE, List.of(), List.of("TCP 443", "TCP 6443"));
    assertThat(policy.getSpec().getEgress().get(3).getTo())
        .extracting(peer -> peer.getPodSelector().getMatchLabels())
        .containsExactly(pods);
    assertThat(policy.getSpec().getIngress().get(1).getFrom())
        .extracting(peer -> peer.getPodSelector().getMatchLabels())
        .containsExactly(pods);
  }

  @Test
  void aRunTalksToItsExecutorsAndTheyToNothingButItKafkaAndTheArchive() {
    Pair pair =
        SamplePair.of(
            SamplePair.STRIMZI
                + "\nbatch: {executors: 2, archive: {warehouse: 's3://bucket', credentialsSecret:"
                + " store, properties: {s3.endpoint: 'http://store:9000'}}}\n"
                + DATABASE);
    NetworkPolicy run = policy(new BatchPolicy(), pair);
    NetworkPolicy executor = policy(new BatchExecutorPolicy(), pair);
    Map<String, String> pods = run.getSpec().getPodSelector().getMatchLabels();

    assertThat(egress(run))
        .containsExactly(
            DNS,
            KAFKA,
            WAREHOUSE,
            List.of("TCP 443"),
            List.of("TCP 9000"),
            List.of(),
            List.of("TCP 443", "TCP 6443"));
    assertThat(run.getSpec().getPodSelector().getMatchExpressions())
        .singleElement()
        .satisfies(
            not -> {
              assertThat(not.getKey() + " " + not.getOperator()).isEqualTo("spark-role NotIn");
              assertThat(not.getValues()).containsExactly("executor");
            });
    assertThat(egress(executor)).containsExactly(DNS, KAFKA, List.of(), List.of("TCP 9000"));
    assertThat(executor.getSpec().getPodSelector().getMatchLabels())
        .containsAllEntriesOf(pods)
        .containsEntry("spark-role", "executor");
    for (NetworkPolicy policy : List.of(run, executor)) {
      assertThat(policy.getSpec().getIngress())
          .singleElement()
          .satisfies(
              rule ->
                  assertThat(rule.getFrom())
                      .extracting(peer -> peer.getPodSelector().getMatchLabels())
                      .containsExactly(pods));
    }
    assertThat(executor.getSpec().getEgress().get(2).getTo())
        .extracting(peer -> peer.getPodSelector().getMatchLabels())
        .containsExactly(pods);
  }

  private static NetworkPolicy policy(Operand<NetworkPolicy> operand, Pair pair) {
    SampleSecrets secrets =
        new SampleSecrets()
            .with(
                "markets",
                "warehouse",
                Map.of(
                    "host",
                    "db",
                    "port",
                    "6432",
                    "dbname",
                    "rows",
                    "username",
                    "a",
                    "password",
                    "b"));
    return operand.desired(
        pair,
        new Surroundings(
            new KafkaConnection("a:9094,b:9092,c:9094", false, ""),
            DatabaseConnections.of(pair, secrets)));
  }

  /** The ports of each rule; a rule without is for all. */
  private static List<List<String>> egress(NetworkPolicy policy) {
    return policy.getSpec().getEgress().stream()
        .map(NetworkPolicyEgressRule::getPorts)
        .map(ports -> ports.stream().map(PoliciesTest::text).toList())
        .toList();
  }

  private static String text(NetworkPolicyPort port) {
    return port.getProtocol() + " " + port.getPort().getIntVal();
  }
}
