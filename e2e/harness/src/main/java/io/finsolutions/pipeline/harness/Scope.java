package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The objects that a stand-in looks after.
 *
 * @param namespaces their namespaces; empty means all
 * @param labels the labels that they have all of
 */
public record Scope(Set<String> namespaces, Map<String, String> labels) {
  public Scope {
    namespaces = Set.copyOf(namespaces);
    labels = Map.copyOf(labels);
  }

  /** Every object of the cluster. */
  public static Scope everything() {
    return new Scope(Set.of(), Map.of());
  }

  /** The objects of some namespaces. */
  public static Scope namespaces(String... namespaces) {
    if (namespaces.length == 0) {
      throw new IllegalArgumentException("no namespace is named; everything() means all of them");
    }
    return new Scope(Set.of(namespaces), Map.of());
  }

  /** Of these objects, those with a label. */
  public Scope withLabel(String key, String value) {
    Map<String, String> more = new HashMap<>(labels);
    more.put(key, value);
    return new Scope(namespaces, more);
  }

  <T extends HasMetadata, L extends KubernetesResourceList<T>> List<Informable<T>> of(
      MixedOperation<T, L, ? extends Resource<T>> kind) {
    if (namespaces.isEmpty()) {
      return List.of(labelled(kind.inAnyNamespace()));
    }
    return namespaces.stream().map(name -> labelled(kind.inNamespace(name))).toList();
  }

  private <T extends HasMetadata, L extends KubernetesResourceList<T>> Informable<T> labelled(
      FilterWatchListDeletable<T, L, ? extends Resource<T>> kind) {
    return labels.isEmpty() ? kind : kind.withLabels(labels);
  }
}
