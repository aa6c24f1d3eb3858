package io.finsolutions.pipeline.producer.flow;

import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.RejectReason;
import io.finsolutions.pipeline.market.RejectTally;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what is done about each event: which trades are sent, which are kept as dead letters,
 * when the history is asked and for what. Without input, output and threads of its own; all calls
 * come from one thread.
 */
public final class TradeFlow {
  private static final Logger LOG = LoggerFactory.getLogger(TradeFlow.class);
  private static final Duration BETWEEN_CHECKS = Duration.ofMillis(100);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
  private static final long WORTH_A_LINE = 1_000;
  private static final int RANGES_IN_A_LINE = 10;

  private final TradeLedger ledger;
  private final HoleSchedule schedule;
  private final TradePublisher publisher;
  private final HistoryReader history;
  private final InstantSource clock;
  private final InstantSource steady;
  private final ProducerMetrics metrics;
  private final ProducerHealth health;
  private final Duration horizon;
  private final Duration patience;
  private final SendHealth sends = new SendHealth();
  private final RetryTimer firstMinute = new RetryTimer();
  private final RetryTimer afterLoss = new RetryTimer();
  private boolean asking;
  private boolean firstMinuteToTell;
  private boolean firstMinuteWhole;
  private Instant nextCheck = Instant.MIN;
  private final RejectTally tally;
  private TradeIds loggedNotGiven = new TradeIds();

  /**
   * A flow that goes on from what the ledger knows.
   *
   * @param clock the time of this machine, to compare with that of trades
   * @param steady a time that never jumps, for waits
   * @param horizon how far back holes are filled
   * @param patience how long a hole may be filled by the feed before the history is asked
   */
  public TradeFlow(
      TradeLedger ledger,
      TradePublisher publisher,
      HistoryReader history,
      InstantSource clock,
      InstantSource steady,
      ProducerMetrics metrics,
      ProducerHealth health,
      Duration horizon,
      Duration patience) {
    this.ledger = ledger;
    this.schedule = new HoleSchedule(patience);
    this.publisher = publisher;
    this.history = history;
    this.clock = clock;
    this.steady = steady;
    this.tally = new RejectTally(BETWEEN_LINES, steady);
    this.metrics = metrics;
    this.health = health;
    this.horizon = horizon;
    this.patience = patience;
  }

  /** Acts on an event. */
  public void handle(Event event) {
    if (event instanceof Event.TradesCame came) {
      onTrades(came);
    } else if (event instanceof Event.Heartbeat) {
      health.heartbeat();
    } else if (event instanceof Event.TradesFetched fetched) {
      Intake intake = ledger.takeFromHistory(fetched.trades(), clock.instant());
      publish(intake, Origin.BACKFILL, DeadLetter.HISTORY);
    } else if (event instanceof Event.FetchAnswered answered) {
      onAnswered(answered);
    } else if (event instanceof Event.FetchFailed failed) {
      onFailed(failed);
    } else if (event instanceof Event.Unreadable unreadable) {
      publish(
          new DeadLetter(
              unreadable.bytes(),
              RejectReason.MALFORMED,
              unreadable.detail(),
              unreadable.source()));
    } else if (event instanceof Event.MessagesLost lost) {
      onLost(lost);
    } else if (event instanceof Event.KafkaAnswered) {
      if (!sends.accepting()) {
        fetchLostAgain(steady.instant());
      }
    } else if (event instanceof Event.Subscribed) {
      LOG.info("feed subscribed");
      metrics.connected();
      health.subscribed(true);
      health.heartbeat();
    } else if (event instanceof Event.Disconnected disconnected) {
      LOG.warn(
          "feed disconnected reason=\"{}\" retry_after={}",
          disconnected.reason(),
          disconnected.retryAfter());
      metrics.disconnected();
      health.subscribed(false);
    }
  }

