package io.finsolutions.pipeline.console.live;

import io.finsolutions.pipeline.console.bars.BarJson;
import io.finsolutions.pipeline.console.pipelines.Pipeline;
import io.finsolutions.pipeline.console.pipelines.UnavailableException;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.store.BarStore;
import io.finsolutions.pipeline.store.BatchRun;
import io.finsolutions.pipeline.store.PrintedBar;
import io.finsolutions.pipeline.store.RunStore;
import io.finsolutions.pipeline.store.StoredBar;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Follows the bars of a pair, and tells everybody who listens what has changed. The rows are looked
 * at again and again: whatever was written comes to light at the next look, and nothing has to be
 * told. Each look is a transaction, so it sees the hand-over and the rows of one moment.
 */
final class PairFeed {
  /** How far back rows still change as a matter of course, when trades come late. */
  private static final Duration UNSETTLED = Duration.ofSeconds(10);

  /** Rows further back change, too, when holes are filled. */
  private static final Duration WHOLE_LOOKS = Duration.ofSeconds(2);

  private static final Duration RUN_LOOKS = Duration.ofSeconds(1);

  /** A row may have been written that much before others can see it. */
  private static final Duration COMMIT_DELAY = Duration.ofSeconds(10);

  /** Whoever was away for longer asks for what is on the screen again. */
  private static final Duration LONGEST_RESUME = Duration.ofHours(2);

  /** A listener that comes so soon after a look sees what that has seen. */
  private static final Duration LOOK_HOLDS = Duration.ofMillis(200);

  /** More bars than that are asked for, and not sent. */
  private static final int MOST_BARS_SENT = 2_000;

  private static final int BARS_PER_EVENT = 200;

  private final Pipeline pipeline;
  private final Consumer<StoredBar> published;
  private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();
  private final ProvisionalBars provisional = new ProvisionalBars();
  private boolean hasBegun;
  private Optional<Instant> handover = Optional.empty();
  private Instant runsSeenUntil = Instant.EPOCH;
  private Instant writtenUntil = Instant.EPOCH;
  private long latestLook;
  private long latestWholeLook;
  private long latestRunLook;

  /** A stretch of rows that a batch run has written. */
  private record Rewritten(Instant from, Instant to) {}

  PairFeed(Pipeline pipeline, Consumer<StoredBar> published) {
    this.pipeline = pipeline;
    this.published = published;
  }

  TradingPair product() {
    return pipeline.product();
  }

  List<Listener> listeners() {
    return listeners;
  }

  List<Listener> listeners(BarWidth width) {
    return listeners.stream().filter(listener -> listener.width() == width).toList();
  }

  void remove(Listener listener) {
    listeners.remove(listener);
  }

  /** Where a listener that has heard everything until now would go on. */
  synchronized String position() {
    return Long.toString(
        ChronoUnit.MICROS.between(Instant.EPOCH, later(writtenUntil, runsSeenUntil)));
  }

  /**
   * Adds a listener.
   *
   * @param since its position; it is told all that has changed from there on, at once. Empty for
   *     the latest bar alone
   * @throws UnavailableException if the rows cannot be read
   */
  synchronized void add(Listener listener, Optional<Instant> since) {
    if (!hasBegun || System.nanoTime() - latestLook > LOOK_HOLDS.toNanos()) {
      look();
    }
    List<StoredBar> first = new ArrayList<>();
    if (since.isPresent()) {
      resume(listener, since.get().minus(COMMIT_DELAY));
    } else {
      provisional
          .latest()
          .flatMap(second -> provisional.bar(listener.width(), listener.width().startOf(second)))
          .ifPresent(first::add);
      barEvents(first).forEach(listener::send);
    }
    listeners.add(listener);
  }

  private void resume(Listener listener, Instant since) {
    if (since.isBefore(Instant.now().minus(LONGEST_RESUME))) {
      listener.send(changedEvent(since, Instant.now()));
      return;
    }
    List<Rewritten> rewritten =
        pipeline.ask(
            connection ->
                new RunStore(connection)
                    .doneSince(product(), since).stream().flatMap(PairFeed::rewritten).toList());
    rewrittenEvents(listener.width(), rewritten).forEach(listener::send);
    barEvents(provisionalBars(listener.width(), provisional.writtenSince(since)))
        .forEach(listener::send);
  }

  /**
   * Looks at the rows, and tells all listeners what has changed since the look before.
   *
   * @throws UnavailableException if the rows cannot be read
   */
  synchronized void look() {
    long now = System.nanoTime();
    if (!hasBegun) {
      runsSeenUntil =
          pipeline
              .ask(connection -> new RunStore(connection).latestDone(product()))
              .orElse(Instant.EPOCH);
    }
    boolean isWhole = now - latestWholeLook > WHOLE_LOOKS.toNanos();
    boolean isForRuns = now - latestRunLook > RUN_LOOKS.toNanos();
    Look look = pipeline.ask(connection -> look(connection, isWhole, isForRuns));
    latestLook = now;
    latestWholeLook = isWhole ? now : latestWholeLook;
    latestRunLook = isForRuns ? now : latestRunLook;
    take(look);
  }

  private record Look(
      Optional<Instant> handover,
      Optional<Map<BarWidth, Bar>> finalParts,
      List<StoredBar> seconds,
      List<BatchRun> runs) {}

