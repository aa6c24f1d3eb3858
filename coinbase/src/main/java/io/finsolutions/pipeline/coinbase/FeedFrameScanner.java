package io.finsolutions.pipeline.coinbase;

import static io.finsolutions.pipeline.market.AsciiScanner.ascii;

import io.finsolutions.pipeline.market.AsciiScanner;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads messages with trades of one product in exactly the form in which the exchange writes them:
 * no space, the fields in their usual order, all trades sound. It gives up on any other, and then
 * the parser decides what the bytes are.
 */
final class FeedFrameScanner {
  private static final byte[] CHANNEL = ascii("{\"channel\":\"market_trades\",");
  private static final byte[] CLIENT_ID = ascii("\"client_id\":\"\",");
  private static final byte[] TIMESTAMP = ascii("\"timestamp\":\"");
  private static final byte[] SEQUENCE_NUM = ascii("Z\",\"sequence_num\":");
  private static final byte[] EVENTS = ascii(",\"events\":[{\"type\":\"");
  private static final byte[] UPDATE = ascii("update");
  private static final byte[] SNAPSHOT = ascii("snapshot");
  private static final byte[] TRADES = ascii("\",\"trades\":[");
  private static final byte[] PRICE = ascii("\",\"price\":\"");
  private static final byte[] SIZE = ascii("\",\"size\":\"");
  private static final byte[] TIME = ascii("\",\"time\":\"");
  private static final byte[] BUY = ascii("Z\",\"side\":\"BUY\"}");
  private static final byte[] SELL = ascii("Z\",\"side\":\"SELL\"}");
  private static final byte[] NEXT_TRADE = ascii(",");
  private static final byte[] NEXT_EVENT = ascii("]},{\"type\":\"");
  private static final byte[] END = ascii("]}]}");

  private final TradingPair product;
  private final byte[] tradeBegin;

  FeedFrameScanner(TradingPair product) {
    this.product = product;
    this.tradeBegin = ascii("{\"product_id\":\"" + product + "\",\"trade_id\":\"");
  }

  /** Reads a message; null if it is not in the usual form. */
  FeedMessage.Trades scan(byte[] frame) {
    try {
      return message(new AsciiScanner(frame));
    } catch (IllegalArgumentException e) {
      // One of the trades is no possible trade: the parser tells it from the others.
      return null;
    }
  }

  private FeedMessage.Trades message(AsciiScanner scanner) {
    if (!scanner.skipIfThere(CHANNEL)) {
      return null;
    }
    scanner.skipIfThere(CLIENT_ID);
    scanner.skip(TIMESTAMP);
    Instant sentAt = scanner.time();
    scanner.skip(SEQUENCE_NUM);
    long sequence = scanner.wholeNumber();
    scanner.skip(EVENTS);
    List<Trade> snapshot = new ArrayList<>();
    List<Trade> updates = new ArrayList<>();
    do {
      if (scanner.skipIfThere(UPDATE)) {
        addTrades(scanner, updates);
      } else {
        scanner.skip(SNAPSHOT);
        addTrades(scanner, snapshot);
      }
    } while (scanner.isSound() && scanner.skipIfThere(NEXT_EVENT));
    scanner.skip(END);
    return scanner.isSoundToTheEnd() && sentAt.isAfter(Instant.EPOCH)
        ? FeedMessage.Trades.of(
            OptionalLong.of(sequence), sentAt, snapshot, updates, new ArrayList<>(0))
        : null;
  }

  private void addTrades(AsciiScanner scanner, List<Trade> trades) {
    scanner.skip(TRADES);
    do {
      scanner.skip(tradeBegin);
      long tradeId = scanner.wholeNumber();
      scanner.skip(PRICE);
      BigDecimal price = scanner.decimal();
      scanner.skip(SIZE);
      BigDecimal size = scanner.decimal();
      scanner.skip(TIME);
      Instant time = scanner.time();
      Side side = scanner.skipIfThere(BUY) ? Side.BUY : Side.SELL;
      if (side == Side.SELL) {
        scanner.skip(SELL);
      }
      if (scanner.isSound()) {
        trades.add(new Trade(product, tradeId, time, price, size, side));
      }
    } while (scanner.isSound() && scanner.skipIfThere(NEXT_TRADE));
  }
}