  /** To be called after each event, and at least every 100 ms. */
  public void endTurn() {
    SendOutcomes outcomes = publisher.takeOutcomes();
    Instant now = steady.instant();
    outcomes.failed().forEach(ledger::takeBack);
    firstMinuteToTell |= firstMinuteWhole && !ledger.firstIsKnown();
    boolean accepted = sends.accepting();
    sends.update(outcomes, now);
    if (!accepted && sends.accepting()) {
      fetchLostAgain(now);
    }
    metrics.acknowledged(outcomes.acknowledged());
    metrics.sendFailures(outcomes.failed().size());
    tally
        .takeUntold()
        .forEach(
            (reason, count) ->
                LOG.warn("more dead letters reason={} count={}", reason.wireName(), count));
    health.accepting(sends.accepting());
    if (!now.isBefore(nextCheck)) {
      nextCheck = now.plus(BETWEEN_CHECKS);
      checkHoles(now);
    }
    health.turned();
  }

  private void onTrades(Event.TradesCame came) {
    Intake intake = ledger.takeFromFeed(came.trades(), came.sentAt());
    publish(intake, came.origin(), DeadLetter.FEED);
    if (came.origin() == Origin.LIVE && !intake.fresh().isEmpty()) {
      metrics.liveTrade(intake.fresh().get(intake.fresh().size() - 1).time());
    }
  }

  private void publish(Intake intake, Origin origin, String source) {
    for (Trade trade : intake.fresh()) {
      publisher.publish(new TradeMessage(trade, origin));
      metrics.sent(origin);
    }
    for (RejectedTrade rejected : intake.rejected()) {
      byte[] bytes = TradeJson.encode(new TradeMessage(rejected.trade(), origin));
      publish(new DeadLetter(bytes, rejected.reason(), rejected.detail(), source));
    }
    metrics.duplicates(intake.duplicates());
    ledger.highest().ifPresent(metrics::lastTradeId);
  }

  private void publish(DeadLetter letter) {
    if (tally.isWorthALine(letter.reason())) {
      LOG.warn(
          "dead letter reason={} source={} detail=\"{}\"",
          letter.reason().wireName(),
          letter.source(),
          letter.detail());
    }
    metrics.deadLetter(letter.reason());
    publisher.publish(letter);
  }

  /**
   * While Kafka was away, each attempt to bring what it had not taken made the next one wait for
   * longer; now that it is back there is no reason to.
   */
  private void fetchLostAgain(Instant now) {
    sends.hasten(now);
    schedule.hasten(now);
    firstMinute.hasten(now);
    afterLoss.hasten(now);
  }

  private void onLost(Event.MessagesLost lost) {
    LOG.warn("feed lost messages count={}", lost.count());
    metrics.lostMessages(lost.count());
    // A trade that comes later shows what was lost; the last ones before a pause, none does.
    afterLoss.start(steady.instant().plus(patience));
  }

  private void checkHoles(Instant now) {
    Instant cutoff = clock.instant().minus(horizon);
    TradeIds givenUp = ledger.giveUpBefore(cutoff);
    if (!givenUp.isEmpty()) {
      LOG.warn("ids given up horizon={} {}", horizon, describe(givenUp));
      metrics.givenUp(givenUp.count());
    }
    TradeIds missing = ledger.missing();
    schedule.update(missing, now);
    TradeIds notGiven = schedule.notGiven();
    metrics.holes(
        new ProducerMetrics.Holes(
            missing.rangeCount(),
            missing.count(),
            notGiven.count(),
            missing.isEmpty() ? Instant.MAX : ledger.timeBelow(missing.first().getAsLong())));
    logNotGiven(notGiven);
    if (ledger.highest().isPresent()) {
      ledger.forgetOldTimes();
      if (!ledger.startFixed()) {
        checkFirstMinute(now, cutoff);
      } else if (firstMinuteToTell && ledger.firstIsKnown() && sends.accepting()) {
        tellFirstMinute();
      }
    }
    if (!asking && sends.mayFetch(now)) {
      nextRequest(now).ifPresent(this::ask);
    }
  }

