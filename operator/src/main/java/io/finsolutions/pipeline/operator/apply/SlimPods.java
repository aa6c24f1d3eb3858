package io.finsolutions.pipeline.operator.apply;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;

/** Keeps of pods whose they are and how they are. What they are to run is known anyway. */
final class SlimPods {
  private SlimPods() {}

  static ItemStore<Pod> store() {
    return new TransformingItemStore<>(SlimPods::slim);
  }

  private static Pod slim(Pod pod) {
    return new PodBuilder(pod)
        .withSpec(null)
        .withMetadata(
            new ObjectMetaBuilder(pod.getMetadata())
                .withManagedFields()
                .withAnnotations(null)
                .build())
        .build();
  }
}
