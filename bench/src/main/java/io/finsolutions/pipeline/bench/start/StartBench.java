package io.finsolutions.pipeline.bench.start;

import io.finsolutions.pipeline.bench.report.Figures;
import io.finsolutions.pipeline.bench.report.Output;
import io.finsolutions.pipeline.bench.report.Report;
import io.finsolutions.pipeline.bench.report.Table;
import io.finsolutions.pipeline.bench.rig.Child;
import io.finsolutions.pipeline.bench.rig.JvmOptions;
import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.bench.rig.StandIn;
import io.finsolutions.pipeline.bench.rig.Versions;
import io.finsolutions.pipeline.bench.rig.WrittenTrades;
import io.finsolutions.pipeline.service.ExitCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how long the long-lived processes take to start. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "How long the processes take from their start to their work.")
public final class StartBench implements Callable<Integer> {
  private static final int WAITING_TRADES = 1_000;

  @Option(
      names = "--repeat",
      defaultValue = "5",
      description = "How often to start each. Default: ${DEFAULT-VALUE}.")
  private int repeat;

  @Mixin private JvmOptions jvm;
  @Mixin private Output output;

  private final List<Double> firstRow = new ArrayList<>();
  private final List<Double> streamingReady = new ArrayList<>();
  private final List<Double> producerReady = new ArrayList<>();
  private final List<Double> streamingCores = new ArrayList<>();

  /** To be filled by picocli. */
  public StartBench() {}

  @Override
  public Integer call() throws SQLException, InterruptedException {
    Report report =
        new Report(
            "Seconds from the start of a process, a thousand trades waiting for it, to what it is"
                + " there for: median (lowest to highest).");
    try (Rig rig = new Rig()) {
      WrittenTrades.from(Instant.now().minusSeconds(60), 200, WAITING_TRADES).writeTo(rig);
      for (int i = 0; i < repeat; i++) {
        rig.forgetRows();
        startStreaming(rig);
      }
      StandIn exchange =
          rig.exchange("--tape", "generated", "--first-trade-id", "1001002", "--rate", "20");
      for (int i = 0; i < repeat; i++) {
        try (Child producer = rig.producer(exchange, jvm.producer())) {
          producerReady.add(seconds(producer.awaitReady()));
        }
      }
      report.setting("versions", Versions.of(rig));
    }
    report
        .add(
            new Table("process", "until", "seconds")
                .row("streaming", "its first rows are visible", spread(firstRow))
                .row("streaming", "ready", spread(streamingReady))
                .row("streaming", "ready, in seconds of a core", spread(streamingCores))
                .row("producer", "ready", spread(producerReady)))
        .setting("repeated", repeat)
        .setting("JVM of the producer", String.join(" ", jvm.producer()))
        .setting("JVM of streaming", String.join(" ", jvm.streaming()));
    output.publish("start", "Starting", report);
    return ExitCode.OK;
  }

  private void startStreaming(Rig rig) throws SQLException, InterruptedException {
    try (Connection connection = rig.connect("bench");
        PreparedStatement any = connection.prepareStatement("SELECT FROM api.bars_1s LIMIT 1");
        Child streaming = rig.streaming(jvm.streaming())) {
      while (!hasRow(any)) {
        streaming.requireTime();
      }
      firstRow.add(seconds(streaming.age()));
      streamingReady.add(seconds(streaming.awaitReady()));
      streamingCores.add(seconds(streaming.usage().processor()));
    }
  }

  private static boolean hasRow(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      return row.next();
    }
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static String spread(List<Double> values) {
    return Figures.spread(values, Figures::share);
  }
}
