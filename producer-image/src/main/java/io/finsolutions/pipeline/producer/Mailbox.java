package io.finsolutions.pipeline.producer;

import io.finsolutions.pipeline.producer.flow.Event;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Events on their way from the threads of the edges to the one that decides. Holds only so many:
 * who brings more has to wait, which slows the feed down and not the memory up. Safe for use by
 * several threads.
 */
final class Mailbox {
  private static final int CAPACITY = 256;
  private static final long RECHECK_MILLIS = 50;

  private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(CAPACITY);
  private volatile boolean closed;

  /**
   * Brings an event, when there is room. Once the mailbox is closed it is dropped.
   *
   * @throws InterruptedException if interrupted while waiting for room
   */
  void put(Event event) throws InterruptedException {
    while (!closed && !events.offer(event, RECHECK_MILLIS, TimeUnit.MILLISECONDS)) {
      // Full: look whether it was closed, and wait on.
    }
  }

  /** The next event, or nothing if none comes in time. */
  Optional<Event> poll(Duration patience) throws InterruptedException {
    return Optional.ofNullable(events.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Takes no more events; those inside can still be polled. */
  void close() {
    closed = true;
  }

  /** Whether it is closed and empty. */
  boolean isExhausted() {
    return closed && events.isEmpty();
  }
}
