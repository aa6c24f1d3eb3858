package io.finsolutions.pipeline.bench.peers;

import io.finsolutions.pipeline.bench.report.Output;
import io.finsolutions.pipeline.bench.report.Report;
import io.finsolutions.pipeline.bench.rig.JvmOptions;
import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.bench.rig.Versions;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.UsageException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the speed layer beside what one would otherwise pick. */
@Command(
    name = "peers",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "How the speed layer does beside Kafka Streams, Flink, QuestDB, Spark and others.")
public final class PeersBench implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(PeersBench.class);

  @Option(
      names = "--peers",
      split = ",",
      defaultValue = "ours,loop,kafka-streams,flink,questdb,spark,rest",
      description = "Who is measured, joined by commas. Default: ${DEFAULT-VALUE}.")
  private List<String> peers;

  @Option(
      names = "--measure",
      split = ",",
      defaultValue = "latency,catchup,faults",
      description = "What is measured, likewise. Default: ${DEFAULT-VALUE}.")
  private List<String> measures;

  @Option(
      names = "--rates",
      split = ",",
      defaultValue = "20,200,2000,20000",
      description = "For latency, trades a second, likewise. Default: ${DEFAULT-VALUE}.")
  private List<Integer> rates;

  @Option(
      names = "--warm-up",
      defaultValue = "20s",
      description =
          "For latency, how long 2,000 trades a second come before. Default: ${DEFAULT-VALUE}.")
  private Duration warmUp;

  @Option(
      names = "--for",
      defaultValue = "12s",
      description = "For latency, how long each rate is measured. Default: ${DEFAULT-VALUE}.")
  private Duration measureFor;

  @Option(
      names = "--catchup-trades",
      defaultValue = "3000000",
      description = "For catchup, how many trades wait. Default: ${DEFAULT-VALUE}.")
  private int catchUpTrades;

  @Option(
      names = "--faults-rate",
      defaultValue = "200",
      description = "For faults, trades a second. Default: ${DEFAULT-VALUE}.")
  private int faultsRate;

  @Option(
      names = "--faults-for",
      defaultValue = "12s",
      description =
          "For faults, how long before the kill, and after it. Default: ${DEFAULT-VALUE}.")
  private Duration faultsFor;

  @Mixin private JvmOptions jvm;
  @Mixin private Output output;

  private final Findings found = new Findings();
  private final List<String> failures = new ArrayList<>();

  /** What can be measured. */
  private enum Measure {
    LATENCY,
    CATCHUP,
    FAULTS
  }

  /** Something that is measured, and may fail. */
  @FunctionalInterface
  private interface Attempt {
    void run() throws SQLException, InterruptedException;
  }

  /** To be filled by picocli. */
  public PeersBench() {}

  @Override
  public Integer call() throws SQLException, InterruptedException {
    List<Peer> chosen = chosenPeers();
    Set<Measure> wanted = wantedMeasures();
    Report report =
        new Report(
            "The same trades through a topic of one partition into bars of a second by taker side,"
                + " by this speed layer and by what one would otherwise pick, each a process of its"
                + " own. Latency is from the sending of a trade's record to a reader's seeing a row"
                + " that includes it. Wrong bars differ from an independent count in any column, or"
                + " in trades, sides or volumes. After faults they are held against all that the"
                + " exchange has printed, and against each trade that came at all.");
    if (wanted.contains(Measure.LATENCY)) {
      latency(report, chosen);
    }
    if (wanted.contains(Measure.CATCHUP)) {
      catchUp(chosen);
    }
    if (wanted.contains(Measure.FAULTS)) {
      faults(chosen);
    }
    PeersReport.add(report, found, chosen);
    settings(report, wanted);
    output.publish("peers", "Beside the others", report);
    return failures.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private void latency(Report report, List<Peer> chosen) throws SQLException, InterruptedException {
    Latency.Plan plan = new Latency.Plan(rates, warmUp, measureFor);
    try (Rig rig = new Rig()) {
      report.setting("versions", Versions.of(rig));
      for (Peer peer : chosen) {
        attempt(
            "latency",
            peer.title(),
            () -> found.latencies.put(peer, Latency.of(rig, peer, jvm, plan)));
      }
    }
  }

  private void catchUp(List<Peer> chosen) throws SQLException, InterruptedException {
    try (Rig rig = new Rig()) {
      CatchUp.Backlog backlog = CatchUp.write(rig, jvm, catchUpTrades);
      for (Peer peer : chosen) {
        if (peer.readsTopic()) {
          attempt(
              "catching up",
              peer.title(),
              () -> found.catchUps.put(peer, CatchUp.of(rig, peer, jvm, backlog)));
        }
      }
    }
  }

  private void faults(List<Peer> chosen) throws SQLException, InterruptedException {
    Faults.Plan plan = new Faults.Plan(faultsRate, faultsFor);
    try (Rig rig = new Rig()) {
      for (Peer peer : chosen) {
        attempt(
            "faults", peer.title(), () -> found.faults.put(peer, Faults.of(rig, peer, jvm, plan)));
      }
      if (chosen.contains(Peer.OURS)) {
        attempt(
            "faults",
            "final rows",
            () -> found.finalRows = Optional.of(FinalRows.of(rig, jvm, plan)));
      }
    }
  }

  // One that fails is told of, and does not keep the others from being measured.
  private void attempt(String measure, String who, Attempt attempt) throws InterruptedException {
    try {
      attempt.run();
    } catch (RuntimeException | SQLException e) {
      LOG.warn(
          "not measured measure=\"{}\" who=\"{}\" reason=\"{}\"", measure, who, e.getMessage());
      failures.add(measure + " of " + who + ": " + e.getMessage());
    }
  }

  private void settings(Report report, Set<Measure> wanted) {
    if (wanted.contains(Measure.LATENCY)) {
      report.setting(
          "latency",
          "warmed up for %d s with 2,000 trades a second, each rate measured for %d s"
              .formatted(warmUp.toSeconds(), measureFor.toSeconds()));
    }
    if (wanted.contains(Measure.CATCHUP)) {
      report.setting("catching up", catchUpTrades + " trades, of 200 a second of their time");
    }
    if (wanted.contains(Measure.FAULTS)) {
      report.setting(
          "faults",
          "%d trades a second; %.0f %% come twice, %.0f %% up to %d s late, %.0f %% never; kill -9 after %d s, then as long again"
              .formatted(
                  faultsRate,
                  100 * FeedFaults.DUPLICATED,
                  100 * FeedFaults.LATE,
                  FeedFaults.LATEST.toSeconds(),
                  100 * FeedFaults.LOST,
                  faultsFor.toSeconds()));
    }
    report
        .setting("JVM of ours", String.join(" ", jvm.streaming()))
        .setting("JVM of the others", String.join(" ", PeerRig.JVM));
    if (!failures.isEmpty()) {
      report.setting("not measured", String.join("; ", failures));
    }
  }

  private List<Peer> chosenPeers() {
    try {
      return peers.stream().map(Peer::parse).distinct().toList();
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private Set<Measure> wantedMeasures() {
    Set<Measure> wanted = EnumSet.noneOf(Measure.class);
    for (String name : measures) {
      wanted.add(
          Arrays.stream(Measure.values())
              .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new UsageException(
                          "there is no measure " + name + "; latency, catchup and faults are")));
    }
    return wanted;
  }
}
