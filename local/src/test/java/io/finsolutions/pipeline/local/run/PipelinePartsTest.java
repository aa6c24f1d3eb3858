package io.finsolutions.pipeline.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.local.part.ProcessPart;
import io.finsolutions.pipeline.local.state.StateFolder;
import io.finsolutions.pipeline.market.TradingPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelinePartsTest {
  private static final TradingPair PAIR = TradingPair.parse("BTC-USD");

  @TempDir Path checkout;

  @BeforeEach
  void pretendThatTheBatchLayerIsBuilt() throws IOException {
    Path target = Files.createDirectories(checkout.resolve("spark-images/batch/target"));
    Files.createFile(target.resolve("batch-1.jar"));
  }

  @Test
  void theBatchLayerIsToldHowLongRowsAreKept() {
    assertThat(batchCommand(Optional.of(Duration.ofDays(730))))
        .containsSubsequence("run", "--keep-rows", "63072000s");
  }

  @Test
  void rowsAreKeptForEverIfNothingIsSaid() {
    assertThat(batchCommand(Optional.empty())).contains("run").doesNotContain("--keep-rows");
  }

  private List<String> batchCommand(Optional<Duration> keepRows) {
    RunSettings settings = settings(keepRows);
    try (StateFolder folder = StateFolder.open(settings.stateRoot(), PAIR)) {
      PipelineParts parts = new PipelineParts(new Applications(checkout), settings, folder);
      parts.broker().close();
      return ((ProcessPart) parts.batch(CoinbaseEndpoints.production(), true)).command();
    }
  }

  private RunSettings settings(Optional<Duration> keepRows) {
    return new RunSettings(
        PAIR,
        FeedKind.GENERATED,
        1,
        6,
        1,
        Optional.empty(),
        CoinbaseEndpoints.production(),
        checkout.resolve("state"),
        false,
        Optional.empty(),
        "continuous",
        BatchSchedule.EACH_MINUTE,
        keepRows,
        0,
        0,
        0);
  }
}
