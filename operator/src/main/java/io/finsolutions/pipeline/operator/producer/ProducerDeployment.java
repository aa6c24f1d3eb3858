package io.finsolutions.pipeline.operator.producer;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.operator.api.ProducerSpec;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.pods.JavaCommand;
import io.finsolutions.pipeline.operator.pods.ManagementPort;
import io.finsolutions.pipeline.operator.pods.PipelineProcess;
import io.finsolutions.pipeline.operator.pods.Pods;
import io.finsolutions.pipeline.operator.pods.Resources;
import io.finsolutions.pipeline.operator.pods.Variables;
import java.util.ArrayList;
import java.util.List;

/** The producer of a pair: one, since a second would send every trade again. */
public final class ProducerDeployment implements Operand<Deployment> {
  private static final Resources RESOURCES = new Resources("50m", "1", "192Mi");
  private static final List<String> JVM_FLAGS =
      List.of(
          "-XX:MaxRAMPercentage=33",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError");

  @Override
  public Deployment desired(Pair pair, Surroundings surroundings) {
    return new DeploymentBuilder()
        .withMetadata(pair.owned(Component.PRODUCER, pair.nameOf(Component.PRODUCER)))
        .withNewSpec()
        .withReplicas(pair.spec().suspend() ? 0 : 1)
        .withRevisionHistoryLimit(2)
        .withNewStrategy()
        .withType("Recreate")
        .endStrategy()
        .withSelector(
            new LabelSelectorBuilder().withMatchLabels(pair.selector(Component.PRODUCER)).build())
        .withTemplate(pod(pair, surroundings))
        .endSpec()
        .build();
  }

  private static PodTemplateSpec pod(Pair pair, Surroundings surroundings) {
    ProducerSpec producer = pair.spec().producer();
    String image =
        producer.image() == null ? pair.settings().images().producer() : producer.image();
    return Pods.template(
        pair,
        Component.PRODUCER,
        Pods.only(
                Pods.container(pair, "producer", image)
                    .withCommand(JavaCommand.ofJar("producer.jar", JVM_FLAGS))
                    .withEnv(settings(pair, surroundings))
                    .withPorts(ManagementPort.ofContainer())
                    .withResources(RESOURCES.with(producer.resources()))
                    // Reading the tail of a busy topic takes a while.
                    .withStartupProbe(ManagementPort.probe("/livez", 2, 90))
                    .withReadinessProbe(ManagementPort.probe("/readyz", 5, 2))
                    .withLivenessProbe(ManagementPort.probe("/livez", 10, 3))
                    .withVolumeMounts(PipelineProcess.mounts(surroundings.kafka()))
                    .build())
            .withTerminationGracePeriodSeconds(30L)
            .withVolumes(PipelineProcess.volumes(pair, surroundings.kafka(), "64Mi")),
        surroundings.kafkaDigest(),
        producer.template());
  }

  private static List<EnvVar> settings(Pair pair, Surroundings surroundings) {
    CoinbaseEndpoints exchange = pair.settings().exchange();
    List<EnvVar> settings = new ArrayList<>(PipelineProcess.kafkaSettings(pair, surroundings));
    settings.add(Variables.setting("DEAD_LETTER_TOPIC", pair.topic("dead-letters")));
    settings.add(Variables.setting("MANAGEMENT_PORT", ManagementPort.NUMBER));
    settings.add(Variables.setting("COINBASE_REST_URL", exchange.rest()));
    settings.add(Variables.setting("COINBASE_EXCHANGE_URL", exchange.exchangeRest()));
    settings.add(Variables.setting("COINBASE_WEBSOCKET_URL", exchange.webSocket()));
    return settings;
  }
}
