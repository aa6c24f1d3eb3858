package io.finsolutions.pipeline.console.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens of a file, kept as their digests.
 *
 * @param problems what could not be read, by line, never with the token
 */
record AccessTokens(List<Entry> entries, List<String> problems) {
  private static final Pattern LINE = Pattern.compile("([A-Za-z0-9._@-]{1,100}):\\s*(\\S+)");
  private static final Pattern DIGEST = Pattern.compile("sha256:([0-9A-Fa-f]{64})");

  /** What RFC 6750 lets a token be made of; one that is short could be guessed. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{16,}=*");

  /** A token, and whose it is. */
  record Entry(String client, byte[] digest) {}

  static AccessTokens parse(List<String> lines) {
    List<Entry> entries = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        problems.add("line " + (i + 1) + " is not NAME: TOKEN");
      } else {
        digest(matcher.group(2))
            .ifPresentOrElse(
                digest -> entries.add(new Entry(matcher.group(1), digest)),
                () ->
                    problems.add(
                        "the token of "
                            + matcher.group(1)
                            + " is neither sha256: and 64 digits nor at least 16 letters, digits or"
                            + " any of - . _ ~ + /"));
      }
    }
    return new AccessTokens(List.copyOf(entries), List.copyOf(problems));
  }

  /**
   * Whose a token is. Takes as long for each, so that nobody learns how much of a guess was right.
   */
  Optional<String> clientOf(String token) {
    byte[] digest = sha256(token);
    Optional<String> client = Optional.empty();
    for (Entry entry : entries) {
      if (MessageDigest.isEqual(entry.digest(), digest)) {
        client = Optional.of(entry.client());
      }
    }
    return client;
  }

  private static Optional<byte[]> digest(String value) {
    Matcher digest = DIGEST.matcher(value);
    if (digest.matches()) {
      return Optional.of(HexFormat.of().parseHex(digest.group(1)));
    }
    return TOKEN.matcher(value).matches() ? Optional.of(sha256(value)) : Optional.empty();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
