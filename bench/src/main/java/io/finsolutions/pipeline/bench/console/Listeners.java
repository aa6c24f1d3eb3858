package io.finsolutions.pipeline.bench.console;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/** Many listeners on live bars, in one thread, so that they take little of the machine. */
final class Listeners implements AutoCloseable {
  private static final String NUMBER = "\"last_trade_id\":";
  private static final int BUFFER = 64 << 10;

  private final Selector selector;
  private final Thread thread;
  private final ConcurrentMap<Long, Long> committed = new ConcurrentHashMap<>();
  private final Histogram delays = new Histogram(3);
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final Map<Long, Integer> heard = new HashMap<>();

  /** What a connection has got and not read yet. */
  private static final class Unread {
    private final StringBuilder text = new StringBuilder();
    private boolean isOpen;
  }

  Listeners(URI stream, int count) throws IOException {
    selector = Selector.open();
    for (int i = 0; i < count; i++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(stream.getHost(), stream.getPort()));
      String request =
          "GET %s?%s HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\n\r\n"
              .formatted(stream.getPath(), stream.getQuery(), stream.getHost());
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, new Unread());
    }
    thread = new Thread(this::read, "listeners");
    thread.setDaemon(true);
    thread.start();
  }

  /** How many have got something. */
  int open() {
    return open.get();
  }

  /** How many were cut off. */
  int lost() {
    return lost.get();
  }

  /** Notes when a row was about to be committed, by the id of its last trade. */
  void committing(long id, long nanoTime) {
    committed.put(id, nanoTime);
  }

  /** How many have got the row with this last trade. */
  synchronized int heard(long id) {
    return heard.getOrDefault(id, 0);
  }

  /** From the commit to the listener, over all listeners and rows, in nanoseconds. */
  synchronized Histogram delays() {
    return delays.copy();
  }

  private void read() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    try {
      while (selector.isOpen()) {
        selector.select(key -> read(key, buffer), 100);
      }
    } catch (IOException e) {
      lost.incrementAndGet();
    }
  }

  private void read(SelectionKey key, ByteBuffer buffer) {
    buffer.clear();
    try {
      int length = ((SocketChannel) key.channel()).read(buffer);
      if (length < 0) {
        throw new IOException("closed");
      }
    } catch (IOException e) {
      key.cancel();
      lost.incrementAndGet();
      return;
    }
    long now = System.nanoTime();
    Unread unread = (Unread) key.attachment();
    if (!unread.isOpen) {
      unread.isOpen = true;
      open.incrementAndGet();
    }
    unread.text.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
    int end = unread.text.lastIndexOf("\n");
    if (end > 0) {
      record(unread.text.substring(0, end), now);
      unread.text.delete(0, end);
    }
  }

  private synchronized void record(String text, long now) {
    for (int at = text.indexOf(NUMBER); at >= 0; at = text.indexOf(NUMBER, at + 1)) {
      int from = at + NUMBER.length();
      int to = from;
      while (to < text.length() && Character.isDigit(text.charAt(to))) {
        to++;
      }
      Long id = Long.valueOf(text.substring(from, to));
      Long since = committed.get(id);
      if (since != null) {
        heard.merge(id, 1, Integer::sum);
        delays.recordValue(Math.max(0, now - since));
      }
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }
}
