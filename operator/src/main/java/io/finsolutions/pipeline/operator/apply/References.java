package io.finsolutions.pipeline.operator.apply;

import io.fabric8.kubernetes.api.model.Secret;
import io.finsolutions.pipeline.operator.api.ArchiveSpec;
import io.finsolutions.pipeline.operator.api.CryptoPipeline;
import io.finsolutions.pipeline.operator.api.CryptoPipelineSpec;
import io.finsolutions.pipeline.operator.api.KafkaAuthentication;
import io.finsolutions.pipeline.operator.api.KafkaSpec;
import io.finsolutions.pipeline.operator.database.DatabaseConnections;
import io.finsolutions.pipeline.operator.foreign.Kafka;
import io.finsolutions.pipeline.operator.kafka.Strimzi;
import io.finsolutions.pipeline.operator.pair.Labels;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which pairs name what is not theirs: Secrets of other people, and Kafka clusters. */
final class References {
  private static final String SECRETS = "secrets";
  private static final String CLUSTERS = "kafka-clusters";

  private final IndexerResourceCache<CryptoPipeline> pairs;

  private References(IndexerResourceCache<CryptoPipeline> pairs) {
    this.pairs = pairs;
  }

  /** Indexes the pairs, before they are watched. */
  static References index(IndexerResourceCache<CryptoPipeline> pairs) {
    pairs.addIndexers(Map.of(SECRETS, References::secretsOf, CLUSTERS, References::clustersOf));
    return of(pairs);
  }

  /** Of pairs that are indexed already. */
  static References of(IndexerResourceCache<CryptoPipeline> pairs) {
    return new References(pairs);
  }

  Set<ResourceID> toSecret(Secret secret) {
    Set<ResourceID> all = new HashSet<>(Labels.pairOf(secret));
    String key = key(secret.getMetadata().getNamespace(), secret.getMetadata().getName());
    pairs.byIndex(SECRETS, key).forEach(pair -> all.add(ResourceID.fromResource(pair)));
    return all;
  }

  Set<ResourceID> toKafka(Kafka kafka) {
    Set<ResourceID> all = new HashSet<>();
    String key = key(kafka.getMetadata().getNamespace(), kafka.getMetadata().getName());
    pairs.byIndex(CLUSTERS, key).forEach(pair -> all.add(ResourceID.fromResource(pair)));
    return all;
  }

  private static List<String> secretsOf(CryptoPipeline resource) {
    CryptoPipelineSpec spec = resource.getSpec();
    Pair pair = new Pair(resource, null);
    List<String> names = new ArrayList<>();
    KafkaSpec kafka = spec.kafka();
    if (kafka.clusterRef() != null
        && kafka.clusterRef().authentication() != KafkaAuthentication.NONE) {
      names.add(key(Strimzi.namespace(pair), Strimzi.user(pair)));
      names.add(key(Strimzi.namespace(pair), Strimzi.caSecret(pair)));
    }
    if (kafka.credentialsSecret() != null) {
      names.add(key(pair.namespace(), kafka.credentialsSecret()));
    }
    if (kafka.tls() != null && kafka.tls().caSecret() != null) {
      names.add(key(pair.namespace(), kafka.tls().caSecret()));
    }
    ArchiveSpec archive = spec.batch().archive();
    if (archive != null && archive.credentialsSecret() != null) {
      names.add(key(pair.namespace(), archive.credentialsSecret()));
    }
    if (spec.database().external() != null) {
      names.add(key(pair.namespace(), spec.database().external().secretName()));
    }
    if (spec.database().cloudNativePg() != null) {
      names.add(key(pair.namespace(), DatabaseConnections.clusterSecret(pair)));
    }
    return names;
  }

  private static List<String> clustersOf(CryptoPipeline resource) {
    return resource.getSpec().kafka().clusterRef() == null
        ? List.of()
        : List.of(
            key(
                Strimzi.namespace(new Pair(resource, null)),
                resource.getSpec().kafka().clusterRef().name()));
  }

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }
}
