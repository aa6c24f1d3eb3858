package io.finsolutions.pipeline.operator.foreign;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** A Kafka cluster that Strimzi runs. Only ever looked at. */
@Group("kafka.strimzi.io")
@Version("v1")
@Kind("Kafka")
@Plural("kafkas")
public final class Kafka extends ForeignResource<StrimziStatus> {}
