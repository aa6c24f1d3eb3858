package io.finsolutions.pipeline.local.chaos;

import io.finsolutions.pipeline.local.chaos.ChaosFault.Kill;
import io.finsolutions.pipeline.local.run.EndSignal;
import io.finsolutions.pipeline.local.run.RunEndedException;
import io.finsolutions.pipeline.local.view.LiveView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Plays a script of faults, and watches the pipeline recover. All that happens is looked at by one
 * thread; others hand it over.
 */
final class ChaosRun {
  private static final Duration TURN = Duration.ofMillis(20);
  private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(10);
  // A run of the batch layer begins every 20 seconds; one that is never seen is not waited for.
  private static final Duration BATCH_PATIENCE = Duration.ofSeconds(45);

  private final ChaosScript script;
  private final LiveView view;
  private final EndSignal end;
  private final BlockingQueue<Runnable> happened = new LinkedBlockingQueue<>();
  private final Recoveries recoveries = new Recoveries();
  private final FaultTable table = new FaultTable();
  private final List<Pending> lasting = new ArrayList<>();
  private Optional<Observation> latest = Optional.empty();
  private Optional<Instant> counted = Optional.empty();
  private FaultInjector injector;
  private Instant lastOver = Instant.EPOCH;
  private Instant batchUpAt = Instant.EPOCH;
  private Duration greatestAge = Duration.ZERO;
  private boolean faultsRun;
  private Instant progressAt = Instant.EPOCH;

  /** A fault of the script that is to begin or to end. */
  private record Pending(int number, Injection injection) {}

  ChaosRun(ChaosScript script, LiveView view, EndSignal end) {
    this.script = script;
    this.view = view;
    this.end = end;
  }

  /** Takes a look at exchange and database; from any thread. */
  void observed(Observation look) {
    happened.add(() -> apply(look));
  }

  /** Learns that a process does its work again; from any thread. */
  void ready(Target target, Instant at) {
    happened.add(
        () -> {
          if (target == Target.BATCH) {
            batchUpAt = at;
          }
          recoveries.ready(target, at);
        });
  }

  /**
   * Plays the script; when this returns, its time is over and no fault stands.
   *
   * @return when the last fault was over
   */
  Instant play(FaultInjector faults) throws InterruptedException, RunEndedException {
    injector = faults;
    Instant began = Instant.now();
    List<Pending> due = new ArrayList<>();
    for (int i = 0; i < script.injections().size(); i++) {
      due.add(new Pending(i + 1, script.injections().get(i)));
    }
    faultsRun = true;
    try {
      while (true) {
        Duration elapsed = Duration.between(began, Instant.now());
        endThoseThatAreOver(elapsed);
        if (elapsed.compareTo(script.length()) >= 0) {
          break;
        }
        if (elapsed.compareTo(script.quietFrom()) < 0) {
          beginThoseThatAreDue(due, elapsed);
        } else {
          due.forEach(this::leaveOut);
          due.clear();
        }
        turn(() -> "%d of %d s".formatted(elapsed.toSeconds(), script.length().toSeconds()));
      }
    } finally {
      endAll();
      faultsRun = false;
    }
    return lastOver;
  }

  /** Waits until something holds, but not for ever; returns whether it does. */
  boolean await(String what, Duration bound, Condition condition)
      throws InterruptedException, RunEndedException {
    Instant deadline = Instant.now().plus(bound);
    while (!condition.holds(latest, recoveries.open())) {
      if (Instant.now().isAfter(deadline)) {
        return false;
      }
      turn(() -> "waiting for " + what);
    }
    return true;
  }

  /** What is waited for. */
  interface Condition {
    /** Whether it holds, at the latest look and with those faults that are not recovered from. */
    boolean holds(Optional<Observation> look, Map<Integer, ChaosFault> open);
  }

  FaultTable table() {
    return table;
  }

