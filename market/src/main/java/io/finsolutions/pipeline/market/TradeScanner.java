package io.finsolutions.pipeline.market;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Reads a message in exactly the form in which {@link TradeJson#encode} writes it, some times as
 * fast as a parser of JSON: nearly every message that there is has that form. It gives up on any
 * other, and then the parser decides what the bytes are.
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

  /** So many digits fit into a long, whichever they are. */
  private static final int MAX_DIGITS = 18;

  private static final int SECONDS_PER_DAY = 86_400;

  /** The pair that was read last. Threads may overwrite each other's: any is as good. */
  private static volatile NamedPair latest = new NamedPair(new byte[0], null);

  private final byte[] bytes;
  private int position;
  private boolean sound = true;

  private record NamedPair(byte[] name, TradingPair pair) {}

  private TradeScanner(byte[] bytes) {
    this.bytes = bytes;
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
    skip(BEFORE_PRODUCT);
    TradingPair product = product();
    skip(BEFORE_TRADE_ID);
    long tradeId = tradeId();
    skip(BEFORE_TIME);
    Instant time = time();
    skip(BEFORE_PRICE);
    BigDecimal price = decimal();
    skip(BEFORE_SIZE);
    BigDecimal size = decimal();
    skip(BEFORE_MAKER_SIDE);
    Side makerSide = skipIfThere(BUY) ? Side.BUY : Side.SELL;
    if (makerSide == Side.SELL) {
      skip(SELL);
    }
    skip(BEFORE_ORIGIN);
    Origin origin = origin();
    skip(END);
    return sound && position == bytes.length
        ? new TradeMessage(new Trade(product, tradeId, time, price, size, makerSide), origin)
        : null;
  }

  private TradingPair product() {
    NamedPair known = latest;
    int start = position;
    if (known.pair != null && skipIfThere(known.name) && peek() == '"') {
      return known.pair;
    }
    int end = start;
    while (end < bytes.length && bytes[end] != '"') {
      end++;
    }
    byte[] name = Arrays.copyOfRange(bytes, start, end);
    position = end;
    try {
      TradingPair pair = TradingPair.parse(new String(name, StandardCharsets.US_ASCII));
      latest = new NamedPair(name, pair);
      return pair;
    } catch (IllegalArgumentException e) {
      sound = false;
      return null;
    }
  }

  private long tradeId() {
    int start = position;
    sound &= peek() != '0';
    long id = digits(0);
    sound &= isDigitCount(position - start);
    return id;
  }

  /** A time up to the Z behind it. */
  private Instant time() {
    int year = digits(4, '-');
    int month = digits(2, '-');
    int day = digits(2, 'T');
    int hour = digits(2, ':');
    int minute = digits(2, ':');
    int second = (int) exactDigits(2);
    int nanos = 0;
    if (peek() == '.') {
      position++;
      int start = position;
      long fraction = digits(0);
      int count = position - start;
      sound &= count == 3 || count == 6;
      nanos = (int) fraction * (count == 3 ? 1_000_000 : 1_000);
    }
    // A minute may have a sixtieth second, and a day a twenty-fourth hour: not in our own form.
    sound &= hour < 24 && minute < 60 && second < 60;
    if (!sound) {
      return null;
    }
    try {
      long days = LocalDate.of(year, month, day).toEpochDay();
      return Instant.ofEpochSecond(
          days * SECONDS_PER_DAY + hour * 3_600L + minute * 60L + second, nanos);
    } catch (DateTimeException e) {
      sound = false;
      return null;
    }
  }

  private BigDecimal decimal() {
    int start = position;
    long unscaled = digits(0);
    int count = position - start;
    sound &= count > 0;
    int scale = 0;
    if (peek() == '.') {
      position++;
      int point = position;
      unscaled = digits(unscaled);
      scale = position - point;
      sound &= scale > 0;
    }
    sound &= isDigitCount(count + scale);
    return BigDecimal.valueOf(unscaled, scale);
  }

  private Origin origin() {
    if (skipIfThere(LIVE)) {
      return Origin.LIVE;
    }
    if (skipIfThere(BACKFILL)) {
      return Origin.BACKFILL;
    }
    skip(SNAPSHOT);
    return Origin.SNAPSHOT;
  }

  /** A number of some digits, and the byte behind it. */
  private int digits(int count, char end) {
    int number = (int) exactDigits(count);
    sound &= peek() == end;
    position++;
    return number;
  }

  private long exactDigits(int count) {
    int start = position;
    long number = 0;
    while (position < start + count && isDigit(peek())) {
      number = number * 10 + (peek() - '0');
      position++;
    }
    sound &= position == start + count;
    return number;
  }

  /** All digits that come, behind those of a number that was read. */
  private long digits(long before) {
    long number = before;
    while (isDigit(peek())) {
      number = number * 10 + (peek() - '0');
      position++;
    }
    return number;
  }

  private void skip(byte[] expected) {
    sound &= skipIfThere(expected);
  }

  private boolean skipIfThere(byte[] expected) {
    int end = position + expected.length;
    if (end > bytes.length || !Arrays.equals(bytes, position, end, expected, 0, expected.length)) {
      return false;
    }
    position = end;
    return true;
  }

  /** The next byte; behind the last one, one that nothing expects. */
  private byte peek() {
    return position < bytes.length ? bytes[position] : 0;
  }

  private static boolean isDigitCount(int count) {
    return count > 0 && count <= MAX_DIGITS;
  }

  private static boolean isDigit(byte letter) {
    return letter >= '0' && letter <= '9';
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
