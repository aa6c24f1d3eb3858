package io.finsolutions.pipeline.local.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.finsolutions.pipeline.local.feed.FeedCheck.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FeedChecksTest {
  private static final Instant START = Instant.parse("2026-11-22T18:31:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aSoundFeedPassesEveryCheck() throws Exception {
    assertThat(FeedChecks.ofFrames(soundFrames()))
        .allSatisfy(check -> assertThat(check.outcome()).isEqualTo(Outcome.OK));
  }

  @Test
  void aSkippedSequenceNumberFails() throws Exception {
    List<FeedFrame> frames = soundFrames();
    frames.remove(3);

    assertThat(check(frames, "sequence numbers from 0, one by one").outcome())
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void aSkippedTradeIdFails() throws Exception {
    List<FeedFrame> frames = soundFrames();
    frames.add(update(6, 105));

    FeedCheck ids = check(frames, "trade ids without gaps");

    assertThat(ids.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(ids.observed()).isEqualTo("103 ids from 1 to 105, 1 gaps");
  }

  @Test
  void aFeedWithoutTradesHasNotShownAnUpdate() throws Exception {
    List<FeedFrame> frames = soundFrames();
    frames.removeIf(frame -> !frame.trades("update").isEmpty());

    assertThat(check(frames, "updates bring trades").outcome()).isEqualTo(Outcome.NOT_SEEN);
  }

  @Test
  void heartbeatsThatStayAwayFail() throws Exception {
    List<FeedFrame> frames = new ArrayList<>();
    frames.add(heartbeat(0, START));
    frames.add(heartbeat(1, START.plusSeconds(9)));

    assertThat(check(frames, "a heartbeat each second").outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void theSameTradeWithAnotherSideIsNoAgreement() {
    PlainTrade bought = trade(7, "BUY");
    PlainTrade sold = trade(7, "SELL");

    FeedCheck check = FeedChecks.agreement("agree", Map.of(7L, bought), Map.of(7L, sold));

    assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(check.observed())
        .isEqualTo("1 trades compared, 1 differ in time, price, size or side, first id 7");
  }

  @Test
  void aPageThatIsNotFullShowsNothingOfItsCap() {
    assertThat(FeedChecks.pageCap("cap", List.of(trade(7, "BUY")), 100).outcome())
        .isEqualTo(Outcome.NOT_SEEN);
  }

  @Test
  void aPageBeyondTheCapFails() {
    List<PlainTrade> page =
        LongStream.range(0, 101).mapToObj(i -> trade(1_000 - i, "BUY")).toList();

    assertThat(FeedChecks.pageCap("cap", page, 100).outcome()).isEqualTo(Outcome.FAILED);
  }

  private static FeedCheck check(List<FeedFrame> frames, String name) {
    return FeedChecks.ofFrames(frames).stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<FeedFrame> soundFrames() throws Exception {
    List<FeedFrame> frames = new ArrayList<>();
    frames.add(
        frame(
            0,
            "subscriptions",
            START,
            "[{\"subscriptions\":{\"market_trades\":[\"BTC-USD\"],\"heartbeats\":[\"heartbeats\"]}}]"));
    String snapshot =
        LongStream.range(0, 100)
            .mapToObj(i -> json(100 - i))
            .collect(Collectors.joining(",", "[{\"type\":\"snapshot\",\"trades\":[", "]}]"));
    frames.add(frame(1, "market_trades", START, snapshot));
    frames.add(heartbeat(2, START));
    frames.add(update(3, 101));
    frames.add(heartbeat(4, START.plusSeconds(1)));
    frames.add(update(5, 102));
    return frames;
  }

  private static FeedFrame update(long sequence, long id) throws Exception {
    return frame(
        sequence, "market_trades", START, "[{\"type\":\"update\",\"trades\":[" + json(id) + "]}]");
  }

  private static FeedFrame heartbeat(long sequence, Instant at) throws Exception {
    return frame(sequence, "heartbeats", at, "[{\"heartbeat_counter\":1}]");
  }

  private static FeedFrame frame(long sequence, String channel, Instant at, String events)
      throws Exception {
    return new FeedFrame(
        at.plusMillis(20),
        JSON.readTree(
            "{\"channel\":\"%s\",\"timestamp\":\"%s\",\"sequence_num\":%d,\"events\":%s}"
                .formatted(channel, at, sequence, events)));
  }

  private static String json(long id) {
    return "{\"trade_id\":\"%d\",\"product_id\":\"BTC-USD\",\"price\":\"1\",\"size\":\"2\",\"time\":\"%s\",\"side\":\"BUY\"}"
        .formatted(id, START);
  }

  private static PlainTrade trade(long id, String side) {
    return new PlainTrade(id, START, BigDecimal.ONE, BigDecimal.TEN, side);
  }
}
