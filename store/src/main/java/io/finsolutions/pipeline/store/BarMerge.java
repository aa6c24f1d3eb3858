package io.finsolutions.pipeline.store;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Merges stored bars, which come in the order of their starts or its reverse, into coarser ones.
 */
final class BarMerge {
  private final BarWidth width;
  private final int limit;
  private final BarStore.BarVisitor visitor;
  private StoredBar open;
  private int shown;

  BarMerge(BarWidth width, int limit, BarStore.BarVisitor visitor) {
    this.width = width;
    this.limit = limit;
    this.visitor = visitor;
  }

  /** Whether as many bars as were wanted have been shown. */
  boolean isDone() {
    return shown >= limit;
  }

  void add(StoredBar row, Optional<Instant> handover) throws SQLException {
    if (row.bar().width() == width) {
      show(row);
      return;
    }
    StoredBar widened = widen(row, handover);
    if (open != null && open.bar().start().equals(widened.bar().start())) {
      open = merge(open, widened);
      return;
    }
    end();
    open = widened;
  }

  /** Shows what is left when there are no more rows. */
  void end() throws SQLException {
    if (open != null && !isDone()) {
      show(open);
    }
    open = null;
  }

  private void show(StoredBar bar) throws SQLException {
    visitor.visit(bar);
    shown++;
  }

  // The rows of an interval may all be final, and more of it is still to come.
  private StoredBar widen(StoredBar row, Optional<Instant> handover) {
    Bar bar = row.bar().widenTo(width);
    boolean isFinal = handover.isPresent() && !bar.end().isAfter(handover.get());
    return new StoredBar(
        bar,
        isFinal ? Layer.BATCH : Layer.SPEED,
        isFinal,
        isFinal && row.isComplete(),
        isFinal ? row.runId() : OptionalLong.empty(),
        row.updatedAt());
  }

  private static StoredBar merge(StoredBar one, StoredBar other) {
    return new StoredBar(
        one.bar().merge(other.bar()),
        one.layer(),
        one.isFinal(),
        one.isComplete() && other.isComplete(),
        one.isFinal()
            ? OptionalLong.of(Math.max(one.runId().orElseThrow(), other.runId().orElseThrow()))
            : OptionalLong.empty(),
        one.updatedAt().isAfter(other.updatedAt()) ? one.updatedAt() : other.updatedAt());
  }
}
