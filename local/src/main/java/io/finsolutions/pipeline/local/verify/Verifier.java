package io.finsolutions.pipeline.local.verify;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at all rows of a run, and compares them with the oracle of a stand-in exchange. */
public final class Verifier {
  private static final Duration MINUTE = BarWidth.MINUTE.duration();

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

  /** Looks at the rows that start before {@code to}. */
  public Verification verify(Connection connection, Instant to) throws SQLException {
    StoredRows stored = new StoredRows(connection, pair);
    List<ComparedRow> seconds = stored.seconds(from, to);
    Instant minutesFrom = startOfMinuteFrom(from);
    List<ComparedRow> minutes = stored.finalMinutes(minutesFrom, to);
    List<Difference> differences = new ArrayList<>();
    if (standIn.isPresent() && !seconds.isEmpty()) {
      // The minute of its first trade is the first that the producer makes whole.
      Instant requiredFrom = BarWidth.MINUTE.startOf(seconds.get(0).start());
      List<ComparedRow> oracle = within(oracle(BarWidth.SECOND), from, to);
      differences.addAll(RowComparison.compare(oracle, seconds, requiredFrom));
      Instant finalTo =
          minutes.isEmpty() ? minutesFrom : minutes.get(minutes.size() - 1).start().plus(MINUTE);
      List<ComparedRow> oracleMinutes = within(oracle(BarWidth.MINUTE), minutesFrom, finalTo);
      differences.addAll(RowComparison.compare(oracleMinutes, minutes, requiredFrom));
    }
    return new Verification(
        seconds.stream().mapToLong(row -> number(row, "trades")).sum(),
        seconds.size(),
        stored.finalSeconds(from, to),
        minutes.size(),
        skippedIds(seconds),
        standIn.isPresent(),
        List.copyOf(differences));
  }

  private List<ComparedRow> oracle(BarWidth width) {
    return OracleRows.fetch(standIn.orElseThrow(), pair, width);
  }

  private static List<ComparedRow> within(List<ComparedRow> rows, Instant from, Instant to) {
    return rows.stream()
        .filter(row -> !row.start().isBefore(from) && row.start().isBefore(to))
        .toList();
  }

  private static Instant startOfMinuteFrom(Instant time) {
    Instant start = BarWidth.MINUTE.startOf(time);
    return start.equals(time) ? start : start.plus(MINUTE);
  }

  private static long skippedIds(List<ComparedRow> seconds) {
    if (seconds.isEmpty()) {
      return 0;
    }
    long lowest = Long.MAX_VALUE;
    long highest = 0;
    long trades = 0;
    for (ComparedRow row : seconds) {
      lowest = Math.min(lowest, number(row, "first_trade_id"));
      highest = Math.max(highest, number(row, "last_trade_id"));
      trades += number(row, "trades");
    }
    return highest - lowest + 1 - trades;
  }

  private static long number(ComparedRow row, String column) {
    return Long.parseLong(row.columns().get(column));
  }
}
