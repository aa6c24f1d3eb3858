package io.finsolutions.pipeline.producer.flow;

import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.RejectReason;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Knows which trades are on their way to the topic or in it, and so which of those that come are
 * new and which ids are missing.
 *
 * <p>It begins with the tail of the topic, see {@link #restore}. Ids below its lowest are accepted
 * until its {@linkplain #fixStart() start is fixed}, and count as duplicates from then on. Its
 * memory is bounded: ids are kept as ranges, the content of trades only of the latest that came.
 * Not safe for use by several threads.
 */
public final class TradeLedger {
  /** How far a trade of the feed may lie ahead of the message that it came in. */
  static final Duration FEED_TOLERANCE = Duration.ofSeconds(5);

  /** How far a trade of the history may lie ahead of the clock of this machine. */
  static final Duration HISTORY_TOLERANCE = Duration.ofMinutes(2);

  /**
   * How far an id may lie above the highest one. The busiest product has about a million trades a
   * day, so it takes an outage of more than a week to come near.
   */
  static final long LONGEST_JUMP = 10_000_000;

  private static final String NEW_NUMBERS =
      "; if the exchange numbers its trades anew, start the pipeline with new topics and a new"
          + " database";

  // Ids were seen out of the order of time, by much less than this.
  private static final Duration DISORDER = Duration.ofSeconds(1);

  private final TradingPair product;
  private final Map<Long, Trade> recent;
  private final TradeIds known = new TradeIds();
  private final TradeIds givenUp = new TradeIds();
  private final TradeTimes times = new TradeTimes();
  private long lowest = Long.MAX_VALUE;
  private long highest = Long.MIN_VALUE;
  private Trade first;
  private boolean startFixed;

  /**
   * An empty ledger.
   *
   * @param product the pair whose trades count
   * @param recentTrades of how many of the latest trades the content is kept, to recognise another
   *     trade of the same id
   */
  public TradeLedger(TradingPair product, int recentTrades) {
    this.product = product;
    this.recent =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, Trade> eldest) {
            return size() > recentTrades;
          }
        };
  }

  /** Learns of a trade that is in the topic already. */
  public void restore(Trade trade) {
    if (trade.product().equals(product)) {
      note(trade);
    }
  }

  /** Nothing below the lowest id counts any more, be it in the topic or not. */
  public void fixStart() {
    startFixed = true;
  }

  /** Whether {@link #fixStart} was called. */
  public boolean startFixed() {
    return startFixed;
  }

  /**
   * Takes in trades of the feed; the fresh ones are known from now on.
   *
   * @param sentAt when the exchange sent the message, by its clock
   */
  public Intake takeFromFeed(List<Trade> trades, Instant sentAt) {
    return take(trades, sentAt.plus(FEED_TOLERANCE));
  }

  /**
   * Takes in trades of the exchange's history; the fresh ones are known from now on.
   *
   * @param now the time of this machine
   */
  public Intake takeFromHistory(List<Trade> trades, Instant now) {
    return take(trades, now.plus(HISTORY_TOLERANCE));
  }

  private Intake take(List<Trade> trades, Instant latest) {
    List<Trade> fresh = new ArrayList<>(trades.size());
    List<RejectedTrade> rejected = new ArrayList<>(0);
    int duplicates = 0;
    OptionalLong highestBefore = highestBefore(trades);
    for (Trade trade : trades) {
      if (!trade.product().equals(product)) {
        rejected.add(
            new RejectedTrade(
                trade, RejectReason.OTHER_PRODUCT, "it is not a trade of " + product));
      } else if (trade.time().isAfter(latest)) {
        rejected.add(
            new RejectedTrade(
                trade,
                RejectReason.FUTURE_DATED,
                "its time " + trade.time() + " is later than " + latest));
      } else if (trade.tradeId() - Math.max(highest, highestBefore.orElse(0)) > LONGEST_JUMP) {
        rejected.add(
            new RejectedTrade(
                trade,
                RejectReason.IMPLAUSIBLE_ID,
                "its id is more than "
                    + LONGEST_JUMP
                    + " above the highest, "
                    + Math.max(highest, highestBefore.orElse(0))
                    + NEW_NUMBERS));
      } else if (isConflict(trade)) {
        rejected.add(
            new RejectedTrade(
                trade,
                RejectReason.CONFLICTING_DUPLICATE,
                "the first to come was " + recent.get(trade.tradeId())));
      } else if (isOld(trade.tradeId())) {
        if (trade.time().isAfter(times.highest().plus(FEED_TOLERANCE))) {
          rejected.add(
              new RejectedTrade(
                  trade,
                  RejectReason.IMPLAUSIBLE_ID,
                  "its id is not above the highest, "
                      + highest
                      + ", but its time is later"
                      + NEW_NUMBERS));
        } else {
          duplicates++;
        }
      } else {
        note(trade);
        fresh.add(trade);
      }
    }
    return new Intake(fresh, rejected, duplicates);
  }

  private boolean isConflict(Trade trade) {
    Trade first = known.contains(trade.tradeId()) ? recent.get(trade.tradeId()) : null;
    return first != null && !first.equals(trade);
  }

  private boolean isOld(long tradeId) {
    return known.contains(tradeId) || (startFixed && tradeId < lowest);
  }

  /** The highest id; before there is one, that in the middle of what comes first. */
  private OptionalLong highestBefore(List<Trade> trades) {
    return highest().isPresent()
        ? highest()
        : trades.stream().mapToLong(Trade::tradeId).sorted().skip(trades.size() / 2).findFirst();
  }

  private void note(Trade trade) {
    long id = trade.tradeId();
    known.add(id);
    recent.put(id, trade);
    times.add(id, trade.time());
    if (id < lowest) {
      lowest = id;
      first = trade;
    }
    highest = Math.max(highest, id);
  }

  /** A trade that was fresh did not get into the topic after all: its id is missing again. */
  void takeBack(long tradeId) {
    known.removeRange(tradeId, tradeId);
    recent.remove(tradeId);
  }

  /** The ids between the lowest and the highest seen that are not known and not given up. */
  public TradeIds missing() {
    if (lowest > highest || (known.rangeCount() == 1 && known.count() == highest - lowest + 1)) {
      return new TradeIds();
    }
    TradeIds missing = known.missingWithin(lowest, highest);
    missing.removeAll(givenUp);
    return missing;
  }

  /**
   * Gives up the missing ids that lie wholly before a time. They are not missing any more, and
   * still fresh if they come.
   *
   * @return the ids given up now
   */
  TradeIds giveUpBefore(Instant time) {
    TradeIds old = new TradeIds();
    for (IdRange range : missing().ranges()) {
      // Both neighbours, so that one with a wrong time makes no hole look old.
      if (times.atOrAbove(range.last()).isBefore(time)
          && times.atOrBelow(range.first()).isBefore(time)) {
        old.addRange(range.first(), range.last());
      }
    }
    givenUp.addAll(old);
    return old;
  }

  /** A time at which none of the trades from {@code id} on had taken place. */
  Instant timeBelow(long id) {
    return times.atOrBelow(id).minus(DISORDER);
  }

  /** A time at which all trades up to {@code id} had taken place. */
  Instant timeAbove(long id) {
    return times.atOrAbove(id).plus(DISORDER);
  }

  /** The highest id that was seen, or nothing before the first. */
  public OptionalLong highest() {
    return lowest > highest ? OptionalLong.empty() : OptionalLong.of(highest);
  }

  /** A time at which no trade above the highest id had taken place; only after the first trade. */
  Instant timeBelowHighest() {
    return times.highest().minus(DISORDER);
  }

  /** A time at which all trades below the lowest id had taken place; only after the first trade. */
  Instant timeAboveLowest() {
    return times.lowest().plus(DISORDER);
  }

  /** The trade with the lowest id that was seen; only after the first trade. */
  Trade first() {
    return first;
  }

  /** Whether the trade with the lowest id is known, and was not taken back. */
  boolean firstIsKnown() {
    return known.contains(lowest);
  }

  /** The time of the trade with the lowest id; only after the first trade. */
  public Instant lowestTime() {
    return times.lowest();
  }

  /** The start of the minute of the trade with the lowest id; only after the first trade. */
  Instant firstMinute() {
    return times.lowest().truncatedTo(ChronoUnit.MINUTES);
  }

  /** Forgets the times that only holes below the lowest missing id would need. */
  void forgetOldTimes() {
    OptionalLong lowestMissing = missing().first();
    times.forgetBelow(lowestMissing.orElse(highest) - 1);
  }
}
