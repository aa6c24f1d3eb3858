package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** The trades topic: one partition, append only. */
final class SimulatedTopic {
  static final int PARTITION = 0;

  private final List<Entry> entries = new ArrayList<>();
  private final Deque<Entry> strays = new ArrayDeque<>();

  /**
   * A record.
   *
   * @param timestamp in milliseconds since 1970
   * @param value its bytes
   * @param trade the trade that counts as such; null if it is none of the product
   * @param firstOfMinute whether it is said that no trade of its minute came before it
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Entry(long timestamp, byte[] value, Trade trade, boolean firstOfMinute) {
    static Entry of(TradeMessage message, long timestamp) {
      return new Entry(
          timestamp, TradeJson.encode(message), message.trade(), message.firstOfMinute());
    }

    /** A record that counts nowhere. */
    static Entry strange(byte[] value, long timestamp) {
      return new Entry(timestamp, value, null, false);
    }
  }

  long append(Entry entry) {
    entries.add(entry);
    return entries.size() - 1L;
  }

  /** Records whose sender was told nothing, or is gone, may still arrive. */
  void stray(Collection<Entry> sent) {
    strays.addAll(sent);
  }

  /** A record that went astray arrives, or not. Returns its offset, or -1. */
  long settleStray(boolean arrives) {
    Entry stray = strays.poll();
    return stray != null && arrives ? append(stray) : -1;
  }

  boolean hasStrays() {
    return !strays.isEmpty();
  }

  long end() {
    return entries.size();
  }

  Entry at(long offset) {
    return entries.get((int) offset);
  }

  List<Entry> upTo(long end) {
    return entries.subList(0, (int) end);
  }

  /** The first offset from which on all records of a time or later are. */
  long since(Instant time) {
    long millis = time.toEpochMilli();
    for (int offset = 0; offset < entries.size(); offset++) {
      if (entries.get(offset).timestamp() >= millis) {
        return offset;
      }
    }
    return end();
  }

  boolean hasTrade(long id) {
    return entries.stream()
        .anyMatch(entry -> entry.trade() != null && entry.trade().tradeId() == id);
  }
}
