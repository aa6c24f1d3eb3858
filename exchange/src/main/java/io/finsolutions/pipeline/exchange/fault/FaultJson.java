package io.finsolutions.pipeline.exchange.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.finsolutions.pipeline.market.IdRange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON of faults: one object or an array of them, each with the field {@code fault} that names
 * it, optionally {@code at_ms} and {@code for_ms}, and what the fault needs. For example:
 *
 * <pre>{@code
 * [{"fault":"drop","probability":0.1,"for_ms":10000},
 *  {"at_ms":5000,"fault":"rest-status","status":429,"retry_after_s":2,"requests":3}]
 * }</pre>
 */
public final class FaultJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration DEFAULT_AHEAD = Duration.ofHours(2);

  private FaultJson() {}

  /**
   * Reads faults.
   *
   * @throws IllegalArgumentException if it is not JSON, or a fault or a field is not known, is
   *     missing or out of range; says which
   */
  public static List<FaultOrder> read(byte[] json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("the faults are not well-formed JSON", e);
    }
    List<FaultOrder> orders = new ArrayList<>();
    if (root.isArray()) {
      root.forEach(node -> orders.add(order(node)));
    } else {
      orders.add(order(root));
    }
    return orders;
  }

  /** Writes a fault as {@link #read} reads it. */
  public static JsonNode write(Fault fault) {
    return FaultFields.write(fault);
  }

  private static FaultOrder order(JsonNode node) {
    FaultFields fields = new FaultFields(node);
    FaultOrder order =
        new FaultOrder(
            fault(fields), fields.millis("at_ms", Duration.ZERO), fields.optionalMillis("for_ms"));
    fields.requireAllRead();
    return order;
  }

  private static Fault fault(FaultFields fields) {
    String name = fields.text("fault");
    return switch (name) {
      case "drop" -> new Fault.Drop(fields.number("probability", 1));
      case "duplicate" -> new Fault.Duplicate(fields.number("probability", 1));
      case "hold-back" -> new Fault.HoldBack(fields.number("probability", 1));
      case "reorder" -> new Fault.Reorder(Math.toIntExact(fields.whole("span")));
      case "straggle" ->
          new Fault.Straggle(
              fields.number("probability", 1), Math.toIntExact(fields.whole("span")));
      case "delay" -> new Fault.Delay(fields.millis("by_ms"));
      case "disconnect" -> new Fault.Disconnect(fields.flag("abrupt"));
      case "half-open" -> new Fault.HalfOpen();
      case "rest-status" ->
          new Fault.RestStatus(
              Math.toIntExact(fields.whole("status")),
              fields.optionalWhole("retry_after_s").map(Duration::ofSeconds),
              fields.optionalWhole("requests").orElse(Long.MAX_VALUE));
      case "hide" ->
          fields.has("next")
              ? new Fault.HideNext(fields.whole("next"))
              : new Fault.Hide(new IdRange(fields.whole("first"), fields.whole("last")));
      case "late" -> new Fault.Late(fields.whole("next", 1), fields.millis("by_ms"));
      case "page-hole" -> new Fault.PageHole(fields.whole("next", 1));
      case "malformed-frame" -> new Fault.MalformedFrame(fields.whole("next", 1));
      case "malformed-trade" -> new Fault.MalformedTrade(fields.whole("next", 1));
      case "unknown-message" -> new Fault.UnknownMessage();
      case "conflicting-duplicate" -> new Fault.ConflictingDuplicate(fields.whole("next", 1));
      case "future-dated" ->
          new Fault.FutureDated(fields.whole("next", 1), fields.millis("ahead_ms", DEFAULT_AHEAD));
      default ->
          throw new IllegalArgumentException("there is no fault with the name \"" + name + "\"");
    };
  }
}
