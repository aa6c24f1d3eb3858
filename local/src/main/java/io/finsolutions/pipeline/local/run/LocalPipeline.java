package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.local.part.Part;
import io.finsolutions.pipeline.local.part.PartStatus.State;
import io.finsolutions.pipeline.local.part.RestartPolicy;
import io.finsolutions.pipeline.local.state.ProcessLedger;
import io.finsolutions.pipeline.local.state.StateFolder;
import io.finsolutions.pipeline.local.view.LiveView;
import io.finsolutions.pipeline.local.view.PipelineSnapshot;
import io.finsolutions.pipeline.local.view.PipelineSnapshot.Addresses;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.FailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One run of a local pipeline. */
public final class LocalPipeline {
  private static final Duration REDRAW = Duration.ofMillis(250);
  private static final Duration VERIFICATION_BOUND = Duration.ofSeconds(30);
  private static final Duration BATCH_BOUND = Duration.ofSeconds(90);
  // What was traded while the last part started is counted by then.
  private static final Duration CAUGHT_UP = Duration.ofSeconds(3);

  private final RunSettings settings;
  private final StateFolder folder;
  private final LiveView view;
  private final PipelineSession session;
  private final EndSignal end;
  private final RunFigures figures;

  private LocalPipeline(
      RunSettings settings,
      StateFolder folder,
      LiveView view,
      PipelineSession session,
      EndSignal end) {
    this.settings = settings;
    this.folder = folder;
    this.view = view;
    this.session = session;
    this.end = end;
    this.figures = new RunFigures(session.launchedAt());
  }

  /**
   * Runs a pipeline until it is told to end, its time is over or it cannot go on. Nothing that it
   * has started runs any more when this returns.
   *
   * @return the exit code
   * @throws FailedException if it cannot start, or cannot go on
   */
  public static int run(RunSettings settings, Applications applications, LiveView view)
      throws InterruptedException {
    try (StateFolder folder = StateFolder.open(settings.stateRoot(), settings.pair())) {
      ProcessLedger ledger = new ProcessLedger(folder.file(ProcessLedger.FILE));
      PipelineSession.endLeftovers(folder, ledger, view);
      if (settings.fresh()) {
        folder.clear();
      }
      EndSignal end = new EndSignal();
      try (PipelineSession session =
          new PipelineSession(
              settings,
              applications,
              folder,
              ledger,
              view,
              new PartAnnouncer(view, folder.path(), end),
              RestartPolicy::givingUp,
              end)) {
        return new LocalPipeline(settings, folder, view, session, end).run();
      }
    } finally {
      view.close();
    }
  }

  private int run() throws InterruptedException {
    RunOutcome outcome;
    try {
      session.takeSignals();
      outcome = follow(session.start());
    } catch (RunEndedException e) {
      outcome = RunOutcome.of(e.end());
    } finally {
      view.close();
      session.stop();
    }
    outcome.lines().forEach(view::say);
    if (outcome.failure().isPresent()) {
      throw new FailedException(outcome.failure().get());
    }
    return ExitCode.OK;
  }

  /** Shows what happens until the time of the run is over. */
  private RunOutcome follow(Instant firstRowAt) throws InterruptedException, RunEndedException {
    session.startConsole();
    session.startBatch();
    while (true) {
      Instant now = Instant.now();
      Optional<String> trouble = session.reader().read(now);
      PipelineSnapshot snapshot = snapshot(now, trouble);
      if (snapshot.parts().stream().allMatch(part -> part.state() == State.UP)) {
        figures.countDelaysFrom(now.plus(CAUGHT_UP));
      }
      figures.add(snapshot);
      view.show(snapshot);
      if (settings.runFor().isPresent() && isOver(firstRowAt.plus(settings.runFor().get()), now)) {
        return RunOutcome.of(
            new RunSummary(figures, session.verify(VERIFICATION_BOUND), session.restarts()));
      }
      end.pause(REDRAW);
    }
  }

  private boolean isOver(Instant deadline, Instant now) {
    return now.isAfter(deadline)
        && (figures.hasBatchRun() || now.isAfter(deadline.plus(BATCH_BOUND)));
  }

  private PipelineSnapshot snapshot(Instant now, Optional<String> trouble) {
    List<String> metrics =
        session.parts().stream()
            .filter(part -> part.address().endsWith("/metrics"))
            .map(LocalPipeline::named)
            .toList();
    return new PipelineSnapshot(
        settings.pair(),
        session.feed().description(),
        now,
        Duration.between(session.launchedAt(), now),
        session.reader().seconds(),
        session.reader().status(),
        session.status(),
        new Addresses(
            session.page().toString(),
            session.databaseAddress(),
            metrics,
            folder.path().resolve("logs")),
        trouble);
  }

  private static String named(Part part) {
    return part.name() + " " + part.address();
  }
}
