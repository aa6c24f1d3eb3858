package io.finsolutions.pipeline.bench.peers;

import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.exchange.oracle.PlainBar;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows beside those of an oracle, in the columns that every peer has.
 *
 * @param bars how many there should be
 * @param wrong those that are missing, not expected, or wrong in any column
 * @param wrongCounts those of them that are wrong in trades, buys, sells or a volume
 * @param trades how many trades the rows have counted
 */
record ComparedBars(long bars, long wrong, long wrongCounts, long trades) {
  private static final MathContext NINE_DIGITS = new MathContext(9);

  /** A row, in the columns that every peer has. */
  record Columns(
      long trades,
      long buys,
      long sells,
      List<BigDecimal> prices,
      BigDecimal baseVolume,
      BigDecimal quoteVolume) {

    static Columns of(PlainBar bar) {
      return new Columns(
          bar.trades(),
          bar.buys(),
          bar.sells(),
          List.of(bar.open(), bar.high(), bar.low(), bar.close()),
          bar.baseVolume(),
          bar.quoteVolume());
    }

    private boolean sameCounts(Columns other, boolean exact) {
      return trades == other.trades
          && buys == other.buys
          && sells == other.sells
          && same(baseVolume, other.baseVolume, exact)
          && same(quoteVolume, other.quoteVolume, exact);
    }

    private boolean samePrices(Columns other, boolean exact) {
      for (int i = 0; i < prices.size(); i++) {
        if (!same(prices.get(i), other.prices.get(i), exact)) {
          return false;
        }
      }
      return true;
    }

    private static boolean same(BigDecimal one, BigDecimal other, boolean exact) {
      return exact
          ? one.compareTo(other) == 0
          : one.subtract(other).abs().compareTo(other.abs().round(NINE_DIGITS).movePointLeft(9))
              <= 0;
    }
  }

  /** Compares rows, by the second that each is of. */
  static ComparedBars of(Map<Instant, Columns> rows, List<PlainBar> expected, boolean exact) {
    Map<Instant, Columns> left = new HashMap<>(rows);
    long wrong = 0;
    long wrongCounts = 0;
    for (PlainBar bar : expected) {
      Columns row = left.remove(bar.start());
      Columns right = Columns.of(bar);
      if (row == null || !row.sameCounts(right, exact)) {
        wrong++;
        wrongCounts++;
      } else if (!row.samePrices(right, exact)) {
        wrong++;
      }
    }
    return new ComparedBars(
        expected.size(),
        wrong + left.size(),
        wrongCounts + left.size(),
        rows.values().stream().mapToLong(Columns::trades).sum());
  }

  /** Reads the rows of seconds in [{@code from}, {@code to}). */
  static Map<Instant, Columns> read(PeerRig rig, Instant from, Instant to) throws SQLException {
    Map<Instant, Columns> rows = new HashMap<>();
    try (Connection connection = rig.connect();
        PreparedStatement select = connection.prepareStatement(rig.peer().rows().all())) {
      select.setString(1, Rig.PAIR.toString());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Instant start = Instant.ofEpochSecond(row.getLong("second"));
          if (!start.isBefore(from) && start.isBefore(to)) {
            rows.put(start, columns(row));
          }
        }
      }
    }
    return rows;
  }

  private static Columns columns(ResultSet row) throws SQLException {
    return new Columns(
        row.getLong("trades"),
        row.getLong("buys"),
        row.getLong("sells"),
        List.of(
            decimal(row, "open"), decimal(row, "high"), decimal(row, "low"), decimal(row, "close")),
        decimal(row, "base_volume"),
        decimal(row, "quote_volume"));
  }

  private static BigDecimal decimal(ResultSet row, String column) throws SQLException {
    return new BigDecimal(row.getString(column));
  }
}
