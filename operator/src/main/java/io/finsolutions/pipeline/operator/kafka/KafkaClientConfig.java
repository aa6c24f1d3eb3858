package io.finsolutions.pipeline.operator.kafka;

import io.fabric8.kubernetes.api.model.Secret;
import io.finsolutions.pipeline.operator.api.KafkaAuthentication;
import io.finsolutions.pipeline.operator.apply.Secrets;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.status.Reason;
import io.finsolutions.pipeline.operator.status.UnmetException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The security settings of a pair's Kafka clients, put together from the Secrets that say who they
 * are, as one file of Java properties. Certificates are in it as text, so that it needs no other
 * file.
 */
public final class KafkaClientConfig {
  /** The key of a Secret that has such a file as a whole. */
  static final String FILE = "kafka.properties";

  private static final String CA = "ca.crt";

  private KafkaClientConfig() {}

  /**
   * The file of a pair; nothing for a Kafka that lets everybody in.
   *
   * @throws UnmetException if a Secret is missing, or lacks what it should have
   */
  public static Optional<String> of(Pair pair, Secrets secrets) {
    return pair.spec().kafka().clusterRef() != null
        ? ofStrimzi(pair, secrets)
        : ofOther(pair, secrets);
  }

  private static Optional<String> ofStrimzi(Pair pair, Secrets secrets) {
    KafkaAuthentication authentication = pair.spec().kafka().clusterRef().authentication();
    if (authentication == KafkaAuthentication.NONE) {
      return Optional.empty();
    }
    Secret user =
        secrets.require(
            Strimzi.namespace(pair),
            Strimzi.user(pair),
            "which Strimzi's user operator makes for the KafkaUser of the same name: is it running?");
    Secret ca =
        secrets.require(
            Strimzi.namespace(pair),
            Strimzi.caSecret(pair),
            "which Strimzi makes for Kafka " + pair.spec().kafka().clusterRef().name());
    Map<String, String> settings = new TreeMap<>();
    if (authentication == KafkaAuthentication.TLS) {
      clientCertificate(settings, user);
    } else {
      settings.put("security.protocol", "SASL_SSL");
      settings.put("sasl.mechanism", "SCRAM-SHA-512");
      settings.put("sasl.jaas.config", Secrets.requireValue(user, "sasl.jaas.config"));
    }
    trust(settings, Secrets.requireValue(ca, CA));
    return Optional.of(write(settings));
  }

  private static Optional<String> ofOther(Pair pair, Secrets secrets) {
    var kafka = pair.spec().kafka();
    Map<String, String> settings = new TreeMap<>();
    boolean hasTls = kafka.tls() != null;
    if (hasTls) {
      settings.put("security.protocol", "SSL");
      Optional.ofNullable(kafka.tls().caSecret())
          .map(
              name ->
                  secrets.require(pair.namespace(), name, "which spec.kafka.tls.caSecret names"))
          .ifPresent(secret -> trust(settings, Secrets.requireValue(secret, CA)));
    }
    if (kafka.credentialsSecret() == null) {
      return settings.isEmpty() ? Optional.empty() : Optional.of(write(settings));
    }
    Secret credentials =
        secrets.require(
            pair.namespace(),
            kafka.credentialsSecret(),
            "which spec.kafka.credentialsSecret names");
    Optional<String> file = Secrets.value(credentials, FILE);
    if (file.isPresent()) {
      settings.remove("security.protocol");
      return Optional.of(file.get().stripTrailing() + "\n" + write(settings));
    }
    identify(settings, credentials, hasTls);
    return Optional.of(write(settings));
  }

  private static void identify(Map<String, String> settings, Secret credentials, boolean hasTls) {
    Optional<String> username = Secrets.value(credentials, "username");
    if (username.isPresent()) {
      settings.put("security.protocol", hasTls ? "SASL_SSL" : "SASL_PLAINTEXT");
      settings.put("sasl.mechanism", "SCRAM-SHA-512");
      settings.put(
          "sasl.jaas.config",
          "org.apache.kafka.common.security.scram.ScramLoginModule required username="
              + quote(username.get())
              + " password="
              + quote(Secrets.requireValue(credentials, "password"))
              + ";");
    } else if (Secrets.value(credentials, "user.crt").isPresent()) {
      clientCertificate(settings, credentials);
    } else {
      throw new UnmetException(
          Reason.SECRET_INCOMPLETE,
          "Secret "
              + credentials.getMetadata().getName()
              + " has neither username and password, nor user.crt and user.key, nor "
              + FILE);
    }
  }

  private static void clientCertificate(Map<String, String> settings, Secret user) {
    settings.put("security.protocol", "SSL");
    settings.put("ssl.keystore.type", "PEM");
    settings.put("ssl.keystore.certificate.chain", Secrets.requireValue(user, "user.crt"));
    settings.put("ssl.keystore.key", Secrets.requireValue(user, "user.key"));
  }

  private static void trust(Map<String, String> settings, String certificate) {
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.certificates", certificate);
  }

  // A line would end the text for Kafka, quotes or not.
  private static String quote(String text) {
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r")
        + '"';
  }

  // Not Properties.store: it writes the time, and every pass would find a difference.
  private static String write(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + "=" + escape(setting.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n").stripLeading();
  }
}
