package io.finsolutions.pipeline.local.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps on disk which child processes there are, so that the next run can end those that a killed
 * run left behind. A process is known by its number and the instant it started at, since numbers
 * are used again.
 */
public final class ProcessLedger {
  /** Its file in the folder of a pair. */
  public static final String FILE = "processes";

  private static final Duration START_TOLERANCE = Duration.ofSeconds(3);

  private final Path file;
  private String written = "";

  /** A ledger in the given file, which need not be there. */
  public ProcessLedger(Path file) {
    this.file = file;
  }

  /** Writes down the processes that this one has started and that still run. */
  public synchronized void noteChildren() {
    String text;
    try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
      text =
          children
              .flatMap(child -> line(child).stream())
              .collect(Collectors.toCollection(TreeSet::new))
              .stream()
              .collect(Collectors.joining("\n"));
    }
    if (!text.equals(written)) {
      write(text);
      written = text;
    }
  }

  /** The processes of the last run that still run. */
  public List<ProcessHandle> survivors() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      List<ProcessHandle> survivors = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split(" ");
        if (parts.length == 2) {
          find(Long.parseLong(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[1])))
              .ifPresent(survivors::add);
        }
      }
      return survivors;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private void write(String text) {
    // Never half a file: it is read after this process was killed at any moment.
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static Optional<String> line(ProcessHandle process) {
    return process.info().startInstant().map(at -> process.pid() + " " + at.toEpochMilli());
  }

  /** The process with a number, if it is the one that started at about the given time. */
  static Optional<ProcessHandle> find(long pid, Instant startedAt) {
    return ProcessHandle.of(pid)
        .filter(
            process -> process.info().startInstant().filter(at -> near(at, startedAt)).isPresent());
  }

  // The system derives start times from that of its own start, which clock corrections move.
  private static boolean near(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(START_TOLERANCE) <= 0;
  }
}
