package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.finsolutions.pipeline.harness.PodFate;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Reason;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes wrong with pods, and what the status says of it within ten seconds. */
class TroubleIT {
  @RegisterExtension static final SharedOperator OPERATOR = new SharedOperator();

  private static final String PULL = "Back-off pulling image: 403 Forbidden";

  private final Surrounding surrounding = OPERATOR.surrounding();

  @ConcurrentTest
  void anImageOfTheProducerThatCannotBePulledIsSaid() {
    surrounding.fate("pull", Component.PRODUCER, PodFate.imagePullBackOff(PULL));
    surrounding.applyOwn("pull");
    surrounding.awaitCondition("pull", ConditionType.MIGRATION_READY, "True", "");
    assertSaid("pull", ConditionType.PRODUCER_READY, "ImagePullBackOff: " + PULL);
    assertSaid("pull", ConditionType.READY, "deployment/pull-producer: ImagePullBackOff: ");
    assertHeals("pull", Component.PRODUCER, PodFate.READY);
  }

  @ConcurrentTest
  void anImageOfTheDriverThatCannotBePulledIsSaid() {
    surrounding.fate("spark", Component.STREAMING, PodFate.imagePullBackOff(PULL));
    surrounding.applyOwn("spark");
    surrounding.awaitCondition("spark", ConditionType.PRODUCER_READY, "True", "");
    surrounding.awaitFailure(
        "spark", ConditionType.STREAM_READY, Reason.SPARK_FAILED, "ImagePullBackOff: " + PULL);
    assertHeals("spark", Component.STREAMING, PodFate.READY);
  }

  @ConcurrentTest
  void aDatabaseThatCrashesSaysWithWhichWords() {
    surrounding.applyOwn("crash");
    surrounding.awaitReady("crash");
    surrounding.fate(
        "crash",
        Component.DATABASE,
        PodFate.crashLoop(1, "LOG:  starting\nFATAL:  data directory has wrong ownership\n"));
    assertSaid(
        "crash",
        ConditionType.DATABASE_READY,
        "CrashLoopBackOff: last exit 1: FATAL:  data directory has wrong ownership");
    surrounding.awaitCondition("crash", ConditionType.DEGRADED, "True", "CrashLoopBackOff");
    assertHeals("crash", Component.DATABASE, PodFate.READY);
    surrounding.awaitCondition("crash", ConditionType.DEGRADED, "False", "");
  }

  @ConcurrentTest
  void aBatchRunThatFailsIsSaidUntilTheNextSucceeds() {
    surrounding.applyOwn("run");
    surrounding.awaitReady("run");
    surrounding.fate("run", Component.BATCH, PodFate.imagePullBackOff(PULL));
    run("run", "first");
    assertSaid("run", ConditionType.BATCH_READY, "ImagePullBackOff: " + PULL);

    surrounding.fate("run", Component.BATCH, PodFate.failed(1, "topic run.btc-usd.trades is gone"));
    surrounding.awaitFailure(
        "run", ConditionType.BATCH_READY, Reason.POD_FAILED, "exit 1: topic run.btc-usd.trades");

    surrounding.fate("run", Component.BATCH, PodFate.SUCCEEDED);
    surrounding.resource(Job.class, "run-first").delete();
    run("run", "second");
    surrounding.awaitReady("run");
  }

  @ConcurrentTest
  void aQuotaThatForbidsWhatAPairNeedsIsSaid() throws InterruptedException {
    inNamespaceOfItsOwn(Map.of(), TroubleIT::assertQuotasAreSaid);
  }

  private static void assertQuotasAreSaid(Surrounding small) {
    quota(small, "pods", 1);
    small.applyOwn("quota");
    small.awaitCondition("quota", ConditionType.DATABASE_READY, "True", "");
    small.awaitFailure(
        "quota",
        ConditionType.MIGRATION_READY,
        Reason.POD_FAILED,
        "FailedCreate: Error creating: pods \"quota-migration-");
    quota(small, "pods", 10);
    small.awaitReady("quota");

    quota(small, "count/deployments.apps", 1);
    small.applyOwn("more");
    small.awaitFailure(
        "more",
        ConditionType.PRODUCER_READY,
        Reason.REFUSED,
        "the API server refuses Deployment more-producer in namespace " + small.namespace() + ": ");
    assertThat(message(small, "more", ConditionType.PRODUCER_READY)).contains("exceeded quota");
    quota(small, "count/deployments.apps", 3);
    small.awaitReady("more");

    quota(small, "persistentvolumeclaims", 2);
    small.applyOwn("volume");
    small.awaitFailure(
        "volume",
        ConditionType.DATABASE_READY,
        Reason.REFUSED,
        "the API server refuses PersistentVolumeClaim volume-database");
    quota(small, "persistentvolumeclaims", 3);
    small.awaitReady("volume");
  }

