package io.finsolutions.pipeline.bench.console;

import io.finsolutions.pipeline.bench.report.Figures;
import io.finsolutions.pipeline.bench.report.Output;
import io.finsolutions.pipeline.bench.report.Report;
import io.finsolutions.pipeline.bench.report.Table;
import io.finsolutions.pipeline.bench.rig.Child;
import io.finsolutions.pipeline.bench.rig.JvmOptions;
import io.finsolutions.pipeline.bench.rig.PeakMemory;
import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.embedded.FreePorts;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how quickly the console answers, and how soon listeners get what was committed. */
@Command(
    name = "console",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "How quickly the console answers, and how soon listeners get what was committed.")
public final class ConsoleBench implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleBench.class);
  private static final Questions.Rounds WARM_UP =
      new Questions.Rounds(300, Duration.ofMillis(2_500));
  private static final Duration QUESTION_BOUND = Duration.ofSeconds(4);
  private static final Duration LISTENERS_BOUND = Duration.ofSeconds(60);
  private static final Duration LAST_ROW_BOUND = Duration.ofSeconds(10);
  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(250);

  /** Above those of the history. */
  private static final long FIRST_ID = 9_000_000_000L;

  private static final Duration POLL = Duration.ofMillis(20);

  @Option(
      names = "--days",
      defaultValue = "30",
      description = "How many days of seconds there are. Default: ${DEFAULT-VALUE}.")
  private int days;

  @Option(
      names = "--requests",
      defaultValue = "300",
      description =
          "How often each question is asked, in 4 seconds at most. Default: ${DEFAULT-VALUE}.")
  private int requests;

  @Option(
      names = "--listeners",
      defaultValue = "1000",
      description = "How many listen to one pair. Default: ${DEFAULT-VALUE}.")
  private int listeners;

  @Option(
      names = "--commits",
      defaultValue = "120",
      description = "How many rows are committed while they listen. Default: ${DEFAULT-VALUE}.")
  private int commits;

  @Mixin private JvmOptions jvm;
  @Mixin private Output output;

  /** To be filled by picocli. */
  public ConsoleBench() {}

  @Override
  public Integer call() throws SQLException, InterruptedException, IOException {
    Report report =
        new Report(
            "One client asks over one connection, from asking to the last byte: at first a console that"
                + " has just started, then one that has warmed up. Then "
                + listeners
                + " listeners: from asking the database to commit a row to each of them. All of it is on"
                + " one machine.");
    try (Rig rig = new Rig();
        Connection connection = rig.connect("bench")) {
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      LOG.info("writing rows days={}", days);
      Instant handover = History.write(connection, now, days);
      int port = FreePorts.find();
      try (Child console = rig.console(jvm.console(), port);
          PeakMemory memory = new PeakMemory(console)) {
        Duration started = console.age();
        URI base = URI.create("http://127.0.0.1:" + port);
        Questions questions = new Questions(base);
        report.add(first(questions, handover));
        report.add(answers(questions, handover));
        report.add(live(base, connection));
        report.setting("start", Figures.seconds(started) + " s");
        report.setting("peak memory", Figures.megabytes(memory.bytes()) + " MB");
      }
    }
    report
        .setting("days of seconds in the database", days)
        .setting(
            "requests",
            "%d each, or as many as are answered in %d s"
                .formatted(requests, QUESTION_BOUND.toSeconds()))
        .setting("JVM of console", String.join(" ", jvm.console()));
    output.publish("console", "Answering, and bringing what has changed", report);
    return ExitCode.OK;
  }

  private Table first(Questions questions, Instant handover) {
    LOG.info("asking a console that has just started");
    Table table = new Table("an hour of final seconds", "p50 ms", "max ms");
    int asked = 0;
    for (int upTo : new int[] {1, 10, 50, 200}) {
      Histogram took = new Histogram(3);
      int from = asked + 1;
      for (; asked < upTo; asked++) {
        took.recordValue(questions.ask(range("1s", handover, 3_600, 3_600L * asked), false));
      }
      table.row(
          upTo == 1 ? "the first answer" : from + " to " + upTo,
          Figures.millis(took.getValueAtPercentile(50)),
          Figures.millis(took.getMaxValue()));
    }
    return table;
  }

  private Table answers(Questions questions, Instant handover) {
    Map<String, Questions.Path> paths = new LinkedHashMap<>();
    paths.put(
        "an hour of final seconds (3,600 bars)", i -> range("1s", handover, 3_600, 3_600L * i));
    paths.put("the last hour of seconds", i -> "/v1/products/BTC-USD/bars?interval=1s&limit=3600");
    paths.put(
        "a day of final minutes (1,440 bars)", i -> range("1m", handover, 86_400, 3_600L * i));
    paths.put("the last day of minutes", i -> "/v1/products/BTC-USD/bars?interval=1m&limit=1440");
    paths.put("the last day of 5 minutes", i -> "/v1/products/BTC-USD/bars?interval=5m&limit=288");
    paths.put("the last 20 days of hours", i -> "/v1/products/BTC-USD/bars?interval=1h&limit=480");
    paths.put("the latest second", i -> "/v1/products/BTC-USD/latest?interval=1s");
    paths.put("last second, minute, hour, day", i -> "/v1/products/BTC-USD/stats");
    paths.put("the signal of 5 minutes", i -> "/v1/products/BTC-USD/signals?interval=5m");
    paths.put("status", i -> "/v1/status");
    Questions.Rounds rounds = new Questions.Rounds(requests, QUESTION_BOUND);
    Table table =
        new Table("what", "asked", "KB", "p50 ms", "p99 ms", "max ms", "gzip KB", "gzip p99 ms");
    for (Map.Entry<String, Questions.Path> path : paths.entrySet()) {
      LOG.info("asking for {}", path.getKey());
      questions.ask(path.getValue(), false, WARM_UP);
      Histogram plain = questions.ask(path.getValue(), false, rounds);
      long bytes = questions.bytes();
      questions.ask(path.getValue(), true, WARM_UP);
      Histogram compressed = questions.ask(path.getValue(), true, rounds);
      table.row(
          path.getKey(),
          plain.getTotalCount(),
          Figures.whole(bytes / 1_000.0),
          Figures.millis(plain.getValueAtPercentile(50)),
          Figures.millis(plain.getValueAtPercentile(99)),
          Figures.millis(plain.getMaxValue()),
          Figures.whole(questions.bytes() / 1_000.0),
          Figures.millis(compressed.getValueAtPercentile(99)));
    }
    return table;
  }

  private String range(String interval, Instant end, long length, long back) {
    Instant to = end.minusSeconds(back % (86_400L * (days - 2)));
    return "/v1/products/BTC-USD/bars?interval=%s&from=%s&to=%s"
        .formatted(interval, to.minusSeconds(length), to);
  }

  private Table live(URI base, Connection connection)
      throws SQLException, InterruptedException, IOException {
    URI stream = base.resolve("/v1/products/BTC-USD/bars/stream?interval=1s");
    Table table = new Table("listeners", "rows", "p50 ms", "p99 ms", "max ms", "cut off");
    try (Listeners all = new Listeners(stream, listeners)) {
      LOG.info("waiting for the listeners count={}", listeners);
      long deadline = System.nanoTime() + LISTENERS_BOUND.toNanos();
      while (all.open() < listeners) {
        if (System.nanoTime() > deadline) {
          throw new FailedException("only " + all.open() + " listeners were heard");
        }
        TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
      }
      LOG.info("committing rows count={}", commits);
      commit(connection, all);
      Histogram delays = all.delays();
      table.row(
          listeners,
          delays.getTotalCount() + " of " + (long) commits * listeners,
          Figures.millis(delays.getValueAtPercentile(50)),
          Figures.millis(delays.getValueAtPercentile(99)),
          Figures.millis(delays.getMaxValue()),
          all.lost());
    }
    return table;
  }

  private void commit(Connection connection, Listeners all)
      throws SQLException, InterruptedException {
    String sql =
        """
        INSERT INTO speed.bars_1s (product, start, trades, buys, sells, open, high, low, close,
          open_time, close_time, first_trade_id, last_trade_id, base_volume, buy_volume,
          sell_volume, quote_volume, price_sum)
        VALUES ('BTC-USD', ?, 1, 1, 0, 1, 1, 1, 1, ?, ?, 1, ?, 1, 1, 0, 1, 1)
        ON CONFLICT (product, start) DO UPDATE
          SET last_trade_id = excluded.last_trade_id, updated_at = clock_timestamp()""";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < commits; i++) {
        long id = FIRST_ID + i;
        OffsetDateTime second =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
        statement.setObject(1, second);
        statement.setObject(2, second);
        statement.setObject(3, second);
        statement.setLong(4, id);
        all.committing(id, System.nanoTime());
        statement.executeUpdate();
        TimeUnit.NANOSECONDS.sleep(COMMIT_INTERVAL.toNanos());
      }
      long deadline = System.nanoTime() + LAST_ROW_BOUND.toNanos();
      long last = FIRST_ID + commits - 1;
      while (all.heard(last) + all.lost() < listeners && System.nanoTime() < deadline) {
        TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
      }
    }
  }
}
