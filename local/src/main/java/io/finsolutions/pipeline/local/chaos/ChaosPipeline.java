package io.finsolutions.pipeline.local.chaos;

import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.local.part.RestartPolicy;
import io.finsolutions.pipeline.local.run.Applications;
import io.finsolutions.pipeline.local.run.EndSignal;
import io.finsolutions.pipeline.local.run.FeedKind;
import io.finsolutions.pipeline.local.run.PartAnnouncer;
import io.finsolutions.pipeline.local.run.PipelineSession;
import io.finsolutions.pipeline.local.run.RunSettings;
import io.finsolutions.pipeline.local.state.ProcessLedger;
import io.finsolutions.pipeline.local.state.StateFolder;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.FailedException;
import java.io.PrintStream;
import java.util.Optional;

/** One run of the pipeline under faults. */
public final class ChaosPipeline {
  private static final String KEPT = "kept";

  private final ChaosSettings settings;
  private final Applications applications;
  private final TimedView view;
  private final EndSignal end = new EndSignal();

  private ChaosPipeline(ChaosSettings settings, Applications applications, TimedView view) {
    this.settings = settings;
    this.applications = applications;
    this.view = view;
  }

  /**
   * Runs the pipeline under the faults of a seed, and compares what it came to with what it should
   * be. Nothing that it has started runs any more when this returns.
   *
   * @return the exit code
   * @throws FailedException if a row is wrong, the pipeline has not recovered from a fault, or it
   *     did not come to its end
   */
  public static int run(ChaosSettings settings, Applications applications, PrintStream out)
      throws InterruptedException {
    TimedView view = new TimedView(out);
    try (StateFolder folder = StateFolder.open(settings.stateRoot(), settings.pair())) {
      ChaosSummary summary = new ChaosPipeline(settings, applications, view).run(folder);
      summary.lines().forEach(view::print);
      if (settings.write()) {
        new SeedTable(applications.checkout().resolve("docs/testing.md")).write(summary);
      }
      if (summary.problems().isEmpty()) {
        return ExitCode.OK;
      }
      throw new FailedException(
          "not all is as it should be with seed %d; state and logs in %s"
              .formatted(settings.seed(), folder.path()));
    }
  }

  private ChaosSummary run(StateFolder folder) throws InterruptedException {
    ProcessLedger ledger = new ProcessLedger(folder.file(ProcessLedger.FILE));
    PipelineSession.endLeftovers(folder, ledger, view);
    SmallDisk.unmountBelow(folder.path());
    folder.clear();
    SmallDisks disks = SmallDisks.make(folder);
    disks.whyNot().ifPresent(why -> view.say("no disk is filled, for none can be made: " + why));
    boolean sound = false;
    try {
      ChaosSummary summary = run(folder, ledger, disks);
      sound = summary.problems().isEmpty();
      return summary;
    } finally {
      if (!sound) {
        disks.keep(folder.file(KEPT));
      }
      disks.release();
    }
  }

  private ChaosSummary run(StateFolder folder, ProcessLedger ledger, SmallDisks disks)
      throws InterruptedException {
    ChaosScript whole = ChaosScript.of(settings.seed(), settings.length());
    ChaosScript script = disks.whyNot().isPresent() ? whole.withoutFullDisks() : whole;
    view.say(
        "seed %d: %d faults in %d s"
            .formatted(settings.seed(), script.injections().size(), settings.length().toSeconds()));
    ChaosCourse course = new ChaosCourse(settings, script, disks, view, end);
    PartAnnouncer announcer = new PartAnnouncer(view, folder.path(), end);
    try (PipelineSession session =
        new PipelineSession(
            runSettings(),
            applications,
            folder,
            ledger,
            view,
            new PartRelay(announcer, course.run()),
            // The disk may be full for longer than five starts take.
            RestartPolicy::neverGivingUp,
            end)) {
      try {
        return course.take(session);
      } finally {
        session.stop();
      }
    }
  }

  private RunSettings runSettings() {
    return new RunSettings(
        settings.pair(),
        FeedKind.GENERATED,
        1,
        settings.rate(),
        settings.seed(),
        Optional.empty(),
        CoinbaseEndpoints.production(),
        settings.stateRoot(),
        true,
        Optional.empty(),
        "continuous",
        ChaosSettings.SCHEDULE,
        Optional.empty(),
        0,
        0,
        0);
  }
}
