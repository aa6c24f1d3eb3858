package io.finsolutions.pipeline.operator.kafka;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.finsolutions.pipeline.operator.apply.Secrets;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;

/** The Secret with the security settings that the pods of a pair mount. */
public final class KafkaConfigSecret {
  /** The volume of a pod that mounts it. */
  public static final String VOLUME = "kafka";

  /** Where pods mount it. */
  public static final String FOLDER = "/etc/pipeline/kafka";

  /** The file with the settings. */
  public static final String PATH = FOLDER + "/" + KafkaClientConfig.FILE;

  private KafkaConfigSecret() {}

  /** Its name. */
  public static String name(Pair pair) {
    return pair.nameOf(Component.KAFKA);
  }

  /** The Secret with a file of {@link KafkaClientConfig}. */
  public static Secret desired(Pair pair, String file) {
    return new SecretBuilder()
        .withMetadata(pair.owned(Component.KAFKA, name(pair)))
        .withType("Opaque")
        .addToData(KafkaClientConfig.FILE, Secrets.encode(file))
        .build();
  }

  /** The volume of a pod. */
  public static Volume volume(Pair pair) {
    return new VolumeBuilder()
        .withName(VOLUME)
        .withNewSecret()
        .withSecretName(name(pair))
        .withDefaultMode(0440)
        .endSecret()
        .build();
  }
}