  private Look look(Connection connection, boolean isWhole, boolean isForRuns) throws SQLException {
    BarStore bars = new BarStore(connection);
    Optional<Instant> handoverNow = bars.handover(product());
    boolean begins = !hasBegun || !handoverNow.equals(handover);
    Instant from = handoverNow.orElse(Instant.EPOCH);
    if (!begins && !isWhole) {
      Instant unsettled = provisional.latest().map(latest -> latest.minus(UNSETTLED)).orElse(from);
      from = unsettled.isAfter(from) ? unsettled : from;
    }
    return new Look(
        handoverNow,
        begins ? Optional.of(finalParts(bars, handoverNow)) : Optional.empty(),
        bars.bars(product(), BarWidth.SECOND, from, Instant.MAX, Integer.MAX_VALUE),
        hasBegun && (begins || isForRuns)
            ? new RunStore(connection).doneSince(product(), runsSeenUntil)
            : List.of());
  }

  private Map<BarWidth, Bar> finalParts(BarStore bars, Optional<Instant> end) throws SQLException {
    Map<BarWidth, Bar> parts = new EnumMap<>(BarWidth.class);
    if (end.isEmpty()) {
      return parts;
    }
    Instant hour = BarWidth.HOUR.startOf(end.get());
    List<StoredBar> minutes =
        bars.bars(product(), BarWidth.MINUTE, hour, end.get(), Integer.MAX_VALUE);
    List<StoredBar> hours =
        bars.bars(product(), BarWidth.HOUR, BarWidth.DAY.startOf(hour), hour, Integer.MAX_VALUE);
    for (BarWidth width : BarWidth.values()) {
      if (width != BarWidth.SECOND) {
        Instant start = width.startOf(end.get());
        Stream.concat(hours.stream(), minutes.stream())
            .map(StoredBar::bar)
            .filter(bar -> bar.width().compareTo(width) <= 0 && !bar.start().isBefore(start))
            .map(bar -> bar.widenTo(width))
            .reduce(Bar::merge)
            .ifPresent(part -> parts.put(width, part));
      }
    }
    return parts;
  }

  private void take(Look look) {
    boolean isFirst = !hasBegun;
    hasBegun = true;
    handover = look.handover();
    look.finalParts().ifPresent(parts -> provisional.begin(handover.orElse(Instant.EPOCH), parts));
    SortedSet<Instant> changed = provisional.put(look.seconds());
    for (StoredBar second : look.seconds()) {
      writtenUntil = later(writtenUntil, second.updatedAt());
    }
    for (BatchRun run : look.runs()) {
      runsSeenUntil = run.finishedAt().orElse(runsSeenUntil);
    }
    if (isFirst) {
      return;
    }
    List<Rewritten> rewritten = look.runs().stream().flatMap(PairFeed::rewritten).toList();
    tell(rewritten, changed);
  }

  private void tell(List<Rewritten> rewritten, SortedSet<Instant> seconds) {
    if (rewritten.isEmpty() && seconds.isEmpty()) {
      return;
    }
    for (BarWidth width : BarWidth.values()) {
      List<Listener> interested = listeners(width);
      if (interested.isEmpty()) {
        continue;
      }
      List<LiveEvent> events = new ArrayList<>(rewrittenEvents(width, rewritten));
      events.addAll(barEvents(provisionalBars(width, seconds)));
      events.forEach(event -> interested.forEach(listener -> listener.send(event)));
    }
  }

  private List<StoredBar> provisionalBars(BarWidth width, Collection<Instant> seconds) {
    List<StoredBar> bars = new ArrayList<>();
    for (Instant start : ProvisionalBars.starts(width, seconds)) {
      provisional.bar(width, start).ifPresent(bars::add);
    }
    bars.forEach(published);
    return bars;
  }

  private List<LiveEvent> rewrittenEvents(BarWidth width, List<Rewritten> rewritten) {
    List<LiveEvent> events = new ArrayList<>();
    for (Rewritten stretch : rewritten) {
      Instant from = width.startOf(stretch.from());
      long count = Duration.between(from, stretch.to()).dividedBy(width.duration());
      if (count > MOST_BARS_SENT) {
        events.add(changedEvent(from, stretch.to()));
        continue;
      }
      events.addAll(
          barEvents(
              pipeline.ask(
                  connection ->
                      new BarStore(connection)
                          .bars(product(), width, from, stretch.to(), Integer.MAX_VALUE))));
    }
    return events;
  }

  private List<LiveEvent> barEvents(List<StoredBar> bars) {
    List<LiveEvent> events = new ArrayList<>();
    String position = position();
    for (int from = 0; from < bars.size(); from += BARS_PER_EVENT) {
      List<StoredBar> some = bars.subList(from, Math.min(from + BARS_PER_EVENT, bars.size()));
      events.add(
          LiveEvent.of(
              "bars",
              position,
              json -> {
                json.writeStartObject();
                json.writeArrayFieldStart("bars");
                for (StoredBar bar : some) {
                  json.writeRawValue(BarJson.of(PrintedBar.of(bar)));
                }
                json.writeEndArray();
                json.writeEndObject();
              }));
    }
    return events;
  }

  private LiveEvent changedEvent(Instant from, Instant to) {
    return LiveEvent.of(
        "changed",
        position(),
        json -> {
          json.writeStartObject();
          json.writeStringField("from", from.toString());
          json.writeStringField("to", to.toString());
          json.writeEndObject();
        });
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Stream<Rewritten> rewritten(BatchRun run) {
    List<Rewritten> stretches = new ArrayList<>();
    if (run.rangeStart().isPresent() && run.rangeEnd().isPresent()) {
      stretches.add(new Rewritten(run.rangeStart().get(), run.rangeEnd().get()));
    }
    run.dirtyHours()
        .forEach(hour -> stretches.add(new Rewritten(hour, hour.plus(BarWidth.HOUR.duration()))));
    return stretches.stream();
  }
}
