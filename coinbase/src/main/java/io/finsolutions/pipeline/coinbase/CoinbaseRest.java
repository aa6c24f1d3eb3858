package io.finsolutions.pipeline.coinbase;

import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import okhttp3.HttpUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exchange's REST interfaces. Calls block, and share one pace over all threads; an interrupt
 * ends them at once.
 *
 * <p>An answer that there are too many requests (its {@code Retry-After} is honoured, up to a
 * minute), an outage and a lack of answer lead to further attempts, with exponential back-off and
 * full jitter. When the attempts are used up a call throws {@link RateLimitedException} or {@link
 * UnreachableException}. Other refusals throw {@link RejectedRequestException} at once, and an
 * answer that cannot be read throws {@link MalformedAnswerException}. Safe for use by several
 * threads.
 */
public final class CoinbaseRest implements AutoCloseable {
  /** The most trades that one page can have. */
  public static final int MAX_TRADES_PER_PAGE = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(CoinbaseRest.class);

  // One below the exchange's limit of 350, which counts both ends.
  private static final int CANDLES_PER_PAGE = 349;
  private static final int CANDLES_LIMIT = 350;
  private static final int PRODUCTS_PER_PAGE = 1_000;
  private static final int NOT_FOUND = 404;

  private final RetryingHttp http;
  private final Optional<CdpTokens> tokens;
  private final HttpUrl advancedTrade;
  private final HttpUrl brokerage;
  private final HttpUrl exchange;
  private final RejectedTradeListener rejected;

  /** Writes trades that cannot be read to the log. */
  public CoinbaseRest(CoinbaseSettings settings) {
    this(settings, CoinbaseRest::log);
  }

  /**
   * A client.
   *
   * @param rejected hears of past trades that cannot be read, perhaps more than once of the same
   */
  public CoinbaseRest(CoinbaseSettings settings, RejectedTradeListener rejected) {
    this(
        settings,
        rejected,
        MonotonicTime.SYSTEM,
        Clock.systemUTC(),
        () -> ThreadLocalRandom.current().nextLong());
  }

  CoinbaseRest(
      CoinbaseSettings settings,
      RejectedTradeListener rejected,
      MonotonicTime time,
      Clock clock,
      RandomGenerator random) {
    this.http = new RetryingHttp(settings, time, clock, random);
    this.tokens = settings.cdpKey().map(key -> new CdpTokens(key, clock));
    this.brokerage = base(settings.endpoints().rest().toString(), "api/v3/brokerage");
    // Each public path has a twin for requests that are signed.
    this.advancedTrade =
        tokens.isPresent() ? brokerage : brokerage.newBuilder().addPathSegment("market").build();
    this.exchange = base(settings.endpoints().exchangeRest().toString(), "");
    this.rejected = rejected;
  }

  /**
   * What the exchange says about a pair.
   *
   * @throws ProductNotFoundException if it does not know the pair
   */
  public Product product(TradingPair pair) throws CoinbaseException, InterruptedException {
    HttpUrl url = product(advancedTrade, pair).build();
    return read(url, getOfProduct(url, tokens, pair), AnswerDecoder::product);
  }

  /** All products of the kind SPOT, aliases among them, in the order of the exchange. */
  public List<Product> products() throws CoinbaseException, InterruptedException {
    Map<TradingPair, Product> products = new LinkedHashMap<>();
    int before;
    do {
      before = products.size();
      HttpUrl url =
          advancedTrade
              .newBuilder()
              .addPathSegment("products")
              .addQueryParameter("product_type", "SPOT")
              .addQueryParameter("limit", Integer.toString(PRODUCTS_PER_PAGE))
              .addQueryParameter("offset", Integer.toString(before))
              .build();
      for (Product product : read(url, http.get(url, tokens), AnswerDecoder::products)) {
        products.putIfAbsent(product.pair(), product);
      }
    } while (products.size() > before);
    return List.copyOf(products.values());
  }

  /**
   * The newest trades of a window, by {@link Trade#EXECUTION_ORDER}. The exchange takes whole
   * seconds and does not document whether the end is in the window: it is widened to whole seconds,
   * and trades a little outside may be among the result.
   *
   * @param from start of the window
   * @param to end of the window, not before {@code from}
   * @param limit how many trades at most, from 1 to {@link #MAX_TRADES_PER_PAGE}
   */
  public List<Trade> tradesBetween(TradingPair pair, Instant from, Instant to, int limit)
      throws CoinbaseException, InterruptedException {
    return pageBetween(pair, from, to, limit).trades();
  }

  /**
   * The newest trades below an id, by {@link Trade#EXECUTION_ORDER}; from the Exchange API, which
   * reaches back to the first trade of each product.
   *
   * @param tradeId the id that all are below
   * @param limit how many trades at most, from 1 to {@link #MAX_TRADES_PER_PAGE}
   */
  public List<Trade> tradesBelow(TradingPair pair, long tradeId, int limit)
      throws CoinbaseException, InterruptedException {
    return pageBelow(pair, tradeId, limit).trades();
  }

