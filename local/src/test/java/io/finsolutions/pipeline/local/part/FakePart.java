package io.finsolutions.pipeline.local.part;

import io.finsolutions.pipeline.service.FailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A part that ends when it is told to. */
final class FakePart implements Part {
  final AtomicInteger starts = new AtomicInteger();
  final AtomicInteger stops = new AtomicInteger();
  private final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();
  private final boolean restartable;
  private final boolean startable;

  FakePart(boolean restartable, boolean startable) {
    this.restartable = restartable;
    this.startable = startable;
  }

  void end(int exitCode) {
    endings.add(new Ending(OptionalInt.of(exitCode), "last words"));
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public String address() {
    return "nowhere";
  }

  @Override
  public Path log() {
    return Path.of("fake.log");
  }

  @Override
  public boolean restartable() {
    return restartable;
  }

  @Override
  public RunningPart start() {
    starts.incrementAndGet();
    if (!startable) {
      throw new FailedException("it lacks something");
    }
    return new RunningPart() {
      @Override
      public long pid() {
        return 42;
      }

      @Override
      public Ending awaitEnding() throws InterruptedException {
        return endings.take();
      }

      @Override
      public void stop(Duration bound) {
        stops.incrementAndGet();
        end(143);
      }
    };
  }
}
