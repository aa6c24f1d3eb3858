package io.finsolutions.pipeline.operator.foreign;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** A user of Kafka, as Strimzi's user operator knows it. */
@Group("kafka.strimzi.io")
@Version("v1")
@Kind("KafkaUser")
@Plural("kafkausers")
public final class KafkaUser extends ForeignResource<StrimziStatus> {}
