package io.finsolutions.pipeline.market;

import static io.finsolutions.pipeline.market.AsciiScanner.ascii;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Reads a message in exactly the form in which {@link TradeJson#encode} writes it: nearly every
 * message that there is has that form. It gives up on any other, and then the parser decides what
 * the bytes are.
 */
final class TradeScanner {
  private static final byte[] BEFORE_PRODUCT = ascii("{\"v\":1,\"product\":\"");
  private static final byte[] BEFORE_TRADE_ID = ascii("\",\"trade_id\":");
  private static final byte[] BEFORE_TIME = ascii(",\"time\":\"");
  private static final byte[] BEFORE_PRICE = ascii("Z\",\"price\":\"");
  private static final byte[] BEFORE_SIZE = ascii("\",\"size\":\"");
  private static final byte[] BEFORE_MAKER_SIDE = ascii("\",\"maker_side\":\"");
  private static final byte[] BEFORE_ORIGIN = ascii("\",\"origin\":\"");
  private static final byte[] END = ascii("\"}");

  private static final byte[] BUY = ascii("BUY");
  private static final byte[] SELL = ascii("SELL");
  private static final byte[] LIVE = ascii("live");
  private static final byte[] SNAPSHOT = ascii("snapshot");
  private static final byte[] BACKFILL = ascii("backfill");

  /** The pair that was read last. Threads may overwrite each other's: any is as good. */
  private static volatile NamedPair latest = new NamedPair(new byte[0], null);

  private final AsciiScanner scanner;

  private record NamedPair(byte[] name, TradingPair pair) {}

  private TradeScanner(byte[] bytes) {
    scanner = new AsciiScanner(bytes);
  }

  /**
   * Reads a message.
   *
   * @return the message, or null if it is not in the usual form
   * @throws IllegalArgumentException if it is in the usual form, but no possible trade
   */
  static TradeMessage scan(byte[] bytes) {
    return new TradeScanner(bytes).message();
  }

  private TradeMessage message() {
    scanner.skip(BEFORE_PRODUCT);
    TradingPair product = product();
    scanner.skip(BEFORE_TRADE_ID);
    long tradeId = scanner.wholeNumber();
    scanner.skip(BEFORE_TIME);
    Instant time = scanner.time();
    scanner.skip(BEFORE_PRICE);
    BigDecimal price = scanner.decimal();
    scanner.skip(BEFORE_SIZE);
    BigDecimal size = scanner.decimal();
    scanner.skip(BEFORE_MAKER_SIDE);
    Side makerSide = scanner.skipIfThere(BUY) ? Side.BUY : Side.SELL;
    if (makerSide == Side.SELL) {
      scanner.skip(SELL);
    }
    scanner.skip(BEFORE_ORIGIN);
    Origin origin = origin();
    scanner.skip(END);
    return scanner.isSoundToTheEnd()
        ? new TradeMessage(new Trade(product, tradeId, time, price, size, makerSide), origin)
        : null;
  }

  private TradingPair product() {
    NamedPair known = latest;
    if (known.pair != null && scanner.skipIfThere(known.name)) {
      if (scanner.peek() == '"') {
        return known.pair;
      }
      scanner.back(known.name.length);
    }
    byte[] name = scanner.upToQuote();
    try {
      TradingPair pair = TradingPair.parse(new String(name, StandardCharsets.US_ASCII));
      latest = new NamedPair(name, pair);
      return pair;
    } catch (IllegalArgumentException e) {
      scanner.refuse();
      return null;
    }
  }

  private Origin origin() {
    if (scanner.skipIfThere(LIVE)) {
      return Origin.LIVE;
    }
    if (scanner.skipIfThere(BACKFILL)) {
      return Origin.BACKFILL;
    }
    scanner.skip(SNAPSHOT);
    return Origin.SNAPSHOT;
  }
}
