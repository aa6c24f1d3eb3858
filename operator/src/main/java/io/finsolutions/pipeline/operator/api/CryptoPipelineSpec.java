package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import java.util.List;

/** What is wanted of a pair's pipeline. What a person left out has its default. */
@ValidationRule(
    value = "self.tradingPair.matches('" + CryptoPipelineSpec.TRADING_PAIR + "')",
    message =
        "spec.tradingPair: write the pair as Coinbase does, in capitals and with a hyphen, such as"
            + " BTC-USD")
@ValidationRule(
    value = "self.tradingPair == oldSelf.tradingPair",
    message =
        "spec.tradingPair cannot be changed, since the data is of that pair: apply another"
            + " CryptoPipeline for the other pair")
@ValidationRule(
    value = "self.streaming.executors <= self.kafka.topics.partitions",
    message =
        "spec.streaming.executors: write at most as many as spec.kafka.topics.partitions, since an"
            + " executor without a partition has nothing to do")
@ValidationRule(
    value =
        "self.streaming.trigger != 'continuous' || self.streaming.executors == 0"
            + " || self.streaming.executors >= self.kafka.topics.partitions",
    message =
        "spec.streaming.executors: write 0, or as many as spec.kafka.topics.partitions, since the"
            + " trigger continuous needs one for each; or set spec.streaming.trigger to micro-batch")
@ValidationRule(
    value =
        "!has(self.imagePullSecrets) || self.imagePullSecrets.all(s, has(s.name) && s.name != '')",
    message = "spec.imagePullSecrets: write the name of each Secret, such as '- name: registry'")
public record CryptoPipelineSpec(
    @Required
        @Pattern(CryptoPipelineSpec.TRADING_PAIR)
        @Size(max = 30)
        @JsonPropertyDescription(
            "The pair as Coinbase writes it, such as BTC-USD. Cannot be changed.")
        String tradingPair,
    @Required @JsonPropertyDescription("Where the trades of the pair are kept as messages.")
        KafkaSpec kafka,
    @Default("{}") @JsonPropertyDescription("The process that brings trades from the exchange.")
        ProducerSpec producer,
    @Default("{}")
        @JsonPropertyDescription("The speed layer: counts trades as they come, with Spark.")
        StreamingSpec streaming,
    @Default("{}") @JsonPropertyDescription("The batch layer: counts again, and makes rows final.")
        BatchSpec batch,
    @Default("{\"managed\": {}}")
        @JsonPropertyDescription(
            "Where rows are kept: one of managed, cloudNativePg and external. Cannot be changed to"
                + " another.")
        DatabaseSpec database,
    @JsonPropertyDescription("For how long data is kept. Default: for ever.")
        RetentionSpec retention,
    @Default("false")
        @JsonPropertyDescription(
            "Whether producer, speed layer and batch layer are to stand still. The data is kept,"
                + " and what was missed meanwhile is fetched when it goes on.")
        Boolean suspend,
    @Default("Retain")
        @JsonPropertyDescription(
            "What becomes of topics, database and the volume of the archive when this resource is"
                + " deleted. Retain: they are kept, and a resource of the same name goes on with"
                + " them. Delete: they are deleted.")
        DeletionPolicy deletionPolicy,
    @Size(max = 16)
        @JsonPropertyDescription("Secrets of this namespace with which images are pulled.")
        List<LocalObjectReference> imagePullSecrets,
    @JsonPropertyDescription("Any number; a change of it restarts all pods of the pair once.")
        Long restartNonce) {
  static final String TRADING_PAIR = "^[A-Z0-9]+-[A-Z0-9]+$";

  /** Fills in the defaults. */
  public CryptoPipelineSpec {
    producer = producer == null ? new ProducerSpec(null, null, null) : producer;
    streaming = streaming == null ? StreamingSpec.DEFAULT : streaming;
    batch = batch == null ? BatchSpec.DEFAULT : batch;
    database = database == null ? new DatabaseSpec(null, null, null) : database;
    retention = retention == null ? RetentionSpec.DEFAULT : retention;
    suspend = suspend != null && suspend;
    deletionPolicy = deletionPolicy == null ? DeletionPolicy.RETAIN : deletionPolicy;
    imagePullSecrets = imagePullSecrets == null ? List.of() : List.copyOf(imagePullSecrets);
  }
}
