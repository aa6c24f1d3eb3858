package io.finsolutions.pipeline.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
  private static final TradingPair BTC_USD = new TradingPair("BTC", "USD");

  @TempDir Path root;

  @Test
  void onlyOneRunMayHaveAFolderOpen() {
    try (StateFolder folder = StateFolder.open(root, BTC_USD)) {
      assertThatThrownBy(() -> StateFolder.open(root, BTC_USD))
          .isInstanceOf(FailedException.class)
          .hasMessageContaining("another ./pipeline runs on " + folder.path());
    }
    StateFolder.open(root, BTC_USD).close();
  }

  @Test
  void pairsDoNotDisturbEachOther() {
    try (StateFolder one = StateFolder.open(root, BTC_USD);
        StateFolder other = StateFolder.open(root, new TradingPair("ETH", "USD"))) {
      assertThat(one.path()).isNotEqualTo(other.path());
    }
  }

  @Test
  void aFreshStartDropsEverythingButTheLock() throws IOException {
    try (StateFolder folder = StateFolder.open(root, BTC_USD)) {
      Files.createDirectories(folder.database().resolve("base"));
      Files.writeString(folder.database().resolve("base").resolve("1"), "rows");
      Files.writeString(folder.log("producer"), "log");

      folder.clear();

      assertThat(folder.database()).doesNotExist();
      assertThat(folder.log("producer")).doesNotExist();
      assertThat(folder.path().resolve("logs")).isEmptyDirectory();
      assertThatThrownBy(() -> StateFolder.open(root, BTC_USD)).isInstanceOf(FailedException.class);
    }
  }

  @Test
  void aFolderOfSomethingElseIsNotTaken() throws IOException {
    Files.createDirectories(root.resolve("BTC-USD"));
    Files.writeString(root.resolve("BTC-USD").resolve("thesis.txt"), "years of work");

    assertThatThrownBy(() -> StateFolder.open(root, BTC_USD))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("no state of a pipeline");
  }

  @Test
  void aFolderThatCannotBeMadeIsSaidInOneLine() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "");

    assertThatThrownBy(() -> StateFolder.open(file, BTC_USD))
        .isInstanceOf(FailedException.class)
        .hasMessageStartingWith("cannot write to the state folder " + file.resolve("BTC-USD"));
  }
}
