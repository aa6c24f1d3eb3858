package io.finsolutions.pipeline.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.verify.Verification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A pair on the cluster, as those see it who apply it and read its rows. */
final class PairUnderTest {
  /** Runs each minute, and has little patience, so that tests need not have more. */
  static final String OFTEN = "* * * * *";

  /** Never runs while a test does. */
  static final String NEVER = "0 0 1 1 *";

  private static final String STANDSTILL = "spec: {suspend: true}";
  private static final Duration START = Duration.ofMinutes(4);
  private static final Duration RIGHT = Duration.ofSeconds(90);
  private static final Duration FINAL = Duration.ofMinutes(5);
  private static final int POSTGRES_PORT = 5432;

  private final Stack stack;
  private final String name;
  private final TradingPair product;

  PairUnderTest(Stack stack, String name, String product) {
    this.stack = stack;
    this.name = name;
    this.product = TradingPair.parse(product);
  }

  /** The pair that most tests use, which runs then. */
  static PairUnderTest running() {
    PairUnderTest pair = new PairUnderTest(Stack.shared(), "btc-usd", "BTC-USD");
    if (pair.resource().get() == null) {
      pair.apply("None", "");
    }
    pair.patch("spec: {suspend: false, batch: {schedule: '%s'}}".formatted(OFTEN));
    pair.awaitReady(START);
    return pair;
  }

  /** What its batch runs are made of. */
  CronJob schedule() {
    return client()
        .batch()
        .v1()
        .cronjobs()
        .inNamespace(stack.namespace())
        .withName(name + "-batch")
        .require();
  }

  /** A pair that a test makes for itself; what a test that failed has left of it goes first. */
  static PairUnderTest fresh(String name, String product) {
    PairUnderTest pair = new PairUnderTest(Stack.shared(), name, product);
    if (pair.resource().get() != null) {
      pair.patch("spec: {deletionPolicy: Delete}");
      pair.delete();
    }
    return pair;
  }

  /** The same, and other pairs stand still meanwhile, to leave it room. */
  static PairUnderTest alone(String name, String product) {
    PairUnderTest pair = fresh(name, product);
    pair
        .client()
        .genericKubernetesResources(Witness.PAIRS)
        .inNamespace(pair.stack.namespace())
        .list()
        .getItems()
        .stream()
        .map(other -> other.getMetadata().getName())
        .filter(other -> !other.equals(name))
        .forEach(other -> new PairUnderTest(pair.stack, other, product).patch(STANDSTILL));
    return pair;
  }

  String name() {
    return name;
  }

  TradingPair product() {
    return product;
  }

  /**
   * Applies it.
   *
   * @param authentication how it logs in to Kafka
   * @param more further fields of the spec, in YAML that is not indented
   */
  void apply(String authentication, String more) {
    apply(authentication, "", more);
  }

  /** The same, with further fields of {@code spec.batch}. */
  void apply(String authentication, String moreOfBatch, String more) {
    Timeline.tell("kubectl apply: %s", name);
    stack
        .manifests()
        .applyText(
            """
            apiVersion: finsolutions.io/v1alpha1
            kind: CryptoPipeline
            metadata:
              name: %s
            spec:
              tradingPair: %s
              kafka:
                clusterRef:
                  name: kafka
                  authentication: %s
                topics: %s
              streaming:
                executors: %d
              batch:
                schedule: '%s'
                settle: 5s
                giveUp: 30s
            """
                    .formatted(
                        name,
                        product,
                        authentication,
                        topics(),
                        stack.settings().executors(),
                        OFTEN)
                + moreOfBatch.indent(4)
                + more.indent(2));
  }

  // The names of topics follow from the product: a second pair of one needs a prefix.
  private String topics() {
    return name.equals(product.toString().toLowerCase(Locale.ROOT))
        ? "{}"
        : "{prefix: '" + name + ".'}";
  }

