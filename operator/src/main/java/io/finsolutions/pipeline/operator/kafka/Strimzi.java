package io.finsolutions.pipeline.operator.kafka;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.pods.Digest;

/** Where Strimzi looks for what is meant for it. */
public final class Strimzi {
  /** With "false", a topic stays in Kafka when its resource goes. */
  public static final String MANAGED = "strimzi.io/managed";

  private static final String CLUSTER = "strimzi.io/cluster";

  /**
   * It is the common name of a certificate (RFC 5280, ub-common-name), and Strimzi refuses more.
   */
  private static final int LONGEST_USER = 64;

  private Strimzi() {}

  /** The namespace of the Kafka cluster and of its topic operator. */
  public static String namespace(Pair pair) {
    String namespace = pair.spec().kafka().clusterRef().namespace();
    return namespace == null ? pair.namespace() : namespace;
  }

  /** The Secret with the certificate of who signs the brokers'. */
  public static String caSecret(Pair pair) {
    return pair.spec().kafka().clusterRef().name() + "-cluster-ca-cert";
  }

  /** The name of the pair's user, which Strimzi gives the user's Secret too. */
  public static String user(Pair pair) {
    if (namespace(pair).equals(pair.namespace())) {
      return pair.name();
    }
    String name = pair.namespace() + "." + pair.name();
    if (name.length() <= LONGEST_USER) {
      return name;
    }
    String end = "-" + Digest.of(name);
    // In front of a hyphen there is no dot in a name.
    return name.substring(0, LONGEST_USER - end.length()).replaceFirst("[.-]+$", "") + end;
  }

  static ObjectMeta metadata(Pair pair, Component component, String name) {
    // No owner: the end of a topic is the deletion policy's, and owners are of the same namespace.
    return new ObjectMetaBuilder(pair.kept(component, name))
        .withNamespace(namespace(pair))
        .addToLabels(CLUSTER, pair.spec().kafka().clusterRef().name())
        .build();
  }
}
