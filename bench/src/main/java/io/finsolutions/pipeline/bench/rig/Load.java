package io.finsolutions.pipeline.bench.rig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a process used over a time.
 *
 * @param process what it is called
 * @param cores the share of a core
 * @param after its usage at the end
 */
public record Load(String process, double cores, Usage after) {

  /** Begins to meter processes, and broker and database with them. */
  public static Meter meter(Rig rig, List<Child> children) {
    Map<String, Supplier<Usage>> processes = new LinkedHashMap<>();
    children.forEach(child -> processes.put(child.name(), child::usage));
    processes.put("broker", rig::brokerUsage);
    processes.put("database", rig::databaseUsage);
    return new Meter(processes);
  }

  /** Usage from a moment on. */
  public static final class Meter {
    private final Map<String, Supplier<Usage>> processes;
    private final Map<String, Usage> before = new LinkedHashMap<>();
    private final long startedNanos = System.nanoTime();

    private Meter(Map<String, Supplier<Usage>> processes) {
      this.processes = processes;
      processes.forEach((name, usage) -> before.put(name, usage.get()));
    }

    /** What was used up to now. */
    public List<Load> read() {
      Duration elapsed = Duration.ofNanos(System.nanoTime() - startedNanos);
      List<Load> loads = new ArrayList<>();
      before.forEach(
          (name, earlier) -> {
            Usage now = processes.get(name).get();
            loads.add(new Load(name, now.coresSince(earlier, elapsed), now));
          });
      return loads;
    }
  }
}
