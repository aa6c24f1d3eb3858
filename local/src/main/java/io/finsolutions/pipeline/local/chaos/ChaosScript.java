package io.finsolutions.pipeline.local.chaos;

import io.finsolutions.pipeline.local.chaos.ChaosFault.FullDisk;
import io.finsolutions.pipeline.local.chaos.ChaosFault.Kill;
import io.finsolutions.pipeline.local.chaos.ChaosFault.Suspension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * All faults of a run with their times, which follow from a seed and a length alone.
 *
 * @param seed decides all that is random
 * @param length how long the run is
 * @param injections the faults, ascending by their times
 */
record ChaosScript(long seed, Duration length, List<Injection> injections) {
  /** The shortest run. */
  static final Duration SHORTEST = Duration.ofSeconds(30);

  /** The length from which on each process is killed at least once. */
  static final Duration WHOLE = Duration.ofMinutes(3);

  private static final double KILLS_A_MINUTE = 2.2;
  private static final double SUSPENSIONS_A_MINUTE = 0.6;
  private static final double PASSING_ROUNDS_A_MINUTE = 0.4;
  private static final double LATE_A_MINUTE = 0.8;
  private static final double DISK_ROUNDS_A_MINUTE = 0.2;
  private static final Duration LONGEST_SUSPENSION = Duration.ofSeconds(30);
  // Long enough for a run of the batch layer to fall into it: Postgres has some room in its files.
  private static final Duration LONGEST_FULL_DISK = Duration.ofSeconds(20);
  private static final Duration LONGEST_QUIET = Duration.ofSeconds(30);
  private static final Duration LATEST = Duration.ofMinutes(5);
  private static final Duration SHORTEST_LATE = Duration.ofSeconds(5);
  private static final int MOST_LATE_TRADES = 20;

  // A run of the batch layer has to come, and time to be left for it to be done again.
  private static final Duration RUN_AND_AGAIN = Duration.ofSeconds(45);

  /** Keeps a sorted copy. */
  ChaosScript {
    injections = injections.stream().sorted(Comparator.comparing(Injection::at)).toList();
  }

  /** The script of a seed. */
  static ChaosScript of(long seed, Duration length) {
    // Each kind has a source of chance of its own: how many there are of one changes no other.
    SplittableRandom random = new SplittableRandom(seed);
    List<Injection> all = new ArrayList<>();
    Duration end = quietFrom(length);
    ExchangeFaults.standing(end).forEach(fault -> all.add(new Injection(Duration.ZERO, fault)));
    addKills(all, random.split(), length);
    addSuspensions(all, random.split(), length);
    addPassing(all, random.split(), length);
    addLateTrades(all, random.split(), length);
    addFullDisks(all, random.split(), length);
    return new ChaosScript(seed, length, all);
  }

  /** From when on nothing goes wrong any more. */
  Duration quietFrom() {
    return quietFrom(length);
  }

  /** Without the faults that need a disk that can be filled. */
  ChaosScript withoutFullDisks() {
    return new ChaosScript(
        seed,
        length,
        injections.stream().filter(one -> !(one.fault() instanceof FullDisk)).toList());
  }

  private static Duration quietFrom(Duration length) {
    return length.minus(shorter(LONGEST_QUIET, length.dividedBy(6)));
  }

  private static void addKills(List<Injection> all, SplittableRandom random, Duration length) {
    int count = times(KILLS_A_MINUTE, length);
    Duration end = quietFrom(length);
    List<Target> targets = targets(random, count);
    for (int i = 0; i < count; i++) {
      Duration latest = end;
      if (targets.get(i) == Target.BATCH && length.compareTo(WHOLE) >= 0) {
        latest = end.minus(RUN_AND_AGAIN);
      }
      Duration at = shorter(within(random, end, i, count), latest);
      all.add(new Injection(at, new Kill(targets.get(i))));
    }
  }

  private static void addSuspensions(
      List<Injection> all, SplittableRandom random, Duration length) {
    int count = times(SUSPENSIONS_A_MINUTE, length);
    Duration longest = shorter(LONGEST_SUSPENSION, length.dividedBy(12));
    List<Target> targets = targets(random, count);
    for (int i = 0; i < count; i++) {
      Duration lasting = between(random, longest.dividedBy(4), longest);
      Duration at = within(random, quietFrom(length).minus(lasting), i, count);
      all.add(new Injection(at, new Suspension(targets.get(i), lasting)));
    }
  }

  private static void addPassing(List<Injection> all, SplittableRandom random, Duration length) {
    int rounds = times(PASSING_ROUNDS_A_MINUTE, length);
    for (int round = 0; round < rounds; round++) {
      for (ChaosFault fault : ExchangeFaults.passing(random)) {
        Duration end = quietFrom(length).minus(fault.lasting());
        all.add(new Injection(within(random, end, round, rounds), fault));
      }
    }
  }

  private static void addLateTrades(List<Injection> all, SplittableRandom random, Duration length) {
    Duration end = quietFrom(length);
    int count = times(LATE_A_MINUTE, length);
    for (int i = 0; i < count; i++) {
      // The first come as late as they can, so that their seconds are final by then.
      Duration at =
          i == 0
              ? between(random, Duration.ZERO, end.dividedBy(20))
              : within(random, end.minus(SHORTEST_LATE), i, count);
      Duration longest = shorter(LATEST, end.minus(at));
      Duration by = i == 0 ? longest : between(random, SHORTEST_LATE, longest);
      int trades = 1 + random.nextInt(MOST_LATE_TRADES);
      all.add(new Injection(at, ExchangeFaults.late(trades, by)));
    }
  }

  private static void addFullDisks(List<Injection> all, SplittableRandom random, Duration length) {
    int rounds = times(DISK_ROUNDS_A_MINUTE, length);
    Duration longest = shorter(LONGEST_FULL_DISK, length.dividedBy(9));
    for (int round = 0; round < rounds; round++) {
      List<Target> servers = new ArrayList<>(List.of(Target.DATABASE, Target.BROKER));
      Collections.shuffle(servers, new Random(random.nextLong()));
      for (int i = 0; i < servers.size(); i++) {
        Duration lasting = between(random, longest.dividedBy(3), longest);
        Duration end = quietFrom(length).minus(lasting);
        Duration at = within(random, end, round * 2 + i, rounds * 2);
        all.add(new Injection(at, new FullDisk(servers.get(i), lasting)));
      }
    }
  }

  /** So many targets that each comes once before one comes again. */
  private static List<Target> targets(SplittableRandom random, int count) {
    List<Target> targets = new ArrayList<>();
    while (targets.size() < count) {
      List<Target> each = new ArrayList<>(List.of(Target.values()));
      Collections.shuffle(each, new Random(random.nextLong()));
      targets.addAll(each);
    }
    return targets.subList(0, count);
  }

  private static int times(double aMinute, Duration length) {
    return (int) Math.max(1, Math.ceil(aMinute * length.toMillis() / 60_000));
  }

  /** Any time of the i-th of so many equal parts of the time until {@code end}. */
  private static Duration within(SplittableRandom random, Duration end, int i, int count) {
    return between(
        random, end.multipliedBy(i).dividedBy(count), end.multipliedBy(i + 1L).dividedBy(count));
  }

  private static Duration between(SplittableRandom random, Duration from, Duration to) {
    return Duration.ofMillis(
        from.toMillis() + random.nextLong(Math.max(1, to.toMillis() - from.toMillis())));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
