package io.finsolutions.pipeline.local.chaos;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** The machine that this runs on. */
final class Machine {
  private static final double GIGABYTE = 1L << 30;

  private Machine() {}

  /** Its processors, memory, system and Java, in words. */
  static String words() {
    String memory =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? String.format(Locale.ROOT, "%.0f GB", system.getTotalMemorySize() / GIGABYTE)
            : "memory unknown";
    return "%d processors, %s, %s %s %s, Java %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            memory,
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch"),
            Runtime.version());
  }
}
