package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/** What Strimzi's user operator does about a KafkaUser: a Secret with what it takes to log in. */
final class UserReconciliation {
  private static final String PASSWORD = "password";
  private static final int PASSWORD_BYTES = 24;
  private static final int PEM_BYTES = 768;

  private final KubernetesClient client;
  private final Patches patches;
  private final UserStore kafka;
  private final SecureRandom random = new SecureRandom();

  UserReconciliation(KubernetesClient client, Patches patches, UserStore kafka) {
    this.client = client;
    this.patches = patches;
    this.kafka = kafka;
  }

  void reconcile(GenericKubernetesResource user) {
    var metadata = user.getMetadata();
    if (metadata.getDeletionTimestamp() != null
        || metadata.getLabels() == null
        || !metadata.getLabels().containsKey("strimzi.io/cluster")) {
      return;
    }
    boolean tls = "tls".equals(user.get("spec", "authentication", "type"));
    if (client.secrets().inNamespace(metadata.getNamespace()).withName(metadata.getName()).get()
        == null) {
      Map<String, String> login = tls ? certificate() : password(metadata.getName());
      if (!tls) {
        // First Kafka: a Secret that is there says that its password is good.
        try {
          kafka.put(metadata.getName(), login.get(PASSWORD));
        } catch (KafkaRefusalException e) {
          Conditions.write(
              patches,
              user,
              Conditions.only("Ready", false, "KafkaError", e.getMessage()),
              Map.of());
          return;
        }
      }
      client.resource(secret(user, login)).create();
    }
    Map<String, Object> further =
        Map.of(
            "username",
            tls ? "CN=" + metadata.getName() : metadata.getName(),
            "secret",
            metadata.getName());
    Conditions.write(patches, user, Conditions.only("Ready", true, null, null), further);
  }

  private Secret secret(GenericKubernetesResource user, Map<String, String> data) {
    var metadata = user.getMetadata();
    return new SecretBuilder()
        .withNewMetadata()
        .withName(metadata.getName())
        .withNamespace(metadata.getNamespace())
        .addToLabels("strimzi.io/kind", "KafkaUser")
        .addToLabels("strimzi.io/cluster", metadata.getLabels().get("strimzi.io/cluster"))
        .withOwnerReferences(
            new OwnerReferenceBuilder()
                .withApiVersion(user.getApiVersion())
                .withKind(user.getKind())
                .withName(metadata.getName())
                .withUid(metadata.getUid())
                .withController(false)
                .withBlockOwnerDeletion(false)
                .build())
        .endMetadata()
        .withType("Opaque")
        .withStringData(data)
        .build();
  }

  private Map<String, String> password(String user) {
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(PASSWORD_BYTES));
    return Map.of(
        PASSWORD,
        password,
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\""
                .formatted(user)
            + " password=\"%s\";".formatted(password));
  }

  /** Looks like certificates and keys, but no TLS library would take them. */
  private Map<String, String> certificate() {
    return Map.of(
        "ca.crt", pem("CERTIFICATE"),
        "user.crt", pem("CERTIFICATE"),
        "user.key", pem("PRIVATE KEY"),
        "user.p12", Base64.getEncoder().encodeToString(bytes(PEM_BYTES)),
        "user.password", Base64.getUrlEncoder().encodeToString(bytes(PASSWORD_BYTES)));
  }

  private String pem(String what) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes(PEM_BYTES));
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, body, what);
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
