package io.finsolutions.pipeline.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.UsageException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedChoiceTest {
  @TempDir Path folder;

  @Test
  void coinbaseIsTakenWhereItCanBeReached() {
    assertThat(choice(FeedKind.AUTO).settle(true)).isEqualTo(FeedKind.COINBASE);
  }

  @Test
  void theRecordingIsTakenWhereCoinbaseCannotBeReached() {
    assertThat(choice(FeedKind.AUTO).settle(false)).isEqualTo(FeedKind.RECORDING);
  }

  @Test
  void tradesOfARecordingNeverMixWithThoseOfCoinbase() {
    choice(FeedKind.RECORDING).settle(false);

    assertThat(choice(FeedKind.RECORDING).settle(false)).isEqualTo(FeedKind.RECORDING);
    assertThatThrownBy(() -> choice(FeedKind.COINBASE).settle(true))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("the state has trades of the shipped recording")
        .hasMessageContaining("--fresh");
  }

  @Test
  void theWordsSayPlainlyWhatIsPlayed() {
    assertThat(feed(settings("BTC-USD", FeedKind.RECORDING, 10)).description())
        .isEqualTo("replaying a recording of 2016-10-07, 10 times as fast");
    assertThat(feed(settings("ETH-USD", FeedKind.RECORDING, 1)).description())
        .isEqualTo("replaying a recording of BTC-USD of 2016-10-07");
    assertThat(feed(settings("BTC-USD", FeedKind.GENERATED, 1)).description())
        .isEqualTo("random trades, 6 a second");
    assertThat(feed(settings("BTC-USD", FeedKind.COINBASE, 1)).description())
        .isEqualTo("live from Coinbase");
  }

  @Test
  void theIdsOfAnotherRunFollowThoseOfTheLast() {
    FeedMemory memory = new FeedMemory(folder.resolve("feed.properties"));
    FeedChoice choice = new FeedChoice(settings("BTC-USD", FeedKind.RECORDING, 10), memory);
    long first = choice.firstTradeId(OptionalLong.empty());
    long offset = 5_000;
    memory.rememberFirstIdOffset(offset);

    long next = choice.firstTradeId(OptionalLong.of(first + offset + 99));

    assertThat(next + offset).isEqualTo(first + offset + 100);
  }

  @Test
  void whatIsRememberedOutlivesTheRun() {
    FeedMemory memory = new FeedMemory(folder.resolve("feed.properties"));
    memory.rememberSource("Coinbase");
    memory.rememberFirstIdOffset(7);

    FeedMemory again = new FeedMemory(folder.resolve("feed.properties"));

    assertThat(again.source()).contains("Coinbase");
    assertThat(again.firstIdOffset()).hasValue(7);
  }

  private FeedChoice choice(FeedKind kind) {
    return new FeedChoice(
        settings("BTC-USD", kind, 10), new FeedMemory(folder.resolve("feed.properties")));
  }

  private Feed feed(RunSettings settings) {
    return new FeedChoice(settings, new FeedMemory(folder.resolve("none")))
        .feed(settings.feed(), 1234, OptionalLong.empty());
  }

  private RunSettings settings(String pair, FeedKind kind, double speed) {
    return new RunSettings(
        TradingPair.parse(pair),
        kind,
        speed,
        6,
        1,
        Optional.empty(),
        CoinbaseEndpoints.production(),
        folder,
        false,
        Optional.empty(),
        "continuous",
        BatchSchedule.EACH_MINUTE,
        Optional.empty(),
        0,
        0,
        0);
  }
}
