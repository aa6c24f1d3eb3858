package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.local.part.Part;
import io.finsolutions.pipeline.local.part.PartStatus.State;
import io.finsolutions.pipeline.local.part.Supervisor;
import io.finsolutions.pipeline.local.state.FileTree;
import io.finsolutions.pipeline.local.state.Leftovers;
import io.finsolutions.pipeline.local.state.ProcessLedger;
import io.finsolutions.pipeline.local.state.StateFolder;
import io.finsolutions.pipeline.local.verify.Verification;
import io.finsolutions.pipeline.local.verify.Verifier;
import io.finsolutions.pipeline.local.view.LiveView;
import io.finsolutions.pipeline.local.view.PipelineSnapshot;
import io.finsolutions.pipeline.local.view.PipelineSnapshot.Addresses;
import io.finsolutions.pipeline.market.Topics;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.store.StoredBar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of a local pipeline. */
public final class LocalPipeline {
  /** The system property with the number of the process that started this one. */
  private static final String LAUNCHER = "pipeline.launcher";

  private static final Duration REDRAW = Duration.ofMillis(250);
  private static final Duration STOP_BOUND = Duration.ofSeconds(10);
  private static final Duration BATCH_BOUND = Duration.ofSeconds(90);
  private static final Duration VERIFY_BOUND = Duration.ofSeconds(30);
  private static final Duration SETTLED = Duration.ofSeconds(3);
  // What was traded while the last part started is counted by then.
  private static final Duration CAUGHT_UP = Duration.ofSeconds(3);
  private static final Duration FIRST_ROW_NEAR = Duration.ofMinutes(10);

  private final RunSettings settings;
  private final Clock clock;
  private final Instant launchedAt;
  private final StateFolder folder;
  private final LiveView view;
  private final FeedMemory memory;
  private final PipelineParts parts;
  private final SnapshotReader reader;
  private final CompletableFuture<RunEnd> end = new CompletableFuture<>();
  private final PartAnnouncer announcer;
  private final Supervisor broker;
  private final Supervisor database;
  private final ProcessLedger ledger;
  // In the order in which they are stopped: nobody loses whom it still writes to.
  private final List<Supervisor> processes = new ArrayList<>();
  private Feed feed;
  private boolean knowsAllMinutes = true;
  private Instant verifiedFrom = Instant.EPOCH;
  private RunFigures figures;

