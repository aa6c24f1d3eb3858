package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.operator.api.CryptoPipeline;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Reason;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The archive of a pair: on a volume, in a store, kept and deleted. */
class ArchiveIT {
  @RegisterExtension static final SharedOperator OPERATOR = new SharedOperator();

  private static final Map<String, String> CREDENTIALS =
      Map.of("AWS_ACCESS_KEY_ID", "key", "AWS_SECRET_ACCESS_KEY", "word");

  private final Surrounding surrounding = OPERATOR.surrounding();

  @ConcurrentTest
  void aVolumeIsClaimedAndMounted() {
    surrounding.apply("large", onVolume("large"));
    surrounding.awaitReady("large");

    assertThat(size("large-archive")).isEqualTo(new Quantity("2Gi"));
    PodSpec pod = batchPod("large");
    assertThat(pod.getVolumes())
        .filteredOn(volume -> volume.getPersistentVolumeClaim() != null)
        .extracting(volume -> volume.getPersistentVolumeClaim().getClaimName())
        .containsExactly("large-archive");
    assertThat(pod.getSecurityContext().getFsGroup())
        .as("the group that may write on the volume")
        .isEqualTo(pod.getSecurityContext().getRunAsGroup());
    Container batch = pod.getContainers().get(0);
    assertThat(batch.getVolumeMounts())
        .extracting(VolumeMount::getMountPath)
        .contains("/var/lib/pipeline/archive");
    assertThat(setting(batch, "PIPELINE_ARCHIVE_WAREHOUSE")).isEqualTo("/var/lib/pipeline/archive");
  }

  @ConcurrentTest
  void whoTakesTheArchiveAwayKeepsItsVolume() {
    surrounding.apply("without", onVolume("without"));
    surrounding.awaitReady("without");
    String claim = uid("without-archive");

    surrounding.patch("without", "spec: {batch: {archive: null}}");

    Eventually.passes(
        () -> {
          PodSpec pod = batchPod("without");
          assertThat(pod.getVolumes())
              .noneMatch(volume -> volume.getPersistentVolumeClaim() != null);
          assertThat(setting(pod.getContainers().get(0), "PIPELINE_ARCHIVE_WAREHOUSE")).isNull();
        });
    surrounding.awaitReady("without");
    assertThat(uid("without-archive")).isEqualTo(claim);
  }

  @ConcurrentTest
  void aRetainedArchiveIsGoneOnWithAndADeletedOneIsGone() {
    surrounding.apply("kept", onVolume("kept"));
    surrounding.awaitReady("kept");
    String claim = uid("kept-archive");

    delete("kept");
    assertThat(uid("kept-archive")).isEqualTo(claim);

    surrounding.apply("kept", onVolume("kept") + "deletionPolicy: Delete\n");
    surrounding.awaitReady("kept");
    assertThat(uid("kept-archive")).isEqualTo(claim);

    delete("kept");
    Eventually.passes(
        () ->
            assertThat(surrounding.all(PersistentVolumeClaim.class, "kept").keySet())
                .as("volumes of the deleted pair")
                .isEmpty());
  }

  @ConcurrentTest
  void aRetainedVolumeThatIsLargerThanAskedForIsRefusedInWords() {
    surrounding.apply("smaller", onVolume("smaller"));
    surrounding.awaitReady("smaller");
    delete("smaller");

    surrounding.apply("smaller", onVolume("smaller").replace("2Gi", "1Gi"));

    awaitNoBatch(
        "smaller", Reason.REFUSED, "the API server refuses PersistentVolumeClaim smaller-archive");
  }

  @ConcurrentTest
  void aVolumeOfSomebodyElseIsLeftAlone() {
    surrounding
        .client()
        .resource(
            new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("taken-archive")
                .withNamespace(surrounding.namespace())
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withNewResources()
                .addToRequests("storage", new Quantity("1Gi"))
                .endResources()
                .endSpec()
                .build())
        .create();

    surrounding.apply("taken", onVolume("taken"));

    awaitNoBatch("taken", Reason.NAME_TAKEN, "there is PersistentVolumeClaim taken-archive");
    assertThat(size("taken-archive")).isEqualTo(new Quantity("1Gi"));
  }

