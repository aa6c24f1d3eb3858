package io.finsolutions.pipeline.operator.pods;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.util.Map;
import java.util.TreeMap;

/** What all pods of all pairs have in common: labels, no privileges, and the last word kept. */
public final class Pods {
  private static final long USER = 10001;

  private Pods() {}

  /** The least that a pod can be allowed, as a user of its own. */
  public static PodSecurityContext restrictedPod(long user) {
    return new PodSecurityContextBuilder()
        .withRunAsNonRoot(true)
        .withRunAsUser(user)
        .withRunAsGroup(user)
        .withFsGroup(user)
        // Else the kubelet goes through all files of a volume whenever a pod starts.
        .withFsGroupChangePolicy("OnRootMismatch")
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .build();
  }

  /**
   * A pod of a component.
   *
   * @param spec what is its own: containers, volumes, restart policy
   * @param digest changes when it has to be made anew
   * @param overlay what a person wants of it, or null
   */
  public static PodTemplateSpec template(
      Pair pair, Component component, PodSpecBuilder spec, String digest, PodTemplateSpec overlay) {
    PodTemplateSpec made =
        new PodTemplateSpecBuilder()
            .withNewMetadata()
            .withLabels(pair.kept(component, pair.name()).getLabels())
            .withAnnotations(annotations(pair, digest))
            .endMetadata()
            .withSpec(
                spec.withAutomountServiceAccountToken(false)
                    // A Service named pipeline-… would put settings into the environment.
                    .withEnableServiceLinks(false)
                    .withImagePullSecrets(pair.spec().imagePullSecrets())
                    .build())
            .build();
    return Overlay.apply(made, overlay);
  }

  /** A container with what all have; the rest is its own. */
  public static ContainerBuilder container(Pair pair, String name, String image) {
    return new ContainerBuilder()
        .withName(name)
        .withImage(image)
        .withImagePullPolicy(pair.settings().images().pullPolicy())
        // What a process says last is what a person needs to know of its end.
        .withTerminationMessagePath("/dev/termination-log")
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .withSecurityContext(restrictedContainer());
  }

  /** A pod of this platform's own images, with one container. */
  public static PodSpecBuilder only(Container container) {
    return new PodSpecBuilder().withContainers(container).withSecurityContext(restrictedPod(USER));
  }

  // They change when a pod has to be made anew though its own description is the same.
  private static Map<String, String> annotations(Pair pair, String digest) {
    Map<String, String> annotations = new TreeMap<>();
    annotations.put("finsolutions.io/configuration", digest);
    Long nonce = pair.spec().restartNonce();
    if (nonce != null) {
      annotations.put("finsolutions.io/restart-nonce", nonce.toString());
    }
    return annotations;
  }

  // The least that a container can be allowed.
  private static SecurityContext restrictedContainer() {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .build();
  }
}
