package io.finsolutions.pipeline.local.view;

import io.finsolutions.pipeline.local.part.PartStatus;
import io.finsolutions.pipeline.local.part.PartStatus.State;
import io.finsolutions.pipeline.local.view.Line.Style;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.store.PipelineStatus;
import io.finsolutions.pipeline.store.PipelineStatus.LatestRun;
import io.finsolutions.pipeline.store.StoredBar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Draws a snapshot as the lines of a screen. It fits 80 columns and 24 rows, and uses more where
 * there are more.
 *
 * @param blocks whether the terminal can show block characters
 */
record ScreenView(boolean blocks) {
  private static final String HEADER = "time UTC trades  buys sells       VWAP     volume  ";
  private static final String HEADER_END = "  layer         delay";
  private static final int NARROWEST_BALANCE = 8;
  private static final int WIDEST_BALANCE = 40;
  private static final int FEWEST_SECONDS = 3;
  private static final int LABEL = 10;
  private static final Duration FRESH = Duration.ofSeconds(5);

  /**
   * The lines to show.
   *
   * @param columns how many characters fit on a line
   * @param rows how many lines fit on the screen
   */
  List<Line> render(PipelineSnapshot snapshot, int columns, int rows) {
    List<Line> below = new ArrayList<>();
    below.add(Line.empty());
    below.add(finality(snapshot));
    below.add(completeness(snapshot));
    below.add(batch(snapshot));
    below.add(freshness(snapshot));
    below.addAll(parts(snapshot.parts(), columns));
    below.add(label("page").with(snapshot.addresses().page()));
    below.add(label("psql").with(snapshot.addresses().database()));
    below.addAll(flow("metrics", plain(snapshot.addresses().metrics()), columns));
    below.add(label("logs").with(snapshot.addresses().logs().toString()));

    int balance =
        Math.max(
            NARROWEST_BALANCE,
            Math.min(WIDEST_BALANCE, columns - HEADER.length() - HEADER_END.length()));
    List<Line> lines = new ArrayList<>();
    lines.add(title(snapshot, columns));
    lines.add(Line.empty());
    lines.add(Line.of(Style.DIM, HEADER + pad("buy/sell", balance) + HEADER_END));
    int room = Math.max(FEWEST_SECONDS, rows - lines.size() - below.size() - 1);
    for (int i = 0; i < room; i++) {
      lines.add(
          i < snapshot.seconds().size()
              ? second(snapshot.seconds().get(i), balance)
              : Line.empty());
    }
    lines.addAll(below);
    return lines.stream().map(line -> line.cutTo(columns)).toList();
  }

  private static Line title(PipelineSnapshot snapshot, int columns) {
    String up = "up " + Figures.clock(snapshot.uptime());
    Line title =
        Line.of(Style.BOLD, snapshot.pair().toString())
            .with("  ")
            .with(Style.YELLOW, snapshot.feed());
    int room = columns - up.length() - 1;
    title = title.cutTo(Math.max(0, room));
    return title.with(" ".repeat(Math.max(1, columns - title.length() - up.length()))).with(up);
  }

  private Line second(StoredBar row, int width) {
    Bar bar = row.bar();
    return Line.empty()
        .with(
            "%s %6d %5d %5d %10s %10s  "
                .formatted(
                    Figures.time(bar.start()),
                    bar.trades(),
                    bar.buys(),
                    bar.sells(),
                    Figures.amount(bar.vwap()),
                    Figures.amount(bar.baseVolume())))
        .with(Style.GREEN, balance(bar, width, true))
        .with(Style.RED, balance(bar, width, false))
        .with("  ")
        .with(
            row.isFinal() ? Style.GREEN : Style.YELLOW,
            pad(row.isFinal() ? (row.isComplete() ? "final" : "incomplete") : "provisional", 11))
        .with("%8s".formatted(row.isFinal() ? "" : Figures.delay(row)));
  }

  /** The part of the bar that stands for what was bought, or for what was sold. */
  private String balance(Bar bar, int width, boolean bought) {
    int left =
        bar.buyVolume()
            .multiply(BigDecimal.valueOf(width))
            .divide(bar.baseVolume(), 0, RoundingMode.HALF_UP)
            .intValueExact();
    return bought
        ? (blocks ? "\u2588" : "+").repeat(left)
        : (blocks ? "\u2592" : "-").repeat(width - left);
  }

