package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.local.part.Part;
import io.finsolutions.pipeline.local.part.PartListener;
import io.finsolutions.pipeline.local.part.PartStatus;
import io.finsolutions.pipeline.local.part.RestartPolicy;
import io.finsolutions.pipeline.local.part.Supervisor;
import io.finsolutions.pipeline.local.state.ProcessLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The supervisors of all parts of a run. Safe for use by several threads. */
final class PartSupervision {
  private static final Duration STOP_BOUND = Duration.ofSeconds(10);
  private static final Duration NOTED_EVERY = Duration.ofMillis(250);

  private final PartListener listener;
  private final Supplier<RestartPolicy> policies;
  private final ProcessLedger ledger;
  private final Thread noting;
  private final Supervisor broker;
  private final Supervisor database;
  // In the order in which they are stopped: nobody loses whom it still writes to.
  private final List<Supervisor> processes = new ArrayList<>();

  /**
   * Supervises broker and database, which are not started yet.
   *
   * @param policies makes the policy of each part
   */
  PartSupervision(
      PipelineParts parts,
      PartListener listener,
      Supplier<RestartPolicy> policies,
      ProcessLedger ledger) {
    this.listener = listener;
    this.policies = policies;
    this.ledger = ledger;
    this.broker = new Supervisor(parts.broker(), listener, policies.get());
    this.database = new Supervisor(parts.database(), listener, policies.get());
    this.noting = new Thread(this::noteChildren, "process-ledger");
    this.noting.setDaemon(true);
    this.noting.start();
  }

  Supervisor broker() {
    return broker;
  }

  Supervisor database() {
    return database;
  }

  /** Supervises one more part, which is stopped after those that were added before it. */
  synchronized Supervisor add(Part part) {
    Supervisor supervisor = new Supervisor(part, listener, policies.get());
    processes.add(supervisor);
    return supervisor;
  }

  /** The parts, those first that the others need. */
  List<Part> parts() {
    return all().stream().map(Supervisor::part).toList();
  }

  /** How each part is doing, in the order of {@link #parts}. */
  List<PartStatus> status() {
    return all().stream().map(Supervisor::status).toList();
  }

  /** How often a part was started again. */
  int restarts() {
    return status().stream().mapToInt(PartStatus::restarts).sum();
  }

  /** Stops all parts, one after the other, and returns once the last has ended. */
  void stop() throws InterruptedException {
    List<Supervisor> inOrder = new ArrayList<>(added());
    inOrder.add(broker);
    inOrder.add(database);
    inOrder.forEach(Supervisor::startNoMore);
    for (Supervisor supervisor : inOrder) {
      supervisor.stop(STOP_BOUND);
    }
    noting.interrupt();
    noting.join();
    ledger.noteChildren();
  }

  /** Kills all parts, so that {@link #stop} need not wait for them. */
  void kill() {
    all().forEach(Supervisor::kill);
  }

  private List<Supervisor> all() {
    List<Supervisor> all = new ArrayList<>(List.of(broker, database));
    all.addAll(added());
    return all;
  }

  private synchronized List<Supervisor> added() {
    return List.copyOf(processes);
  }

  private void noteChildren() {
    try {
      while (true) {
        ledger.noteChildren();
        Thread.sleep(NOTED_EVERY.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
