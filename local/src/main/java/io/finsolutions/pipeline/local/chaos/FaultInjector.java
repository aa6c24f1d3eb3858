package io.finsolutions.pipeline.local.chaos;

import io.finsolutions.pipeline.local.chaos.ChaosFault.ExchangeFault;
import io.finsolutions.pipeline.local.chaos.ChaosFault.FullDisk;
import io.finsolutions.pipeline.local.chaos.ChaosFault.Kill;
import io.finsolutions.pipeline.local.chaos.ChaosFault.Suspension;
import io.finsolutions.pipeline.local.part.PartStatus;
import io.finsolutions.pipeline.local.part.PartStatus.State;
import io.finsolutions.pipeline.verify.StandInControl;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Begins faults and ends them. */
final class FaultInjector {
  private final StandInControl exchange;
  private final SmallDisks disks;
  private final Supplier<List<PartStatus>> parts;
  private final Map<Target, List<ProcessHandle>> held = new EnumMap<>(Target.class);

  FaultInjector(StandInControl exchange, SmallDisks disks, Supplier<List<PartStatus>> parts) {
    this.exchange = exchange;
    this.disks = disks;
    this.parts = parts;
  }

  /**
   * Begins a fault.
   *
   * @return what was struck, in words; nothing if it cannot be struck now, since it does not run or
   *     is held up already
   */
  Optional<String> begin(ChaosFault fault) throws InterruptedException {
    if (fault instanceof Kill kill) {
      OptionalLong pid = pid(kill.process());
      return pid.isPresent() && Signals.kill(pid.getAsLong())
          ? Optional.of(kill.process() + " pid " + pid.getAsLong())
          : Optional.empty();
    }
    if (fault instanceof Suspension suspension) {
      return hold(suspension.process());
    }
    if (fault instanceof FullDisk disk) {
      disks.fill(disk.process());
    } else if (fault instanceof ExchangeFault wrong) {
      exchange.begin(wrong.json());
      return Optional.of(fault.target() + " " + wrong.json());
    }
    return Optional.of(fault.target());
  }

  /** Ends a fault that lasts; one of the exchange ends by itself. */
  void end(ChaosFault fault) throws InterruptedException {
    if (fault instanceof Suspension suspension) {
      Signals.resume(held.remove(suspension.process()));
    } else if (fault instanceof FullDisk disk) {
      disks.free(disk.process());
    }
  }

  private Optional<String> hold(Target target) throws InterruptedException {
    OptionalLong pid = pid(target);
    if (pid.isEmpty() || held.containsKey(target)) {
      return Optional.empty();
    }
    List<ProcessHandle> processes = Signals.stop(pid.getAsLong());
    held.put(target, processes);
    return Optional.of(target + " pid " + pid.getAsLong() + ", " + processes.size() + " processes");
  }

  private OptionalLong pid(Target target) {
    return parts.get().stream()
        .filter(part -> part.name().equals(target.toString()) && part.state() == State.UP)
        .map(PartStatus::pid)
        .findFirst()
        .orElse(OptionalLong.empty());
  }
}
