package io.finsolutions.pipeline.market;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * A set of trade ids of one product, kept as disjoint runs of consecutive ids.
 *
 * <p>The exchange numbers the trades of a product without gaps, so a day of trades is one run, a
 * run that is missing between two others is a hole in the feed, and an id that is in the set
 * already is a duplicate. Adding in order takes constant time; anything else a binary search and a
 * shift of the runs behind it. Not safe for use by several threads.
 */
public final class TradeIds implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int INITIAL_CAPACITY = 8;

  // Ends of the runs, both in the run, ascending, with at least one missing id between two runs.
  private long[] firsts = new long[INITIAL_CAPACITY];
  private long[] lasts = new long[INITIAL_CAPACITY];
  private int size;

  /** An empty set. */
  public TradeIds() {}

  /** A set of the given runs, which may touch and overlap. */
  public static TradeIds of(IdRange... ranges) {
    TradeIds ids = new TradeIds();
    for (IdRange range : ranges) {
      ids.addRange(range.first(), range.last());
    }
    return ids;
  }

  /** An independent set of the same ids. */
  public TradeIds copy() {
    TradeIds copy = new TradeIds();
    copy.firsts = Arrays.copyOf(firsts, Math.max(size, INITIAL_CAPACITY));
    copy.lasts = Arrays.copyOf(lasts, Math.max(size, INITIAL_CAPACITY));
    copy.size = size;
    return copy;
  }

  /**
   * Adds one id.
   *
   * @return whether it was not in the set before
   */
  public boolean add(long id) {
    if (size > 0 && lasts[size - 1] == id - 1 && id != Long.MIN_VALUE) {
      lasts[size - 1] = id;
      return true;
    }
    if (contains(id)) {
      return false;
    }
    addRange(id, id);
    return true;
  }

  /** Adds all ids from {@code first} to {@code last}, both included. */
  public void addRange(long first, long last) {
    requireOrder(first, last);
    // The runs that overlap or touch the new one are [from, to).
    int from = runEndingAtOrAfter(first == Long.MIN_VALUE ? first : first - 1);
    int to = from;
    long mergedFirst = first;
    long mergedLast = last;
    while (to < size && (last == Long.MAX_VALUE || firsts[to] <= last + 1)) {
      mergedFirst = Math.min(mergedFirst, firsts[to]);
      mergedLast = Math.max(mergedLast, lasts[to]);
      to++;
    }
    replaceRuns(from, to, 1);
    firsts[from] = mergedFirst;
    lasts[from] = mergedLast;
  }

  /** Adds all ids of another set. */
  public void addAll(TradeIds other) {
    for (int i = 0; i < other.size; i++) {
      addRange(other.firsts[i], other.lasts[i]);
    }
  }

  /** Takes out all ids from {@code first} to {@code last}, both included. */
  public void removeRange(long first, long last) {
    requireOrder(first, last);
    int from = runEndingAtOrAfter(first);
    int to = from;
    while (to < size && firsts[to] <= last) {
      to++;
    }
    if (from == to) {
      return;
    }
    long leftFirst = firsts[from];
    long rightLast = lasts[to - 1];
    boolean left = leftFirst < first;
    boolean right = rightLast > last;
    replaceRuns(from, to, (left ? 1 : 0) + (right ? 1 : 0));
    int next = from;
    if (left) {
      firsts[next] = leftFirst;
      lasts[next] = first - 1;
      next++;
    }
    if (right) {
      firsts[next] = last + 1;
      lasts[next] = rightLast;
    }
  }

  /** Takes out all ids of another set. */
  public void removeAll(TradeIds other) {
    // From the end, so that a set can be taken out of itself.
    for (int i = other.size - 1; i >= 0; i--) {
      removeRange(other.firsts[i], other.lasts[i]);
    }
  }

  /** Whether an id is in the set. */
  public boolean contains(long id) {
    int run = runEndingAtOrAfter(id);
    return run < size && firsts[run] <= id;
  }

  /** Whether there is no id in the set. */
  public boolean isEmpty() {
    return size == 0;
  }

  /**
   * How many ids are in the set.
   *
   * @throws ArithmeticException if there are more than {@link Long#MAX_VALUE}
   */
  public long count() {
    long count = 0;
    for (int i = 0; i < size; i++) {
      count = Math.addExact(count, new IdRange(firsts[i], lasts[i]).count());
    }
    return count;
  }

  /** How many runs the set has: one more than it has holes. */
  public int rangeCount() {
    return size;
  }

  /** The lowest id, or nothing for an empty set. */
  public OptionalLong first() {
    return size == 0 ? OptionalLong.empty() : OptionalLong.of(firsts[0]);
  }

  /** The highest id, or nothing for an empty set. */
  public OptionalLong last() {
    return size == 0 ? OptionalLong.empty() : OptionalLong.of(lasts[size - 1]);
  }

  /** The runs, ascending. */
  public List<IdRange> ranges() {
    List<IdRange> ranges = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      ranges.add(new IdRange(firsts[i], lasts[i]));
    }
    return ranges;
  }

  /** The runs of ids that are missing between the lowest and the highest id, ascending. */
  public List<IdRange> holes() {
    List<IdRange> holes = new ArrayList<>(Math.max(size - 1, 0));
    for (int i = 1; i < size; i++) {
      holes.add(new IdRange(lasts[i - 1] + 1, firsts[i] - 1));
    }
    return holes;
  }

  /** The ids from {@code first} to {@code last}, both included, that are not in the set. */
  public TradeIds missingWithin(long first, long last) {
    TradeIds missing = new TradeIds();
    missing.addRange(first, last);
    missing.removeAll(this);
    return missing;
  }

  /**
   * The index of the first run whose end is not below {@code id}; {@code size} if there is none.
   */
  private int runEndingAtOrAfter(long id) {
    int found = Arrays.binarySearch(lasts, 0, size, id);
    return found >= 0 ? found : -found - 1;
  }

  /** Makes room for {@code count} runs in place of the runs [{@code from}, {@code to}). */
  private void replaceRuns(int from, int to, int count) {
    int newSize = size - (to - from) + count;
    if (newSize > firsts.length) {
      int capacity = Math.max(newSize, firsts.length * 2);
      firsts = Arrays.copyOf(firsts, capacity);
      lasts = Arrays.copyOf(lasts, capacity);
    }
    System.arraycopy(firsts, to, firsts, from + count, size - to);
    System.arraycopy(lasts, to, lasts, from + count, size - to);
    size = newSize;
  }

  private static void requireOrder(long first, long last) {
    if (last < first) {
      throw new IllegalArgumentException("range of trade ids ends at " + last + " before " + first);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TradeIds ids
        && Arrays.equals(firsts, 0, size, ids.firsts, 0, ids.size)
        && Arrays.equals(lasts, 0, size, ids.lasts, 0, ids.size);
  }

  @Override
  public int hashCode() {
    return ranges().hashCode();
  }

  /** The runs joined by commas, for example {@code 1-5,7,9-12}. */
  @Override
  public String toString() {
    return ranges().stream().map(IdRange::toString).collect(Collectors.joining(","));
  }
}
