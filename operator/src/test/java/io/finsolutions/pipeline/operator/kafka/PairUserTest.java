package io.finsolutions.pipeline.operator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.operator.SamplePair;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.foreign.KafkaUser;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PairUserTest {
  private static final Path REFERENCE = Path.of("../docs/reference/kafka-access.md");

  @Test
  @SuppressWarnings("unchecked")
  void mayDoWithEachTopicWhatTheProcessesDoAndNothingElse() throws IOException {
    Map<String, Object> authorization = field(user("Tls"), "authorization");
    Map<String, Set<String>> granted = new TreeMap<>();
    for (Map<String, Object> rule : (List<Map<String, Object>>) authorization.get("acls")) {
      Map<String, Object> resource = (Map<String, Object>) rule.get("resource");
      assertThat(resource).containsEntry("type", "topic").containsEntry("patternType", "literal");
      assertThat(rule).containsEntry("type", "allow");
      ((List<String>) rule.get("operations"))
          .forEach(operation -> add(granted, resource.get("name").toString(), operation));
    }

    assertThat(granted).isEqualTo(documented());
  }

  @Test
  void showsWhoItIsAsTheClusterAsksIt() {
    assertThat(field(user("Tls"), "authentication")).isEqualTo(Map.of("type", "tls"));
    assertThat(field(user("ScramSha512"), "authentication"))
        .isEqualTo(Map.of("type", "scram-sha-512"));
  }

  @Test
  void isNamedAfterItsPairAndInAnotherNamespaceAfterThatToo() {
    KafkaUser elsewhere =
        new PairUser()
            .desired(
                SamplePair.of(
                    "kafka: {clusterRef: {name: events, namespace: kafka, authentication: Tls}}"),
                Surroundings.NONE);

    assertThat(user("Tls").getMetadata().getName()).isEqualTo("btc-usd");
    assertThat(elsewhere.getMetadata().getName()).isEqualTo("markets.btc-usd");
    assertThat(elsewhere.getMetadata().getNamespace()).isEqualTo("kafka");
  }

  @Test
  void isNoLongerThanTheNameInACertificateCanBe() {
    String longest = nameElsewhere("m".repeat(63), "p".repeat(40));

    assertThat(longest).hasSize(64).startsWith("m".repeat(47) + "-").matches("[a-z0-9-]+");
    assertThat(nameElsewhere("m".repeat(63), "btc-usd")).isNotEqualTo(longest);
    assertThat(nameElsewhere("m".repeat(46), "btc-usd-and-others"))
        .startsWith("m".repeat(46) + "-")
        .matches("[a-z0-9-]+");
    assertThat(nameElsewhere("m".repeat(56), "btc-usd")).isEqualTo("m".repeat(56) + ".btc-usd");
  }

  private static String nameElsewhere(String namespace, String pair) {
    Pair elsewhere =
        SamplePair.of("kafka: {clusterRef: {name: events, namespace: kafka, authentication: Tls}}");
    elsewhere.resource().getMetadata().setNamespace(namespace);
    elsewhere.resource().getMetadata().setName(pair);
    return Strimzi.user(elsewhere);
  }

  /** What the processes must be allowed to do, all together, by topic. */
  private static Map<String, Set<String>> documented() throws IOException {
    List<String[]> rows =
        Files.readAllLines(REFERENCE).stream()
            .dropWhile(line -> !line.startsWith("| process |"))
            .takeWhile(line -> line.startsWith("|"))
            .filter(line -> !line.startsWith("|--"))
            .map(line -> line.split("\\|", -1))
            .toList();
    String[] topics = rows.get(0);
    Map<String, Set<String>> documented = new TreeMap<>();
    for (String[] row : rows.subList(1, rows.size())) {
      for (int column = 2; column < topics.length - 1; column++) {
        String topic = "btc-usd." + topics[column].strip().replace(' ', '-');
        Arrays.stream(row[column].split(","))
            .map(String::strip)
            .filter(operation -> !operation.isEmpty())
            .forEach(operation -> add(documented, topic, operation));
      }
    }
    return documented;
  }

  private static void add(Map<String, Set<String>> all, String topic, String operation) {
    Set<String> operations = all.computeIfAbsent(topic, first -> new TreeSet<>());
    operations.add(operation.toLowerCase(Locale.ROOT));
    // Kafka lets describe whoever may read or write.
    operations.add("describe");
  }

  private static KafkaUser user(String authentication) {
    return new PairUser()
        .desired(
            SamplePair.of(
                "kafka: {clusterRef: {name: events, authentication: " + authentication + "}}"),
            Surroundings.NONE);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> field(KafkaUser user, String name) {
    return (Map<String, Object>) user.getSpec().get(name);
  }
}