  private static Line finality(PipelineSnapshot snapshot) {
    Optional<Instant> handover = snapshot.status().flatMap(PipelineStatus::handover);
    return label("final")
        .with(
            handover
                .map(
                    at ->
                        "all seconds before "
                            + Figures.time(at)
                            + ", "
                            + Figures.ago(at, snapshot.now()))
                .orElse("nothing yet"));
  }

  private static Line completeness(PipelineSnapshot snapshot) {
    long missing = snapshot.status().map(PipelineStatus::missingTrades).orElse(0L);
    long late = snapshot.status().map(PipelineStatus::lateTrades).orElse(0L);
    return label("holes")
        .with(missing == 0 ? Style.PLAIN : Style.RED, count(missing, "trade") + " missing")
        .with(", ")
        .with(late == 0 ? Style.PLAIN : Style.YELLOW, count(late, "trade") + " late");
  }

  private static Line batch(PipelineSnapshot snapshot) {
    Optional<LatestRun> latest = snapshot.status().flatMap(PipelineStatus::latestRun);
    if (latest.isEmpty()) {
      return label("batch").with("no run yet");
    }
    LatestRun run = latest.get();
    String took =
        run.finishedAt()
            .map(end -> " in " + Figures.length(Duration.between(run.startedAt(), end)))
            .orElse(" for " + Figures.length(Duration.between(run.startedAt(), snapshot.now())));
    Line line =
        label("batch").with("run " + run.runId() + " at " + Figures.time(run.startedAt()) + " ");
    Style style = run.status().equals("failed") ? Style.RED : Style.PLAIN;
    line = line.with(style, run.status() + took);
    if (run.finishedAt().isEmpty()) {
      return line;
    }
    return run.error().isPresent()
        ? line.with(Style.RED, ": " + run.error().get())
        : line.with(", differences: speed ")
            .with(differences(run.speedDifferences()))
            .with(", candles ")
            .with(differences(run.candleDifferences()));
  }

  private static Line differences(OptionalLong count) {
    if (count.isEmpty()) {
      return Line.of(Style.PLAIN, "unknown");
    }
    long number = count.getAsLong();
    return Line.of(number == 0 ? Style.PLAIN : Style.RED, Long.toString(number));
  }

  private static Line freshness(PipelineSnapshot snapshot) {
    if (snapshot.trouble().isPresent()) {
      return label("freshness").with(Style.RED, snapshot.trouble().get());
    }
    return age(label("freshness"), "last trade ", snapshot, PipelineStatus::latestTradeAt)
        .with(", ")
        .with(age(Line.empty(), "last row ", snapshot, PipelineStatus::latestRowAt));
  }

  private static Line age(
      Line line,
      String what,
      PipelineSnapshot snapshot,
      Function<PipelineStatus, Optional<Instant>> time) {
    Optional<Instant> at = snapshot.status().flatMap(time);
    boolean fresh =
        at.isPresent() && Duration.between(at.get(), snapshot.now()).compareTo(FRESH) < 0;
    return line.with(what)
        .with(
            fresh ? Style.PLAIN : Style.YELLOW,
            at.map(then -> Figures.ago(then, snapshot.now())).orElse("never"));
  }

  private static List<Line> parts(List<PartStatus> parts, int columns) {
    return flow("parts", parts.stream().map(ScreenView::part).toList(), columns);
  }

  private static Line part(PartStatus part) {
    Style style =
        part.state() == State.UP
            ? Style.GREEN
            : part.state() == State.DOWN ? Style.RED : Style.YELLOW;
    Line line =
        Line.empty()
            .with(part.name() + " ")
            .with(style, part.state().name().toLowerCase(Locale.ROOT));
    if (part.pid().isPresent()) {
      line = line.with(" " + part.pid().getAsLong());
    }
    return part.restarts() == 0 ? line : line.with(Style.YELLOW, " (" + part.restarts() + "x)");
  }

  /** Puts items behind each other, on as many lines as they need. */
  private static List<Line> flow(String label, List<Line> items, int columns) {
    List<Line> lines = new ArrayList<>();
    Line line = label(label);
    for (Line item : items) {
      if (line.length() > LABEL && line.length() + item.length() + 2 > columns) {
        lines.add(line);
        line = label("");
      }
      line = line.length() > LABEL ? line.with("  ") : line;
      line = line.with(item);
    }
    lines.add(line);
    return lines;
  }

  private static List<Line> plain(List<String> texts) {
    return texts.stream().map(text -> Line.of(Style.PLAIN, text)).toList();
  }

  private static Line label(String text) {
    return Line.of(Style.DIM, pad(text, LABEL));
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
