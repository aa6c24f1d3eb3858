package io.finsolutions.pipeline.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.embedded.EmbeddedBroker;
import io.finsolutions.pipeline.embedded.Guard;
import io.finsolutions.pipeline.exchange.ExchangeServer;
import io.finsolutions.pipeline.exchange.ExchangeSettings;
import io.finsolutions.pipeline.exchange.fault.Fault;
import io.finsolutions.pipeline.exchange.fault.FaultOrder;
import io.finsolutions.pipeline.exchange.tape.FixedTape;
import io.finsolutions.pipeline.exchange.tape.GeneratedTape;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The producer between a stand-in exchange and a real broker. */
@Timeout(600)
class ProducerIT {
  private static final TradingPair PRODUCT = TradingPair.parse("BTC-USD");
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final int RATE = 100;
  private static final int HISTORY = 1_500;

  @TempDir static Path folder;
  private static Guard guard;
  private static EmbeddedBroker broker;

  private String test;
  private ExchangeServer exchange;

  @BeforeAll
  static void startBroker() {
    guard = Guard.in(folder.resolve("guard"));
    broker = new EmbeddedBroker(folder.resolve("broker"), guard);
    broker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void createTopics(TestInfo info) {
    test = info.getTestMethod().orElseThrow().getName();
    broker.createTopic(trades(), 1, Map.of());
    broker.createTopic(deadLetters(), 1, Map.of());
  }

  @AfterEach
  void stopExchange() {
    if (exchange != null) {
      exchange.close();
    }
  }

  @Test
  void everyPrintedTradeIsSentOnceFromTheFirstMinuteOn() throws Exception {
    startExchange(800);
    try (ProducerProcess producer = start().awaitReady()) {
      awaitAllTrades();
      Eventually.within(
          BOUND,
          "the first minute said to be whole",
          () -> content().messages().stream().anyMatch(TradeMessage::firstOfMinute));
      List<TradeMessage> messages = content().messages();

      assertThat(messages.stream().filter(sent -> !sent.firstOfMinute()).map(TradeMessage::trade))
          .containsExactlyInAnyOrderElementsOf(truth(messages));
      assertThat(messages.stream().filter(TradeMessage::firstOfMinute).map(TradeMessage::trade))
          .containsExactly(Collections.min(truth(messages), Trade.EXECUTION_ORDER));
      assertThat(messages).extracting(TradeMessage::origin).contains(Origin.LIVE, Origin.SNAPSHOT);
      assertThat(content().records())
          .allSatisfy(found -> assertThat(new String(found.key())).isEqualTo("BTC-USD"));
      assertThat(content().records().get(0).timestamp())
          .isEqualTo(messages.get(0).trade().time().toEpochMilli());
      assertThat(producer.metric("pipeline_producer_trades_total", "")).isEqualTo(messages.size());
      assertThat(producer.metric("pipeline_producer_missing_ids", "")).isZero();
      assertThat(producer.residentKilobytes()).isLessThan(200_000);
    }
  }

  @Test
  void aKilledProducerGoesOnWithoutHoles() throws Exception {
    startExchange(1_500);
    for (int kill = 0; kill < 3; kill++) {
      long before = content().records().size();
      try (ProducerProcess producer = start().awaitReady()) {
        Eventually.within(BOUND, "trades flow", () -> content().records().size() > before + 150);
        producer.kill();
      }
    }
    try (ProducerProcess producer = start().awaitReady()) {
      awaitAllTrades();

      assertTopicHoldsTheTruth();
      // A few may come twice: what Kafka had taken when its acknowledgement met a dead process.
      assertThat(duplicates()).isLessThan(RATE);
      assertThat(producer.metric("pipeline_producer_missing_ids", "")).isZero();
    }
  }

  @Test
  void lostRepeatedAndReorderedMessagesAreMadeGood() throws Exception {
    startExchange(1_200);
    exchange.faults().start(new Fault.Drop(0.2));
    exchange.faults().start(new Fault.Duplicate(0.2));
    exchange.faults().start(new Fault.HoldBack(0.2));
    exchange
        .faults()
        .start(new FaultOrder(new Fault.Disconnect(true), Duration.ofSeconds(4), Optional.empty()));
    try (ProducerProcess producer = start().awaitReady()) {
      Eventually.within(BOUND, "end of the tape", exchange::hasEnded);
      exchange.faults().clear();
      awaitAllTrades();

      assertTopicHoldsTheTruth();
      assertThat(duplicates()).isZero();
      assertThat(producer.metric("pipeline_producer_trades_total", "origin=\"backfill\""))
          .isPositive();
      assertThat(producer.metric("pipeline_producer_feed_lost_messages_total", "")).isPositive();
    }
  }

  @Test
  void whatCannotCountIsKeptAsADeadLetterAndTheTruthStays() throws Exception {
    // Long enough for all three, one after the other, on a machine that is busy.
    startExchange(3_000);
    try (ProducerProcess producer = start().awaitReady()) {
      exchange.faults().start(new Fault.ConflictingDuplicate(3));
      awaitDeadLetters("conflicting_duplicate");
      exchange.faults().start(new Fault.FutureDated(3, Duration.ofHours(1)));
      awaitDeadLetters("conflicting_duplicate", "future_dated");
      // Only now: it would take the others with it.
      exchange.faults().start(new Fault.MalformedFrame(2));
      awaitDeadLetters("malformed");
      awaitAllTrades();

      assertTopicHoldsTheTruth();
      assertThat(producer.metric("pipeline_producer_dead_letters_total", "reason=\"malformed\""))
          .isPositive();
    }
  }

  @Test
  void refusedRequestsAreRepeatedUntilTheHoleIsFilled() throws Exception {
    startExchange(900);
    try (ProducerProcess producer = start().awaitReady()) {
      exchange.faults().start(new Fault.Drop(0.3));
      exchange.faults().start(new Fault.RestStatus(429, Optional.of(Duration.ofSeconds(1)), 3));
      exchange.faults().start(new Fault.RestStatus(500, Optional.empty(), 3));
      Eventually.within(BOUND, "end of the tape", exchange::hasEnded);
      exchange.faults().clear();
      awaitAllTrades();

      assertTopicHoldsTheTruth();
      assertThat(producer.metric("pipeline_producer_missing_ids", "")).isZero();
    }
  }

  @Test
  void aBrokerThatGoesAwayCostsNoTrade() throws Exception {
    startExchange(2_500);
    try (ProducerProcess producer = start().awaitReady()) {
      broker.kill();
      Eventually.within(
          BOUND,
          "trades that Kafka did not take",
          () -> producer.metric("pipeline_producer_send_failures_total", "") > 0);
      assertThat(producer.get("/readyz")).contains("Kafka does not take trades");
      assertThat(producer.get("/livez")).startsWith("200");
      prolongOutage();
      broker.start();
      Eventually.within(BOUND, "ready", () -> producer.get("/readyz").startsWith("200"));
      awaitAllTrades();

      assertTopicHoldsTheTruth();
    }
  }

  @Test
  void aStopLosesNothingThatWasAcknowledgedAndTakesSeconds() throws Exception {
    startExchange(3_000);
    try (ProducerProcess producer = start().awaitReady()) {
      Eventually.within(BOUND, "trades flow", () -> content().records().size() > 300);

      Duration took = producer.terminate();

      assertThat(took).isLessThan(Duration.ofSeconds(10));
      assertThat(producer.log()).contains("producer closed not_acknowledged=0 failed=0");
    }
  }

  @Test
  void aDeletedTopicEndsTheProducerWithOneLine() throws Exception {
    startExchange(100_000);
    try (ProducerProcess producer = start().awaitReady()) {
      broker.deleteTopic(trades());

      assertThat(producer.awaitExit()).isEqualTo(ExitCode.FAILED);
      assertThat(producer.log()).contains("topic " + trades() + " was deleted");
    }
  }

  @Test
  void aKafkaThatAsksForAPasswordIsToldIt() throws Exception {
    startExchange(300);
    try (ProducerProcess producer =
        start(
                "--kafka-bootstrap-servers=" + guard.bootstrapServers(),
                "--kafka-config=" + guard.clientConfig())
            .awaitReady()) {
      awaitAllTrades();

      assertTopicHoldsTheTruth();
      assertThat(producer.log()).doesNotContain("only-on-loopback");
    }
  }

  @Test
  void aKafkaThatRefusesThePasswordEndsTheProducerWithOneLine() throws Exception {
    startExchange(100);
    Path wrong = folder.resolve("wrong.properties");
    Files.writeString(
        wrong, Files.readString(guard.clientConfig()).replace("only-on-loopback", "guessed"));
    try (ProducerProcess producer =
        start("--kafka-bootstrap-servers=" + guard.bootstrapServers(), "--kafka-config=" + wrong)) {
      assertThat(producer.awaitExit()).isEqualTo(ExitCode.FAILED);
      assertThat(producer.log())
          .contains("Kafka at " + guard.bootstrapServers() + " refuses topic")
          .contains("Authentication failed")
          .doesNotContain("guessed");
    }
  }

  @Test
  void aMissingTopicIsNamedTogetherWithTheWayOut() throws Exception {
    startExchange(100);
    try (ProducerProcess producer = start("--trades-topic=nowhere", "--startup-timeout=1s")) {
      assertThat(producer.awaitExit()).isEqualTo(ExitCode.FAILED);
      assertThat(producer.log()).contains("topic nowhere does not exist").contains("create it");
    }
  }

  @Test
  void whileTheExchangeIsAwayItWaitsAndCanBeStopped() throws Exception {
    startExchange(100);
    try (ProducerProcess producer = start("--coinbase-rest-url=http://127.0.0.1:1")) {
      Eventually.within(
          BOUND,
          "waiting for the exchange",
          () -> producer.get("/readyz").contains("waiting for the exchange"));
      Eventually.within(
          BOUND, "a clear line", () -> producer.log().contains("exchange does not answer"));

      assertThat(producer.terminate()).isLessThan(Duration.ofSeconds(10));
      assertThat(producer.log()).contains("stopped before it started");
    }
  }

  @Test
  void pairsThatCannotBeFollowedAreRefusedWithTheRightName() throws Exception {
    startExchange(100);
    assertRefused("BTC-USDC", "use BTC-USD");
    assertRefused("NOPE-USD", "no product NOPE-USD");
    assertRefused("LUNA-USD", "LUNA-USD is delisted");
  }

  private void assertRefused(String pair, String words) throws Exception {
    try (ProducerProcess producer = start("--trading-pair=" + pair)) {
      assertThat(producer.awaitExit()).isEqualTo(ExitCode.USAGE);
      assertThat(producer.log()).contains(words);
    }
  }

  /** An exchange with a past, at which {@code live} trades are still to come. */
  private void startExchange(int live) {
    Iterator<Trade> generated = GeneratedTape.of(PRODUCT, RATE, test.hashCode()).trades();
    List<Trade> tape = new ArrayList<>();
    for (int i = 0; i < HISTORY + live; i++) {
      tape.add(generated.next());
    }
    exchange =
        new ExchangeServer(
            ExchangeSettings.defaults().withHistory(HISTORY), FixedTape.of(PRODUCT, tape));
    exchange.start();
  }

  private ProducerProcess start(String... more) throws Exception {
    Map<String, String> settings = new TreeMap<>();
    settings.put("--trading-pair", PRODUCT.toString());
    settings.put("--kafka-bootstrap-servers", broker.bootstrapServers());
    settings.put("--trades-topic", trades());
    settings.put("--dead-letter-topic", deadLetters());
    settings.put("--coinbase-rest-url", exchange.restUrl().toString());
    settings.put("--coinbase-exchange-url", exchange.restUrl().toString());
    settings.put("--coinbase-websocket-url", exchange.webSocketUrl().toString());
    for (String setting : more) {
      settings.put(setting.substring(0, setting.indexOf('=')), setting.replaceFirst("^.*?=", ""));
    }
    return new ProducerProcess(
        folder.resolve(test + ".log"),
        settings.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .toArray(String[]::new));
  }

  /** None, or as long as somebody wants to see it last: see docs/testing.md. */
  private static void prolongOutage() throws InterruptedException {
    TimeUnit.SECONDS.sleep(Long.getLong("pipeline.outage-seconds", 0));
  }

  private void awaitAllTrades() throws Exception {
    Eventually.within(BOUND, "end of the tape", exchange::hasEnded);
    Eventually.within(
        BOUND,
        "all trades in the topic",
        () -> content().ids().count() == truth(content().messages()).size());
  }

  private void awaitDeadLetters(String... reasons) throws Exception {
    Eventually.within(
        BOUND,
        "dead letters " + List.of(reasons),
        () ->
            TopicContent.of(broker.bootstrapServers(), deadLetters())
                .reasons()
                .containsAll(List.of(reasons)));
  }

  private void assertTopicHoldsTheTruth() throws Exception {
    List<TradeMessage> messages = content().messages();
    assertThat(messages.stream().map(TradeMessage::trade).distinct())
        .containsExactlyInAnyOrderElementsOf(truth(messages));
  }

  /** All printed trades from the start of the minute of the topic's first one on. */
  private List<Trade> truth(List<TradeMessage> messages) {
    Instant start =
        messages.stream()
            .map(message -> message.trade().time())
            .min(Instant::compareTo)
            .orElse(Instant.MAX.truncatedTo(ChronoUnit.MINUTES))
            .truncatedTo(ChronoUnit.MINUTES);
    return exchange.trades(PRODUCT).stream().filter(t -> !t.time().isBefore(start)).toList();
  }

  private long duplicates() throws Exception {
    TopicContent content = content();
    // The first trade is sent again to say that its minute is whole.
    long sent = content.messages().stream().filter(message -> !message.firstOfMinute()).count();
    return sent - content.ids().count();
  }

  private TopicContent content() {
    return TopicContent.of(broker.bootstrapServers(), trades());
  }

  private String trades() {
    return test + ".trades";
  }

  private String deadLetters() {
    return test + ".dead-letters";
  }
}
