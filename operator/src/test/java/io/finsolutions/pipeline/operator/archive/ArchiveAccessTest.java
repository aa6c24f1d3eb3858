package io.finsolutions.pipeline.operator.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.finsolutions.pipeline.operator.SamplePair;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.pods.Variables;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchiveAccessTest {
  private static final Pair NONE = SamplePair.smallest();
  private static final Pair ON_A_VOLUME = archive("{storage: {}}");

  @Test
  void aPairWithoutAnArchiveHasNothingOfIt() {
    assertThat(ArchiveAccess.settings(NONE)).isEmpty();
    assertThat(ArchiveAccess.volumes(NONE)).isEmpty();
    assertThat(ArchiveAccess.mounts(NONE)).isEmpty();
    assertThat(ArchiveAccess.ports(NONE)).isEmpty();
  }

  @Test
  void theWarehouseOnAVolumeIsWhereTheVolumeIs() {
    assertThat(ArchiveAccess.mounts(ON_A_VOLUME))
        .singleElement()
        .satisfies(
            mount ->
                assertThat(ArchiveAccess.settings(ON_A_VOLUME))
                    .containsExactly(Variables.setting("ARCHIVE_WAREHOUSE", mount.getMountPath())));
    assertThat(ArchiveAccess.volumes(ON_A_VOLUME))
        .singleElement()
        .satisfies(
            volume ->
                assertThat(volume.getPersistentVolumeClaim().getClaimName())
                    .isEqualTo("btc-usd-archive"));
    assertThat(ArchiveAccess.ports(ON_A_VOLUME)).isEmpty();
  }

  @Test
  void propertiesAreALineEachInTheOrderOfTheirNames() {
    Pair pair =
        archive(
            "{warehouse: 's3://bucket/archive', properties: {s3.path-style-access: 'true',"
                + " s3.endpoint: 'http://store:9000', client.region: eu-central-1}}");

    assertThat(ArchiveAccess.settings(pair))
        .containsExactly(
            Variables.setting("ARCHIVE_WAREHOUSE", "s3://bucket/archive"),
            Variables.setting(
                "ARCHIVE_PROPERTY",
                "client.region=eu-central-1\n"
                    + "s3.endpoint=http://store:9000\n"
                    + "s3.path-style-access=true"));
  }

  @Test
  void onlyWhatACredentialNeedsIsTakenFromItsSecretAndNotAllThatIsThere() {
    List<EnvVar> settings =
        ArchiveAccess.settings(archive("{warehouse: 's3://bucket', credentialsSecret: store}"));

    assertThat(settings.subList(1, settings.size()))
        .extracting(
            EnvVar::getName,
            variable -> variable.getValueFrom().getSecretKeyRef().getName(),
            variable -> variable.getValueFrom().getSecretKeyRef().getOptional())
        .containsExactly(
            tuple("AWS_ACCESS_KEY_ID", "store", null),
            tuple("AWS_SECRET_ACCESS_KEY", "store", null),
            tuple("AWS_SESSION_TOKEN", "store", true),
            tuple("AWS_REGION", "store", true));
  }

  @Test
  void aStoreIsReachedAtThePortThatItsAddressSays() {
    assertThat(ports("credentialsSecret: store")).containsExactly(443);
    assertThat(ports("credentialsSecret: store", "http://store:9000")).containsExactly(9000);
    assertThat(ports("credentialsSecret: store", "http://store/")).containsExactly(80);
    assertThat(ports("credentialsSecret: store", "https://store")).containsExactly(443);
  }

  @Test
  void theAccountOfAPodIsExchangedOverHttpsWhereverTheStoreIs() {
    assertThat(ports("properties: {}")).containsExactly(443);
    assertThat(ArchiveAccess.ports(inStore("properties: {s3.endpoint: 'http://store:9000'}")))
        .containsExactly(443, 9000);
  }

  private static Iterable<Integer> ports(String fields, String endpoint) {
    return ports(fields + ", properties: {s3.endpoint: '" + endpoint + "'}");
  }

  private static Iterable<Integer> ports(String fields) {
    return ArchiveAccess.ports(inStore(fields));
  }

  private static Pair inStore(String fields) {
    return archive("{warehouse: 's3://bucket', " + fields + "}");
  }

  private static Pair archive(String fields) {
    return SamplePair.of(SamplePair.STRIMZI + "\nbatch: {archive: " + fields + "}");
  }
}
