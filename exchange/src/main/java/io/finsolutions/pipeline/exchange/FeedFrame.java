package io.finsolutions.pipeline.exchange;

/**
 * A message of the feed without its number, which is another one on each connection.
 *
 * @param head the text before the number
 * @param tail the text after it
 */
record FeedFrame(String head, String tail) {
  String numbered(long sequence) {
    return head + sequence + tail;
  }
}
