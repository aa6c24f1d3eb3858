package io.finsolutions.pipeline.coinbase;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests at a bounded pace, and sends one again after an answer that says "later", after an
 * outage, and after no answer at all.
 */
final class RetryingHttp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RetryingHttp.class);
  private static final String USER_AGENT = "finsolutions-crypto-pipeline";

  private final OkHttpClient client;
  private final int attempts;
  private final BackOff backOff;
  private final RequestPace pace;
  private final MonotonicTime time;
  private final Clock clock;
  private final RandomGenerator random;
  private volatile boolean closed;

  RetryingHttp(CoinbaseSettings settings, MonotonicTime time, Clock clock, RandomGenerator random) {
    this.client =
        HttpClients.withTimeout(settings.requestTimeout(), "coinbase-rest")
            .callTimeout(settings.requestTimeout())
            .build();
    this.attempts = settings.requestAttempts();
    this.backOff = settings.backOff();
    this.pace = new RequestPace(settings.requestsPerSecond(), time);
    this.time = time;
    this.clock = clock;
    this.random = random;
  }

  /**
   * The body of a successful answer.
   *
   * @param tokens signs each attempt anew, for a token is soon stale
   */
  byte[] get(HttpUrl url, Optional<CdpTokens> tokens)
      throws CoinbaseException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      pace.awaitTurn();
      CoinbaseException failure;
      Duration wait = backOff.after(attempt, random);
      try {
        HttpAnswer answer = InterruptibleCall.execute(client.newCall(request(url, tokens)));
        if (answer.isSuccess()) {
          return answer.body();
        }
        failure = failure(url, answer);
        Duration asked =
            RetryAfter.parse(answer.retryAfter(), clock.instant()).orElse(Duration.ZERO);
        wait = wait.compareTo(asked) < 0 ? asked : wait;
      } catch (IOException e) {
        String words = closed ? "the client is closed" : ConnectionFailure.inWords(e);
        failure = new UnreachableException(url + ": " + words, e);
      }
      if (!failure.retriable() || attempt >= attempts || closed) {
        throw failure;
      }
      LOG.debug("request again attempt={} wait={} reason={}", attempt, wait, failure.getMessage());
      if (failure instanceof RateLimitedException) {
        // The limit is for all requests of this address, so all threads wait.
        pace.holdBack(wait);
      } else {
        time.sleep(wait);
      }
    }
  }

  private static CoinbaseException failure(HttpUrl url, HttpAnswer answer) {
    String words = ErrorBody.inWords(answer.body());
    String message = url + " answered " + answer.status() + ": " + words;
    if (answer.isRateLimit()) {
      return new RateLimitedException(message);
    }
    if (answer.isOutage()) {
      return new UnreachableException(message);
    }
    return new RejectedRequestException(message, answer.status(), words);
  }

  private static Request request(HttpUrl url, Optional<CdpTokens> tokens) {
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .header("Accept", "application/json")
            // Answers may come from a cache of a second otherwise.
            .header("Cache-Control", "no-cache")
            .header("User-Agent", USER_AGENT);
    tokens.ifPresent(t -> request.header("Authorization", "Bearer " + t.forRequest("GET", url)));
    return request.build();
  }

  /** Ends the requests that are under way; they fail as unreachable. */
  @Override
  public void close() {
    closed = true;
    client.dispatcher().cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
