package io.finsolutions.pipeline.local.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.finsolutions.pipeline.market.TradeIds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold of the messages of a feed, and of pages of trades. */
final class FeedChecks {
  private static final int SNAPSHOT_TRADES = 100;
  private static final Duration LONGEST_HEARTBEAT_GAP = Duration.ofMillis(2_500);

  private FeedChecks() {}

  /** Every check of what a feed has said. */
  static List<FeedCheck> ofFrames(List<FeedFrame> frames) {
    return List.of(
        subscribed(frames),
        snapshot(frames),
        updates(frames),
        ids(frames),
        sequence(frames),
        heartbeats(frames),
        delay(frames));
  }

  /** All trades of a feed by their ids. */
  static Map<Long, PlainTrade> trades(List<FeedFrame> frames) {
    Map<Long, PlainTrade> trades = new TreeMap<>();
    for (FeedFrame frame : frames) {
      frame.trades("snapshot").forEach(trade -> trades.put(trade.id(), trade));
      frame.trades("update").forEach(trade -> trades.put(trade.id(), trade));
    }
    return trades;
  }

  /** Whether two interfaces tell the same of the trades that both have. */
  static FeedCheck agreement(
      String name, Map<Long, PlainTrade> ones, Map<Long, PlainTrade> others) {
    List<Long> common = ones.keySet().stream().filter(others::containsKey).toList();
    if (common.isEmpty()) {
      return FeedCheck.notSeen(name, "no trade is in both");
    }
    List<Long> different =
        common.stream().filter(id -> !ones.get(id).agreesWith(others.get(id))).toList();
    return FeedCheck.of(
        name,
        different.isEmpty(),
        common.size()
            + " trades compared, "
            + different.size()
            + " differ in time, price, size or side"
            + (different.isEmpty() ? "" : ", first id " + different.get(0)));
  }

  /** Whether a page has as many trades as it should have at most, and they are newest first. */
  static FeedCheck pageCap(String name, List<PlainTrade> page, int cap) {
    String observed =
        page.size() + " trades, " + (isNewestFirst(page) ? "" : "not ") + "newest first";
    if (page.size() < cap && isNewestFirst(page)) {
      return FeedCheck.notSeen(name, observed + ": fewer than fit on a page");
    }
    return FeedCheck.of(name, page.size() == cap && isNewestFirst(page), observed);
  }

  private static FeedCheck subscribed(List<FeedFrame> frames) {
    String name = "feed acknowledges subscriptions";
    Set<String> channels = new TreeSet<>();
    frames.stream()
        .filter(frame -> frame.channel().equals("subscriptions"))
        .flatMap(frame -> stream(frame.json().path("events")))
        .forEach(event -> event.path("subscriptions").fieldNames().forEachRemaining(channels::add));
    return FeedCheck.of(
        name,
        channels.containsAll(List.of("market_trades", "heartbeats")),
        "subscribed to " + (channels.isEmpty() ? "nothing" : String.join(", ", channels)));
  }

  private static FeedCheck snapshot(List<FeedFrame> frames) {
    String name = "snapshot: 100 trades, newest first";
    Optional<List<PlainTrade>> snapshot =
        frames.stream()
            .map(frame -> frame.trades("snapshot"))
            .filter(trades -> !trades.isEmpty())
            .findFirst();
    return snapshot.isEmpty()
        ? FeedCheck.failed(name, "none came")
        : FeedCheck.of(
            name,
            snapshot.get().size() == SNAPSHOT_TRADES && isNewestFirst(snapshot.get()),
            snapshot.get().size()
                + " trades, "
                + (isNewestFirst(snapshot.get()) ? "" : "not ")
                + "newest first");
  }

