package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.batch.engine.Handover;
import io.finsolutions.pipeline.batch.engine.Hole;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.signals.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the batch layer has in the store. */
final class FinalState {
  final Map<BarWidth, TreeMap<Instant, FinalRow>> rows = new EnumMap<>(BarWidth.class);
  final Map<BarWidth, TreeMap<Instant, Signal>> signals = new EnumMap<>(BarWidth.class);
  final List<Hole> missing = new ArrayList<>();
  Handover handover = Handover.NONE;

  FinalState() {
    for (BarWidth width : BarWidth.STORED) {
      rows.put(width, new TreeMap<>());
    }
    for (BarWidth width : BarWidth.values()) {
      signals.put(width, new TreeMap<>());
    }
  }

  FinalState copy() {
    FinalState copy = new FinalState();
    rows.forEach((width, byStart) -> copy.rows.get(width).putAll(byStart));
    signals.forEach((width, byTime) -> copy.signals.get(width).putAll(byTime));
    copy.missing.addAll(missing);
    copy.handover = handover;
    return copy;
  }
}
