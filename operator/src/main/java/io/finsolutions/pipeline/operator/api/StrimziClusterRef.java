package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A Kafka cluster that Strimzi runs. */
@ValidationRule(
    value =
        "self.name == oldSelf.name"
            + " && has(self.__namespace__) == has(oldSelf.__namespace__)"
            + " && (!has(self.__namespace__) || self.__namespace__ == oldSelf.__namespace__)",
    message =
        "spec.kafka.clusterRef cannot name another cluster, since the trades would be left behind:"
            + " apply another CryptoPipeline under another name")
public record StrimziClusterRef(
    @Required @Size(min = 1, max = 63) @JsonPropertyDescription("Name of the Kafka resource.")
        String name,
    @Size(min = 1, max = 63)
        @JsonPropertyDescription(
            "Namespace of the Kafka resource and its topic operator. Default: this one.")
        String namespace,
    @Default("None")
        @JsonPropertyDescription(
            "How clients of the cluster show who they are. None: not at all, without TLS."
                + " ScramSha512 and Tls: as a KafkaUser that is made for the pair, over TLS.")
        KafkaAuthentication authentication,
    @Min(1)
        @Max(65535)
        @JsonPropertyDescription(
            "Port of the cluster's internal listener. Default: 9092 without TLS, 9093 with it.")
        Integer port) {

  /** Fills in the defaults. */
  public StrimziClusterRef {
    authentication = authentication == null ? KafkaAuthentication.NONE : authentication;
    if (port == null) {
      port = authentication == KafkaAuthentication.NONE ? 9092 : 9093;
    }
  }
}
