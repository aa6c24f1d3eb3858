package io.finsolutions.pipeline.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.service.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
  private static final String OLD = "the-token-of-before";
  private static final String NEW = "the-token-of-afterwards";

  @TempDir Path folder;
  private final SetClock clock = new SetClock();
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("tokens"), "ada: " + OLD + "\n");
  }

  @Test
  void aChangedFileIsReadAgainWithinASecond() throws IOException {
    TokenFile tokens = new TokenFile(file, clock);
    Files.writeString(file, "grace: " + NEW);

    assertThat(tokens.clientOf(NEW)).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(tokens.clientOf(NEW).map(Client::name)).contains("grace");
    assertThat(tokens.clientOf(OLD)).isEmpty();
  }

  @Test
  void theFileOfAMountedSecretIsReadAgainWhenItsLinkMoves() throws IOException {
    Path mounted = mount("1", OLD);
    TokenFile tokens = new TokenFile(mounted, clock);
    mount("2", NEW);
    clock.advance(Duration.ofSeconds(1));

    assertThat(tokens.clientOf(NEW).map(Client::name)).contains("ada");
    assertThat(tokens.clientOf(OLD)).isEmpty();
  }

  @Test
  void aFileThatIsGoneForAMomentShutsNobodyOut() throws IOException {
    TokenFile tokens = new TokenFile(file, clock);
    Files.delete(file);
    clock.advance(Duration.ofSeconds(1));

    assertThat(tokens.clientOf(OLD).map(Client::name)).contains("ada");
  }

  @Test
  void aTokenThatWasTakenOutIsRefusedEvenIfAnotherLineIsBad() throws IOException {
    TokenFile tokens = new TokenFile(file, clock);
    Files.writeString(file, "grace: " + NEW + "\nnonsense");
    clock.advance(Duration.ofSeconds(1));

    assertThat(tokens.clientOf(OLD)).isEmpty();
    assertThat(tokens.clientOf(NEW).map(Client::name)).contains("grace");
  }

  @Test
  void aClockThatIsSetBackDoesNotKeepTheFileFromBeingRead() throws IOException {
    TokenFile tokens = new TokenFile(file, clock);
    Files.writeString(file, "grace: " + NEW);
    clock.advance(Duration.ofHours(-1));

    assertThat(tokens.clientOf(NEW).map(Client::name)).contains("grace");
  }

  @Test
  void aFileThatIsNotThereIsAnErrorAtTheStart() {
    assertThatThrownBy(() -> new TokenFile(folder.resolve("none"), clock))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--access-tokens-file")
        .hasMessageContaining("none");
  }

  @Test
  void aFileThatIsNotSoundIsAnErrorAtTheStart() throws IOException {
    Files.writeString(file, "ada: " + OLD + "\nada: short\n");

    assertThatThrownBy(() -> new TokenFile(file, clock))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("the token of ada");
  }

  @Test
  void aFileThatLetsNobodyInIsAnErrorAtTheStart() throws IOException {
    Files.writeString(file, "# nobody yet\n");

    assertThatThrownBy(() -> new TokenFile(file, clock))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("has no token");
  }

  /** As the kubelet does it: a link to a folder, which is replaced at once. */
  private Path mount(String version, String token) throws IOException {
    Path data = Files.createDirectory(folder.resolve("..version-" + version));
    Files.writeString(data.resolve("mounted"), "ada: " + token);
    Path fresh = Files.createSymbolicLink(folder.resolve("..data_tmp"), data.getFileName());
    Files.move(fresh, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    Path mounted = folder.resolve("mounted");
    if (!Files.isSymbolicLink(mounted)) {
      Files.createSymbolicLink(mounted, Path.of("..data/mounted"));
    }
    return mounted;
  }
}
