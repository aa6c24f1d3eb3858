package io.finsolutions.pipeline.verify;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradingPair;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at all rows of a run, provisional and final, of all widths, and compares them with the
 * oracle of a stand-in exchange.
 *
 * <p>The rows are all of one moment, and the oracle counts the trades up to the latest that they
 * have counted: so rows that still grow are compared too.
 */
public final class Verifier {
  private final TradingPair pair;
  private final Optional<URI> standIn;
  private final Instant from;

  /**
   * A verifier of a run.
   *
   * @param standIn where the stand-in exchange answers, if one is the feed
   * @param from the first second that is all of this run; what is before it is of earlier ones
   */
  public Verifier(TradingPair pair, Optional<URI> standIn, Instant from) {
    this.pair = pair;
    this.standIn = standIn;
    this.from = from;
  }

  /** Looks at all rows. */
  public Verification verify(Connection connection) throws SQLException {
    Map<BarWidth, List<ComparedRow>> stored = new StoredRows(connection, pair).all(from);
    List<ComparedRow> seconds = stored.get(BarWidth.SECOND);
    Optional<IdRange> ids = ids(seconds);
    long trades = seconds.stream().mapToLong(row -> number(row, "trades")).sum();
    return new Verification(
        trades,
        seconds.size(),
        finalRows(seconds),
        finalRows(stored.get(BarWidth.MINUTE)),
        stored.values().stream().mapToLong(List::size).sum(),
        ids.map(range -> range.last() - range.first() + 1 - trades).orElse(0L),
        standIn.isPresent(),
        standIn.isPresent() && ids.isPresent() ? differences(stored, ids.get()) : List.of());
  }

  private List<Difference> differences(Map<BarWidth, List<ComparedRow>> stored, IdRange counted) {
    // The minute of its first trade is the first that the producer makes whole, and coarser rows
    // have no earlier trades.
    Instant wholeFrom = BarWidth.MINUTE.startOf(stored.get(BarWidth.SECOND).get(0).start());
    IdRange all = new IdRange(1, counted.last());
    List<Difference> differences = new ArrayList<>();
    stored.forEach(
        (width, rows) -> {
          boolean isFine = width.compareTo(BarWidth.MINUTE) <= 0;
          Instant first = startFrom(width);
          List<ComparedRow> oracle =
              OracleRows.fetch(standIn.orElseThrow(), pair, width, isFine ? all : counted).stream()
                  .filter(row -> !row.start().isBefore(first))
                  .toList();
          List<ComparedRow> ofThisRun =
              rows.stream().filter(row -> !row.start().isBefore(first)).toList();
          differences.addAll(
              RowComparison.compare(width, oracle, ofThisRun, isFine ? wholeFrom : first));
        });
    return List.copyOf(differences);
  }

  /** Where the first interval starts that is all of this run. */
  private Instant startFrom(BarWidth width) {
    Instant start = width.startOf(from);
    return start.equals(from) ? start : start.plus(width.duration());
  }

  private static long finalRows(List<ComparedRow> rows) {
    return rows.stream().filter(ComparedRow::isFinal).count();
  }

  private static Optional<IdRange> ids(List<ComparedRow> seconds) {
    if (seconds.isEmpty()) {
      return Optional.empty();
    }
    long lowest = Long.MAX_VALUE;
    long highest = 0;
    for (ComparedRow row : seconds) {
      lowest = Math.min(lowest, number(row, "first_trade_id"));
      highest = Math.max(highest, number(row, "last_trade_id"));
    }
    return Optional.of(new IdRange(lowest, highest));
  }

  private static long number(ComparedRow row, String column) {
    return Long.parseLong(row.columns().get(column));
  }
}
