package io.finsolutions.pipeline.local.chaos;

import io.finsolutions.pipeline.local.chaos.ChaosFault.ExchangeFault;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** What the exchange does wrong, written as the stand-in reads it. */
final class ExchangeFaults {
  /** Chances of a message to come twice, of one not to come, of a trade to come out of order. */
  static final double DUPLICATED = 0.02;

  static final double DROPPED = 0.01;
  static final double STRAGGLING = 0.05;

  /** How many trades pass a straggling one at most. */
  static final int STRAGGLED_IDS = 300;

  private static final Duration BURST = Duration.ofSeconds(12);

  private ExchangeFaults() {}

  /** What goes wrong all the time. */
  static List<ExchangeFault> standing(Duration lasting) {
    return List.of(
        fault("duplicates", "\"fault\":\"duplicate\",\"probability\":" + DUPLICATED, lasting),
        fault("dropped messages", "\"fault\":\"drop\",\"probability\":" + DROPPED, lasting),
        fault(
            "out of order",
            "\"fault\":\"straggle\",\"probability\":" + STRAGGLING + ",\"span\":" + STRAGGLED_IDS,
            lasting));
  }

  /** One of each kind of what goes wrong now and then, but for trades that come late. */
  static List<ExchangeFault> passing(SplittableRandom random) {
    int few = 1 + random.nextInt(3);
    String burst = "\"requests\":" + (3 + random.nextInt(6));
    return List.of(
        atOnce("disconnect", "\"fault\":\"disconnect\",\"abrupt\":false"),
        atOnce("abrupt disconnect", "\"fault\":\"disconnect\",\"abrupt\":true"),
        atOnce("half-open socket", "\"fault\":\"half-open\""),
        fault(
            "429 with Retry-After",
            "\"fault\":\"rest-status\",\"status\":429,\"retry_after_s\":2," + burst,
            BURST),
        fault("429", "\"fault\":\"rest-status\",\"status\":429," + burst, BURST),
        fault("500", "\"fault\":\"rest-status\",\"status\":500," + burst, BURST),
        atOnce("malformed message", "\"fault\":\"malformed-frame\",\"next\":" + few),
        atOnce("malformed trade", "\"fault\":\"malformed-trade\",\"next\":" + few),
        atOnce("unknown message", "\"fault\":\"unknown-message\""),
        atOnce("conflicting duplicate", "\"fault\":\"conflicting-duplicate\",\"next\":" + few),
        atOnce("future-dated trade", "\"fault\":\"future-dated\",\"next\":" + few));
  }

  /** Trades that neither feed nor REST gives for so long. */
  static ExchangeFault late(int trades, Duration by) {
    return fault(
        "late trades",
        "\"fault\":\"late\",\"next\":" + trades + ",\"by_ms\":" + by.toMillis(),
        by,
        false);
  }

  private static ExchangeFault atOnce(String kind, String fields) {
    return new ExchangeFault(kind, "{" + fields + "}", Duration.ZERO);
  }

  private static ExchangeFault fault(String kind, String fields, Duration lasting) {
    return fault(kind, fields, lasting, true);
  }

  private static ExchangeFault fault(
      String kind, String fields, Duration lasting, boolean endsByItself) {
    String end = endsByItself ? ",\"for_ms\":" + lasting.toMillis() : "";
    return new ExchangeFault(kind, "{" + fields + end + "}", lasting);
  }
}
