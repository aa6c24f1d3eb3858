package io.finsolutions.pipeline.operator.pair;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The labels of all that is made for a pair: they tell whose it is, also where no owner can be. */
public final class Labels {
  /** Selects what this operator has made. */
  public static final String MANAGED = "app.kubernetes.io/managed-by=cryptopipeline-operator";

  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  private static final String OPERATOR = "cryptopipeline-operator";
  private static final String NAME = "app.kubernetes.io/name";
  private static final String INSTANCE = "app.kubernetes.io/instance";
  private static final String COMPONENT = "app.kubernetes.io/component";
  private static final String PART_OF = "app.kubernetes.io/part-of";
  private static final String PLATFORM = "crypto-pipeline";

  /** A topic may be in another namespace than its pair. */
  private static final String NAMESPACE = "finsolutions.io/pipeline-namespace";

  private Labels() {}

  /** What every pod of every pair, the operator's and the readers' have. */
  public static Map<String, String> platform() {
    return Map.of(PART_OF, PLATFORM);
  }

  /** All labels of a resource that belongs to a component of a pair. */
  static Map<String, String> of(Pair pair, Component component) {
    Map<String, String> labels = new TreeMap<>(selector(pair, component));
    labels.put(PART_OF, PLATFORM);
    labels.put(MANAGED_BY, OPERATOR);
    labels.put(NAMESPACE, pair.namespace());
    return labels;
  }

  /** The labels that tell the pods of a component from all others of a namespace. */
  static Map<String, String> selector(Pair pair, Component component) {
    return Map.of(NAME, PLATFORM, INSTANCE, pair.name(), COMPONENT, component.id());
  }

  /** The pair that a resource was made for; none, if it was not made by this operator. */
  public static Set<ResourceID> pairOf(HasMetadata made) {
    Map<String, String> labels = made.getMetadata().getLabels();
    if (labels == null
        || !OPERATOR.equals(labels.get(MANAGED_BY))
        || !labels.containsKey(INSTANCE)
        || !labels.containsKey(NAMESPACE)) {
      return Set.of();
    }
    return Set.of(new ResourceID(labels.get(INSTANCE), labels.get(NAMESPACE)));
  }

  /** The component that a resource belongs to. */
  public static Optional<String> componentOf(HasMetadata made) {
    return Optional.ofNullable(made.getMetadata().getLabels()).map(all -> all.get(COMPONENT));
  }
}
