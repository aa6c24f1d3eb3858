package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.TradeIds;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What stretches of the topic, each read for itself, have in common. */
final class Stretches {
  private Stretches() {}

  /**
   * By where they start, the ids that the stretches before them have. Empty if no id is in two
   * stretches, as it should be: then there is nothing to leave out.
   *
   * @param ids by where a stretch starts, the ids in it
   */
  static Map<StretchStart, TradeIds> idsElsewhere(SortedMap<StretchStart, TradeIds> ids) {
    Map<StretchStart, TradeIds> elsewhere = new TreeMap<>();
    TradeIds before = new TradeIds();
    boolean shared = false;
    for (Map.Entry<StretchStart, TradeIds> stretch : ids.entrySet()) {
      elsewhere.put(stretch.getKey(), before.copy());
      long apart = before.count() + stretch.getValue().count();
      before.addAll(stretch.getValue());
      shared |= before.count() < apart;
    }
    return shared ? elsewhere : Map.of();
  }
}
