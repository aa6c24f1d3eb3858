package io.finsolutions.pipeline.market;

import static io.finsolutions.pipeline.market.AsciiScanner.ascii;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Writes a message as JSON, some times as fast as a generator of JSON would. Nothing that a message
 * consists of needs to be escaped.
 */
final class TradeWriter {
  private static final byte[] BEGIN = ascii("{\"v\":" + TradeJson.VERSION);
  private static final byte[] PRODUCT = ascii(",\"product\":\"");
  private static final byte[] TRADE_ID = ascii("\",\"trade_id\":");
  private static final byte[] TIME = ascii(",\"time\":\"");
  private static final byte[] PRICE = ascii("Z\",\"price\":\"");
  private static final byte[] SIZE = ascii("\",\"size\":\"");
  private static final byte[] MAKER_SIDE = ascii("\",\"maker_side\":\"");
  private static final byte[] ORIGIN = ascii("\",\"origin\":\"");
  private static final byte[] FIRST_OF_MINUTE = ascii("\",\"first_of_minute\":true}");
  private static final byte[] END = ascii("\"}");

  private static final int SECONDS_PER_DAY = 86_400;
  private static final int TYPICAL_LENGTH = 192;

  /** The day that was written last. Threads may overwrite each other's: any is as good. */
  private static volatile Day latest = new Day(Long.MIN_VALUE, "");

  private byte[] bytes = new byte[TYPICAL_LENGTH];
  private int length;

  private record Day(long epochDay, String date) {}

  private TradeWriter() {}

  static byte[] write(TradeMessage message) {
    return new TradeWriter().message(message);
  }

  private byte[] message(TradeMessage message) {
    Trade trade = message.trade();
    append(BEGIN);
    append(PRODUCT);
    append(trade.product().toString());
    append(TRADE_ID);
    append(Long.toString(trade.tradeId()));
    append(TIME);
    append(trade.time());
    append(PRICE);
    append(trade.price().toPlainString());
    append(SIZE);
    append(trade.size().toPlainString());
    append(MAKER_SIDE);
    append(trade.makerSide().name());
    append(ORIGIN);
    append(TradeJson.name(message.origin()));
    append(message.firstOfMinute() ? FIRST_OF_MINUTE : END);
    return Arrays.copyOf(bytes, length);
  }

  /** The time without its Z, with as many fraction digits, 0, 3 or 6, as it takes. */
  private void append(Instant time) {
    long seconds = time.getEpochSecond();
    long epochDay = seconds / SECONDS_PER_DAY;
    int ofDay = (int) (seconds % SECONDS_PER_DAY);
    append(date(epochDay));
    append('T', ofDay / 3_600, 10);
    append(':', ofDay / 60 % 60, 10);
    append(':', ofDay % 60, 10);
    int micros = time.getNano() / 1_000;
    if (micros % 1_000 != 0) {
      append('.', micros, 100_000);
    } else if (micros != 0) {
      append('.', micros / 1_000, 100);
    }
  }

  private static String date(long epochDay) {
    Day known = latest;
    if (known.epochDay == epochDay) {
      return known.date;
    }
    String date = LocalDate.ofEpochDay(epochDay).toString();
    latest = new Day(epochDay, date);
    return date;
  }

  /** A letter, and a number with leading zeros, the first of whose digits counts {@code unit}. */
  private void append(char before, int number, int unit) {
    reserve(10);
    bytes[length++] = (byte) before;
    for (int place = unit; place > 0; place /= 10) {
      bytes[length++] = (byte) ('0' + number / place % 10);
    }
  }

  private void append(byte[] text) {
    reserve(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
  }

  private void append(String text) {
    int count = text.length();
    reserve(count);
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  private void reserve(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, 2 * (bytes.length + count));
    }
  }
}
