package io.finsolutions.pipeline.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.finsolutions.pipeline.exchange.fault.Fault;
import io.finsolutions.pipeline.exchange.fault.FaultOrder;
import io.finsolutions.pipeline.exchange.tape.GeneratedTape;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each fault does to a client, over real sockets. The truth stays what it is throughout. */
class FaultsIT {
  private ExchangeServer server;
  private RestClient rest;
  private FeedClient feed;

  @BeforeEach
  void startServer() {
    server =
        new ExchangeServer(
            ExchangeSettings.defaults()
                .withCollect(Duration.ofMillis(20))
                .withHeartbeat(Duration.ofMillis(200)),
            GeneratedTape.of(Trades.BTC_USD, 200, 1));
    server.start();
    rest = new RestClient(server.restUrl());
    feed = new FeedClient(server.webSocketUrl());
    feed.subscribe("heartbeats").subscribe("market_trades", "BTC-USD");
    feed.awaitEvent("update");
  }

  @AfterEach
  void theTruthIsWhole() {
    List<Trade> truth = server.trades(Trades.BTC_USD);
    assertThat(truth)
        .extracting(Trade::tradeId)
        .isEqualTo(
            LongStream.range(0, truth.size())
                .mapToObj(i -> GeneratedTape.DEFAULT_FIRST_TRADE_ID + i)
                .toList());
    feed.close();
    server.close();
  }

  @Test
  void droppedMessagesLeaveAJumpInTheNumbersAndAHoleInTheIds() {
    server.faults().start(new Fault.Drop(0.3));
    Eventually.holds("ids are missing", () -> missingIds().size() > 20);
    server.faults().clear();
    assertThat(server.faults().struck("drop")).isPositive();
    List<Long> sequence = feed.sequence();
    assertThat(sequence).isSorted().doesNotHaveDuplicates();
    assertThat(sequence.get(sequence.size() - 1)).isGreaterThanOrEqualTo(sequence.size());
    long missing = missingIds().iterator().next();
    assertThat(rest.get("/products/BTC-USD/trades?limit=1&after=" + (missing + 1)).ids())
        .containsExactly(missing);
  }

