package io.finsolutions.pipeline.console.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.store.RunStore;
import io.finsolutions.pipeline.store.RunStore.Difference;
import io.finsolutions.pipeline.store.RunStore.LateTrade;
import io.finsolutions.pipeline.store.RunStore.MissingTrades;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * What the batch layer found.
 *
 * @param missing trades that nobody could get
 * @param differences fields in which rows differed
 * @param lateTrades trades that came after their rows were final
 */
record Reconciliation(
    List<MissingTrades> missing, List<Difference> differences, List<LateTrade> lateTrades) {

  static Reconciliation read(RunStore store, TradingPair product, int limit) throws SQLException {
    return new Reconciliation(
        store.missing(product, limit),
        store.differences(product, limit),
        store.lateTrades(product, limit));
  }

  void write(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("missing");
    for (MissingTrades each : missing) {
      json.writeStartObject();
      json.writeNumberField("first_id", each.firstId());
      json.writeNumberField("last_id", each.lastId());
      json.writeStringField("after_time", each.afterTime().toString());
      json.writeStringField("before_time", each.beforeTime().toString());
      json.writeNumberField("run_id", each.runId());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("differences");
    for (Difference each : differences) {
      json.writeStartObject();
      json.writeNumberField("run_id", each.runId());
      json.writeStringField("compared_with", each.comparedWith());
      json.writeStringField("start", each.start().toString());
      json.writeStringField("field", each.field());
      Answers.text(json, "batch_value", each.batchValue());
      Answers.text(json, "other_value", each.otherValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("late_trades");
    for (LateTrade each : lateTrades) {
      json.writeStartObject();
      json.writeNumberField("trade_id", each.tradeId());
      json.writeStringField("time", each.time().toString());
      json.writeStringField("price", each.price().toPlainString());
      json.writeStringField("size", each.size().toPlainString());
      json.writeStringField("maker_side", each.makerSide());
      json.writeStringField("noted_at", each.notedAt().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
