package io.finsolutions.pipeline.exchange;

import io.finsolutions.pipeline.exchange.fault.Fault;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client of the feed. Everything happens on the loop's thread. */
final class FeedConnection {
  private static final Logger LOG = LoggerFactory.getLogger(FeedConnection.class);

  // A client that does not read is cut off before it takes all memory.
  private static final long MOST_UNSENT_CHARACTERS = 64L << 20;
  private static final int NORMAL_CLOSE = 1000;

  private final Session session;
  private final Faults faults;
  private final ScheduledExecutorService loop;
  private final AtomicLong unsentCharacters = new AtomicLong();
  private final long connectedNanos = System.nanoTime();
  private final SortedSet<TradingPair> products = new TreeSet<>();
  private final List<String> heldBack = new ArrayList<>();
  private boolean heartbeats;
  private boolean silent;
  private long sequence;
  private long lastSentNanos = connectedNanos;
  private long delayedUntilNanos = connectedNanos;
  // In the order of their numbers: a shorter delay does not let a message overtake another.
  private final Deque<Delayed> delayed = new ArrayDeque<>();

  private record Delayed(String text, long dueNanos) {}

  FeedConnection(Session session, Faults faults, ScheduledExecutorService loop) {
    this.session = session;
    this.faults = faults;
    this.loop = loop;
  }

  SortedSet<TradingPair> products() {
    return products;
  }

  boolean wantsHeartbeats() {
    return heartbeats;
  }

  void wantHeartbeats(boolean wanted) {
    heartbeats = wanted;
  }

  boolean isSubscribed() {
    return heartbeats || !products.isEmpty();
  }

  /** What it is subscribed to, as an acknowledgement says it. */
  SortedMap<String, List<String>> subscriptions() {
    SortedMap<String, List<String>> channels = new TreeMap<>();
    if (heartbeats) {
      channels.put(Feed.HEARTBEATS, List.of(Feed.HEARTBEATS));
    }
    if (!products.isEmpty()) {
      channels.put(Feed.MARKET_TRADES, products.stream().map(TradingPair::toString).toList());
    }
    return channels;
  }

  boolean isSilent() {
    return silent;
  }

  /** Keeps the connection, but sends nothing any more. */
  void silence() {
    silent = true;
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - connectedNanos);
  }

  Duration idle() {
    return Duration.ofNanos(System.nanoTime() - lastSentNanos);
  }

  void send(FeedFrame frame) {
    transmit(frame.numbered(sequence++));
    List<String> waiting = List.copyOf(heldBack);
    heldBack.clear();
    waiting.forEach(this::transmit);
  }

  /** Sends the message behind the next one. */
  void holdBack(FeedFrame frame) {
    heldBack.add(frame.numbered(sequence++));
  }

  /** Numbers a message that never arrives. */
  void lose() {
    sequence++;
  }

  void sendFirstHalf(FeedFrame frame) {
    String text = frame.numbered(sequence++);
    transmit(text.substring(0, text.length() / 2));
  }

  /** Sends a text that has no number. */
  void sendText(String text) {
    transmit(text);
  }

  void close(String reason) {
    session.close(NORMAL_CLOSE, reason, Callback.NOOP);
  }

  /** Ends the connection without a word. */
  void disconnect() {
    session.disconnect();
  }

  private void transmit(String text) {
    long delay = faults.strike(Fault.Delay.class).map(fault -> fault.by().toNanos()).orElse(0L);
    if (delay == 0 && delayed.isEmpty()) {
      write(text);
      return;
    }
    long now = System.nanoTime();
    delayedUntilNanos = Math.max(delayedUntilNanos, now + delay);
    delayed.addLast(new Delayed(text, delayedUntilNanos));
    loop.schedule(this::writeDue, delayedUntilNanos - now, TimeUnit.NANOSECONDS);
  }

  private void writeDue() {
    while (!delayed.isEmpty() && System.nanoTime() - delayed.getFirst().dueNanos() >= 0) {
      write(delayed.removeFirst().text());
    }
  }

  private void write(String text) {
    if (silent || !session.isOpen()) {
      return;
    }
    lastSentNanos = System.nanoTime();
    if (unsentCharacters.addAndGet(text.length()) > MOST_UNSENT_CHARACTERS) {
      LOG.warn("client={} closed=too-slow", session.getRemoteSocketAddress());
      session.disconnect();
      return;
    }
    Runnable sent = () -> unsentCharacters.addAndGet(-text.length());
    session.sendText(text, Callback.from(sent, failure -> sent.run()));
  }
}