  /** Changes it as a patch says that is written in YAML. */
  void patch(String yaml) {
    String json = Serialization.asJson(Serialization.unmarshal(yaml, Map.class));
    resource()
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager("a-person")
                .build(),
            json);
  }

  Resource<GenericKubernetesResource> resource() {
    return client()
        .genericKubernetesResources(Witness.PAIRS)
        .inNamespace(stack.namespace())
        .withName(name);
  }

  /** Deletes it, and returns once it is gone. */
  void delete() {
    Timeline.tell("kubectl delete: %s", name);
    resource().delete();
    Eventually.await(name + " is gone", Duration.ofMinutes(3), () -> resource().get() == null);
  }

  /** The pods of a component that are not on their way out. */
  List<Pod> pods(String component) {
    return client()
        .pods()
        .inNamespace(stack.namespace())
        .withLabels(labels(component))
        .list()
        .getItems()
        .stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(pod -> !Set.of("Succeeded", "Failed").contains(pod.getStatus().getPhase()))
        .toList();
  }

  /** The ids of the pods of the parts that always run: they change when a part rolls. */
  Map<String, Set<String>> lasting() {
    return List.of("producer", "streaming", "database").stream()
        .collect(Collectors.toMap(part -> part, this::ids));
  }

  private Set<String> ids(String component) {
    return pods(component).stream()
        .map(pod -> pod.getMetadata().getUid())
        .collect(Collectors.toSet());
  }

  Map<String, String> labels(String component) {
    return Map.of("app.kubernetes.io/instance", name, "app.kubernetes.io/component", component);
  }

  boolean isReady() {
    GenericKubernetesResource found = resource().get();
    Number observed = found.get("status", "observedGeneration");
    return observed != null
        && observed.longValue() == found.getMetadata().getGeneration()
        && Witness.condition(found, "Ready")
            .filter(one -> one.get("status").equals("True"))
            .isPresent();
  }

  void awaitReady() {
    awaitReady(START);
  }

  void awaitReady(Duration limit) {
    Eventually.await(name + " is Ready", limit, this::isReady);
  }

  /** Returns once a condition is False and its words contain some. */
  String awaitTrouble(String type, String words, Duration limit) {
    Eventually.passes(
        limit,
        () ->
            assertThat(said(type))
                .as("condition %s of %s", type, name)
                .startsWith("False")
                .containsIgnoringCase(words));
    return said(type);
  }

  private String said(String type) {
    return Witness.condition(resource().get(), type)
        .map(one -> one.get("status") + " " + one.get("reason") + ": " + one.get("message"))
        .orElse("nothing");
  }

  /** A database of its own connection; who asks for it closes it. */
  Database database() {
    return new Database(product, stack.forward(labels("database"), POSTGRES_PORT), this::password);
  }

  private String password() {
    Secret secret =
        client().secrets().inNamespace(stack.namespace()).withName(name + "-database").get();
    if (secret == null) {
      throw new FailedException("there is no Secret " + name + "-database yet");
    }
    return new String(
        Base64.getDecoder().decode(secret.getData().get("password")), StandardCharsets.UTF_8);
  }

  /** A watch over its rows; who asks for it closes it. */
  RowWatch watch() {
    return new RowWatch(product, database(), stack::exchange);
  }

  /** Returns once all rows equal the exchange's, with none missing. */
  Verification awaitRight() {
    try (Database database = database()) {
      Verification[] last = new Verification[1];
      Eventually.passes(
          RIGHT,
          () -> {
            try {
              last[0] = database.verify(stack.exchange());
            } catch (FailedException e) {
              throw new AssertionError(e.getMessage(), e);
            }
            assertThat(last[0].differences()).as("differences of %s", name).isEmpty();
            assertThat(last[0].skippedIds()).as("trades of %s that no row has", name).isZero();
            assertThat(last[0].trades()).isPositive();
          });
      Timeline.tell(
          "%s: %d trades in %d seconds, %d of them final, all equal to the oracle",
          name, last[0].trades(), last[0].seconds(), last[0].finalSeconds());
      return last[0];
    }
  }

  /** Returns once rows are final up to a moment, which may be still to come. */
  void awaitFinal(Instant until) {
    Instant now = Instant.now();
    Duration untilThen = until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
    try (Database database = database()) {
      Eventually.await(
          "rows of " + name + " are final until " + until,
          untilThen.plus(FINAL),
          () -> {
            try {
              return database.handover().filter(it -> !it.isBefore(until)).isPresent();
            } catch (FailedException e) {
              return false;
            }
          });
    }
  }

  private KubernetesClient client() {
    return stack.client();
  }
}
