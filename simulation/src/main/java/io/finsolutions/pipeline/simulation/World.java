package io.finsolutions.pipeline.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * All parts of one history, and the dice. A step has dice of its own, made from the seed and the
 * number of the step: so a step can be left out and the others still fall as they did.
 */
final class World {
  private static final int MOST_CLOCK_ERROR_SECONDS = 55;

  final long seed;
  final Trace trace;
  final SimulatedExchange exchange;
  final SimulatedTopic topic = new SimulatedTopic();
  final SimulatedStore store = new SimulatedStore();
  final SimulatedArchive archive = new SimulatedArchive();
  final DeadLetterShelf deadLetters = new DeadLetterShelf(this);
  final List<SimulatedProducer> producers = new ArrayList<>();
  final List<SimulatedDriver> drivers = new ArrayList<>();
  final SimulatedBatch batch = new SimulatedBatch(this);
  final Watch watch = new Watch(this);
  final int maxSeenRanges;
  private final Map<Fault, Integer> permille = new EnumMap<>(Fault.class);
  private final Instant start;
  private Instant now;
  private Random dice;
  private int step;
  private boolean faulty;
  private Scheduler scheduler;

  World(long seed, Trace trace) {
    this.seed = seed;
    this.trace = trace;
    Random random = dice(-1);
    start = Instant.parse("2026-03-01T00:00:00Z").plusSeconds(60L * random.nextInt(24 * 60) + 37);
    now = start;
    exchange = new SimulatedExchange(random, start);
    maxSeenRanges = random.nextInt(100) < 15 ? 2 : 1_000;
    for (Fault fault : Fault.values()) {
      permille.put(fault, random.nextInt(100) < 45 ? 0 : random.nextInt(fault.mostPermille()) + 1);
    }
    dice = random;
    for (int number = 1; number <= 2; number++) {
      producers.add(new SimulatedProducer(this, number));
      drivers.add(new SimulatedDriver(this, number));
    }
  }

  void scheduledBy(Scheduler who) {
    scheduler = who;
  }

  /** Lets others do something in the midst of a batch run. */
  void interleave() {
    scheduler.interleave();
  }

  private Random dice(long number) {
    long mixed = (seed * 0x9E3779B97F4A7C15L) ^ (number * 0xC2B2AE3D27D4EB4FL);
    mixed = (mixed ^ (mixed >>> 31)) * 0xBF58476D1CE4E5B9L;
    return new Random(mixed ^ (mixed >>> 27));
  }

  /** Begins a step, with or without faults. Returns the dice of the step around it. */
  Random beginStep(int number, boolean withFaults) {
    Random outer = dice;
    dice = dice(number);
    step = number;
    faulty = withFaults;
    return outer;
  }

  /** Goes on with the step around one. */
  void backTo(Random outer, int number, boolean withFaults) {
    dice = outer;
    step = number;
    faulty = withFaults;
  }

  int step() {
    return step;
  }

  boolean faulty() {
    return faulty;
  }

  Instant now() {
    return now;
  }

  Instant start() {
    return start;
  }

  void advance(Duration time) {
    now = now.plus(time);
    if (time.compareTo(Duration.ofSeconds(1)) >= 0) {
      store.flush();
    }
  }

  /** A number from 0 up to below {@code bound}. */
  int roll(int bound) {
    return dice.nextInt(bound);
  }

  /** Whether something goes wrong now. */
  boolean happens(Fault fault) {
    boolean rolled = dice.nextInt(1_000) < permille.get(fault);
    return rolled && faulty;
  }

  /** How far the clock of a process is off that starts now. */
  Duration clockError() {
    int seconds = dice.nextInt(2 * MOST_CLOCK_ERROR_SECONDS + 1) - MOST_CLOCK_ERROR_SECONDS;
    return happens(Fault.CLOCK_OFF) ? Duration.ofSeconds(seconds) : Duration.ZERO;
  }

  void note(String form, Object... values) {
    trace.add(step, now, form, values);
  }
}
