package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The driver pod that Spark makes for a SparkApplication, as far as its driver section says. */
final class SparkDriver {
  static final String APPLICATION = "sparkoperator.k8s.io/app-name";
  static final String LAUNCHED = "sparkoperator.k8s.io/launched-by-spark-operator";
  private static final String CONTAINER = "spark-kubernetes-driver";

  private final GenericKubernetesResource application;

  SparkDriver(GenericKubernetesResource application) {
    this.application = application;
  }

  String podName() {
    return this.<String>driver("podName", String.class)
        .orElse(application.getMetadata().getName() + "-driver");
  }

  Pod pod(String submissionId) {
    PodTemplateSpec template =
        driver("template", PodTemplateSpec.class).orElseGet(PodTemplateSpec::new);
    PodBuilder pod =
        new PodBuilder()
            .withMetadata(template.getMetadata())
            .withSpec(template.getSpec())
            .editOrNewMetadata()
            .withName(podName())
            .withNamespace(application.getMetadata().getNamespace())
            .addToLabels(labels(submissionId))
            .addToAnnotations(texts("annotations"))
            .withOwnerReferences(
                new OwnerReferenceBuilder()
                    .withApiVersion(application.getApiVersion())
                    .withKind(application.getKind())
                    .withName(application.getMetadata().getName())
                    .withUid(application.getMetadata().getUid())
                    .withController(true)
                    .build())
            .endMetadata()
            .editOrNewSpec()
            .withRestartPolicy("Never")
            .endSpec();
    this.<String>driver("serviceAccount", String.class)
        .ifPresent(name -> pod.editSpec().withServiceAccountName(name).endSpec());
    driver("podSecurityContext", PodSecurityContext.class)
        .ifPresent(context -> pod.editSpec().withSecurityContext(context).endSpec());
    ContainerBuilder container =
        pod.buildSpec().getContainers().stream()
            .filter(one -> one.getName().equals(CONTAINER))
            .findFirst()
            .map(ContainerBuilder::new)
            .orElseGet(() -> new ContainerBuilder().withName(CONTAINER))
            .withImage(image())
            .withArgs("driver")
            .addAllToEnv(environment());
    driver("securityContext", SecurityContext.class).ifPresent(container::withSecurityContext);
    return pod.editSpec()
        .removeMatchingFromContainers(one -> one.getName().equals(CONTAINER))
        .addToContainers(container.build())
        .endSpec()
        .build();
  }

  private Map<String, String> labels(String submissionId) {
    String name = application.getMetadata().getName();
    Map<String, String> labels = new HashMap<>(texts("labels"));
    labels.put(APPLICATION, name);
    labels.put(LAUNCHED, "true");
    labels.put("sparkoperator.k8s.io/submission-id", submissionId);
    labels.put("spark-role", "driver");
    labels.put("spark-app-name", name);
    labels.put("spark-app-selector", "spark-" + submissionId.replace("-", ""));
    labels.put("spark-version", application.get("spec", "sparkVersion"));
    return labels;
  }

  private String image() {
    String own = application.get("spec", "driver", "image");
    String common = application.get("spec", "image");
    return own != null ? own : common != null ? common : "spark";
  }

  private List<EnvVar> environment() {
    return this.<EnvVar[]>driver("env", EnvVar[].class).map(List::of).orElse(List.of());
  }

  private Map<String, String> texts(String field) {
    Map<String, String> texts = application.get("spec", "driver", field);
    return texts == null ? Map.of() : texts;
  }

  private <T> Optional<T> driver(String field, Class<T> type) {
    Object value = application.get("spec", "driver", field);
    return Optional.ofNullable(value)
        .map(found -> Serialization.unmarshal(Serialization.asJson(found), type));
  }
}
