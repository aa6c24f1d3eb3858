package io.finsolutions.pipeline.coinbase;

import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Hears what a {@link MarketFeed} brings. Calls come one at a time, all from the feed's own thread;
 * while one of them takes its time, the feed waits. A call that throws costs the connection: the
 * feed reports a disconnect and connects anew, so that nothing is passed over in silence.
 */
public interface FeedListener {
  /**
   * The exchange acknowledged the subscription on a new connection. The snapshot of the latest
   * trades may come before or after it.
   */
  void onSubscribed();

  /**
   * Trades came.
   *
   * @param trades all trades of one message, at least one, by {@link Trade#EXECUTION_ORDER}; trades
   *     that came before may be among them again
   * @param origin {@link Origin#SNAPSHOT} for the replay of the latest trades that follows each
   *     subscription, {@link Origin#LIVE} for all others
   * @param sentAt when the exchange sent the message, by its own clock
   */
  void onTrades(List<Trade> trades, Origin origin, Instant sentAt);

  /** The exchange showed that it is there; about once a second. */
  void onHeartbeat();

  /**
   * Messages of this connection were lost, perhaps with trades inside. Called before the message
   * that showed it is delivered.
   *
   * @param expectedSequence the number that the next message should have had
   * @param actualSequence the number it has, above {@code expectedSequence}
   */
  void onLostMessages(long expectedSequence, long actualSequence);

  /**
   * Something cannot be read, or is a trade of another product. The sound trades of the same
   * message are still delivered.
   *
   * @param frame the message, or only the trade if the rest of the message is sound; of a message
   *     that is too long, its beginning
   * @param detail what is wrong, in words
   */
  void onRejected(byte[] frame, String detail);

  /**
   * The connection ended, or did not come about. Not called when the feed is closed.
   *
   * @param reason why, in words
   * @param retryAfter how long the feed waits before it connects again
   */
  void onDisconnected(String reason, Duration retryAfter);
}
