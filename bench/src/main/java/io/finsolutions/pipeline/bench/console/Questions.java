package io.finsolutions.pipeline.bench.console;

import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** Asks the same thing again and again over one connection. */
final class Questions {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
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
  Histogram ask(Path path, boolean compressed, Rounds rounds) throws InterruptedException {
    Histogram took = new Histogram(3);
    long end = System.nanoTime() + rounds.bound().toNanos();
    for (int i = 0; i < rounds.requests() && System.nanoTime() < end; i++) {
      took.recordValue(ask(path.of(i), compressed));
    }
    return took;
  }

  /** From asking to the last byte of the answer, in nanoseconds. */
  long ask(String path, boolean compressed) throws InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
    if (compressed) {
      request.header("Accept-Encoding", "gzip");
    }
    long before = System.nanoTime();
    try {
      HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
      long took = System.nanoTime() - before;
      bytes = answer.body().length;
      if (answer.statusCode() != 200) {
        throw new FailedException(path + " was answered with " + answer.statusCode());
      }
      return took;
    } catch (IOException e) {
      throw new FailedException(path + " was not answered: " + e, e);
    }
  }

  /** How long the last answer was. */
  long bytes() {
    return bytes;
  }
}
