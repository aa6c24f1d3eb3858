package io.finsolutions.pipeline.local.chaos;

import io.finsolutions.pipeline.local.run.EndSignal;
import io.finsolutions.pipeline.local.run.PipelineSession;
import io.finsolutions.pipeline.local.run.RunEndedException;
import io.finsolutions.pipeline.local.view.LiveView;
import io.finsolutions.pipeline.market.Topics;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.verify.StandInControl;
import io.finsolutions.pipeline.verify.Verification;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The course of a run: the start, the faults, the recovery, and the look at all rows. */
final class ChaosCourse {
  private static final Logger LOG = LoggerFactory.getLogger(ChaosCourse.class);
  private static final Duration FIRST_RUN_BOUND = Duration.ofSeconds(90);
  private static final Duration RECOVERY_BOUND = Duration.ofMinutes(2);
  private static final Duration HANDOVER_BOUND = Duration.ofMinutes(5);
  private static final Duration VERIFICATION_BOUND = Duration.ofMinutes(2);
  private static final Duration VERIFICATION_TURN = Duration.ofSeconds(5);
  private static final Duration BETWEEN_VERIFICATIONS = Duration.ofSeconds(2);

  private final ChaosSettings settings;
  private final SmallDisks disks;
  private final LiveView view;
  private final ChaosRun run;
  private final List<String> unfinished = new ArrayList<>();
  private Optional<Verification> verification = Optional.empty();
  private FinalFigures figures = FinalFigures.NONE;
  private Map<String, Long> struck = Map.of();
  private Map<String, Long> deadLetters = Map.of();

  ChaosCourse(
      ChaosSettings settings, ChaosScript script, SmallDisks disks, LiveView view, EndSignal end) {
    this.settings = settings;
    this.disks = disks;
    this.view = view;
    this.run = new ChaosRun(script, view, end);
  }

  /** The part of it that plays the faults. */
  ChaosRun run() {
    return run;
  }

  /** Takes its course, or as much of it as it can. All processes run when this returns. */
  ChaosSummary take(PipelineSession session) throws InterruptedException {
    try {
      session.takeSignals();
      session.start();
      session.startBatch();
      StandInControl exchange = new StandInControl(session.standIn().orElseThrow());
      try (FreshnessWatch watch =
          new FreshnessWatch(session.database(), settings.pair(), exchange, run::observed)) {
        watch.start();
        take(session, exchange);
      }
    } catch (RunEndedException e) {
      unfinished.add(e.end().failure().orElse("ended before its time was over"));
    } catch (FailedException e) {
      LOG.error("run failed", e);
      unfinished.add(e.getMessage());
    }
    return new ChaosSummary(
        settings,
        run.table(),
        run.open(),
        run.greatestAge(),
        struck,
        deadLetters,
        session.status(),
        figures,
        verification,
        List.copyOf(unfinished));
  }

  private void take(PipelineSession session, StandInControl exchange)
      throws InterruptedException, RunEndedException {
    run.await(
        "the first batch run",
        FIRST_RUN_BOUND,
        (look, open) -> look.flatMap(Observation::doneRunBegan).isPresent());
    view.say("faults begin");
    Instant over = run.play(new FaultInjector(exchange, disks, session::status));
    exchange.clear();
    struck = exchange.struck();
    view.say("faults are over");
    run.await("recovery", RECOVERY_BOUND, (look, open) -> open.isEmpty());
    boolean isFinal =
        run.await(
            "rows before " + over + " to be final",
            HANDOVER_BOUND,
            (look, open) -> look.flatMap(Observation::handover).filter(over::isBefore).isPresent());
    if (!isFinal) {
      unfinished.add("rows before " + over + ", when the last fault was over, are not final");
    }
    verify(session);
    deadLetters = DeadLetters.count(session.broker(), Topics.deadLetters(settings.pair(), null));
  }

  /** Looks until all is right: a trade that came late needs another run of the batch layer. */
  private void verify(PipelineSession session) throws InterruptedException, RunEndedException {
    Instant deadline = Instant.now().plus(VERIFICATION_BOUND);
    while (true) {
      verification = Optional.of(session.verify(VERIFICATION_TURN));
      figures = figures(session);
      if (isRight() || Instant.now().isAfter(deadline)) {
        return;
      }
      run.await("rows to be right", BETWEEN_VERIFICATIONS, (look, open) -> false);
    }
  }

  private boolean isRight() {
    return figures.missingTrades() == 0
        && verification
            .filter(all -> all.differences().isEmpty() && all.skippedIds() == 0)
            .isPresent();
  }

  private FinalFigures figures(PipelineSession session) {
    try (Connection connection = session.database().connect("chaos")) {
      return FinalFigures.read(connection, settings.pair());
    } catch (SQLException e) {
      throw new FailedException("the database does not answer: " + e.getMessage(), e);
    }
  }
}
