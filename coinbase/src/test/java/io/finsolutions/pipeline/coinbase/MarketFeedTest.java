package io.finsolutions.pipeline.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import io.finsolutions.pipeline.coinbase.FeedServer.Connection;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MarketFeedTest {
  private static final TradingPair BTC_USD = TradingPair.parse("BTC-USD");
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final Duration IMPATIENT = Duration.ofMillis(150);

  private final RecordingListener listener = new RecordingListener();
  private FeedServer server;
  private MarketFeed feed;

  @BeforeEach
  void start() throws Exception {
    server = new FeedServer();
  }

  @AfterEach
  void stop() {
    if (feed != null) {
      feed.close();
    }
    server.close();
  }

  @Test
  void subscribesToEachChannelWithAMessageOfItsOwn() throws Exception {
    Connection connection = connect(settings(PATIENT));

    assertThat(json(connection.nextReceived()))
        .isEqualTo(
            json(
                "{\"type\":\"subscribe\",\"channel\":\"market_trades\","
                    + "\"product_ids\":[\"BTC-USD\"]}"));
    assertThat(json(connection.nextReceived()))
        .isEqualTo(json("{\"type\":\"subscribe\",\"channel\":\"heartbeats\"}"));
  }

  @Test
  void withAKeyEachSubscriptionHasATokenOfItsOwn() throws Exception {
    CdpKey key = CdpKey.parse("key", Base64.getEncoder().encodeToString(new byte[32]));
    Connection connection = connect(settings(PATIENT).withCdpKey(key));

    String first = json(connection.nextReceived()).path("jwt").asText();
    String second = json(connection.nextReceived()).path("jwt").asText();
    assertThat(SignedJWT.parse(first).getJWTClaimsSet().getSubject()).isEqualTo("key");
    assertThat(SignedJWT.parse(second).getJWTClaimsSet().getSubject()).isEqualTo("key");
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void deliversWhatComesInOrder() throws Exception {
    Connection connection = connect(settings(PATIENT));
    connection.send(
        Frames.market(0, Frames.event("snapshot", Frames.trade(2), Frames.trade(1))),
        Frames.acknowledgement(1),
        Frames.acknowledgement(2),
        Frames.heartbeat(3),
        Frames.market(
            4, Frames.event("update", Frames.trade(4)), Frames.event("update", Frames.trade(3))));

    String sentAt = " " + Instant.parse(Frames.SENT_AT);
    listener.awaitCall("LIVE [3, 4]" + sentAt);
    assertThat(listener.calls)
        .containsExactly(
            "SNAPSHOT [1, 2]" + sentAt, "subscribed", "heartbeat", "LIVE [3, 4]" + sentAt);
  }

  @Test
  void whatCannotBeReadIsRejectedAndTheRestDelivered() throws Exception {
    Connection connection = connect(settings(PATIENT));
    String other = Frames.trade(7).replace("BTC-USD", "ETH-USD");
    connection.send(
        Frames.acknowledgement(0),
        Frames.market(1, Frames.event("update", other, Frames.trade(8))),
        "no message",
        "{\"channel\":\"status\",\"sequence_num\":2,\"events\":[]}",
        "{\"type\":\"novelty\"}",
        Frames.heartbeat(3));

    listener.awaitCall("heartbeat");
    assertThat(listener.calls).hasSize(5);
    assertThat(listener.calls.get(1)).startsWith("LIVE [8]");
    assertThat(listener.calls.get(2))
        .startsWith("rejected {\"product_id\":\"ETH-USD\"")
        .endsWith("it is a trade of ETH-USD, not of BTC-USD");
    assertThat(listener.calls.get(3)).isEqualTo("rejected no message: it is not well-formed JSON");
  }

  @Test
  void ofAMessageThatIsTooLongTheBeginningIsRejected() throws Exception {
    Connection connection = connect(settings(PATIENT));
    connection.send(
        Frames.acknowledgement(0),
        " ".repeat(FeedFrameDecoder.MAX_FRAME_BYTES + 1),
        Frames.heartbeat(1));

    listener.awaitCall("heartbeat");
    assertThat(listener.calls.get(1)).startsWith("rejected  ").contains("bytes");
  }

  @Test
  void aJumpOfTheSequenceOverAllChannelsIsReportedBeforeTheMessage() throws Exception {
    Connection connection = connect(settings(PATIENT));
    connection.send(
        Frames.acknowledgement(0),
        Frames.heartbeat(1),
        Frames.update(5, 10),
        Frames.heartbeat(6),
        Frames.update(9, 11));

    listener.awaitCallsStarting("LIVE", 2);
    assertThat(listener.calls)
        .containsSubsequence("lost 2 to 5", "LIVE [10] " + Instant.parse(Frames.SENT_AT))
        .containsSubsequence("lost 7 to 9", "LIVE [11] " + Instant.parse(Frames.SENT_AT));
  }

  @Test
  void theSequenceStartsAnewWithEachConnection() throws Exception {
    Connection first = connect(settings(PATIENT));
    first.send(Frames.acknowledgement(0), Frames.heartbeat(1));
    listener.awaitCall("heartbeat");
    server.network().cut();
    Connection second = server.nextConnection();
    second.send(Frames.acknowledgement(0), Frames.update(1, 10));

    listener.awaitCallStarting("LIVE [10]");
    assertThat(listener.calls).noneMatch(call -> call.startsWith("lost"));
    assertThat(listener.calls).filteredOn("subscribed"::equals).hasSize(2);
  }

  @Test
  void aFeedThatFallsSilentIsConnectedAndSubscribedAnew() throws Exception {
    Connection silent = connect(settings(IMPATIENT));
    silent.send(Frames.acknowledgement(0));

    listener.awaitCall("disconnected: no message for 150 ms");
    Connection next = server.nextConnection();
    assertThat(json(next.nextReceived()).path("channel").asText()).isEqualTo("market_trades");
  }

  @Test
  void aConnectionThatIsHalfOpenIsGivenUp() throws Exception {
    Connection connection = connect(settings(IMPATIENT));
    connection.send(Frames.acknowledgement(0));
    listener.awaitCall("subscribed");
    server.network().swallow(true);
    connection.send(Frames.update(1, 10));

    listener.awaitCall("disconnected: no message for 150 ms");
    server.network().swallow(false);
    Connection next = server.nextConnection();
    next.send(Frames.acknowledgement(0), Frames.update(1, 10, 11));
    listener.awaitCallStarting("LIVE [10, 11]");
  }

  @Test
  void anExchangeThatAcceptsButNeverAnswersIsGivenUp() {
    server.network().swallow(true);
    start(settings(PATIENT).withRequestTimeout(IMPATIENT));

    listener.awaitCallsStarting("disconnected", 2);
    server.network().swallow(false);
  }

  @Test
  void aSubscriptionThatIsNotAcknowledgedIsGivenUpThoughHeartbeatsCome() throws Exception {
    Connection connection = connect(settings(IMPATIENT));
    String givenUp = "disconnected: the subscription was not acknowledged within 150 ms";
    Eventually.await(
        givenUp,
        () -> {
          connection.send(Frames.heartbeat(0));
          return listener.calls.contains(givenUp);
        });

    assertThat(listener.calls).contains("heartbeat").doesNotContain("subscribed");
  }

  @Test
  void aRefusalOfTheExchangeIsTheReasonOfTheDisconnect() throws Exception {
    connect(settings(PATIENT)).send("{\"type\":\"error\",\"message\":\"authentication failure\"}");

    listener.awaitCall("disconnected: the exchange refuses: authentication failure");
    assertThat(server.nextConnection().nextReceived()).contains("market_trades");
  }

  @Test
  void aCloseOfTheExchangeIsTheReasonOfTheDisconnect() throws Exception {
    connect(settings(PATIENT)).close(1001, "going away");

    listener.awaitCall(
        "disconnected: the exchange closed the connection with code 1001: going away");
    server.nextConnection();
  }

  @Test
  void aConnectionThatBreaksOffIsReplaced() throws Exception {
    connect(settings(PATIENT));
    server.network().cut();

    listener.awaitCallStarting("disconnected: the connection failed");
    server.nextConnection();
  }

  @Test
  void anExchangeThatOpensNoFeedIsTriedAgain() throws Exception {
    server.refuseWith(503);
    start(settings(PATIENT));
    listener.awaitCallsStarting("disconnected: the exchange answered 503", 2);
    server.refuseWith(0);

    server.nextConnection();
  }

  @Test
  void nobodyAtTheAddressIsTriedAgainWithLongerWaits() {
    server.close();
    start(settings(PATIENT).withBackOff(new BackOff(Duration.ofMillis(1), Duration.ofMillis(20))));

    listener.awaitCallsStarting("disconnected: the connection failed", 8);
    assertThat(listener.waits.get(0)).isLessThanOrEqualTo(Duration.ofMillis(1));
    assertThat(listener.waits).allMatch(wait -> wait.compareTo(Duration.ofMillis(20)) <= 0);
    assertThat(listener.waits).anyMatch(wait -> wait.compareTo(Duration.ofMillis(1)) > 0);
  }

  @Test
  void afterAHealthySpellTheFirstWaitIsShortAgain() throws Exception {
    Duration first = Duration.ofMillis(1);
    Duration longest = Duration.ofMillis(64);
    server.refuseWith(503);
    start(settings(PATIENT).withBackOff(new BackOff(first, longest)));
    listener.awaitCallsStarting("disconnected", 8);
    server.refuseWith(0);

    Connection connection = server.nextConnection();
    connection.send(Frames.acknowledgement(0));
    listener.awaitCall("subscribed");
    long subscribedAt = System.nanoTime();
    int before = listener.waits.size();
    Eventually.await(
        "the spell is healthy", () -> System.nanoTime() - subscribedAt > longest.toNanos());
    server.network().cut();
    Eventually.await("a disconnect", () -> listener.waits.size() > before);

    assertThat(listener.waits.get(before)).isLessThanOrEqualTo(first);
  }

  @Test
  void aListenerThatFailsCostsTheConnectionButNotTheFeed() throws Exception {
    CountDownLatch failed = new CountDownLatch(1);
    RecordingListener failing =
        new RecordingListener() {
          @Override
          public void onTrades(List<Trade> trades, Origin origin, Instant sentAt) {
            if (failed.getCount() > 0) {
              failed.countDown();
              throw new IllegalStateException("no room");
            }
            super.onTrades(trades, origin, sentAt);
          }
        };
    feed = new MarketFeed(settings(PATIENT), BTC_USD, failing);
    feed.start();
    server.nextConnection().send(Frames.acknowledgement(0), Frames.update(1, 10));
    failing.awaitCallStarting("disconnected: a message was not handled");
    server.nextConnection().send(Frames.acknowledgement(0), Frames.update(1, 10));

    failing.awaitCallStarting("LIVE [10]");
  }

  @Test
  void aSlowListenerIsNotTakenForASilentExchange() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    RecordingListener slow =
        new RecordingListener() {
          @Override
          public void onTrades(List<Trade> trades, Origin origin, Instant sentAt) {
            entered.countDown();
            await(released);
            super.onTrades(trades, origin, sentAt);
          }
        };
    feed = new MarketFeed(settings(IMPATIENT), BTC_USD, slow);
    feed.start();
    Connection connection = server.nextConnection();
    connection.send(Frames.update(0, 10), Frames.acknowledgement(1));
    await(entered);
    long enteredAt = System.nanoTime();
    Eventually.await(
        "the heartbeat timeout passes",
        () -> System.nanoTime() - enteredAt > IMPATIENT.multipliedBy(2).toNanos());
    released.countDown();

    slow.awaitCall("subscribed");
    assertThat(slow.calls.get(0)).startsWith("LIVE [10]");
    assertThat(slow.waits).isEmpty();
  }

  @Test
  void afterCloseNoMoreCallsComeAndTheExchangeHearsGoodbye() throws Exception {
    Connection connection = connect(settings(PATIENT));
    connection.send(Frames.acknowledgement(0));
    listener.awaitCall("subscribed");
    feed.close();
    List<String> calls = List.copyOf(listener.calls);
    connection.send(Frames.update(1, 10));

    Eventually.await("goodbye", () -> connection.closeCode() == 1000);
    assertThat(listener.calls).isEqualTo(calls).containsExactly("subscribed");
    assertThat(server.hasWaitingConnection()).isFalse();
  }

  @Test
  void aFeedThatWaitsToConnectAgainClosesAtOnce() {
    server.close();
    start(
        settings(PATIENT).withBackOff(new BackOff(Duration.ofMinutes(10), Duration.ofMinutes(10))));
    listener.awaitCallStarting("disconnected");

    feed.close();

    assertThat(listener.calls).hasSize(1);
  }

  @Test
  void closingFromWithinACallEndsTheFeed() throws Exception {
    AtomicReference<MarketFeed> itself = new AtomicReference<>();
    CountDownLatch closed = new CountDownLatch(1);
    RecordingListener closing =
        new RecordingListener() {
          @Override
          public void onHeartbeat() {
            itself.get().close();
            super.onHeartbeat();
            closed.countDown();
          }
        };
    feed = new MarketFeed(settings(PATIENT), BTC_USD, closing);
    itself.set(feed);
    feed.start();
    server.nextConnection().send(Frames.heartbeat(0), Frames.heartbeat(1));
    await(closed);
    feed.close();

    assertThat(closing.calls).containsExactly("heartbeat");
  }

  @Test
  void aFeedThatNeverStartedCanBeClosed() {
    feed = new MarketFeed(settings(PATIENT), BTC_USD, listener);
    feed.close();

    assertThat(listener.calls).isEmpty();
  }

  private Connection connect(CoinbaseSettings settings) throws InterruptedException {
    start(settings);
    return server.nextConnection();
  }

  private void start(CoinbaseSettings settings) {
    feed = new MarketFeed(settings, BTC_USD, listener);
    feed.start();
  }

  private CoinbaseSettings settings(Duration heartbeatTimeout) {
    URI unused = URI.create("http://127.0.0.1:1");
    return CoinbaseSettings.of(new CoinbaseEndpoints(unused, unused, server.address()))
        .withHeartbeatTimeout(heartbeatTimeout)
        .withBackOff(new BackOff(Duration.ofMillis(5), Duration.ofMillis(50)));
  }

  private static JsonNode json(String text) throws UnreadableException {
    return ExchangeJson.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