  /** The faults that the pipeline has not recovered from, in words. */
  List<String> open() {
    return recoveries.open().entrySet().stream()
        .map(entry -> words(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** How far the rows were behind the exchange at most, while faults ran. */
  Duration greatestAge() {
    return greatestAge;
  }

  private void turn(Phase phase) throws InterruptedException, RunEndedException {
    Runnable next = happened.poll(TURN.toMillis(), TimeUnit.MILLISECONDS);
    while (next != null) {
      next.run();
      next = happened.poll();
    }
    Instant now = Instant.now();
    if (Duration.between(progressAt, now).compareTo(BETWEEN_PROGRESS) >= 0) {
      progressAt = now;
      view.say("progress  " + phase.words() + ": " + progress());
    }
    end.pause(Duration.ZERO);
  }

  private interface Phase {
    String words();
  }

  private String progress() {
    return "%d faults, %d recovered, rows %s, final before %s"
        .formatted(
            table.injected(),
            table.recovered(),
            latest.map(this::age).orElse("not seen"),
            latest.flatMap(Observation::handover).map(Instant::toString).orElse("-"));
  }

  private String age(Observation look) {
    return look.trouble().isPresent()
        ? "not to be seen"
        : look.age().map(age -> Spread.seconds(age) + " s old").orElse("not there");
  }

  private void apply(Observation look) {
    latest = Optional.of(look);
    counted = look.counted().or(() -> counted);
    if (faultsRun && counted.isPresent()) {
      Duration age = Duration.between(counted.get(), look.printed());
      greatestAge = age.compareTo(greatestAge) > 0 ? age : greatestAge;
    }
    recoveries
        .observe(look)
        .forEach(
            recovered -> {
              table.recovered(recovered);
              view.say(
                  "recovered %s after %s s%s"
                      .formatted(
                          words(recovered.number(), recovered.fault()),
                          Spread.seconds(recovered.took()),
                          recovered
                              .sinceReady()
                              .map(took -> ", " + Spread.seconds(took) + " s since it was ready")
                              .orElse("")));
            });
  }

  private void beginThoseThatAreDue(List<Pending> due, Duration elapsed)
      throws InterruptedException {
    for (Iterator<Pending> all = due.iterator(); all.hasNext(); ) {
      Pending next = all.next();
      if (next.injection().at().compareTo(elapsed) > 0) {
        return;
      }
      if (mayBegin(next.injection(), elapsed) && begin(next, elapsed)) {
        all.remove();
      }
    }
  }

  private boolean mayBegin(Injection injection, Duration elapsed) {
    if (injection.fault() instanceof Kill kill && kill.process() == Target.BATCH) {
      return isRunUnderWay() || elapsed.minus(injection.at()).compareTo(BATCH_PATIENCE) > 0;
    }
    // What goes on too long would be injected while all is to be quiet.
    return elapsed.plus(injection.fault().lasting()).compareTo(script.length()) < 0;
  }

  private boolean isRunUnderWay() {
    // A run that was killed stays at running for ever.
    return latest.flatMap(Observation::runBegan).filter(batchUpAt::isBefore).isPresent();
  }

  private boolean begin(Pending next, Duration elapsed) throws InterruptedException {
    ChaosFault fault = next.injection().fault();
    Instant at = Instant.now();
    Optional<String> struck = injector.begin(fault);
    if (struck.isEmpty()) {
      return false;
    }
    table.injected(fault);
    recoveries.begun(next.number(), fault);
    view.say(
        "+%5.1f s  #%d %s %s%s"
            .formatted(
                elapsed.toMillis() / 1_000.0,
                next.number(),
                fault.kind(),
                struck.get(),
                fault.lasting().isZero() ? "" : " for " + Spread.seconds(fault.lasting()) + " s"));
    if (fault.lasting().isZero()) {
      over(next.number(), at);
    } else {
      lasting.add(new Pending(next.number(), new Injection(elapsed, fault)));
    }
    return true;
  }

  private void endThoseThatAreOver(Duration elapsed) throws InterruptedException {
    for (Iterator<Pending> all = lasting.iterator(); all.hasNext(); ) {
      Pending one = all.next();
      if (one.injection().over().compareTo(elapsed) <= 0) {
        all.remove();
        end(one);
      }
    }
  }

  private void endAll() throws InterruptedException {
    for (Pending one : lasting) {
      end(one);
    }
    lasting.clear();
  }

  private void end(Pending one) throws InterruptedException {
    injector.end(one.injection().fault());
    over(one.number(), Instant.now());
    view.say("over      " + words(one.number(), one.injection().fault()));
  }

  private void over(int number, Instant at) {
    recoveries.over(number, at);
    lastOver = at.isAfter(lastOver) ? at : lastOver;
  }

  private void leaveOut(Pending pending) {
    String words = words(pending.number(), pending.injection().fault());
    view.say("left out  " + words + ", since it could not be done in time");
  }

  private static String words(int number, ChaosFault fault) {
    return String.format(Locale.ROOT, "#%d %s %s", number, fault.kind(), fault.target());
  }
}
