package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.service.UsageException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Decides where the trades of a run come from, so that they fit those of earlier runs. */
final class FeedChoice {
  private static final long DEFAULT_FIRST_ID = 1_000_001;
  private static final String SHIPPED_DAY = "BTC-USD of 2016-10-07";

  private final RunSettings settings;
  private final FeedMemory memory;

  FeedChoice(RunSettings settings, FeedMemory memory) {
    this.settings = settings;
    this.memory = memory;
  }

  /**
   * Settles on a kind of feed.
   *
   * @param coinbaseReachable whether Coinbase can be reached; asked for {@link FeedKind#AUTO} only
   * @throws UsageException if earlier runs counted trades of another feed
   */
  FeedKind settle(boolean coinbaseReachable) {
    FeedKind kind = settings.feed();
    if (kind == FeedKind.AUTO) {
      kind = coinbaseReachable ? FeedKind.COINBASE : FeedKind.RECORDING;
    }
    String wanted = source(kind);
    memory
        .source()
        .filter(source -> !source.equals(wanted))
        .ifPresent(
            source -> {
              throw new UsageException(
                  "the state has trades of "
                      + source
                      + ", which never mix with those of "
                      + wanted
                      + "; drop them with --fresh, or keep them apart with --state DIR");
            });
    if (settings.recording().isPresent() && memory.source().isPresent()) {
      throw new UsageException(
          "the recording is in the state already, and has the same trade ids again; add --fresh");
    }
    memory.rememberSource(wanted);
    return kind;
  }

  /**
   * The feed of a kind.
   *
   * @param port where a stand-in is to answer
   * @param highestTradeId the highest id of earlier runs, which the ids of this one follow
   */
  Feed feed(FeedKind kind, int port, OptionalLong highestTradeId) {
    if (kind == FeedKind.COINBASE) {
      return Feed.coinbase(settings.endpoints());
    }
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--port",
                Integer.toString(port),
                "--product",
                settings.pair().toString(),
                "--speed",
                Double.toString(settings.speed()),
                "--seed",
                Long.toString(settings.seed()),
                "--first-trade-id",
                Long.toString(firstTradeId(highestTradeId))));
    if (kind == FeedKind.GENERATED) {
      flags.addAll(List.of("--tape", "generated", "--rate", Double.toString(settings.rate())));
    } else if (settings.recording().isPresent()) {
      flags.addAll(List.of("--tape", "recording", "--recording", recordingPath()));
    } else {
      flags.addAll(List.of("--tape", "recorded-bars"));
    }
    URI base = URI.create("http://127.0.0.1:" + port);
    URI webSocket = URI.create("ws://127.0.0.1:" + port);
    return new Feed(
        kind,
        description(kind),
        new CoinbaseEndpoints(base, base, webSocket),
        Optional.of(new Feed.StandIn(base, flags)));
  }

  /** The first id of the tape, so that the first one printed follows the highest there is. */
  long firstTradeId(OptionalLong highestTradeId) {
    if (highestTradeId.isEmpty() || memory.firstIdOffset().isEmpty()) {
      return DEFAULT_FIRST_ID;
    }
    return highestTradeId.getAsLong() + 1 - memory.firstIdOffset().getAsLong();
  }

  private String description(FeedKind kind) {
    String speed = times(settings.speed());
    if (kind == FeedKind.GENERATED) {
      return "random trades, " + plain(settings.rate()) + " a second" + speed;
    }
    String what = settings.recording().map(file -> file.getFileName().toString()).orElse("");
    if (what.isEmpty()) {
      what =
          SHIPPED_DAY.startsWith(settings.pair() + " ")
              ? "a recording of 2016-10-07"
              : "a recording of " + SHIPPED_DAY;
    }
    return "replaying " + what + speed;
  }

  private String source(FeedKind kind) {
    return switch (kind) {
      case COINBASE -> FeedMemory.nameOf(settings.endpoints());
      case GENERATED -> "the generator";
      default -> settings.recording().map(file -> recordingPath()).orElse("the shipped recording");
    };
  }

  private String recordingPath() {
    return settings.recording().orElseThrow().toAbsolutePath().normalize().toString();
  }

  private static String times(double speed) {
    return speed == 1 ? "" : ", " + plain(speed) + " times as fast";
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