  @Test
  void duplicatedMessagesBringTheSameTradesWithNewNumbers() {
    server.faults().start(new Fault.Duplicate(1));
    Eventually.holds(
        "trades come twice",
        () -> new HashSet<>(feed.updatedIds()).size() < feed.updatedIds().size());
    assertThat(feed.sequence()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void heldBackMessagesComeAfterTheNextOne() {
    server.faults().start(new Fault.HoldBack(0.5));
    Eventually.holds("the numbers are out of order", () -> !isSorted(feed.sequence()));
    server.faults().clear();
    Eventually.holds("no trade is missing", () -> missingIds().isEmpty());
  }

  @Test
  void reorderedTradesAllCome() {
    server.faults().start(new Fault.Reorder(10));
    Eventually.holds("the ids are out of order", () -> !isSorted(feed.updatedIds()));
    server.faults().clear();
    Eventually.holds("no trade is missing", () -> missingIds().isEmpty());
    assertThat(feed.sequence()).isSorted();
  }

  @Test
  void stragglingTradesComeAfterOthersAndNoneIsLost() {
    server.faults().start(new Fault.Straggle(0.1, 30));
    Eventually.holds("the ids are out of order", () -> !isSorted(feed.updatedIds()));
    server.faults().clear();
    Eventually.holds("no trade is missing", () -> missingIds().isEmpty());
    assertThat(feed.sequence()).isSorted();
  }

  @Test
  void delayedMessagesComeLateAndInOrder() {
    Duration delay = Duration.ofMillis(400);
    Instant begin = Instant.now();
    server.faults().start(new Fault.Delay(delay));
    int before = feed.frames().size();
    Eventually.holds("a delayed message comes", () -> feed.frames().size() > before + 5);
    assertThat(Duration.between(begin, Instant.now())).isGreaterThan(delay.dividedBy(2));
    server.faults().clear();
    Eventually.holds("many more come", () -> feed.frames().size() > before + 60);
    assertThat(feed.sequence()).isSorted();
    assertThat(missingIds()).isEmpty();
  }

  @Test
  void aCleanDisconnectHasACloseFrame() {
    server.faults().start(new Fault.Disconnect(false));
    Eventually.holds("it is closed", () -> feed.closeCode().isPresent());
    assertThat(feed.closeCode()).contains(1000);
    Eventually.holds("the server forgets the client", () -> server.connections() == 0);
  }

  @Test
  void anAbruptDisconnectHasNone() {
    server.faults().start(new Fault.Disconnect(true));
    Eventually.holds("it breaks", feed::isBroken);
    Eventually.holds("the server forgets the client", () -> server.connections() == 0);
  }

  @Test
  void aHalfOpenConnectionFallsSilentAndNewOnesDoNot() {
    server.faults().start(new Fault.HalfOpen());
    try (FeedClient fresh = new FeedClient(server.webSocketUrl())) {
      fresh.subscribe("market_trades", "BTC-USD");
      fresh.awaitEvent("update");
      int before = feed.frames().size();
      feed.subscribe("heartbeats");
      int some = fresh.frames().size() + 20;
      Eventually.holds("the new connection goes on", () -> fresh.frames().size() > some);
      assertThat(feed.frames()).hasSize(before);
      assertThat(feed.closeCode()).isEmpty();
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void restRefusesAsManyRequestsAsAskedFor() {
    JsonNode real = Fixtures.json("coinbase/error_bodies.jsonl").get(4);
    server.faults().start(new Fault.RestStatus(429, Optional.of(Duration.ofSeconds(3)), 2));
    RestClient.Answer refusal = rest.get("/api/v3/brokerage/time");
    assertThat(refusal.status()).isEqualTo(429);
    assertThat(refusal.json()).isEqualTo(real.path("body"));
    assertThat(refusal.response().headers().firstValue("Retry-After")).contains("3");
    assertThat(rest.get("/products/BTC-USD/trades").status()).isEqualTo(429);
    assertThat(rest.get("/api/v3/brokerage/time").status()).isEqualTo(200);
  }

  @Test
  void restRefusesForATimeAndWithoutRetryAfter() {
    server
        .faults()
        .start(
            new FaultOrder(
                new Fault.RestStatus(500, Optional.empty(), Long.MAX_VALUE),
                Duration.ZERO,
                Optional.of(Duration.ofSeconds(3))));
    RestClient.Answer refusal = rest.get("/api/v3/brokerage/time");
    assertThat(refusal.status()).isEqualTo(500);
    assertThat(refusal.response().headers().firstValue("Retry-After")).isEmpty();
    Eventually.holds("it answers again", () -> rest.get("/api/v3/brokerage/time").status() == 200);
  }

  @Test
  void hiddenTradesComeNeitherFromTheFeedNorFromRest() {
    server.faults().start(new Fault.HideNext(5));
    Eventually.holds("five are hidden", () -> server.faults().hiddenIds().count() == 5);
    Set<Long> hidden =
        server.faults().hiddenIds().ranges().stream()
            .flatMap(range -> LongStream.rangeClosed(range.first(), range.last()).boxed())
            .collect(Collectors.toSet());
    long last = hidden.stream().max(Long::compare).orElseThrow();
    Eventually.holds("later trades come", () -> feed.updatedIds().contains(last + 1));
    assertThat(missingIds()).isEqualTo(hidden);
    assertThat(rest.get("/products/BTC-USD/trades").ids()).doesNotContainAnyElementsOf(hidden);
    assertThat(rest.get(RestClient.PRODUCTS + "/BTC-USD/ticker?limit=100").ids())
        .doesNotContainAnyElementsOf(hidden);
    assertThat(rest.get("/stand-in/faults").json().path("hidden").asText())
        .isEqualTo(server.faults().hiddenIds().toString());
  }

  @Test
  void aPastTradeCanBeHiddenFromRestToo() {
    long id = GeneratedTape.DEFAULT_FIRST_TRADE_ID + 3;
    server.faults().start(new Fault.Hide(new IdRange(id, id)));
    assertThat(rest.get("/products/BTC-USD/trades?limit=2&after=" + (id + 1)).ids())
        .containsExactly(id - 1, id - 2);
  }

  @Test
  void lateTradesComeLaterFromFeedAndRest() {
    server.faults().start(new Fault.Late(3, Duration.ofSeconds(3)));
    Eventually.holds("the feed has a hole", () -> missingIds().size() == 3);
    Set<Long> late = missingIds();
    assertThat(rest.get("/products/BTC-USD/trades").ids()).doesNotContainAnyElementsOf(late);
    Eventually.holds("the feed sends them", () -> feed.updatedIds().containsAll(late));
    assertThat(rest.get("/products/BTC-USD/trades").ids()).containsAll(late);
    assertThat(server.trades(Trades.BTC_USD)).isSortedAccordingTo(Trade.EXECUTION_ORDER);
  }

  @Test
  void aMalformedFrameCannotBeReadAndItsTradesAreLost() {
    server.faults().start(new Fault.MalformedFrame(1));
    Eventually.holds(
        "a frame is torn", () -> feed.frames().stream().anyMatch(JsonNode::isMissingNode));
    Eventually.holds("its trades are missing", () -> !missingIds().isEmpty());
    assertThat(feed.texts()).anyMatch(text -> text.startsWith("{") && !text.endsWith("}"));
  }

  @Test
  void aMalformedTradeComesAmongSoundOnes() {
    server.faults().start(new Fault.MalformedTrade(1));
    Eventually.holds(
        "a price is no number",
        () ->
            feed.trades("update").stream()
                .anyMatch(trade -> trade.path("price").asText().equals("not-a-price")));
    assertThat(missingIds()).isEmpty();
  }

  @Test
  void anUnknownMessageIsNumberedLikeAnyOther() {
    server.faults().start(new Fault.UnknownMessage());
    feed.await(
        "an unknown message", frame -> frame.path("channel").asText().equals("announcements"));
    assertThat(feed.sequence())
        .isEqualTo(LongStream.range(0, feed.sequence().size()).boxed().toList());
  }

  @Test
  void aConflictingDuplicateHasTheIdOfAnotherTradeAndAnotherPrice() {
    server.faults().start(new Fault.ConflictingDuplicate(1));
    Eventually.holds(
        "one id has two prices",
        () ->
            feed.trades("update").stream()
                .collect(
                    Collectors.groupingBy(
                        trade -> trade.path("trade_id").asText(),
                        Collectors.mapping(
                            trade -> trade.path("price").asText(), Collectors.toSet())))
                .values()
                .stream()
                .anyMatch(prices -> prices.size() == 2));
    assertThat(missingIds()).isEmpty();
  }

  @Test
  void aFutureDatedTradeIsRightInRest() {
    server.faults().start(new Fault.FutureDated(1, Duration.ofHours(2)));
    Eventually.holds("a trade lies ahead", () -> futureDated().isPresent());
    long id = futureDated().orElseThrow();
    JsonNode page = rest.get("/products/BTC-USD/trades?limit=1&after=" + (id + 1)).json();
    assertThat(page.path(0).path("trade_id").asLong()).isEqualTo(id);
    assertThat(Instant.parse(page.path(0).path("time").asText())).isBefore(Instant.now());
  }

  @Test
  void faultsAreOrderedSeenAndClearedOverHttp() {
    JsonNode started =
        rest.post(
                "/stand-in/faults",
                "[{\"fault\":\"drop\",\"probability\":0.5},"
                    + "{\"fault\":\"disconnect\",\"at_ms\":60000}]")
            .json();
    assertThat(started.path("standing").path(0).path("fault").asText()).isEqualTo("drop");
    assertThat(rest.post("/stand-in/faults", "{\"fault\":\"explode\"}").status()).isEqualTo(400);
    assertThat(rest.delete("/stand-in/faults").json().path("standing")).isEmpty();
  }

  @Test
  void aFaultBeginsAtItsTime() {
    server
        .faults()
        .start(
            new FaultOrder(new Fault.Disconnect(false), Duration.ofMillis(300), Optional.empty()));
    assertThat(feed.closeCode()).isEmpty();
    Eventually.holds("it is closed", () -> feed.closeCode().isPresent());
  }

  /** The ids between the first and the last update that did not come. */
  private Set<Long> missingIds() {
    TreeSet<Long> seen = new TreeSet<>(feed.updatedIds());
    return LongStream.rangeClosed(seen.first(), seen.last())
        .boxed()
        .filter(id -> !seen.contains(id))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Optional<Long> futureDated() {
    Instant soon = Instant.now().plus(Duration.ofHours(1));
    return feed.trades("update").stream()
        .filter(trade -> Instant.parse(trade.path("time").asText()).isAfter(soon))
        .map(trade -> trade.path("trade_id").asLong())
        .findFirst();
  }

  private static boolean isSorted(List<Long> numbers) {
    return numbers.stream().sorted().toList().equals(numbers);
  }
}
