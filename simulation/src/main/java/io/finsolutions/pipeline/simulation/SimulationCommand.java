package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.ServiceCommand;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays histories of the whole data path, and says which break what must hold. */
@Command(
    name = "simulation",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Plays histories of the whole data path, each from a seed, and checks them.",
    subcommands = MutationCommand.class)
public final class SimulationCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int MOST_SHORTENED = 1;
  private static final int MOST_TOLD = 20;

  private static final int SEEDS_PER_LINE = 1_000;
  private static final int QUIET_SECONDS = 5;

  private final AtomicLong played = new AtomicLong();
  private final long started = System.nanoTime();

  @Option(
      names = "--seeds",
      defaultValue = "10000",
      description = "How many histories to play. Default: ${DEFAULT-VALUE}.")
  private long seeds;

  @Option(
      names = "--from",
      defaultValue = "1",
      description = "The first seed. Default: ${DEFAULT-VALUE}.")
  private long from;

  @Option(names = "--seed", description = "Play only this one, and tell what happens in it.")
  private Optional<Long> seed;

  @Option(names = "--until-one-fails", description = "End with the first that fails.")
  private boolean untilOneFails;

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    // By a name of its own: the parts bring configurations with the usual one.
    System.setProperty("logback.configurationFile", "logback-simulation.xml");
    System.exit(
        ServiceCommand.commandLine(new SimulationCommand(), System.getenv()).execute(arguments));
  }

  @Override
  public Integer call() {
    if (seed.isPresent()) {
      return replay(seed.get());
    }
    return untilOneFails ? findOne() : search();
  }

  private int findOne() {
    Optional<History.Outcome> failed = failures().findFirst();
    failed.ifPresent(SimulationCommand::tell);
    return failed.isEmpty() ? ExitCode.OK : FAILED;
  }

  private Stream<History.Outcome> failures() {
    return LongStream.range(from, from + seeds)
        .parallel()
        .mapToObj(this::play)
        .filter(outcome -> outcome.violation().isPresent());
  }

  private History.Outcome play(long number) {
    History.Outcome outcome = History.play(number);
    long count = played.incrementAndGet();
    double seconds = (System.nanoTime() - started) / 1e9;
    if (count % SEEDS_PER_LINE == 0 && seconds > QUIET_SECONDS) {
      System.err.printf("played %d of %d, %.0f s%n", count, seeds, seconds);
    }
    return outcome;
  }

  private int replay(long number) {
    History.Outcome outcome = History.play(number);
    if (outcome.violation().isPresent()) {
      show(outcome);
      return FAILED;
    }
    History.play(number, new BitSet(), new BitSet(), true).trace().forEach(System.out::println);
    System.out.printf("seed %d: all holds%n", number);
    return ExitCode.OK;
  }

  private int search() {
    List<History.Outcome> failed = failures().toList();
    double seconds = (System.nanoTime() - started) / 1e9;
    failed.stream().limit(MOST_SHORTENED).forEach(SimulationCommand::show);
    failed.stream().skip(MOST_SHORTENED).limit(MOST_TOLD).forEach(SimulationCommand::tell);
    System.out.printf(
        "seeds=%d failed=%d seconds=%.1f seeds_per_second=%.0f%n",
        seeds, failed.size(), seconds, seeds / seconds);
    return failed.isEmpty() ? ExitCode.OK : FAILED;
  }

  private static void show(History.Outcome failed) {
    tell(failed);
    System.out.println("  as short as it fails:");
    Shrinker.shrink(failed).trace().forEach(line -> System.out.println("  " + line));
  }

  private static void tell(History.Outcome failed) {
    System.out.printf(
        "seed %d: %s%n", failed.seed(), failed.violation().orElseThrow().getMessage());
  }
}
