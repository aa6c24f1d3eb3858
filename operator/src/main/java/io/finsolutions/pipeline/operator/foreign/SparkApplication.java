package io.finsolutions.pipeline.operator.foreign;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** A Spark job, as the Kubeflow Spark operator knows it. */
@Group("sparkoperator.k8s.io")
@Version("v1beta2")
@Kind("SparkApplication")
@Plural("sparkapplications")
public final class SparkApplication extends ForeignResource<SparkApplicationStatus> {}
