package io.finsolutions.pipeline.coinbase;

/** Watches the numbers of the messages of one connection, which count up by one from 0. */
final class SequenceCheck {
  private long expected;

  /**
   * Takes the number of the next message.
   *
   * @return how many messages are missing before it; nothing is missing before one that comes again
   *     or late
   */
  long lostBefore(long actual) {
    if (actual < expected) {
      return 0;
    }
    long lost = actual - expected;
    expected = actual + 1;
    return lost;
  }
}
