package io.finsolutions.pipeline.producer;

import io.finsolutions.pipeline.coinbase.CoinbaseException;
import io.finsolutions.pipeline.coinbase.CoinbaseRest;
import io.finsolutions.pipeline.coinbase.CoinbaseSettings;
import io.finsolutions.pipeline.coinbase.Product;
import io.finsolutions.pipeline.coinbase.ProductNotFoundException;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.producer.flow.RetryTimer;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.service.UsageException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the exchange whether a pair can be followed. */
final class ProductCheck {
  private static final Logger LOG = LoggerFactory.getLogger(ProductCheck.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final CoinbaseSettings settings;

  ProductCheck(CoinbaseSettings settings) {
    // Each attempt is told in the log here, and repeated from here.
    this.settings = settings.withRequestAttempts(1);
  }

  /**
   * Waits until the exchange answers, and returns if the pair can be followed.
   *
   * @throws UsageException if it cannot; the message names the right pair where there is one
   * @throws FailedException if the exchange refuses to be asked
   */
  void check(TradingPair pair) throws InterruptedException {
    try (CoinbaseRest rest = new CoinbaseRest(settings)) {
      for (int attempts = 1; ; attempts++) {
        try {
          Product product = rest.product(pair);
          product
              .whyNotTradable()
              .ifPresent(
                  reason -> {
                    throw new UsageException("--trading-pair: " + reason);
                  });
          return;
        } catch (ProductNotFoundException e) {
          throw new UsageException(
              "--trading-pair: Coinbase has no product "
                  + pair
                  + "; write it as Coinbase does, such as BTC-USD");
        } catch (CoinbaseException e) {
          if (!e.retriable()) {
            throw new FailedException("the exchange refuses to answer: " + e.getMessage(), e);
          }
          Duration wait = RetryTimer.waitAfter(attempts);
          wait = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
          LOG.warn("exchange does not answer reason=\"{}\" retry_after={}", e.getMessage(), wait);
          TimeUnit.NANOSECONDS.sleep(wait.toNanos());
        }
      }
    }
  }
}
