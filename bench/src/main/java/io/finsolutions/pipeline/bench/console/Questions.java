package io.finsolutions.pipeline.bench.console;

import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * Asks the same thing again and again over one connection. It does no more with an answer than to
 * read it, with the client that takes the least for that: what it takes itself is part of the
 * figures, and the machine's cores are the console's and the database's too.
 */
final class Questions {
  private final byte[] buffer = new byte[64 * 1024];
  private final URI base;
  private long bytes;

  /** Makes the path of a question. */
  interface Path {
    String of(int number);
  }

  /**
   * How often something is asked.
   *
   * @param requests so many times
   * @param bound or for so long, if that is less
   */
  record Rounds(int requests, Duration bound) {}

  Questions(URI base) {
    this.base = base;
  }

  /** From asking to the last byte of each answer, in nanoseconds. */
  Histogram ask(Path path, boolean compressed, Rounds rounds) {
    Histogram took = new Histogram(3);
    long end = System.nanoTime() + rounds.bound().toNanos();
    for (int i = 0; i < rounds.requests() && System.nanoTime() < end; i++) {
      took.recordValue(ask(path.of(i), compressed));
    }
    return took;
  }

  /** From asking to the last byte of the answer, in nanoseconds. */
  long ask(String path, boolean compressed) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) base.resolve(path).toURL().openConnection();
      if (compressed) {
        connection.setRequestProperty("Accept-Encoding", "gzip");
      }
      long before = System.nanoTime();
      if (connection.getResponseCode() != 200) {
        throw new FailedException(path + " was answered with " + connection.getResponseCode());
      }
      bytes = length(connection);
      return System.nanoTime() - before;
    } catch (IOException e) {
      throw new FailedException(path + " was not answered: " + e, e);
    }
  }

  // To its end, without which the connection is not used again.
  private long length(HttpURLConnection connection) throws IOException {
    long length = 0;
    try (InputStream answer = connection.getInputStream()) {
      for (int read = answer.read(buffer); read >= 0; read = answer.read(buffer)) {
        length += read;
      }
    }
    return length;
  }

  /** How long the last answer was. */
  long bytes() {
    return bytes;
  }
}