  private void logNotGiven(TradeIds notGiven) {
    if (notGiven.equals(loggedNotGiven)) {
      return;
    }
    loggedNotGiven = notGiven;
    if (notGiven.isEmpty()) {
      LOG.info("no id is waited for that the history did not give");
    } else {
      LOG.warn("ids not given by the history {}", describe(notGiven));
    }
  }

  private void checkFirstMinute(Instant now, Instant cutoff) {
    firstMinute.start(now.plus(patience));
    if (ledger.lowestTime().isBefore(cutoff)) {
      LOG.warn("first minute given up start={} horizon={}", ledger.firstMinute(), horizon);
      ledger.fixStart();
    }
  }

  /** Readers of the topic cannot see what came before its first trade: they are told. */
  private void tellFirstMinute() {
    firstMinuteToTell = false;
    publisher.publish(new TradeMessage(ledger.first(), Origin.BACKFILL).asFirstOfMinute());
    metrics.sent(Origin.BACKFILL);
  }

  private Optional<FetchRequest> nextRequest(Instant now) {
    if (!ledger.startFixed() && firstMinute.due(now)) {
      return Optional.of(
          new FetchRequest.FirstMinute(ledger.firstMinute(), ledger.timeAboveLowest()));
    }
    if (afterLoss.due(now) && ledger.highest().isPresent()) {
      afterLoss.begin();
      return Optional.of(
          new FetchRequest.Latest(
              ledger.timeBelowHighest(), clock.instant().plus(TradeLedger.HISTORY_TOLERANCE)));
    }
    return schedule.due(now).map(this::request);
  }

  private FetchRequest request(IdRange ids) {
    return new FetchRequest.Ids(
        ids, ledger.timeBelow(ids.first() - 1), ledger.timeAbove(ids.last() + 1));
  }

  private void ask(FetchRequest request) {
    asking = true;
    if (request instanceof FetchRequest.Ids hole) {
      LOG.info(
          "backfill ids={} from={} to={} missing={}",
          hole.ids(),
          hole.from(),
          hole.to(),
          ledger.missing().count());
    } else {
      LOG.info("backfill from={} to={}", request.from(), request.to());
    }
    history.ask(request);
  }

  private void onAnswered(Event.FetchAnswered answered) {
    asking = false;
    Instant now = steady.instant();
    if (answered.request() instanceof FetchRequest.Ids hole) {
      TradeIds missing = ledger.missing();
      schedule.answered(hole.ids(), missing, answered.notGiven(), now);
      if (hole.ids().count() >= WORTH_A_LINE) {
        LOG.info("backfill progress filled={} missing={}", hole.ids(), missing.count());
      }
    } else if (answered.request() instanceof FetchRequest.Latest) {
      afterLoss.succeeded();
    } else if (!ledger.firstMinute().isBefore(answered.request().from())) {
      LOG.info("first minute is whole start={}", ledger.firstMinute());
      ledger.fixStart();
      firstMinuteWhole = true;
      firstMinuteToTell = true;
    }
  }

  private void onFailed(Event.FetchFailed failed) {
    asking = false;
    LOG.warn("backfill failed kind={} reason=\"{}\"", failed.kind(), failed.reason());
    metrics.fetchFailed(failed.kind());
    Instant now = steady.instant();
    if (failed.request() instanceof FetchRequest.Ids hole) {
      schedule.failed(hole.ids(), ledger.missing(), now);
    } else if (failed.request() instanceof FetchRequest.Latest) {
      afterLoss.failed(now);
    } else {
      firstMinute.failed(now);
    }
  }

  /** How many ids are missing and which, for a line of a log. */
  public String describeMissing() {
    return describe(ledger.missing());
  }

  private static String describe(TradeIds ids) {
    String shown =
        ids.ranges().stream()
            .limit(RANGES_IN_A_LINE)
            .map(IdRange::toString)
            .collect(Collectors.joining(","));
    String rest = ids.rangeCount() > RANGES_IN_A_LINE ? ",..." : "";
    return "count=" + ids.count() + " ids=" + shown + rest;
  }
}
