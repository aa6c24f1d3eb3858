package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.local.part.Part;
import io.finsolutions.pipeline.local.part.PartStatus.State;
import io.finsolutions.pipeline.local.run.Launch.Launched;
import io.finsolutions.pipeline.local.state.Leftovers;
import io.finsolutions.pipeline.local.state.ProcessLedger;
import io.finsolutions.pipeline.local.state.StateFolder;
import io.finsolutions.pipeline.local.verify.Verification;
import io.finsolutions.pipeline.local.verify.Verifier;
import io.finsolutions.pipeline.local.view.LiveView;
import io.finsolutions.pipeline.local.view.PipelineSnapshot;
import io.finsolutions.pipeline.local.view.PipelineSnapshot.Addresses;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.store.StoredBar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One run of a local pipeline. */
public final class LocalPipeline {
  private static final Duration REDRAW = Duration.ofMillis(250);
  private static final Duration BATCH_BOUND = Duration.ofSeconds(90);
  // What was traded while the last part started is counted by then.
  private static final Duration CAUGHT_UP = Duration.ofSeconds(3);

  private final RunSettings settings;
  private final Instant launchedAt;
  private final StateFolder folder;
  private final LiveView view;
  private final PipelineParts parts;
  private final PartSupervision supervision;
  private final SnapshotReader reader;
  private final EndSignal end = new EndSignal();
  private final RunFigures figures;

  private LocalPipeline(
      RunSettings settings,
      Applications applications,
      StateFolder folder,
      ProcessLedger ledger,
      LiveView view) {
    this.settings = settings;
    this.launchedAt = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    this.folder = folder;
    this.view = view;
    this.parts = new PipelineParts(applications, settings, folder);
    this.supervision =
        new PartSupervision(parts, new PartAnnouncer(view, folder.path(), end), ledger);
    this.reader = new SnapshotReader(parts.database().settings(), settings.pair());
    this.figures = new RunFigures(launchedAt);
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
      ProcessLedger ledger = new ProcessLedger(folder.file("processes"));
      int ended = Leftovers.end(folder, ledger);
      if (ended > 0) {
        view.say("ended " + ended + " processes that an earlier run had left behind");
      }
      if (settings.fresh()) {
        folder.clear();
      }
      folder.makeEmptyFolder(PipelineParts.TEMPORARY);
      OwnLog log = new OwnLog(folder.log("local"));
      try {
        return new LocalPipeline(settings, applications, folder, ledger, view).run();
      } finally {
        log.close();
      }
    } finally {
      view.close();
    }
  }

  private int run() throws InterruptedException {
    RunOutcome outcome;
    try {
      TerminationSignals.take(() -> end.give(RunEnd.asked()), supervision::kill);
      Launcher.onEnd(() -> end.give(RunEnd.asked()));
      view.say("state and logs in " + folder.path());
      FeedMemory memory = new FeedMemory(folder.file("feed.properties"));
      Launched launched = new Launch(settings, parts, supervision, memory, view, end).start(reader);
      outcome = follow(launched);
    } catch (RunEndedException e) {
      outcome = RunOutcome.of(e.end());
    } finally {
      end.give(RunEnd.asked());
      view.close();
      reader.close();
      supervision.stop();
    }
    outcome.lines().forEach(view::say);
    if (outcome.failure().isPresent()) {
      throw new FailedException(outcome.failure().get());
    }
    return ExitCode.OK;
  }

  /** Waits for the first row, and then shows what happens until the time of the run is over. */
  private RunOutcome follow(Launched launched) throws InterruptedException, RunEndedException {
    Instant firstRowAt = awaitFirstRow();
    supervision.add(parts.batch(launched.feed().endpoints(), launched.knowsAllMinutes())).start();
    while (true) {
      Instant now = Instant.now();
      Optional<String> trouble = reader.read(now);
      PipelineSnapshot snapshot = snapshot(launched.feed(), now, trouble);
      if (snapshot.parts().stream().allMatch(part -> part.state() == State.UP)) {
        figures.countDelaysFrom(now.plus(CAUGHT_UP));
      }
      figures.add(snapshot);
      view.show(snapshot);
      if (settings.runFor().isPresent() && isOver(firstRowAt.plus(settings.runFor().get()), now)) {
        return RunOutcome.of(summary(launched));
      }
      end.pause(REDRAW);
    }
  }

  private Instant awaitFirstRow() throws InterruptedException, RunEndedException {
    while (true) {
      Instant now = Instant.now();
      reader.read(now);
      if (reader.seconds().stream().map(StoredBar::updatedAt).anyMatch(launchedAt::isBefore)) {
        view.say(
            String.format(
                Locale.ROOT,
                "first row %.1f s after the start",
                Duration.between(launchedAt, now).toMillis() / 1_000.0));
        return now;
      }
      end.pause(REDRAW);
    }
  }

  private boolean isOver(Instant deadline, Instant now) {
    return now.isAfter(deadline)
        && (figures.hasBatchRun() || now.isAfter(deadline.plus(BATCH_BOUND)));
  }

  private RunSummary summary(Launched launched) throws InterruptedException, RunEndedException {
    Verifier verifier =
        new Verifier(
            settings.pair(),
            launched.feed().standIn().map(Feed.StandIn::base),
            launched.rowsFrom());
    Verification verification = new RunVerification(verifier, reader, end).verify();
    return new RunSummary(figures, verification, supervision.restarts());
  }

  private PipelineSnapshot snapshot(Feed feed, Instant now, Optional<String> trouble) {
    List<String> metrics =
        supervision.parts().stream()
            .filter(part -> part.address().endsWith("/metrics"))
            .map(LocalPipeline::named)
            .toList();
    return new PipelineSnapshot(
        settings.pair(),
        feed.description(),
        now,
        Duration.between(launchedAt, now),
        reader.seconds(),
        reader.status(),
        supervision.status(),
        new Addresses(parts.database().address(), metrics, folder.path().resolve("logs")),
        trouble);
  }

  private static String named(Part part) {
    return part.name() + " " + part.address();
  }
}
