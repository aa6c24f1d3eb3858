package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;

/**
 * Remembers beside the data which feed they came from, since trades of one feed never belong beside
 * those of another.
 */
final class FeedMemory {
  /** Its file in the folder of a pair. */
  static final String FILE = "feed.properties";

  private static final String SOURCE = "source";
  private static final String OFFSET = "first-id-offset";

  private final Path file;
  private final Properties properties = new Properties();

  /** What a file says; nothing if it is not there. */
  FeedMemory(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        properties.load(in);
      } catch (IOException e) {
        throw new FailedException("cannot read " + file + ": " + e.getMessage(), e);
      }
    }
  }

  /** What the exchange is remembered as that answers at some addresses. */
  static String nameOf(CoinbaseEndpoints endpoints) {
    return endpoints.equals(CoinbaseEndpoints.production())
        ? "Coinbase"
        : endpoints.webSocket().toString();
  }

  /** The feed that the data came from, if there are data. */
  Optional<String> source() {
    return Optional.ofNullable(properties.getProperty(SOURCE));
  }

  /**
   * How far above the first id of its tape the first id is that a stand-in prints: the trades of
   * the tape before the part that is played.
   */
  OptionalLong firstIdOffset() {
    String value = properties.getProperty(OFFSET);
    return value == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value));
  }

  void rememberSource(String source) {
    properties.setProperty(SOURCE, source);
    save();
  }

  void rememberFirstIdOffset(long offset) {
    properties.setProperty(OFFSET, Long.toString(offset));
    save();
  }

  private void save() {
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    } catch (IOException e) {
      throw new FailedException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