  /**
   * The exchange's own figures of the minutes that start in [{@code from}, {@code to}), ascending.
   * A minute without trades is absent.
   */
  public List<Candle> minuteCandles(TradingPair pair, Instant from, Instant to)
      throws CoinbaseException, InterruptedException {
    TreeMap<Instant, Candle> candles = new TreeMap<>();
    Instant start = from.truncatedTo(ChronoUnit.MINUTES);
    while (start.isBefore(to)) {
      // If the end counts, its minute comes twice; if not, none is left out.
      Instant end = start.plus(Duration.ofMinutes(CANDLES_PER_PAGE));
      HttpUrl url =
          product(advancedTrade, pair)
              .addPathSegment("candles")
              .addQueryParameter("start", Long.toString(start.getEpochSecond()))
              .addQueryParameter("end", Long.toString(end.getEpochSecond()))
              .addQueryParameter("granularity", "ONE_MINUTE")
              .addQueryParameter("limit", Integer.toString(CANDLES_LIMIT))
              .build();
      for (Candle candle : read(url, getOfProduct(url, tokens, pair), AnswerDecoder::candles)) {
        candles.put(candle.start(), candle);
      }
      start = end;
    }
    return from.isBefore(to)
        ? List.copyOf(candles.subMap(from, true, to, false).values())
        : List.of();
  }

  /** The exchange's time of day, in milliseconds. */
  public Instant serverTime() throws CoinbaseException, InterruptedException {
    HttpUrl url = brokerage.newBuilder().addPathSegment("time").build();
    return read(url, http.get(url, tokens), AnswerDecoder::serverTime);
  }

  TradePage pageBetween(TradingPair pair, Instant from, Instant to, int limit)
      throws CoinbaseException, InterruptedException {
    requireLimit(limit);
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("the window ends at " + to + " before " + from);
    }
    long end = to.getNano() == 0 ? to.getEpochSecond() : to.getEpochSecond() + 1;
    HttpUrl url =
        product(advancedTrade, pair)
            .addPathSegment("ticker")
            .addQueryParameter("limit", Integer.toString(limit))
            .addQueryParameter("start", Long.toString(from.getEpochSecond()))
            .addQueryParameter("end", Long.toString(end))
            .build();
    return report(
        read(url, getOfProduct(url, tokens, pair), body -> AnswerDecoder.trades(body, pair)));
  }

  TradePage pageBelow(TradingPair pair, long tradeId, int limit)
      throws CoinbaseException, InterruptedException {
    HttpUrl.Builder url = exchangeTrades(pair, limit);
    return exchangePage(pair, url.addQueryParameter("after", Long.toString(tradeId)).build());
  }

  TradePage newestPage(TradingPair pair, int limit) throws CoinbaseException, InterruptedException {
    return exchangePage(pair, exchangeTrades(pair, limit).build());
  }

  private HttpUrl.Builder exchangeTrades(TradingPair pair, int limit) {
    requireLimit(limit);
    return product(exchange, pair)
        .addPathSegment("trades")
        .addQueryParameter("limit", Integer.toString(limit));
  }

  private TradePage exchangePage(TradingPair pair, HttpUrl url)
      throws CoinbaseException, InterruptedException {
    // The keys of the Advanced Trade API mean nothing to the Exchange API.
    byte[] body = getOfProduct(url, Optional.empty(), pair);
    return report(read(url, body, b -> AnswerDecoder.exchangeTrades(b, pair)));
  }

  /** Ends the calls that are under way; they throw {@link UnreachableException}. */
  @Override
  public void close() {
    http.close();
  }

  private byte[] getOfProduct(HttpUrl url, Optional<CdpTokens> signedBy, TradingPair pair)
      throws CoinbaseException, InterruptedException {
    try {
      return http.get(url, signedBy);
    } catch (RejectedRequestException e) {
      if (e.status() == NOT_FOUND) {
        throw new ProductNotFoundException(pair, e.getMessage());
      }
      throw e;
    }
  }

  private TradePage report(TradePage page) {
    page.rejected().forEach(trade -> rejected.onRejected(trade.json(), trade.detail()));
    return page;
  }

  private static <T> T read(HttpUrl url, byte[] body, Reading<T> reading)
      throws MalformedAnswerException {
    try {
      return reading.read(body);
    } catch (UnreadableException e) {
      throw new MalformedAnswerException(
          url + " answered what cannot be read: " + e.getMessage(), e);
    }
  }

  private static HttpUrl base(String address, String path) {
    return HttpUrl.get(address).newBuilder().addPathSegments(path).build();
  }

  private static HttpUrl.Builder product(HttpUrl base, TradingPair pair) {
    return base.newBuilder().addPathSegment("products").addPathSegment(pair.toString());
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > MAX_TRADES_PER_PAGE) {
      throw new IllegalArgumentException(
          "a page of " + limit + " trades: from 1 to " + MAX_TRADES_PER_PAGE + " are possible");
    }
  }

  private static void log(byte[] trade, String detail) {
    LOG.warn(
        "past trade rejected detail={} trade={}",
        detail,
        ErrorBody.excerpt(new String(trade, StandardCharsets.UTF_8)));
  }

  private interface Reading<T> {
    T read(byte[] body) throws UnreadableException;
  }
}
