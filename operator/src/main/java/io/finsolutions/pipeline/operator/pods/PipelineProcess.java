package io.finsolutions.pipeline.operator.pods;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.database.DatabaseConnection;
import io.finsolutions.pipeline.operator.database.DatabaseSecret;
import io.finsolutions.pipeline.operator.kafka.KafkaConfigSecret;
import io.finsolutions.pipeline.operator.kafka.KafkaConnection;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.util.ArrayList;
import java.util.List;

/** The settings of a pair's processes as their pods have them. */
public final class PipelineProcess {
  private PipelineProcess() {}

  /** Which pair, and how it gets into Kafka. */
  public static List<EnvVar> kafkaSettings(Pair pair, Surroundings surroundings) {
    KafkaConnection kafka = surroundings.kafka();
    List<EnvVar> settings = new ArrayList<>();
    settings.add(Variables.setting("TRADING_PAIR", pair.spec().tradingPair()));
    settings.add(Variables.setting("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()));
    if (kafka.isSecured()) {
      settings.add(Variables.setting("KAFKA_CONFIG", KafkaConfigSecret.PATH));
    }
    settings.add(Variables.setting("TRADES_TOPIC", pair.topic("trades")));
    return settings;
  }

  /** How a pair gets into its database. */
  public static List<EnvVar> databaseSettings(DatabaseConnection database) {
    String secret = database.secretName();
    return List.of(
        Variables.setting("DATABASE_URL", database.url()),
        Variables.fromSecret("PIPELINE_DATABASE_USER", secret, DatabaseSecret.USERNAME),
        Variables.fromSecret("PIPELINE_DATABASE_PASSWORD", secret, DatabaseSecret.PASSWORD));
  }

  /** The volumes of a pod that uses Kafka. */
  public static List<Volume> volumes(Pair pair, KafkaConnection kafka, String scratch) {
    List<Volume> volumes = new ArrayList<>(List.of(Volumes.scratch(scratch)));
    if (kafka.isSecured()) {
      volumes.add(KafkaConfigSecret.volume(pair));
    }
    return volumes;
  }

  /** Where a container has the {@link #volumes}. */
  public static List<VolumeMount> mounts(KafkaConnection kafka) {
    List<VolumeMount> mounts = new ArrayList<>(List.of(Volumes.scratchMount()));
    if (kafka.isSecured()) {
      mounts.add(Volumes.mount(KafkaConfigSecret.VOLUME, KafkaConfigSecret.FOLDER));
    }
    return mounts;
  }
}
