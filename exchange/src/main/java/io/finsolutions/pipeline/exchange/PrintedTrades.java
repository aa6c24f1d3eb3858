package io.finsolutions.pipeline.exchange;

import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;

/**
 * All trades of one product that the exchange printed, in the order of their time: the truth.
 * Faults change what is sent, never this. Safe for use by several threads.
 */
final class PrintedTrades {
  private static final int PAGE = 10_000;

  private final TradingPair product;
  private final long keep;
  private final List<TradeColumns> chunks = new ArrayList<>();
  private long dropped;
  private long size;
  private boolean idsAscend = true;

  PrintedTrades(TradingPair product, long keep) {
    this.product = product;
    this.keep = keep;
  }

  /**
   * Prints a trade.
   *
   * @throws IllegalArgumentException if it is older than the one before, or its price or size has
   *     more than 18 digits
   */
  synchronized void append(Trade trade) {
    long micros = WireTime.toMicros(trade.time());
    if (size > dropped) {
      if (micros < micros(size - 1)) {
        throw new IllegalArgumentException("trade " + trade.tradeId() + " is older than the last");
      }
      idsAscend &= trade.tradeId() > id(size - 1);
    }
    int row = (int) (size % TradeColumns.ROWS);
    if (row == 0) {
      if (size - dropped >= keep + TradeColumns.ROWS) {
        chunks.remove(0);
        dropped += TradeColumns.ROWS;
      }
      chunks.add(new TradeColumns());
    }
    chunks.get(chunks.size() - 1).set(row, trade, micros);
    size++;
  }

  /** Remembers when the message with a trade was ready to be sent. */
  synchronized void markSent(long tradeId, Instant time) {
    long position = position(tradeId);
    if (position >= 0) {
      chunk(position).sentMicros[row(position)] = WireTime.toMicros(time);
    }
  }

  /** How many trades were printed since the beginning. */
  synchronized long count() {
    return size;
  }

  synchronized Optional<Trade> last() {
    return size > dropped ? Optional.of(trade(size - 1)) : Optional.empty();
  }

  synchronized Optional<Trade> first() {
    return size > dropped ? Optional.of(trade(dropped)) : Optional.empty();
  }

  /** The newest trades that may be seen, newest first. */
  synchronized List<Trade> newest(int limit, LongPredicate visible) {
    return page(dropped, size, limit, visible);
  }

  /** The newest trades of [from, to) that may be seen, newest first. */
  synchronized List<Trade> newestBetween(
      Instant from, Instant to, int limit, LongPredicate visible) {
    return page(firstAtOrAfter(from), firstAtOrAfter(to), limit, visible);
  }

  /** The trades with the highest ids below {@code tradeId} that may be seen, highest id first. */
  synchronized List<Trade> newestBelow(long tradeId, int limit, LongPredicate visible) {
    if (idsAscend) {
      return page(dropped, lowerBound(this::id, tradeId), limit, visible);
    }
    return page(dropped, size, Integer.MAX_VALUE, id -> id < tradeId && visible.test(id)).stream()
        .sorted(Comparator.comparingLong(Trade::tradeId).reversed())
        .limit(limit)
        .toList();
  }

  /** The trades with the lowest ids above {@code tradeId}, lowest id first. */
  synchronized List<PrintedTrade> above(long tradeId, int limit) {
    List<PrintedTrade> found = new ArrayList<>();
    if (idsAscend) {
      long position = lowerBound(this::id, tradeId + 1);
      for (; position < size && found.size() < limit; position++) {
        found.add(printed(position));
      }
      return found;
    }
    for (long position = dropped; position < size; position++) {
      if (id(position) > tradeId) {
        found.add(printed(position));
      }
    }
    found.sort(Comparator.comparingLong(printed -> printed.trade().tradeId()));
    return List.copyOf(found.subList(0, Math.min(limit, found.size())));
  }

  /** All trades that are kept, lowest id first, without holding up those who print. */
  Stream<Trade> ascending() {
    return Stream.iterate(
            above(0, PAGE),
            page -> !page.isEmpty(),
            page -> above(page.get(page.size() - 1).trade().tradeId(), PAGE))
        .flatMap(List::stream)
        .map(PrintedTrade::trade);
  }

  /** The trades of [from, to), ascending. */
  synchronized List<Trade> between(Instant from, Instant to) {
    List<Trade> found = new ArrayList<>();
    long end = firstAtOrAfter(to);
    for (long position = firstAtOrAfter(from); position < end; position++) {
      found.add(trade(position));
    }
    return found;
  }

  private List<Trade> page(long first, long end, int limit, LongPredicate visible) {
    List<Trade> found = new ArrayList<>();
    for (long position = end - 1; position >= first && found.size() < limit; position--) {
      if (visible.test(id(position))) {
        found.add(trade(position));
      }
    }
    return found;
  }

  private long firstAtOrAfter(Instant time) {
    return lowerBound(this::micros, WireTime.toMicros(time));
  }

  private long position(long tradeId) {
    if (idsAscend) {
      long position = lowerBound(this::id, tradeId);
      return position < size && id(position) == tradeId ? position : -1;
    }
    for (long position = size - 1; position >= dropped; position--) {
      if (id(position) == tradeId) {
        return position;
      }
    }
    return -1;
  }

  /** The first position whose value is not below {@code wanted}. */
  private long lowerBound(LongUnaryOperator ascending, long wanted) {
    long low = dropped;
    long high = size;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (ascending.applyAsLong(middle) < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private PrintedTrade printed(long position) {
    long sent = chunk(position).sentMicros[row(position)];
    return new PrintedTrade(
        trade(position), sent == 0 ? Optional.empty() : Optional.of(WireTime.ofMicros(sent)));
  }

  private Trade trade(long position) {
    return chunk(position).get(row(position), product);
  }

  private long id(long position) {
    return chunk(position).ids[row(position)];
  }

  private long micros(long position) {
    return chunk(position).micros[row(position)];
  }

  private TradeColumns chunk(long position) {
    return chunks.get((int) ((position - dropped) / TradeColumns.ROWS));
  }

  private static int row(long position) {
    return (int) (position % TradeColumns.ROWS);
  }
}
