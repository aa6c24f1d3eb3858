package io.finsolutions.pipeline.console.live;

import io.finsolutions.pipeline.market.BarWidth;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What a listener has not got yet. One that is too far behind is cut off: it may come again, and go
 * on from where it was. Safe for use by several threads.
 */
public final class ListenerQueue implements Listener {
  private static final int MOST_BYTES = 4 << 20;

  private final BarWidth width;
  private final Queue<LiveEvent> events = new ArrayDeque<>();
  private long bytes;
  private boolean isCutOff;
  private Runnable onEvent = () -> {};

  /** Of a listener that wants bars of a width. */
  public ListenerQueue(BarWidth width) {
    this.width = width;
  }

  /** Calls somebody after each event, on the thread that sends it. */
  public synchronized void onEvent(Runnable listener) {
    onEvent = listener;
  }

  @Override
  public BarWidth width() {
    return width;
  }

  @Override
  public void send(LiveEvent event) {
    Runnable wake;
    synchronized (this) {
      if (bytes + event.bytes().length > MOST_BYTES) {
        isCutOff = true;
      } else if (!isCutOff) {
        events.add(event);
        bytes += event.bytes().length;
      }
      wake = onEvent;
    }
    wake.run();
  }

  /** The next bytes, or null if there are none. */
  public synchronized byte[] poll() {
    LiveEvent next = events.poll();
    if (next == null) {
      return null;
    }
    bytes -= next.bytes().length;
    return next.bytes();
  }

  /** Whether the listener has lost events, and must not get any more. */
  public synchronized boolean isCutOff() {
    return isCutOff;
  }
}
