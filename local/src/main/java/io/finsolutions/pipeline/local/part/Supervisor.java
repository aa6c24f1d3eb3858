package io.finsolutions.pipeline.local.part;

import io.finsolutions.pipeline.local.part.PartStatus.State;
import io.finsolutions.pipeline.service.FailedException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a part once it may, and again whenever it ends, until it is stopped. */
public final class Supervisor {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  private final Part part;
  private final PartListener listener;
  private final RestartPolicy policy;
  private final Thread thread;
  private final CompletableFuture<Void> up = new CompletableFuture<>();
  private volatile State state = State.WAITING;
  private volatile RunningPart running;
  private volatile int restarts;
  private volatile boolean stopping;

  /**
   * A supervisor of one part, which does nothing yet.
   *
   * @param policy when it is started again; of this part alone
   */
  public Supervisor(Part part, PartListener listener, RestartPolicy policy) {
    this.part = part;
    this.listener = listener;
    this.policy = policy;
    this.thread = new Thread(this::run, "supervisor-" + part.name());
    this.thread.setDaemon(true);
  }

  /**
   * Starts the part in a thread of its own.
   *
   * @return done once the part was up for the first time; never, if it never is
   */
  public synchronized CompletableFuture<Void> start() {
    if (!stopping) {
      thread.start();
    }
    return up;
  }

  /** The part. */
  public Part part() {
    return part;
  }

  /** How the part is doing. */
  public PartStatus status() {
    RunningPart current = running;
    return new PartStatus(
        part.name(),
        state,
        current == null ? OptionalLong.empty() : OptionalLong.of(current.pid()),
        restarts);
  }

  /** Sees to it that the part is not started any more, even if it ends by itself now. */
  public synchronized void startNoMore() {
    stopping = true;
  }

  /**
   * Stops the part for good and returns once it has ended.
   *
   * @param bound how long an orderly end may take; zero kills the part
   */
  public void stop(Duration bound) throws InterruptedException {
    startNoMore();
    RunningPart current = running;
    if (current != null) {
      current.stop(bound);
    }
    // It may be starting, or pause.
    thread.interrupt();
    thread.join();
    RunningPart startedMeanwhile = running;
    if (startedMeanwhile != null && startedMeanwhile != current) {
      startedMeanwhile.stop(bound);
    }
    part.close();
    state = State.DOWN;
  }

  /** Kills the part, so that {@link #stop} need not wait for it. */
  public void kill() {
    RunningPart current = running;
    if (current != null) {
      ProcessHandle.of(current.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private void run() {
    try {
      while (!stopping) {
        String ending;
        boolean forGood = !part.restartable();
        try {
          Ending end = runOnce();
          ending = end.toString();
          forGood |= end.isForGood();
        } catch (PartEndedException e) {
          ending = e.getMessage();
          forGood |= e.ending().isForGood();
        } catch (FailedException e) {
          ending = e.getMessage();
          // What could never be started lacks something that time does not bring.
          forGood |= !up.isDone();
        }
        if (stopping) {
          return;
        }
        LOG.warn("part ended name={} ending={}", part.name(), ending);
        Optional<Duration> pause = policy.pauseAfterEnd(System.nanoTime());
        if (forGood || pause.isEmpty()) {
          state = State.DOWN;
          listener.onFailed(part, ending);
          return;
        }
        state = State.RESTARTING;
        restarts++;
        listener.onRestart(part, ending, pause.get());
        Thread.sleep(pause.get().toMillis());
      }
    } catch (InterruptedException e) {
      LOG.debug("supervision ends part={}", part.name());
    } catch (RuntimeException | Error e) {
      // Whatever it is, a part that nobody watches must not go unnoticed.
      LOG.error("supervision failed part={}", part.name(), e);
      state = State.DOWN;
      listener.onFailed(part, "failed unexpectedly: " + e);
    }
  }

  private Ending runOnce() throws PartEndedException, InterruptedException {
    long began = System.nanoTime();
    state = restarts == 0 ? State.STARTING : State.RESTARTING;
    RunningPart started = part.start();
    running = started;
    if (stopping) {
      throw new InterruptedException("stopped while it started");
    }
    state = State.UP;
    listener.onUp(part, Duration.ofNanos(System.nanoTime() - began));
    up.complete(null);
    Ending ending = started.awaitEnding();
    running = null;
    return ending;
  }
}
