package io.finsolutions.pipeline.operator.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.coinbase.CoinbaseException;
import io.finsolutions.pipeline.coinbase.CoinbaseRest;
import io.finsolutions.pipeline.coinbase.CoinbaseSettings;
import io.finsolutions.pipeline.coinbase.Product;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.operator.SampleClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProductListTest {
  private static final TradingPair BTC_USD = TradingPair.parse("BTC-USD");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SampleClock clock = new SampleClock("2026-01-01T00:00:00Z");
  private final Exchange exchange = new Exchange();
  private final ProductList products = new ProductList(exchange, clock);

  @Test
  void aPairThatTheExchangeHasPasses() throws InterruptedException {
    products.ask(PATIENCE);

    assertThat(products.whyNot(BTC_USD)).isEmpty();
  }

  @Test
  void anAliasNamesTheRightPair() throws InterruptedException {
    products.ask(PATIENCE);

    assertThat(products.whyNot(TradingPair.parse("BTC-USDC")).orElseThrow())
        .contains("use BTC-USD");
  }

  @Test
  void anUnknownPairIsToldFromThoseThatCanBeFollowed() throws InterruptedException {
    products.ask(PATIENCE);

    assertThat(products.whyNot(TradingPair.parse("BTC-XYZ")).orElseThrow())
        .startsWith("Coinbase has no product BTC-XYZ")
        .contains("there are BTC-USD:");
  }

  @Test
  void everyPairPassesWhileTheExchangeDoesNotAnswer() throws InterruptedException {
    exchange.isAway = true;

    products.ask(PATIENCE);

    assertThat(products.whyNot(TradingPair.parse("BTC-XYZ"))).isEmpty();
  }

  @Test
  void whatWasKnownStaysKnownWhenTheExchangeGoesAway() throws InterruptedException {
    products.ask(PATIENCE);
    exchange.isAway = true;
    clock.advance(Duration.ofHours(2));
    products.whyNot(BTC_USD);
    awaitAsked(2);

    assertThat(products.whyNot(TradingPair.parse("BTC-XYZ"))).isPresent();
  }

  @Test
  void aKnownPairIsAskedForHourly() throws InterruptedException {
    products.ask(PATIENCE);

    clock.advance(Duration.ofMinutes(59));
    products.whyNot(BTC_USD);
    assertThat(exchange.asked).hasValue(1);
    clock.advance(Duration.ofMinutes(1));
    products.whyNot(BTC_USD);
    awaitAsked(2);
  }

  @Test
  void anUnknownPairIsAskedForEachMinuteSinceItMayBeNew() throws InterruptedException {
    products.ask(PATIENCE);

    clock.advance(Duration.ofSeconds(59));
    products.whyNot(TradingPair.parse("NEW-USD"));
    assertThat(exchange.asked).hasValue(1);
    clock.advance(Duration.ofSeconds(1));
    exchange.hasNew = true;
    products.whyNot(TradingPair.parse("NEW-USD"));
    Eventually.await(
        "the new pair passes",
        PATIENCE,
        () -> products.whyNot(TradingPair.parse("NEW-USD")).isEmpty());
  }

  @Test
  void anExchangeThatIsAwayIsAskedEachMinuteOnly() throws InterruptedException {
    exchange.isAway = true;
    products.ask(PATIENCE);

    products.whyNot(BTC_USD);
    products.whyNot(BTC_USD);

    assertThat(exchange.asked).hasValue(1);
  }

  @Test
  void anAnswerThatNobodyThoughtOfIsNoneAndIsAskedForAgainAMinuteLater()
      throws InterruptedException {
    exchange.isStrange = true;
    products.ask(PATIENCE);

    assertThat(products.whyNot(TradingPair.parse("BTC-XYZ"))).isEmpty();
    assertThat(exchange.asked).hasValue(1);
    exchange.isStrange = false;
    clock.advance(Duration.ofMinutes(1));
    Eventually.await(
        "an unknown pair is known to be unknown",
        PATIENCE,
        () -> products.whyNot(TradingPair.parse("BTC-XYZ")).isPresent());
    assertThat(exchange.asked).hasValue(2);
  }

  private void awaitAsked(int times) {
    Eventually.await("asked " + times + " times", PATIENCE, () -> exchange.asked.get() == times);
  }

  private static final class Exchange implements ProductList.Source {
    /** An address at which nobody listens. */
    private static final CoinbaseRest NOBODY =
        new CoinbaseRest(
            CoinbaseSettings.of(
                    new CoinbaseEndpoints(
                        URI.create("http://127.0.0.1:1"),
                        URI.create("http://127.0.0.1:1"),
                        URI.create("ws://127.0.0.1:1")))
                .withRequestAttempts(1));

    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean isAway;
    private volatile boolean isStrange;
    private volatile boolean hasNew;

    @Override
    public List<Product> products() throws CoinbaseException, InterruptedException {
      asked.incrementAndGet();
      if (isStrange) {
        throw new IllegalStateException("a product without a name");
      }
      if (isAway) {
        return NOBODY.products();
      }
      Product usd = product("BTC-USD", null);
      Product usdc = product("BTC-USDC", BTC_USD);
      return hasNew ? List.of(usd, usdc, product("NEW-USD", null)) : List.of(usd, usdc);
    }

    private static Product product(String pair, TradingPair alias) {
      return new Product(
          TradingPair.parse(pair),
          "online",
          "SPOT",
          false,
          false,
          false,
          Optional.ofNullable(alias),
          List.of(),
          Optional.empty(),
          Optional.empty());
    }
  }
}