  @ConcurrentTest
  void theSecretOfAStoreThatIsMissingOrIncompleteIsNamedAndAwaited() {
    surrounding.apply("remote", inStore("remote"));
    awaitNoBatch(
        "remote",
        Reason.SECRET_MISSING,
        "there is no Secret remote-store in namespace " + surrounding.namespace());
    assertThat(surrounding.exists(CronJob.class, "remote-batch")).isFalse();

    surrounding.secret("remote-store", Map.of("AWS_ACCESS_KEY_ID", "key"));
    awaitNoBatch(
        "remote",
        Reason.SECRET_INCOMPLETE,
        "Secret remote-store in namespace "
            + surrounding.namespace()
            + " has no AWS_SECRET_ACCESS_KEY");

    surrounding.secret("remote-store", CREDENTIALS);
    surrounding.awaitReady("remote");
    Container batch = batchPod("remote").getContainers().get(0);
    assertThat(setting(batch, "PIPELINE_ARCHIVE_WAREHOUSE")).isEqualTo("s3://bucket/archive");
    assertThat(surrounding.all(PersistentVolumeClaim.class, "remote").keySet())
        .containsExactly("remote-database");
    assertThat(
            surrounding.get(NetworkPolicy.class, "remote-batch").getSpec().getEgress().stream()
                .flatMap(rule -> rule.getPorts().stream())
                .map(port -> port.getPort().getIntVal()))
        .contains(9000);
  }

  @ConcurrentTest
  void anotherCredentialIsForTheNextRunAndChangesNothing() {
    surrounding.secret("rotated-store", CREDENTIALS);
    surrounding.apply("rotated", inStore("rotated"));
    surrounding.awaitReady("rotated");
    String before = surrounding.get(CronJob.class, "rotated-batch").getMetadata().getUid();
    long generation = surrounding.get(CronJob.class, "rotated-batch").getMetadata().getGeneration();

    surrounding.patch(
        Secret.class, "rotated-store", "stringData: {AWS_SECRET_ACCESS_KEY: another}");
    // Seen for certain, since what comes after it is.
    surrounding.patch(Secret.class, "rotated-store", "data: {AWS_ACCESS_KEY_ID: null}");
    awaitNoBatch("rotated", Reason.SECRET_INCOMPLETE, "AWS_ACCESS_KEY_ID");
    surrounding.secret("rotated-store", CREDENTIALS);
    surrounding.awaitReady("rotated");

    CronJob after = surrounding.get(CronJob.class, "rotated-batch");
    assertThat(after.getMetadata().getUid()).isEqualTo(before);
    assertThat(after.getMetadata().getGeneration()).isEqualTo(generation);
  }

  /** The batch layer is the last part that is looked at, so this may take as long as a start. */
  private void awaitNoBatch(String pair, Reason reason, String words) {
    surrounding.awaitCondition(pair, ConditionType.BATCH_READY, "False", words);
    surrounding.awaitFailure(pair, ConditionType.BATCH_READY, reason, words);
  }

  private static String onVolume(String pair) {
    return Surrounding.own(pair) + "batch: {archive: {storage: {size: 2Gi}}}\n";
  }

  private static String inStore(String pair) {
    return Surrounding.own(pair)
        + """
        batch:
          archive:
            warehouse: s3://bucket/archive
            properties: {s3.endpoint: 'http://store:9000'}
            credentialsSecret: %s-store
        """
            .formatted(pair);
  }

  private void delete(String pair) {
    surrounding.resource(CryptoPipeline.class, pair).delete();
    Eventually.await("the pair is gone", () -> surrounding.pair(pair) == null);
  }

  private PodSpec batchPod(String pair) {
    return surrounding
        .get(CronJob.class, pair + "-batch")
        .getSpec()
        .getJobTemplate()
        .getSpec()
        .getTemplate()
        .getSpec();
  }

  /** What a variable of a container says; null if there is none. */
  private static String setting(Container container, String name) {
    return container.getEnv().stream()
        .filter(variable -> variable.getName().equals(name))
        .map(variable -> variable.getValue())
        .findFirst()
        .orElse(null);
  }

  private Quantity size(String claim) {
    return surrounding
        .get(PersistentVolumeClaim.class, claim)
        .getSpec()
        .getResources()
        .getRequests()
        .get("storage");
  }

  private String uid(String claim) {
    return surrounding.get(PersistentVolumeClaim.class, claim).getMetadata().getUid();
  }
}
