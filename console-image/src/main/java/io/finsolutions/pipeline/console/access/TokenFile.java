package io.finsolutions.pipeline.console.access;

import io.finsolutions.pipeline.service.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file with the tokens that let in, such as one of a mounted Secret. It is looked at with the
 * first request of each second, by its content: a Secret's file is a link to another with each
 * change.
 */
final class TokenFile implements Authenticator {
  private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Path file;
  private final Clock clock;
  private byte[] content;
  private boolean isUnreadable;
  private Instant lookedAt;
  private volatile AccessTokens tokens;

  /**
   * Reads the file.
   *
   * @throws UsageException if it cannot be read, is not sound, or lets nobody in
   */
  TokenFile(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
    try {
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UsageException("cannot read --access-tokens-file " + file + ": " + e);
    }
    tokens = parse(content);
    if (!tokens.problems().isEmpty()) {
      throw new UsageException(
          "--access-tokens-file " + file + ": " + String.join("; ", tokens.problems()));
    }
    if (tokens.entries().isEmpty()) {
      throw new UsageException(
          "--access-tokens-file " + file + " has no token: write a line NAME: TOKEN for each");
    }
    lookedAt = clock.instant();
  }

  @Override
  public Optional<Client> clientOf(String token) {
    lookAgain();
    return tokens.clientOf(token).map(name -> new Client(name, Optional.empty()));
  }

  private synchronized void lookAgain() {
    Instant now = clock.instant();
    if (Duration.between(lookedAt, now).abs().compareTo(BETWEEN_LOOKS) < 0) {
      return;
    }
    lookedAt = now;
    try {
      byte[] newest = Files.readAllBytes(file);
      isUnreadable = false;
      if (!Arrays.equals(newest, content)) {
        content = newest;
        // What is sound counts even beside what is not: a token that was taken out must not go on.
        tokens = parse(newest);
        LOG.info("read access tokens again count={}", tokens.entries().size());
        tokens.problems().forEach(problem -> LOG.warn("bad line in {}: {}", file, problem));
      }
    } catch (IOException e) {
      if (!isUnreadable) {
        isUnreadable = true;
        LOG.warn(
            "cannot read {}, so the tokens stay as they are reason=\"{}\"", file, e.toString());
      }
    }
  }

  private static AccessTokens parse(byte[] content) {
    return AccessTokens.parse(new String(content, StandardCharsets.UTF_8).lines().toList());
  }
}
