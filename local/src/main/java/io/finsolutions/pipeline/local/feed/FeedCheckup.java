package io.finsolutions.pipeline.local.feed;

import io.finsolutions.pipeline.coinbase.CdpKey;
import io.finsolutions.pipeline.coinbase.CoinbaseException;
import io.finsolutions.pipeline.coinbase.CoinbaseRest;
import io.finsolutions.pipeline.coinbase.CoinbaseSettings;
import io.finsolutions.pipeline.coinbase.Product;
import io.finsolutions.pipeline.market.TradingPair;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks whether what the pipeline relies on holds of the exchange, one thing after the other. */
public final class FeedCheckup {
  private static final int PAGE_WITHOUT_WINDOW = 100;
  private static final int PAGE = 1_000;
  private static final int TIME_REQUESTS = 5;
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);
  private static final Duration WINDOW = Duration.ofHours(24);

  private final CoinbaseSettings settings;
  private final Optional<CdpKey> key;
  private final TradingPair pair;
  private final TradePageReader pages;
  private final Consumer<FeedCheck> results;

  /**
   * A check-up of a pair.
   *
   * @param settings where the exchange answers, without a key
   * @param key a key to try
   * @param results gets each result as soon as it is known
   */
  public FeedCheckup(
      CoinbaseSettings settings,
      Optional<CdpKey> key,
      TradingPair pair,
      Consumer<FeedCheck> results) {
    this.settings = settings;
    this.key = key;
    this.pair = pair;
    this.pages = new TradePageReader(settings.endpoints(), pair);
    this.results = results;
  }

  /** Looks at everything; listens to the feed for the given time. */
  public void run(Duration listening) throws InterruptedException {
    try (CoinbaseRest rest = new CoinbaseRest(settings)) {
      results.accept(clocks(rest));
      results.accept(product(rest));
    }
    results.accept(keyAccepted());
    FeedRecorder.Heard heard =
        FeedRecorder.listen(settings.endpoints().webSocket(), pair, listening);
    results.accept(
        FeedCheck.of(
            "feed is reachable",
            heard.problem().isEmpty(),
            heard.frames().size()
                + " messages in "
                + listening.toSeconds()
                + " s"
                + (heard.problem().isEmpty() ? "" : "; " + heard.problem())));
    FeedChecks.ofFrames(heard.frames()).forEach(results);
    pages(heard.frames());
  }

  private FeedCheck clocks(CoinbaseRest rest) throws InterruptedException {
    String name = "REST is reachable, clocks agree";
    Duration quickest = null;
    Duration ahead = Duration.ZERO;
    try {
      for (int i = 0; i < TIME_REQUESTS; i++) {
        Instant before = Instant.now();
        Instant server = rest.serverTime();
        Duration took = Duration.between(before, Instant.now());
        if (quickest == null || took.compareTo(quickest) < 0) {
          quickest = took;
          ahead = Duration.between(before.plus(took.dividedBy(2)), server);
        }
      }
    } catch (CoinbaseException e) {
      return FeedCheck.failed(name, e.getMessage());
    }
    return FeedCheck.of(
        name,
        ahead.abs().compareTo(CLOCK_TOLERANCE) <= 0,
        "answer in "
            + quickest.toMillis()
            + " ms, the exchange's clock is "
            + Math.abs(ahead.toMillis())
            + " ms "
            + (ahead.isNegative() ? "behind" : "ahead"));
  }

  private FeedCheck product(CoinbaseRest rest) throws InterruptedException {
    String name = "pair can be followed";
    try {
      Product product = rest.product(pair);
      return FeedCheck.of(
          name,
          product.whyNotTradable().isEmpty(),
          product
              .whyNotTradable()
              .orElseGet(
                  () ->
                      pair
                          + " is "
                          + (product.status().isEmpty() ? "tradable" : product.status())
                          + ", other names "
                          + product.aliasTo()));
    } catch (CoinbaseException e) {
      return FeedCheck.failed(name, e.getMessage());
    }
  }

  private FeedCheck keyAccepted() throws InterruptedException {
    String name = "key is accepted";
    if (key.isEmpty()) {
      return FeedCheck.notSeen(name, "none given, and none is needed");
    }
    try (CoinbaseRest rest = new CoinbaseRest(settings.withCdpKey(key.get()))) {
      rest.product(pair);
      return FeedCheck.of(name, true, "a signed request was answered");
    } catch (CoinbaseException e) {
      return FeedCheck.failed(name, e.getMessage());
    }
  }

  private void pages(List<FeedFrame> frames) throws InterruptedException {
    try {
      List<PlainTrade> newest = pages.newest(PAGE);
      results.accept(
          FeedChecks.pageCap("REST page without window: 100", newest, PAGE_WITHOUT_WINDOW));
      Instant now = Instant.now();
      List<PlainTrade> window = pages.between(now.minus(WINDOW), now.plusSeconds(1), PAGE);
      results.accept(FeedChecks.pageCap("REST page of a window: 1000", window, PAGE));
      Map<Long, PlainTrade> live = FeedChecks.trades(frames);
      results.accept(FeedChecks.agreement("feed and REST agree", live, FeedChecks.byId(window)));
      exchangePage(window, live);
    } catch (IOException e) {
      results.accept(FeedCheck.failed("REST pages of trades", e.toString()));
    }
  }

  private void exchangePage(List<PlainTrade> window, Map<Long, PlainTrade> live)
      throws InterruptedException {
    String name = "Exchange API is reachable";
    long newestId = window.stream().mapToLong(PlainTrade::id).max().orElse(0);
    try {
      List<PlainTrade> page = pages.below(newestId + 1, PAGE);
      results.accept(FeedCheck.of(name, true, page.size() + " trades below " + (newestId + 1)));
      results.accept(
          FeedChecks.agreement(
              "Exchange API and REST agree", FeedChecks.byId(page), FeedChecks.byId(window)));
      results.accept(
          FeedChecks.agreement("Exchange API and feed agree", FeedChecks.byId(page), live));
    } catch (IOException e) {
      results.accept(FeedCheck.failed(name, e.toString()));
    }
  }
}
