package io.finsolutions.pipeline.coinbase;

import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down each call as a line of text. */
class RecordingListener implements FeedListener {
  final List<String> calls = new CopyOnWriteArrayList<>();
  final List<Duration> waits = new CopyOnWriteArrayList<>();

  @Override
  public void onSubscribed() {
    calls.add("subscribed");
  }

  @Override
  public void onTrades(List<Trade> trades, Origin origin, Instant sentAt) {
    calls.add(origin + " " + trades.stream().map(Trade::tradeId).toList() + " " + sentAt);
  }

  @Override
  public void onHeartbeat() {
    calls.add("heartbeat");
  }

  @Override
  public void onLostMessages(long expectedSequence, long actualSequence) {
    calls.add("lost " + expectedSequence + " to " + actualSequence);
  }

  @Override
  public void onRejected(byte[] frame, String detail) {
    String text = new String(frame, StandardCharsets.UTF_8);
    calls.add("rejected " + text.substring(0, Math.min(text.length(), 40)) + ": " + detail);
  }

  @Override
  public void onDisconnected(String reason, Duration retryAfter) {
    calls.add("disconnected: " + reason);
    waits.add(retryAfter);
  }

  void awaitCall(String call) {
    Eventually.await(call + " among " + calls, () -> calls.contains(call));
  }

  void awaitCallStarting(String start) {
    awaitCallsStarting(start, 1);
  }

  void awaitCallsStarting(String start, int times) {
    Eventually.await(
        times + " times " + start + " among " + calls,
        () -> calls.stream().filter(call -> call.startsWith(start)).count() >= times);
  }
}
