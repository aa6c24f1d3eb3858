package io.finsolutions.pipeline.console.web;

import io.finsolutions.pipeline.console.live.ListenerQueue;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Writes the events of a listener to its connection as fast as that takes them, and never waits for
 * it.
 */
final class SseConnection implements WriteListener, AsyncListener {
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final ServletOutputStream out;
  private final ListenerQueue queue;
  private boolean hasEnded;
  private boolean isFlushed = true;

  private SseConnection(ServletOutputStream out, ListenerQueue queue) {
    this.out = out;
    this.queue = queue;
  }

  /**
   * Begins to write what a listener gets.
   *
   * @param longest after which it ends; empty for as long as the listener stays
   */
  static SseConnection of(AsyncContext async, ListenerQueue queue, Optional<Duration> longest) {
    try {
      ServletOutputStream out = async.getResponse().getOutputStream();
      SseConnection connection = new SseConnection(out, queue);
      // Zero is for ever, and what has expired meanwhile must not be.
      async.setTimeout(longest.map(time -> Math.max(1, time.toMillis())).orElse(0L));
      async.addListener(connection);
      queue.onEvent(connection::pump);
      out.setWriteListener(connection);
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pump() {
    if (!write()) {
      end();
    }
  }

  /** Writes what is there, as long as it need not wait. Returns false if this is the end. */
  private synchronized boolean write() {
    try {
      while (!hasEnded && out.isReady()) {
        byte[] next = queue.poll();
        if (next != null) {
          out.write(next);
          isFlushed = false;
        } else if (!isFlushed) {
          out.flush();
          isFlushed = true;
        } else {
          break;
        }
      }
    } catch (IOException e) {
      return false;
    }
    return !queue.isCutOff();
  }

  @Override
  public void onWritePossible() {
    pump();
  }

  @Override
  public void onError(Throwable failure) {
    end();
  }

  /** Completes when nothing is written any more: the connection is closed, or to be closed. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  private void end() {
    synchronized (this) {
      hasEnded = true;
    }
    ended.complete(null);
  }

  @Override
  public void onComplete(AsyncEvent event) {
    end();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    end();
  }

  @Override
  public void onError(AsyncEvent event) {
    end();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // The same connection goes on.
  }
}