  @ConcurrentTest
  void aPodThatAnAdmissionRuleRefusesIsSaid() throws InterruptedException {
    inNamespaceOfItsOwn(
        Map.of("pod-security.kubernetes.io/enforce", "restricted"),
        TroubleIT::assertRefusedPodsAreSaid);
  }

  private static void assertRefusedPodsAreSaid(Surrounding strict) {
    strict.apply(
        "power",
        Surrounding.own("power")
            + """
              producer:
                template:
                  spec:
                    containers:
                      - name: producer
                        securityContext: {privileged: true, allowPrivilegeEscalation: true}
              """);
    strict.awaitCondition("power", ConditionType.MIGRATION_READY, "True", "");
    strict.awaitFailure(
        "power",
        ConditionType.PRODUCER_READY,
        Reason.POD_FAILED,
        "violates PodSecurity \"restricted:latest\": privileged");

    strict.patch("power", "spec: {producer: {template: null}}");
    strict.awaitReady("power");
  }

  @ConcurrentTest
  void aScheduleThatIsNoneIsSaidInTheWordsOfTheApiServer() {
    surrounding.apply("cron", Surrounding.own("cron") + "batch: {schedule: '99 * * * *'}\n");
    surrounding.awaitCondition("cron", ConditionType.STREAM_READY, "True", "");
    surrounding.awaitFailure(
        "cron",
        ConditionType.BATCH_READY,
        Reason.REFUSED,
        "the API server refuses CronJob cron-batch");
    assertThat(message(surrounding, "cron", ConditionType.BATCH_READY))
        .contains("spec.schedule: Invalid value: \"99 * * * *\"");

    surrounding.patch("cron", "spec: {batch: {schedule: '9 * * * *'}}");
    surrounding.awaitReady("cron");
  }

  @ConcurrentTest
  void anOverlayThatMakesNoPodIsSaidInTheWordsOfTheApiServer() {
    surrounding.apply(
        "overlay",
        Surrounding.own("overlay")
            + """
            producer:
              template:
                spec:
                  containers:
                    - name: producer
                      volumeMounts: [{name: missing, mountPath: /missing}]
            """);
    surrounding.awaitCondition("overlay", ConditionType.MIGRATION_READY, "True", "");
    surrounding.awaitFailure(
        "overlay",
        ConditionType.PRODUCER_READY,
        Reason.REFUSED,
        "the API server refuses Deployment overlay-producer");
    assertThat(message(surrounding, "overlay", ConditionType.PRODUCER_READY))
        .contains(".name: Not found: \"missing\"");

    surrounding.patch("overlay", "spec: {producer: {template: null}}");
    surrounding.awaitReady("overlay");
  }

  private void assertSaid(String pair, ConditionType type, String words) {
    surrounding.awaitFailure(pair, type, Reason.POD_FAILED, words);
  }

  private void assertHeals(String pair, Component component, PodFate fate) {
    surrounding.fate(pair, component, fate);
    surrounding.awaitReady(pair);
  }

  private static void inNamespaceOfItsOwn(Map<String, String> labels, Consumer<Surrounding> test)
      throws InterruptedException {
    Surrounding own = Surrounding.create(labels);
    TestOperator operator = TestOperator.start(own.client().getConfiguration(), own.namespace());
    try {
      test.accept(own);
    } finally {
      operator.close();
      own.close();
    }
  }

  private static String message(Surrounding where, String pair, ConditionType type) {
    return where.condition(pair, type).orElseThrow().getMessage();
  }

  private static void quota(Surrounding where, String resource, int most) {
    where
        .client()
        .resource(
            Serialization.unmarshal(
                """
                apiVersion: v1
                kind: ResourceQuota
                metadata: {name: %s, namespace: %s}
                spec: {hard: {%s: "%d"}}
                """
                    .formatted(
                        resource.replaceAll("[^a-z]", "-"), where.namespace(), resource, most),
                ResourceQuota.class))
        .forceConflicts()
        .serverSideApply();
  }

  /** Runs the batch layer now, as kubectl create job --from does. */
  private void run(String pair, String name) {
    CronJob schedule = surrounding.get(CronJob.class, pair + "-batch");
    surrounding
        .client()
        .resource(
            new JobBuilder()
                .withMetadata(schedule.getSpec().getJobTemplate().getMetadata())
                .editOrNewMetadata()
                .withNamespace(surrounding.namespace())
                .withName(pair + "-" + name)
                .endMetadata()
                .withSpec(schedule.getSpec().getJobTemplate().getSpec())
                .build())
        .create();
  }
}
