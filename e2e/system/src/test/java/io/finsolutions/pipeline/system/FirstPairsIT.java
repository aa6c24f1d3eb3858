package io.finsolutions.pipeline.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.harness.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What docs/operations/install.md promises: install the chart, apply two pairs, read rows. */
@OnRealNodes
@Order(1)
class FirstPairsIT {
  private static final Duration FIRST_ROW = Duration.ofSeconds(90);
  private static final long MOST_MEBIBYTES = 750;
  private static final int CONSOLE_PORT = 8080;

  @Test
  void twoPairsCountEveryTradeAndMakeItFinal() {
    Stack stack = Stack.shared();
    PairUnderTest bitcoin = PairUnderTest.fresh("btc-usd", "BTC-USD");
    PairUnderTest ether = PairUnderTest.fresh("eth-usd", "ETH-USD");

    Instant applied = Instant.now();
    bitcoin.apply("None", "");
    Duration toFirstRow = awaitFirstRow(bitcoin, applied);
    bitcoin.awaitReady();
    Timeline.tell("btc-usd is Ready %s s after it was applied", since(applied));
    // With a password, over TLS.
    ether.apply("ScramSha512", "");
    ether.awaitReady();

    for (PairUnderTest pair : List.of(bitcoin, ether)) {
      secondsMove(pair);
    }
    Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    for (PairUnderTest pair : List.of(bitcoin, ether)) {
      pair.awaitFinal(minute);
      assertThat(pair.awaitRight().finalSeconds()).isPositive();
    }
    theConsoleShows(stack, "BTC-USD");
    theConsoleShows(stack, "ETH-USD");
    long memory = printMemory(stack, bitcoin);
    everythingIsConfined(stack);
    ether.patch("spec: {deletionPolicy: Delete}");
    ether.delete();
    assertThat(toFirstRow).as("from kubectl apply to the first row").isLessThan(FIRST_ROW);
    assertThat(memory).as("working set of a pair, MiB").isLessThanOrEqualTo(MOST_MEBIBYTES);
  }

  private static Duration awaitFirstRow(PairUnderTest pair, Instant applied) {
    try (RowWatch watch = pair.watch()) {
      Eventually.await(
          "a first row of " + pair.name(),
          Duration.ofMinutes(4),
          () -> watch.firstRow().isPresent());
      Duration taken = Duration.between(applied, watch.firstRow().orElseThrow());
      Timeline.tell(
          "%s: first row %s s after it was applied", pair.name(), Timeline.seconds(taken));
      return taken;
    }
  }

  private static String since(Instant moment) {
    return Timeline.seconds(Duration.between(moment, Instant.now()));
  }

  private static void secondsMove(PairUnderTest pair) {
    try (Database database = pair.database()) {
      Instant newest = database.newestCounted().orElseThrow();
      Eventually.await(
          "rows of " + pair.name() + " move",
          () -> database.newestCounted().filter(newest.plusSeconds(2)::isBefore).isPresent());
    }
  }

  private static long printMemory(Stack stack, PairUnderTest pair) {
    Map<String, Long> all = new Memory(stack.client(), stack.namespace()).byPod();
    List<List<String>> rows = new ArrayList<>(List.of(List.of("pod", "working set, MiB")));
    all.forEach((pod, bytes) -> rows.add(List.of(pod, Long.toString(Memory.mebibytes(bytes)))));
    long sum = 0;
    for (String component : List.of("producer", "streaming", "database")) {
      for (var pod : pair.pods(component)) {
        sum +=
            Memory.mebibytes(
                Optional.ofNullable(all.get(pod.getMetadata().getName())).orElseThrow());
      }
    }
    rows.add(List.of("**" + pair.name() + ": producer, stream and database**", "**" + sum + "**"));
    Timeline.table("Memory of each pod, some minutes after the first pair was applied", rows);
    return sum;
  }

  /** It has found the pair by its resource, and reads its rows by its Secret. */
  private static void theConsoleShows(Stack stack, String product) {
    try (Forward console =
        stack.forward(Map.of("app.kubernetes.io/component", "console"), CONSOLE_PORT)) {
      String address = "http://127.0.0.1:" + console.port() + "/v1/products/" + product;
      Eventually.passes(
          () -> {
            assertThat(get(address)).contains("\"state\":\"live\"");
            assertThat(get(address + "/bars?interval=1m")).contains("\"final\":true");
          });
      Timeline.tell("the console shows %s", product);
    }
  }

  private static String get(String address) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static void everythingIsConfined(Stack stack) {
    assertThat(
            stack
                .client()
                .network()
                .v1()
                .networkPolicies()
                .inNamespace(stack.namespace())
                .list()
                .getItems())
        .extracting(policy -> policy.getMetadata().getName())
        .contains(
            "btc-usd-producer",
            "btc-usd-streaming",
            "btc-usd-batch",
            "btc-usd-database",
            "btc-usd-migration",
            "cryptopipeline-operator",
            "cryptopipeline-console");
    assertThat(
            stack
                .client()
                .namespaces()
                .withName(stack.namespace())
                .require()
                .getMetadata()
                .getLabels())
        .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
  }
}
