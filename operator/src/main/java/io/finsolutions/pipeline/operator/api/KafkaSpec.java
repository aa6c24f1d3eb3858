package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Where the Kafka of a pair is, how to get in, and what its topics are like. */
@ValidationRule(
    value = "has(self.clusterRef) != has(self.bootstrapServers)",
    message =
        "spec.kafka: set either clusterRef, the Kafka resource of Strimzi, or bootstrapServers, and"
            + " not both")
@ValidationRule(
    value =
        "!has(self.bootstrapServers) || self.bootstrapServers.matches("
            + "'^[^,: ]+:[0-9]{1,5}(,[^,: ]+:[0-9]{1,5})*$')",
    message =
        "spec.kafka.bootstrapServers: write host:port, several joined by commas and no spaces, such"
            + " as kafka-0:9092,kafka-1:9092")
@ValidationRule(
    value = "has(self.bootstrapServers) || !has(self.credentialsSecret)",
    message =
        "spec.kafka.credentialsSecret goes with bootstrapServers; with clusterRef set"
            + " clusterRef.authentication, and a KafkaUser is made")
@ValidationRule(
    value = "has(self.bootstrapServers) || !has(self.tls)",
    message =
        "spec.kafka.tls goes with bootstrapServers; with clusterRef it follows from"
            + " clusterRef.authentication")
@ValidationRule(
    value = "has(self.clusterRef) == has(oldSelf.clusterRef)",
    message =
        "spec.kafka cannot be changed from clusterRef to bootstrapServers or back, since the trades"
            + " would be left behind: apply another CryptoPipeline under another name")
public record KafkaSpec(
    @JsonPropertyDescription(
            "The Kafka resource of Strimzi in which the topics are made. Either this or"
                + " bootstrapServers.")
        StrimziClusterRef clusterRef,
    @Size(max = 1000)
        @JsonPropertyDescription(
            "Where a Kafka answers that is not Strimzi's, as host:port, joined by commas. Its"
                + " topics have to be there, or the brokers have to make them.")
        String bootstrapServers,
    @Size(min = 1, max = 253)
        @JsonPropertyDescription(
            "With bootstrapServers: a Secret of this namespace with either username and password"
                + " (SCRAM-SHA-512), or user.crt and user.key (a client certificate), or"
                + " kafka.properties (the client's security settings as a whole).")
        String credentialsSecret,
    @JsonPropertyDescription("With bootstrapServers: TLS. Default: none.") KafkaTlsSpec tls,
    @Default("{}") @JsonPropertyDescription("What the topics are like.") TopicsSpec topics) {

  /** Fills in the defaults. */
  public KafkaSpec {
    topics = topics == null ? new TopicsSpec(null, null, null, null) : topics;
  }
}
