package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.coinbase.CoinbaseException;
import io.finsolutions.pipeline.coinbase.CoinbaseRest;
import io.finsolutions.pipeline.coinbase.CoinbaseSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether Coinbase can be reached from here, asked for its time. */
final class CoinbaseReach {
  private static final Duration BOUND = Duration.ofSeconds(3);

  private CoinbaseReach() {}

  /** Why it cannot be reached within three seconds, in words; nothing if it can. */
  static Optional<String> whyNot(CoinbaseEndpoints endpoints) throws InterruptedException {
    CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
    // The look-up of a name knows no bound, so it is left to itself.
    Thread asking = new Thread(() -> answer.complete(ask(endpoints)), "coinbase-reach");
    asking.setDaemon(true);
    asking.start();
    try {
      return answer.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Optional.of("no answer within " + BOUND.toSeconds() + " s");
    } catch (ExecutionException e) {
      return Optional.of(String.valueOf(e.getCause()));
    }
  }

  private static Optional<String> ask(CoinbaseEndpoints endpoints) {
    CoinbaseSettings settings =
        CoinbaseSettings.of(endpoints).withRequestAttempts(1).withRequestTimeout(BOUND);
    try (CoinbaseRest rest = new CoinbaseRest(settings)) {
      rest.serverTime();
      return Optional.empty();
    } catch (CoinbaseException e) {
      return Optional.of(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
