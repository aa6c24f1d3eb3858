package io.finsolutions.pipeline.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.finsolutions.pipeline.operator.SamplePair;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A process refuses to start with a setting that it does not know, or without one it needs. */
class PodSettingsTest {
  private static final Pair PAIR =
      SamplePair.of(
          """
          kafka: {clusterRef: {name: events, authentication: ScramSha512}, topics: {partitions: 2}}
          streaming: {executors: 2}
          retention: {rows: 730d}
          batch:
            executors: 2
            archive: {warehouse: 's3://bucket/archive', properties: {client.region: eu-central-1}}
          """);

  static Stream<MadePod> pods() {
    return MadePod.of(PAIR).stream().filter(pod -> !pod.command().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("pods")
  void everySettingOfAPodIsOneThatItsProcessKnows(MadePod pod) {
    assertThat(CommandSource.of(pod.command()).settings()).containsAll(settings(pod));
  }

  @ParameterizedTest
  @MethodSource("pods")
  void everySettingThatAProcessNeedsIsGiven(MadePod pod) {
    assertThat(settings(pod)).containsAll(CommandSource.of(pod.command()).requiredSettings());
  }

  @ParameterizedTest
  @MethodSource("pods")
  void aSettingIsGivenOnce(MadePod pod) {
    assertThat(settings(pod)).doesNotHaveDuplicates();
  }

  @Test
  void whatTheSourcesSayIsUnderstood() {
    CommandSource batch =
        CommandSource.of(List.of("io.finsolutions.pipeline.batch.BatchCommand", "run"));

    assertThat(batch.settings())
        .contains("PIPELINE_EVERY", "PIPELINE_SETTLE", "PIPELINE_KAFKA_CONFIG");
    assertThat(batch.requiredSettings())
        .containsExactlyInAnyOrder(
            "PIPELINE_TRADING_PAIR",
            "PIPELINE_KAFKA_BOOTSTRAP_SERVERS",
            "PIPELINE_DATABASE_URL",
            "PIPELINE_DATABASE_USER");
  }

  @Test
  void allPodsOfThisPlatformAreLookedAt() {
    assertThat(pods().map(MadePod::name))
        .containsExactlyInAnyOrder("migration", "producer", "driver", "executor", "batch");
  }

  @Test
  void thePasswordOfTheDatabaseComesFromItsSecretAlone() {
    assertThat(pods().flatMap(pod -> pod.container().getEnv().stream()))
        .filteredOn(variable -> variable.getName().equals("PIPELINE_DATABASE_PASSWORD"))
        .isNotEmpty()
        .allSatisfy(
            variable -> {
              assertThat(variable.getValue()).isNull();
              assertThat(variable.getValueFrom().getSecretKeyRef().getName())
                  .isEqualTo("btc-usd-database");
            });
  }

  private static List<String> settings(MadePod pod) {
    return pod.container().getEnv().stream()
        .map(EnvVar::getName)
        .filter(name -> name.startsWith("PIPELINE_"))
        .toList();
  }
}