  private static FeedCheck updates(List<FeedFrame> frames) {
    String name = "updates bring trades";
    List<Integer> sizes =
        frames.stream()
            .map(frame -> frame.trades("update").size())
            .filter(size -> size > 0)
            .toList();
    if (sizes.isEmpty()) {
      return FeedCheck.notSeen(name, "no trade was made meanwhile");
    }
    return FeedCheck.of(
        name,
        true,
        sizes.stream().mapToInt(Integer::intValue).sum()
            + " trades in "
            + sizes.size()
            + " messages, "
            + sizes.stream().mapToInt(Integer::intValue).max().getAsInt()
            + " at most in one");
  }

  private static FeedCheck ids(List<FeedFrame> frames) {
    String name = "trade ids without gaps";
    TradeIds ids = new TradeIds();
    trades(frames).keySet().forEach(ids::add);
    if (ids.isEmpty()) {
      return FeedCheck.notSeen(name, "no trade came");
    }
    return FeedCheck.of(
        name,
        ids.rangeCount() == 1,
        ids.count()
            + " ids from "
            + ids.first().getAsLong()
            + " to "
            + ids.last().getAsLong()
            + ", "
            + ids.holes().size()
            + " gaps");
  }

  private static FeedCheck sequence(List<FeedFrame> frames) {
    String name = "sequence numbers from 0, one by one";
    List<Long> numbers =
        frames.stream()
            .filter(frame -> frame.json().has("sequence_num"))
            .map(frame -> frame.json().path("sequence_num").asLong())
            .toList();
    if (numbers.isEmpty()) {
      return FeedCheck.failed(name, "no message has one");
    }
    long jumps = 0;
    for (int i = 1; i < numbers.size(); i++) {
      jumps += numbers.get(i) == numbers.get(i - 1) + 1 ? 0 : 1;
    }
    return FeedCheck.of(
        name,
        jumps == 0 && numbers.get(0) == 0,
        numbers.size() + " messages from number " + numbers.get(0) + ", " + jumps + " jumps");
  }

  private static FeedCheck heartbeats(List<FeedFrame> frames) {
    String name = "a heartbeat each second";
    List<Instant> beats =
        frames.stream().filter(FeedFrame::isHeartbeat).map(FeedFrame::receivedAt).toList();
    if (beats.size() < 2) {
      return FeedCheck.failed(name, beats.size() + " came");
    }
    List<Duration> gaps = new ArrayList<>();
    for (int i = 1; i < beats.size(); i++) {
      gaps.add(Duration.between(beats.get(i - 1), beats.get(i)));
    }
    Duration longest = gaps.stream().max(Duration::compareTo).get();
    return FeedCheck.of(
        name,
        longest.compareTo(LONGEST_HEARTBEAT_GAP) <= 0,
        beats.size() + " came, at most " + longest.toMillis() + " ms apart");
  }

  private static FeedCheck delay(List<FeedFrame> frames) {
    String name = "messages carry their time";
    List<Long> delays =
        frames.stream()
            .flatMap(frame -> frame.delay().stream())
            .map(Duration::toMillis)
            .sorted()
            .toList();
    return delays.isEmpty()
        ? FeedCheck.failed(name, "none has a time that can be read")
        : FeedCheck.of(
            name,
            true,
            "half of them took "
                + delays.get(delays.size() / 2)
                + " ms at most, by both clocks; the slowest "
                + delays.get(delays.size() - 1)
                + " ms");
  }

  private static boolean isNewestFirst(List<PlainTrade> trades) {
    for (int i = 1; i < trades.size(); i++) {
      if (trades.get(i).id() >= trades.get(i - 1).id()) {
        return false;
      }
    }
    return true;
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    List<JsonNode> nodes = new ArrayList<>();
    array.forEach(nodes::add);
    return nodes.stream();
  }

  /** Trades by their ids. */
  static Map<Long, PlainTrade> byId(List<PlainTrade> trades) {
    return trades.stream()
        .collect(Collectors.toMap(PlainTrade::id, trade -> trade, (one, other) -> one));
  }
}
