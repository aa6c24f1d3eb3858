package io.finsolutions.pipeline.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.finsolutions.pipeline.exchange.tape.GeneratedTape;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The feed as a client meets it, over a real socket. */
class FeedIT {
  private static final TradingPair ETH_USD = TradingPair.parse("ETH-USD");

  private static ExchangeServer server;

  @BeforeAll
  static void startServer() {
    server =
        new ExchangeServer(
            ExchangeSettings.defaults().withSubscribeWithin(Duration.ofSeconds(2)),
            GeneratedTape.of(Trades.BTC_USD, 200, 1),
            GeneratedTape.of(ETH_USD, 50, 2));
    server.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void everySubscriptionBeginsWithTheLastHundredTradesNewestFirst() {
    try (FeedClient client = connect()) {
      client.subscribe("market_trades", "BTC-USD");
      JsonNode snapshot = client.awaitEvent("snapshot");
      List<Long> ids = ids(snapshot.path("events").path(0).path("trades"));
      assertThat(ids).hasSize(100).isSortedAccordingTo(Comparator.reverseOrder());
      client.subscribe("market_trades", "BTC-USD");
      Eventually.holds(
          "a second subscription begins with a snapshot too",
          () -> client.trades("snapshot").size() == 200);
    }
  }

  @Test
  void aSnapshotHasTheFieldsOfTheRealOne() {
    JsonNode real = Fixtures.json("coinbase/ws_market_trades_snapshot_btc_usd.json").get(0);
    try (FeedClient client = connect()) {
      client.subscribe("market_trades", "BTC-USD");
      assertSameForm(client.awaitEvent("snapshot"), real);
    }
  }

  @Test
  void anUpdateHasTheFieldsOfTheRealOne() {
    JsonNode real = Fixtures.json("coinbase/ws_market_trades_updates.jsonl").get(0);
    try (FeedClient client = connect()) {
      client.subscribe("market_trades", "BTC-USD");
      assertSameForm(client.awaitEvent("update"), real);
    }
  }

  @Test
  void updatesCarryEveryTradeOnceInOrder() {
    try (FeedClient client = connect()) {
      client.subscribe("market_trades", "BTC-USD");
      Eventually.holds("300 trades come", () -> client.updatedIds().size() > 300);
      List<Long> ids = client.updatedIds();
      long first = ids.get(0);
      assertThat(ids).isEqualTo(LongStream.range(first, first + ids.size()).boxed().toList());
      List<Long> before = ids(client.frames().get(0).path("events").path(0).path("trades"));
      assertThat(first).isLessThanOrEqualTo(before.get(0) + 1);
    }
  }

  @Test
  void tradesAreSentAsTheyWerePrinted() {
    try (FeedClient client = connect()) {
      client.subscribe("market_trades", "BTC-USD");
      client.awaitEvent("update");
      JsonNode sent = client.trades("update").get(0);
      Trade truth =
          server.trades(Trades.BTC_USD).stream()
              .filter(trade -> trade.tradeId() == sent.path("trade_id").asLong())
              .findFirst()
              .orElseThrow();
      assertThat(sent.path("price").asText()).isEqualTo(truth.price().toPlainString());
      assertThat(sent.path("size").asText()).isEqualTo(truth.size().toPlainString());
      assertThat(sent.path("side").asText()).isEqualTo(truth.makerSide().name());
      assertThat(sent.path("time").asText()).isEqualTo(WireTime.text(truth.time()));
    }
  }

  @Test
  void aMessageMayHoldSeveralTradesAndSeveralEvents() {
    try (FeedClient client = connect()) {
      client.subscribe("market_trades", "BTC-USD");
      client.await("two events in one message", frame -> frame.path("events").size() > 1);
      client.await(
          "two trades in one event",
          frame ->
              FeedClient.hasEvent(frame, "update")
                  && frame.path("events").path(0).path("trades").size() > 1);
    }
  }

  @Test
  void oneCounterNumbersAllMessagesOfAConnectionFromZero() {
    try (FeedClient client = connect()) {
      client.subscribe("heartbeats").subscribe("market_trades", "BTC-USD", "ETH-USD");
      client.await("a heartbeat", frame -> channel(frame).equals("heartbeats"));
      client.awaitEvent("update");
      List<Long> sequence = client.sequence();
      assertThat(sequence).isEqualTo(LongStream.range(0, sequence.size()).boxed().toList());
    }
  }

  @Test
  void acknowledgementsNameAllSubscriptions() {
    try (FeedClient client = connect()) {
      client.subscribe("market_trades", "BTC-USD", "ETH-USD").subscribe("heartbeats");
      JsonNode real = Fixtures.json("coinbase/ws_control_frames.jsonl").get(0);
      JsonNode last =
          client.await(
              "the second acknowledgement", frame -> frame.toString().contains("[\"heart"));
      assertThat(Fixtures.names(last)).isEqualTo(Fixtures.names(real));
      assertThat(last.path("events").path(0).path("subscriptions").toString())
          .isEqualTo(
              "{\"heartbeats\":[\"heartbeats\"],\"market_trades\":[\"BTC-USD\",\"ETH-USD\"]}");
      client.say(
          "{\"type\":\"unsubscribe\",\"channel\":\"market_trades\",\"product_ids\":[\"BTC-USD\"]}");
      client.await(
          "the third acknowledgement",
          frame -> frame.toString().contains("\"market_trades\":[\"ETH-USD\"]"));
    }
  }

  @Test
  void heartbeatsHaveANumberAndGosTime() {
    JsonNode real = Fixtures.json("coinbase/ws_control_frames.jsonl").get(4);
    try (FeedClient client = connect()) {
      client.subscribe("heartbeats");
      JsonNode beat = client.await("a heartbeat", frame -> channel(frame).equals("heartbeats"));
      JsonNode event = beat.path("events").path(0);
      assertThat(Fixtures.names(beat)).isEqualTo(Fixtures.names(real));
      assertThat(Fixtures.shape(event)).isEqualTo(Fixtures.shape(real.path("events").path(0)));
      assertThat(event.path("current_time").asText())
          .matches(
              "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{9} \\+0000 UTC m=\\+\\d+\\.\\d{9}");
    }
  }

  @Test
  void aHeartbeatComesEverySecond() {
    try (FeedClient client = connect()) {
      client.subscribe("heartbeats");
      Eventually.holds("three heartbeats come", () -> heartbeats(client).size() >= 3);
      List<Long> counters = heartbeats(client);
      assertThat(counters.get(2) - counters.get(0)).isEqualTo(2);
    }
  }

  @Test
  void whoDoesNotSubscribeInTimeIsCutOff() {
    try (FeedClient client = connect()) {
      Eventually.holds("it is closed", () -> client.closeCode().isPresent());
    }
  }

  @Test
  void whoSubscribesToNonsenseIsToldAndStaysConnected() {
    try (FeedClient client = connect()) {
      client.subscribe("market_trades", "NOPE-USD");
      client.await("an error", frame -> isError(frame, "NOPE-USD"));
      client.subscribe("gossip", "BTC-USD");
      client.await("an error", frame -> isError(frame, "gossip"));
      client.say("{\"type\":");
      client.await("an error", frame -> isError(frame, "malformed"));
      client.subscribe("market_trades", "BTC-USD");
      client.awaitEvent("update");
    }
  }

  @Test
  void theFeedOfAnAliasCarriesTheRightProduct() {
    try (FeedClient client = connect()) {
      client.subscribe("market_trades", "BTC-USDC");
      client.awaitEvent("update");
      assertThat(client.trades("update"))
          .allMatch(trade -> trade.path("product_id").asText().equals("BTC-USD"));
    }
  }

  @Test
  void productsAreKeptApart() {
    try (FeedClient client = connect()) {
      client.subscribe("market_trades", "ETH-USD");
      client.awaitEvent("update");
      assertThat(client.trades("update"))
          .allMatch(trade -> trade.path("product_id").asText().equals("ETH-USD"));
    }
  }

  @Test
  void thePathDoesNotMatter() {
    try (FeedClient client = new FeedClient(server.webSocketUrl().resolve("/ws/feed"))) {
      client.subscribe("heartbeats");
      client.await("an acknowledgement", frame -> channel(frame).equals("subscriptions"));
    }
  }

  @Test
  void anIdleConnectionIsClosed() {
    ExchangeSettings impatient =
        ExchangeSettings.defaults()
            .withIdleAfter(Duration.ofMillis(300))
            .withClock(ClockMode.TAPE)
            .withSpeed(0.000_001);
    try (ExchangeServer quiet =
        new ExchangeServer(impatient, GeneratedTape.of(Trades.BTC_USD, 1, 1))) {
      quiet.start();
      try (FeedClient client = new FeedClient(quiet.webSocketUrl())) {
        client.subscribe("market_trades", "BTC-USD");
        Eventually.holds("it is closed", () -> client.closeCode().isPresent());
      }
    }
  }

  @Test
  void withoutCollectingEachTradeIsAMessageOfItsOwn() {
    try (ExchangeServer eager =
        new ExchangeServer(
            ExchangeSettings.defaults().withCollect(Duration.ZERO),
            GeneratedTape.of(Trades.BTC_USD, 200, 1))) {
      eager.start();
      try (FeedClient client = new FeedClient(eager.webSocketUrl())) {
        client.subscribe("market_trades", "BTC-USD");
        Eventually.holds("100 trades come", () -> client.updatedIds().size() > 100);
        assertThat(client.frames())
            .filteredOn(frame -> FeedClient.hasEvent(frame, "update"))
            .allMatch(frame -> frame.findValues("trade_id").size() == 1);
      }
    }
  }

  @Test
  void twentyThousandTradesASecondArriveOnSeveralConnections() {
    try (ExchangeServer busy =
            new ExchangeServer(
                ExchangeSettings.defaults(), GeneratedTape.of(Trades.BTC_USD, 20_000, 1));
        FeedSink one = new FeedSink();
        FeedSink two = new FeedSink()) {
      busy.start();
      one.open(busy.webSocketUrl());
      two.open(busy.webSocketUrl());
      Eventually.holds(
          "60000 trades arrive twice", () -> one.trades() >= 60_000 && two.trades() >= 60_000);
    }
  }

  private static FeedClient connect() {
    return new FeedClient(server.webSocketUrl());
  }

  private static void assertSameForm(JsonNode frame, JsonNode real) {
    assertThat(Fixtures.names(frame)).isEqualTo(Fixtures.names(real));
    assertThat(Fixtures.shape(frame)).isEqualTo(Fixtures.shape(real));
    JsonNode event = frame.path("events").path(0);
    JsonNode realEvent = real.path("events").path(0);
    assertThat(Fixtures.names(event)).isEqualTo(Fixtures.names(realEvent));
    JsonNode trade = event.path("trades").path(0);
    JsonNode realTrade = realEvent.path("trades").path(0);
    assertThat(Fixtures.names(trade)).isEqualTo(Fixtures.names(realTrade));
    assertThat(Fixtures.shape(trade)).isEqualTo(Fixtures.shape(realTrade));
  }

  private static List<Long> heartbeats(FeedClient client) {
    Set<Long> counters = new TreeSet<>();
    for (JsonNode frame : client.frames()) {
      if (channel(frame).equals("heartbeats")) {
        counters.add(frame.path("events").path(0).path("heartbeat_counter").asLong());
      }
    }
    return List.copyOf(new TreeSet<>(counters)).stream().sorted().toList();
  }

  private static List<Long> ids(JsonNode trades) {
    return trades.findValues("trade_id").stream().map(JsonNode::asLong).toList();
  }

  private static String channel(JsonNode frame) {
    return frame.path("channel").asText();
  }

  private static boolean isError(JsonNode frame, String about) {
    return frame.path("type").asText().equals("error")
        && frame.path("message").asText().contains(about);
  }
}
