package io.finsolutions.pipeline.console.live;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.store.Layer;
import io.finsolutions.pipeline.store.StoredBar;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is not final yet: the seconds from the hand-over on, and the coarser bars that they are
 * merged to. For one thread at a time.
 */
final class ProvisionalBars {
  private final NavigableMap<Instant, StoredBar> seconds = new TreeMap<>();
  private final NavigableMap<Instant, Bar> minutes = new TreeMap<>();
  private final Map<BarWidth, Bar> finalParts = new EnumMap<>(BarWidth.class);

  /**
   * Takes notice of another hand-over, which is a full minute.
   *
   * @param handover what is before it is forgotten
   * @param finalParts the final part of each bar that the hand-over lies inside of
   */
  void begin(Instant handover, Map<BarWidth, Bar> finalParts) {
    seconds.headMap(handover).clear();
    minutes.headMap(handover).clear();
    this.finalParts.clear();
    this.finalParts.putAll(finalParts);
  }

  /**
   * Takes seconds as they are now.
   *
   * @return the starts of those that are new or have changed
   */
  SortedSet<Instant> put(Collection<StoredBar> now) {
    SortedSet<Instant> changed = new TreeSet<>();
    for (StoredBar second : now) {
      Instant start = second.bar().start();
      if (!second.equals(seconds.put(start, second))) {
        changed.add(start);
      }
    }
    starts(BarWidth.MINUTE, changed).forEach(this::mergeMinute);
    return changed;
  }

  /** Starts of the bars of a width that some seconds fall into. */
  static SortedSet<Instant> starts(BarWidth width, Collection<Instant> seconds) {
    SortedSet<Instant> starts = new TreeSet<>();
    seconds.forEach(second -> starts.add(width.startOf(second)));
    return starts;
  }

  /** Starts of the seconds that were written after a moment. */
  SortedSet<Instant> writtenSince(Instant moment) {
    SortedSet<Instant> written = new TreeSet<>();
    for (StoredBar second : seconds.values()) {
      if (second.updatedAt().isAfter(moment)) {
        written.add(second.bar().start());
      }
    }
    return written;
  }

  /** Start of the latest second. */
  Optional<Instant> latest() {
    return seconds.isEmpty() ? Optional.empty() : Optional.of(seconds.lastKey());
  }

  /** The bar of a width that starts somewhere, if anything of it is not final. */
  Optional<StoredBar> bar(BarWidth width, Instant start) {
    if (width == BarWidth.SECOND) {
      return Optional.ofNullable(seconds.get(start));
    }
    List<Bar> parts =
        List.copyOf(minutes.subMap(start, true, start.plus(width.duration()), false).values());
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Bar finalPart = finalParts.get(width);
    Bar merged = finalPart != null && finalPart.start().equals(start) ? finalPart : null;
    for (Bar part : parts) {
      Bar widened = part.widenTo(width);
      merged = merged == null ? widened : merged.merge(widened);
    }
    Instant written =
        seconds.subMap(start, true, start.plus(width.duration()), false).values().stream()
            .map(StoredBar::updatedAt)
            .max(Instant::compareTo)
            .orElseThrow();
    return Optional.of(
        new StoredBar(merged, Layer.SPEED, false, false, OptionalLong.empty(), written));
  }

  private void mergeMinute(Instant start) {
    seconds.subMap(start, true, start.plus(BarWidth.MINUTE.duration()), false).values().stream()
        .map(second -> second.bar().widenTo(BarWidth.MINUTE))
        .reduce(Bar::merge)
        .ifPresent(minute -> minutes.put(start, minute));
  }
}
