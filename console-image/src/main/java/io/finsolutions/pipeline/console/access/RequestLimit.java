package io.finsolutions.pipeline.console.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.finsolutions.pipeline.console.web.Problem;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often each client may ask. Clients that have not asked for a minute are forgotten, since they
 * may ask as often as new ones; and of very many those that ask least.
 */
final class RequestLimit {
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final long MOST_CLIENTS = 50_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final int perMinute;
  private final TimeMeter time;
  private final LongAdder refused = new LongAdder();
  private final Cache<String, Bucket> clients;

  /**
   * A limit.
   *
   * @param perMinute requests of a client, which may come at once; 0 for no limit
   */
  RequestLimit(int perMinute, TimeMeter time) {
    this.perMinute = perMinute;
    this.time = time;
    clients =
        Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(PERIOD)
            .ticker(time::currentTimeNanos)
            .build();
  }

  /**
   * Counts a request.
   *
   * @throws Problem 429 if the client has asked too often
   */
  void admit(String client) {
    if (perMinute == 0) {
      return;
    }
    ConsumptionProbe probe = clients.get(client, name -> full()).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      refused.increment();
      long seconds = Math.floorDiv(probe.getNanosToWaitForRefill(), NANOS_PER_SECOND) + 1;
      throw new Problem(
              429,
              "too_many_requests",
              "More than "
                  + perMinute
                  + " requests within a minute; ask again in "
                  + seconds
                  + " s, or ask for more rows at a time.")
          .header("Retry-After", Long.toString(seconds));
    }
  }

  /** How many requests were refused. */
  long refused() {
    return refused.sum();
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, PERIOD))
        .withCustomTimePrecision(time)
        .build();
  }
}
