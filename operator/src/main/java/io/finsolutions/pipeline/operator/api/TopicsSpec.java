package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** What the topics of a pair are like. */
@ValidationRule(
    value = "self.partitions >= oldSelf.partitions",
    message =
        "spec.kafka.topics.partitions cannot be lowered, since Kafka cannot do it: leave it, or"
            + " apply another CryptoPipeline with another topics.prefix")
@ValidationRule(
    value =
        "has(self.replicas) == has(oldSelf.replicas)"
            + " && (!has(self.replicas) || self.replicas == oldSelf.replicas)",
    message =
        "spec.kafka.topics.replicas cannot be changed here: move the replicas with Kafka's own"
            + " tools, or apply another CryptoPipeline with another topics.prefix")
@ValidationRule(
    value = "self.retention.matches('^[1-9][0-9]{0,3}d$')",
    message = "spec.kafka.topics.retention: write a number of days from 1d to 9999d, such as 7d")
@ValidationRule(
    value =
        "!has(self.prefix) || self.prefix.matches("
            + "'^([a-z0-9]([-a-z0-9]*[a-z0-9])?[.])*([a-z0-9][-a-z0-9]*)?$')",
    message =
        "spec.kafka.topics.prefix: write lower case letters, digits, '-' and single dots, a letter"
            + " or digit first, such as 'staging.'")
@ValidationRule(
    value =
        "has(self.prefix) == has(oldSelf.prefix)"
            + " && (!has(self.prefix) || self.prefix == oldSelf.prefix)",
    message =
        "spec.kafka.topics.prefix cannot be changed, since the trades would be left behind: apply"
            + " another CryptoPipeline under another name")
public record TopicsSpec(
    @Default("1")
        @Min(1)
        @Max(64)
        @JsonPropertyDescription(
            "Partitions of the topic of trades. One is enough for any pair; more are for bundles"
                + " that outgrow one core.")
        Integer partitions,
    @Min(1)
        @Max(7)
        @JsonPropertyDescription("Copies of each partition. Default: the cluster's own.")
        Integer replicas,
    @Default(TopicsSpec.DEFAULT_RETENTION)
        @Size(max = 10)
        @JsonPropertyDescription(
            "For how many days trades are kept as messages, such as 7d. Rows can be counted anew"
                + " for as long.")
        String retention,
    @Size(min = 1, max = 60)
        @JsonPropertyDescription(
            "What the names of the topics begin with, such as 'staging.' for"
                + " staging.btc-usd.trades. Default: nothing.")
        String prefix) {
  static final String DEFAULT_RETENTION = "7d";

  /** Fills in the defaults. */
  public TopicsSpec {
    partitions = partitions == null ? 1 : partitions;
    retention = retention == null ? DEFAULT_RETENTION : retention;
  }
}
