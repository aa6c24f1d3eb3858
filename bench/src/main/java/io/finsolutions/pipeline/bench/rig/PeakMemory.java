package io.finsolutions.pipeline.bench.rig;

/** Watches the memory of a process that ends by itself, since nobody can ask it afterwards. */
public final class PeakMemory implements AutoCloseable {
  private static final long LOOK_EVERY_MILLIS = 100;

  private final Thread thread;
  private volatile long bytes;

  /** Begins to watch. */
  public PeakMemory(Child child) {
    ProcessHandle process = child.process();
    thread =
        new Thread(
            () -> {
              while (process.isAlive() && !Thread.currentThread().isInterrupted()) {
                bytes = Math.max(bytes, Usage.of(process).peakResidentBytes());
                try {
                  Thread.sleep(LOOK_EVERY_MILLIS);
                } catch (InterruptedException e) {
                  return;
                }
              }
            },
            "peak-memory");
    thread.start();
  }

  /** The most that was in RAM so far. */
  public long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