  private LocalPipeline(
      RunSettings settings, Applications applications, StateFolder folder, LiveView view) {
    this.settings = settings;
    this.clock = Clock.systemUTC();
    this.launchedAt = ProcessHandle.current().info().startInstant().orElseGet(clock::instant);
    this.folder = folder;
    this.view = view;
    this.memory = new FeedMemory(folder.file("feed.properties"));
    this.ledger = new ProcessLedger(folder.file("processes"));
    this.parts = new PipelineParts(applications, settings, folder);
    this.reader = new SnapshotReader(parts.database().settings(), settings.pair());
    this.announcer = new PartAnnouncer(view, folder.path(), end);
    this.broker = new Supervisor(parts.broker(), announcer);
    this.database = new Supervisor(parts.database(), announcer);
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
      int ended = Leftovers.end(folder, new ProcessLedger(folder.file("processes")));
      if (ended > 0) {
        view.say("ended " + ended + " processes that an earlier run had left behind");
      }
      if (settings.fresh()) {
        folder.clear();
      }
      OwnLog log = new OwnLog(folder.log("local"));
      try {
        return new LocalPipeline(settings, applications, folder, view).run();
      } finally {
        log.close();
      }
    } finally {
      view.close();
    }
  }

  private int run() throws InterruptedException {
    makeTemporaryFolder();
    Thread noting = new Thread(this::noteChildren, "process-ledger");
    noting.setDaemon(true);
    noting.start();
    TerminationSignals.take(() -> end.complete(RunEnd.asked()), this::killAll);
    endWithLauncher();
    RunOutcome outcome;
    try {
      start();
      outcome = follow();
    } catch (RunEndedException e) {
      outcome = RunOutcome.of(e.end());
    } finally {
      end.complete(RunEnd.asked());
      view.close();
      reader.close();
      stopAll();
      noting.interrupt();
    }
    outcome.lines().forEach(view::say);
    if (outcome.failure().isPresent()) {
      throw new FailedException(outcome.failure().get());
    }
    return ExitCode.OK;
  }

  private void start() throws InterruptedException, RunEndedException {
    view.say("state and logs in " + folder.path());
    CompletableFuture<Void> brokerUp = broker.start();
    CompletableFuture<Void> databaseUp = database.start();
    FeedChoice choice = new FeedChoice(settings, memory);
    boolean resumed = memory.source().isPresent();
    FeedKind kind = choice.settle(settings.feed() == FeedKind.AUTO && isCoinbaseReachable());
    OptionalLong highestTradeId = OptionalLong.empty();
    if (resumed && kind != FeedKind.COINBASE) {
      await(brokerUp);
      highestTradeId =
          TopicEnd.highestTradeId(parts.broker().address(), Topics.trades(settings.pair(), null));
    }
    feed = choice.feed(kind, Ports.free(), highestTradeId);
    if (resumed && feed.standIn().isPresent()) {
      view.say("this exchange does not know the minutes of earlier runs: no candles are compared");
      knowsAllMinutes = false;
    }
    CompletableFuture<Void> feedUp =
        feed.standIn().isPresent()
            ? add(parts.exchange(feed.standIn().get())).start()
            : CompletableFuture.completedFuture(null);
    Supervisor producer = add(parts.producer(feed.endpoints()));
    Supervisor streaming = add(parts.streaming());
    await(brokerUp);
    await(databaseUp);
    if (resumed) {
      noteEarlierRows();
    }
    streaming.start();
    await(feedUp);
    if (feed.standIn().isPresent() && memory.firstIdOffset().isEmpty()) {
      memory.rememberFirstIdOffset(
          StandInStatus.firstTradeId(feed.standIn().get().base())
              - choice.firstTradeId(highestTradeId));
    }
    producer.start();
  }

  /** Shows what happens, first until the first row and then until the end. */
  private RunOutcome follow() throws InterruptedException, RunEndedException {
    Instant firstRowAt = null;
    Instant deadline = Instant.MAX;
    while (true) {
      Instant now = clock.instant();
      Optional<String> trouble = reader.read(now);
      if (firstRowAt == null && hasRowOfThisRun(now)) {
        firstRowAt = now;
        view.say(
            String.format(
                Locale.ROOT,
                "first row %.1f s after the start",
                Duration.between(launchedAt, now).toMillis() / 1_000.0));
        add(parts.batch(feed.endpoints(), knowsAllMinutes)).start();
        figures = new RunFigures(launchedAt);
        deadline = settings.runFor().map(now::plus).orElse(Instant.MAX);
      }
      if (firstRowAt != null) {
        PipelineSnapshot snapshot = snapshot(now, trouble);
        if (snapshot.parts().stream().allMatch(part -> part.state() == State.UP)) {
          figures.countDelaysFrom(now.plus(CAUGHT_UP));
        }
        figures.add(snapshot);
        view.show(snapshot);
        if (now.isAfter(deadline) && figures.hasBatchRun()
            || now.isAfter(later(deadline, BATCH_BOUND))) {
          return RunOutcome.of(summary());
        }
      }
      awaitEnd(REDRAW);
    }
  }

  // Without a deadline there is nothing later than it.
  private static Instant later(Instant deadline, Duration by) {
    return deadline.equals(Instant.MAX) ? deadline : deadline.plus(by);
  }

  private boolean hasRowOfThisRun(Instant now) {
    return reader.seconds().stream()
        .map(StoredBar::updatedAt)
        .anyMatch(at -> at.isAfter(launchedAt) && at.isAfter(now.minus(FIRST_ROW_NEAR)));
  }

  private PipelineSnapshot snapshot(Instant now, Optional<String> trouble) {
    List<Supervisor> all = new ArrayList<>(List.of(broker, database));
    List<String> metrics = new ArrayList<>();
    synchronized (processes) {
      all.addAll(processes);
    }
    all.stream()
        .map(Supervisor::part)
        .filter(part -> part.address().endsWith("/metrics"))
        .forEach(part -> metrics.add(part.name() + " " + part.address()));
    return new PipelineSnapshot(
        settings.pair(),
        feed.description(),
        now,
        Duration.between(launchedAt, now),
        reader.seconds(),
        reader.status(),
        all.stream().map(Supervisor::status).toList(),
        new Addresses(parts.database().address(), metrics, folder.path().resolve("logs")),
        trouble);
  }

  /** Looks at all rows until they are as they should be, or have had long enough to be. */
  private RunSummary summary() throws InterruptedException, RunEndedException {
    Verifier verifier =
        new Verifier(settings.pair(), feed.standIn().map(Feed.StandIn::base), verifiedFrom);
    Instant to = clock.instant().minus(SETTLED);
    Instant deadline = clock.instant().plus(VERIFY_BOUND);
    while (true) {
      Optional<Verification> verification = verify(verifier, to);
      boolean sound =
          verification.isPresent()
              && verification.get().differences().isEmpty()
              && verification.get().skippedIds() == 0;
      // A hole may be on its way to be filled; what is wrong does not mend by itself.
      if (sound || clock.instant().isAfter(deadline)) {
        return new RunSummary(
            figures,
            verification.orElseThrow(
                () -> new FailedException("the database does not answer, so nothing is verified")),
            restarts());
      }
      awaitEnd(Duration.ofSeconds(1));
      reader.read(clock.instant());
    }
  }

  private Optional<Verification> verify(Verifier verifier, Instant to) {
    try {
      return Optional.of(verifier.verify(reader.connection(), to));
    } catch (SQLException e) {
      reader.close();
      return Optional.empty();
    }
  }

  private int restarts() {
    synchronized (processes) {
      return processes.stream().mapToInt(process -> process.status().restarts()).sum()
          + broker.status().restarts()
          + database.status().restarts();
    }
  }

  private boolean isCoinbaseReachable() throws InterruptedException {
    Optional<String> whyNot = CoinbaseReach.whyNot(settings.endpoints());
    whyNot.ifPresent(
        reason ->
            view.say("Coinbase cannot be reached (" + reason + "): replaying a recording instead"));
    return whyNot.isEmpty();
  }

  /** What earlier runs left is theirs: this one is verified from the second after it. */
  private void noteEarlierRows() {
    reader.read(clock.instant());
    reader.seconds().stream().findFirst().ifPresent(latest -> verifiedFrom = latest.bar().end());
  }

  private Supervisor add(Part part) {
    Supervisor supervisor = new Supervisor(part, announcer);
    synchronized (processes) {
      processes.add(supervisor);
    }
    return supervisor;
  }

  private void await(CompletableFuture<Void> up) throws InterruptedException, RunEndedException {
    try {
      CompletableFuture.anyOf(up, end).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    if (end.isDone()) {
      throw new RunEndedException(end.join());
    }
  }

  private void awaitEnd(Duration atMost) throws InterruptedException, RunEndedException {
    try {
      throw new RunEndedException(end.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (TimeoutException e) {
      // It goes on.
      return;
    }
  }

  private void stopAll() throws InterruptedException {
    List<Supervisor> inOrder;
    synchronized (processes) {
      inOrder = new ArrayList<>(processes);
    }
    inOrder.add(broker);
    inOrder.add(database);
    inOrder.forEach(Supervisor::startNoMore);
    for (Supervisor supervisor : inOrder) {
      supervisor.stop(STOP_BOUND);
    }
    ledger.noteChildren();
  }

  private void killAll() {
    synchronized (processes) {
      processes.forEach(Supervisor::kill);
    }
    broker.kill();
    database.kill();
  }

  private void noteChildren() {
    try {
      while (true) {
        ledger.noteChildren();
        Thread.sleep(REDRAW.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The script that Ctrl-C reaches may be killed; nobody could end this process then. */
  private void endWithLauncher() {
    Long launcher = Long.getLong(LAUNCHER);
    if (launcher != null) {
      ProcessHandle.of(launcher)
          .ifPresentOrElse(
              process -> process.onExit().thenRun(() -> end.complete(RunEnd.asked())),
              () -> end.complete(RunEnd.asked()));
    }
  }

  private void makeTemporaryFolder() {
    try {
      if (Files.exists(folder.file("tmp"))) {
        FileTree.delete(folder.file("tmp"));
      }
      Files.createDirectories(folder.file("tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder.file("tmp"), e);
    }
  }
}
