package io.finsolutions.pipeline.exchange.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The fields of one fault in JSON; knows which of them nobody asked for. */
final class FaultFields {
  private final JsonNode node;
  private final Set<String> unread = new TreeSet<>();

  FaultFields(JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("a fault is a JSON object, not " + node);
    }
    this.node = node;
    node.fieldNames().forEachRemaining(unread::add);
  }

  boolean has(String field) {
    return node.has(field);
  }

  String text(String field) {
    return required(field).asText();
  }

  boolean flag(String field) {
    unread.remove(field);
    return node.path(field).asBoolean(false);
  }

  double number(String field, double otherwise) {
    if (!has(field)) {
      return otherwise;
    }
    JsonNode value = required(field);
    if (!value.isNumber()) {
      throw new IllegalArgumentException("\"" + field + "\" is not a number: " + value);
    }
    return value.asDouble();
  }

  long whole(String field) {
    JsonNode value = required(field);
    if (!value.isIntegralNumber()) {
      throw new IllegalArgumentException("\"" + field + "\" is not a whole number: " + value);
    }
    return value.asLong();
  }

  long whole(String field, long otherwise) {
    return optionalWhole(field).orElse(otherwise);
  }

  Optional<Long> optionalWhole(String field) {
    return has(field) ? Optional.of(whole(field)) : Optional.empty();
  }

  Duration millis(String field) {
    return Duration.ofMillis(whole(field));
  }

  Duration millis(String field, Duration otherwise) {
    return optionalMillis(field).orElse(otherwise);
  }

  Optional<Duration> optionalMillis(String field) {
    return optionalWhole(field).map(Duration::ofMillis);
  }

  void requireAllRead() {
    if (!unread.isEmpty()) {
      throw new IllegalArgumentException("the fault has no field " + unread);
    }
  }

  private JsonNode required(String field) {
    JsonNode value = node.get(field);
    if (value == null) {
      throw new IllegalArgumentException("the fault lacks the field \"" + field + "\"");
    }
    unread.remove(field);
    return value;
  }

  static JsonNode write(Fault fault) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (fault instanceof Fault.Drop drop) {
      json.put("fault", "drop").put("probability", drop.probability());
    } else if (fault instanceof Fault.Duplicate duplicate) {
      json.put("fault", "duplicate").put("probability", duplicate.probability());
    } else if (fault instanceof Fault.HoldBack holdBack) {
      json.put("fault", "hold-back").put("probability", holdBack.probability());
    } else if (fault instanceof Fault.Reorder reorder) {
      json.put("fault", "reorder").put("span", reorder.span());
    } else if (fault instanceof Fault.Straggle straggle) {
      json.put("fault", "straggle")
          .put("probability", straggle.probability())
          .put("span", straggle.span());
    } else if (fault instanceof Fault.Delay delay) {
      json.put("fault", "delay").put("by_ms", delay.by().toMillis());
    } else if (fault instanceof Fault.Disconnect disconnect) {
      json.put("fault", "disconnect").put("abrupt", disconnect.abrupt());
    } else if (fault instanceof Fault.HalfOpen) {
      json.put("fault", "half-open");
    } else if (fault instanceof Fault.RestStatus rest) {
      json.put("fault", "rest-status").put("status", rest.status());
      rest.retryAfter().ifPresent(wait -> json.put("retry_after_s", wait.toSeconds()));
      if (rest.times() < Long.MAX_VALUE) {
        json.put("requests", rest.times());
      }
    } else if (fault instanceof Fault.Hide hide) {
      json.put("fault", "hide").put("first", hide.ids().first()).put("last", hide.ids().last());
    } else if (fault instanceof Fault.HideNext hide) {
      json.put("fault", "hide").put("next", hide.times());
    } else if (fault instanceof Fault.Late late) {
      json.put("fault", "late").put("next", late.times()).put("by_ms", late.by().toMillis());
    } else if (fault instanceof Fault.PageHole hole) {
      json.put("fault", "page-hole").put("next", hole.times());
    } else if (fault instanceof Fault.MalformedFrame malformed) {
      json.put("fault", "malformed-frame").put("next", malformed.times());
    } else if (fault instanceof Fault.MalformedTrade malformed) {
      json.put("fault", "malformed-trade").put("next", malformed.times());
    } else if (fault instanceof Fault.UnknownMessage) {
      json.put("fault", "unknown-message");
    } else if (fault instanceof Fault.ConflictingDuplicate conflict) {
      json.put("fault", "conflicting-duplicate").put("next", conflict.times());
    } else if (fault instanceof Fault.FutureDated future) {
      json.put("fault", "future-dated")
          .put("next", future.times())
          .put("ahead_ms", future.ahead().toMillis());
    }
    return json;
  }
}
