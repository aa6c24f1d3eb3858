package io.finsolutions.pipeline.console.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.finsolutions.pipeline.console.TestPipeline;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.signals.Signal;
import io.finsolutions.pipeline.signals.Strategies;
import io.finsolutions.pipeline.signals.Strategy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Keeps what a strategy says at the ends of final bars, as the batch layer does. */
final class KeptSignals {
  private static final ObjectMapper JSON = new ObjectMapper();

  private KeptSignals() {}

  /** Judges at the end of each minute up to a hand-over; returns the signals in that order. */
  static List<Signal> judge(TestPipeline pipeline, Instant handover)
      throws SQLException, JsonProcessingException {
    Strategy strategy = Strategies.of(Strategies.DEFAULT_FORMULA);
    List<Bar> bars =
        pipeline.bars(BarWidth.MINUTE).stream()
            .filter(bar -> !bar.end().isAfter(handover))
            .toList();
    List<Signal> signals = new ArrayList<>();
    for (int end = 1; end <= bars.size(); end++) {
      signals.add(strategy.judge(bars.subList(Math.max(0, end - strategy.lookback()), end)));
    }
    insert(pipeline, signals);
    return signals;
  }

  private static void insert(TestPipeline pipeline, List<Signal> signals)
      throws SQLException, JsonProcessingException {
    String sql =
        "INSERT INTO batch.signals (product, width, time, action, confidence, formula, reasons,"
            + " inputs, run_id) SELECT ?, ?, ?::timestamptz, ?, ?, ?, ?::jsonb, ?::jsonb,"
            + " max(run_id) FROM ops.runs";
    try (Connection connection = pipeline.database().connect("test");
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Signal signal : signals) {
        statement.setString(1, signal.product().toString());
        statement.setString(2, signal.width().label());
        statement.setString(3, signal.time().toString());
        statement.setString(4, signal.action().name().toLowerCase(Locale.ROOT));
        statement.setBigDecimal(5, signal.confidence());
        statement.setString(6, signal.formula());
        statement.setString(7, JSON.writeValueAsString(signal.reasons()));
        statement.setString(8, JSON.writeValueAsString(signal.inputs()));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
