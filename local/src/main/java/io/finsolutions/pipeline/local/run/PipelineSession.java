package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.local.part.Part;
import io.finsolutions.pipeline.local.part.PartListener;
import io.finsolutions.pipeline.local.part.PartStatus;
import io.finsolutions.pipeline.local.part.RestartPolicy;
import io.finsolutions.pipeline.local.run.Launch.Launched;
import io.finsolutions.pipeline.local.state.Leftovers;
import io.finsolutions.pipeline.local.state.ProcessLedger;
import io.finsolutions.pipeline.local.state.StateFolder;
import io.finsolutions.pipeline.local.view.LiveView;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.store.DatabaseSettings;
import io.finsolutions.pipeline.store.StoredBar;
import io.finsolutions.pipeline.verify.Verification;
import io.finsolutions.pipeline.verify.Verifier;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The processes of one run on a state folder, from the first start to the end of the last. Nothing
 * that it has started runs any more once it is closed.
 */
public final class PipelineSession implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(250);

  private final RunSettings settings;
  private final StateFolder folder;
  private final LiveView view;
  private final EndSignal end;
  private final OwnLog log;
  private final Instant launchedAt =
      ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
  private final PipelineParts parts;
  private final PartSupervision supervision;
  private final SnapshotReader reader;
  private Launched launched;

  /**
   * A session that has started nothing yet. From now on this process logs to the state folder.
   *
   * @param ledger where the folder's processes are noted
   * @param view what happens is said here
   * @param listener hears what becomes of the parts
   * @param policies makes the policy of each part by which it is started again
   * @param end ends everything that waits
   */
  public PipelineSession(
      RunSettings settings,
      Applications applications,
      StateFolder folder,
      ProcessLedger ledger,
      LiveView view,
      PartListener listener,
      Supplier<RestartPolicy> policies,
      EndSignal end) {
    this.settings = settings;
    this.folder = folder;
    this.view = view;
    this.end = end;
    folder.makeEmptyFolder(PipelineParts.TEMPORARY);
    this.parts = new PipelineParts(applications, settings, folder);
    this.supervision = new PartSupervision(parts, listener, policies, ledger);
    this.reader = new SnapshotReader(parts.database().settings(), settings.pair());
    this.log = new OwnLog(folder.log("local"));
  }

  /** Ends what an earlier run has left behind, and says so. */
  public static void endLeftovers(StateFolder folder, ProcessLedger ledger, LiveView view)
      throws InterruptedException {
    int ended = Leftovers.end(folder, ledger);
    if (ended > 0) {
      view.say("ended " + ended + " processes that an earlier run had left behind");
    }
  }

  /** Ends the run when this process is told to end: in order at first, at once the next time. */
  public void takeSignals() {
    TerminationSignals.take(() -> end.give(RunEnd.asked()), supervision::kill);
    Launcher.onEnd(() -> end.give(RunEnd.asked()));
  }

  /**
   * Starts everything but the batch layer, and waits for the first row.
   *
   * @return when it was there
   * @throws FailedException if something cannot be started
   */
  public Instant start() throws InterruptedException, RunEndedException {
    view.say("state and logs in " + folder.path());
    FeedMemory memory = new FeedMemory(folder.file(FeedMemory.FILE));
    launched = new Launch(settings, parts, supervision, memory, view, end).start(reader);
    return awaitFirstRow();
  }

  /** Starts the page, which has something to show now. */
  public void startConsole() {
    supervision.add(parts.console()).start();
  }

  /** Where the page is. */
  URI page() {
    return parts.page();
  }

  /** Starts the batch layer, whose first run would take the time that the first row needs. */
  public void startBatch() {
    supervision.add(parts.batch(launched.feed().endpoints(), launched.knowsAllMinutes())).start();
  }

  /**
   * Compares all rows with the stand-in's oracle, again and again until they are as they should be
   * or had long enough.
   *
   * @param bound how long it may look again if something is wrong
   * @throws FailedException if the database does not answer
   */
  public Verification verify(Duration bound) throws InterruptedException, RunEndedException {
    Verifier verifier = new Verifier(settings.pair(), standIn(), launched.rowsFrom());
    return new RunVerification(verifier, reader, end).verify(bound);
  }

  /** Where the stand-in exchange answers, if it is the feed. */
  public Optional<URI> standIn() {
    return launched.feed().standIn().map(Feed.StandIn::base);
  }

  /** How the pipeline's database is reached. */
  public DatabaseSettings database() {
    return parts.database().settings();
  }

  /** Where the database is, for people. */
  String databaseAddress() {
    return parts.database().address();
  }

  /** Where the broker answers, as host and port. */
  public String broker() {
    return parts.broker().address();
  }

  /** How each part is doing. */
  public List<PartStatus> status() {
    return supervision.status();
  }

  /** How often a part was started again. */
  public int restarts() {
    return supervision.restarts();
  }

  Instant launchedAt() {
    return launchedAt;
  }

  Feed feed() {
    return launched.feed();
  }

  List<Part> parts() {
    return supervision.parts();
  }

  SnapshotReader reader() {
    return reader;
  }

  /** Ends all processes, one after the other. */
  public void stop() throws InterruptedException {
    end.give(RunEnd.asked());
    reader.close();
    supervision.stop();
  }

  /** Logs no more to the state folder. */
  @Override
  public void close() {
    log.close();
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
      end.pause(LOOK);
    }
  }
}
