package io.finsolutions.pipeline.bench.report;

import com.sun.management.OperatingSystemMXBean;
import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What was measured on. */
final class Machine {
  private static final double GIBIBYTE = 1 << 30;

  /** The field of {@code /proc/self/stat}, counted from the end of the name of the process. */
  private static final int NICENESS = 17;

  private Machine() {}

  /** In one line. */
  static String describe() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return String.format(
        Locale.ROOT,
        "%d cores of %s, %.0f GB, %s %s, Java %s",
        system.getAvailableProcessors(),
        processor(),
        system.getTotalMemorySize() / GIBIBYTE,
        system.getName(),
        system.getVersion(),
        System.getProperty("java.runtime.version"));
  }

  /** Work that others gave this machine, as the number of processes that want a core. */
  static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", load);
  }

  /** The niceness that this process, and so those that it starts, have: 0 usually. */
  static String niceness() {
    Path file = Path.of("/proc/self/stat");
    if (!Files.exists(file)) {
      return "unknown";
    }
    try {
      String stat = Files.readString(file);
      return stat.substring(stat.lastIndexOf(')')).split(" ")[NICENESS];
    } catch (IOException e) {
      throw new FailedException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static String processor() {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.exists(file)) {
      return System.getProperty("os.arch");
    }
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseGet(() -> System.getProperty("os.arch"));
    } catch (IOException e) {
      throw new FailedException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
