package io.finsolutions.pipeline.operator.kafka;

import io.finsolutions.pipeline.operator.api.KafkaAuthentication;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.foreign.KafkaUser;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.util.List;
import java.util.Map;

/** The pair's user of Kafka, who may do with its topics what its processes do, and nothing else. */
public final class PairUser implements Operand<KafkaUser> {
  @Override
  public KafkaUser desired(Pair pair, Surroundings surroundings) {
    KafkaUser user = new KafkaUser();
    user.setMetadata(Strimzi.metadata(pair, Component.KAFKA, Strimzi.user(pair)));
    user.setSpec(
        Map.of(
            "authentication",
            Map.of("type", type(pair.spec().kafka().clusterRef().authentication())),
            "authorization",
            Map.of(
                "type",
                "simple",
                "acls",
                List.of(
                    allow(pair.topic("trades"), "Describe", "Read", "Write"),
                    allow(pair.topic("bars"), "Describe", "Write"),
                    allow(pair.topic("dead-letters"), "Describe", "Write")))));
    return user;
  }

  private static String type(KafkaAuthentication authentication) {
    return authentication == KafkaAuthentication.TLS ? "tls" : "scram-sha-512";
  }

  private static Map<String, Object> allow(String topic, String... operations) {
    return Map.of(
        "type",
        "allow",
        "resource",
        Map.of("type", "topic", "name", topic, "patternType", "literal"),
        "operations",
        List.of(operations),
        "host",
        "*");
  }
}
