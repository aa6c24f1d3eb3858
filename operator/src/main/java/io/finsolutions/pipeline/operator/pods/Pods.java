package io.finsolutions.pipeline.operator.pods;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.util.Map;
import java.util.TreeMap;

/** What all pods of all pairs have in common: no privileges, nothing to write on but a scratch. */
public final class Pods {
  /** Port of the probes and the metrics of every process. */
  public static final int MANAGEMENT_PORT = 8080;

  /** Changes when a pod has to be made anew though its own description is the same. */
  public static final String DIGEST_ANNOTATION = "finsolutions.io/configuration";

  private static final String MANAGEMENT = "management";
  private static final String SCRATCH = "tmp";
  private static final long USER = 10001;

  private Pods() {}

  /** The volume that is mounted on /tmp. */
  public static Volume scratch(String size) {
    return emptyDirectory(SCRATCH, size);
  }

  /** Where {@link #scratch} is mounted. */
  public static VolumeMount scratchMount() {
    return mount(SCRATCH, "/tmp");
  }

  /** A volume that goes with its pod. */
  public static Volume emptyDirectory(String name, String size) {
    return new VolumeBuilder()
        .withName(name)
        .withEmptyDir(new EmptyDirVolumeSourceBuilder().withSizeLimit(new Quantity(size)).build())
        .build();
  }

  /** A volume at its place. */
  public static VolumeMount mount(String volume, String path) {
    return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
  }

  /** A setting of a process. */
  public static EnvVar setting(String name, Object value) {
    return new EnvVarBuilder().withName("PIPELINE_" + name).withValue(value.toString()).build();
  }

  /** A variable with what a Secret says. */
  public static EnvVar fromSecret(String name, String secret, String key) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewSecretKeyRef(key, secret, null)
        .endValueFrom()
        .build();
  }

  /** The least that a container can be allowed. */
  public static SecurityContext restrictedContainer() {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .build();
  }

  /** The least that a pod can be allowed, as a user of its own. */
  public static PodSecurityContext restrictedPod(long user) {
    return new PodSecurityContextBuilder()
        .withRunAsNonRoot(true)
        .withRunAsUser(user)
        .withRunAsGroup(user)
        .withFsGroup(user)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .build();
  }

  /** The least that a pod of this platform's own images can be allowed. */
  public static PodSecurityContext restrictedPod() {
    return restrictedPod(USER);
  }

  /** Asks the management port of a process. */
  public static Probe probe(String path, int periodSeconds, int failures) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath(path)
        .withPort(new IntOrString(MANAGEMENT))
        .withScheme("HTTP")
        .endHttpGet()
        .withPeriodSeconds(periodSeconds)
        .withFailureThreshold(failures)
        .withTimeoutSeconds(3)
        .withSuccessThreshold(1)
        .build();
  }

  /** The management port of a process. */
  public static ContainerPort managementPort() {
    return new ContainerPortBuilder()
        .withName(MANAGEMENT)
        .withContainerPort(MANAGEMENT_PORT)
        .withProtocol("TCP")
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

  /** The annotations of a pod that rolls with its configuration. */
  public static Map<String, String> annotations(Pair pair, String digest) {
    Map<String, String> annotations = new TreeMap<>();
    annotations.put(DIGEST_ANNOTATION, digest);
    Long nonce = pair.spec().restartNonce();
    if (nonce != null) {
      annotations.put("finsolutions.io/restart-nonce", nonce.toString());
    }
    return annotations;
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

  /** The only container of a pod. */
  public static PodSpecBuilder only(Container container) {
    return new PodSpecBuilder().withContainers(container).withSecurityContext(restrictedPod());
  }
}
