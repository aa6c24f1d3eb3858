package io.finsolutions.pipeline.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.TradingPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversIT {
  @TempDir Path root;

  @Test
  void whatAnEarlierRunHasLeftIsEnded() throws Exception {
    try (StateFolder folder = StateFolder.open(root, new TradingPair("BTC", "USD"))) {
      Process child = new ProcessBuilder("sleep", "600").start();
      new ProcessLedger(folder.file("processes")).noteChildren();

      int ended = Leftovers.end(folder, new ProcessLedger(folder.file("processes")));

      assertThat(ended).isEqualTo(1);
      assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aProcessThatOnlyHasTheNumberOfAnOldOneIsSpared() throws Exception {
    try (StateFolder folder = StateFolder.open(root, new TradingPair("BTC", "USD"))) {
      Process other = new ProcessBuilder("sleep", "600").start();
      try {
        Instant longAgo = Instant.now().minus(Duration.ofHours(1));
        Files.writeString(folder.file("processes"), other.pid() + " " + longAgo.toEpochMilli());

        int ended = Leftovers.end(folder, new ProcessLedger(folder.file("processes")));

        assertThat(ended).isZero();
        assertThat(other.isAlive()).isTrue();
      } finally {
        other.destroyForcibly();
      }
    }
  }
}
