package io.finsolutions.pipeline.operator.foreign;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** A topic, as Strimzi's topic operator knows it. */
@Group("kafka.strimzi.io")
@Version("v1")
@Kind("KafkaTopic")
@Plural("kafkatopics")
public final class KafkaTopic extends ForeignResource<StrimziStatus> {}
