package io.finsolutions.pipeline.bench.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a process and those that it has started have used so far.
 *
 * @param processor time on a core, of all that still run
 * @param residentBytes memory of the process itself that is in RAM now; 0 where there is no {@code
 *     /proc}
 * @param peakResidentBytes the most it ever was, likewise
 * @param threads threads of the process itself, likewise
 * @param openFiles files and sockets that it holds open, likewise
 */
public record Usage(
    Duration processor, long residentBytes, long peakResidentBytes, int threads, int openFiles) {
  private static final long KIBIBYTE = 1_024;

  /** Asks the operating system. */
  public static Usage of(ProcessHandle process) {
    Duration processor =
        Stream.concat(Stream.of(process), process.descendants())
            .flatMap(each -> each.info().totalCpuDuration().stream())
            .reduce(Duration.ZERO, Duration::plus);
    Path folder = Path.of("/proc", Long.toString(process.pid()));
    Path status = folder.resolve("status");
    return new Usage(
        processor,
        number(status, "VmRSS:") * KIBIBYTE,
        number(status, "VmHWM:") * KIBIBYTE,
        Math.toIntExact(number(status, "Threads:")),
        entries(folder.resolve("fd")));
  }

  /** The share of a core used since an earlier look. */
  public double coresSince(Usage earlier, Duration elapsed) {
    return (double) processor.minus(earlier.processor).toNanos() / elapsed.toNanos();
  }

  private static int entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return Math.toIntExact(entries.count());
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  private static long number(Path status, String field) {
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
