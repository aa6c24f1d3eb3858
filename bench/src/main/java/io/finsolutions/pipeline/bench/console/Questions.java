package io.finsolutions.pipeline.bench.console;

import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.HdrHistogram.Histogram;

/** Asks the same thing again and again over one connection. */
final class Questions {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private long bytes;

  /** Makes the path of a question. */
  interface Path {
    String of(int number);
  }

  /** From asking to the last byte of the answer, in nanoseconds. */
  Histogram ask(URI base, Path path, boolean compressed, int count) throws InterruptedException {
    Histogram took = new Histogram(3);
    for (int i = 0; i < count; i++) {
      HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path.of(i)));
      if (compressed) {
        request.header("Accept-Encoding", "gzip");
      }
      long before = System.nanoTime();
      try {
        HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
        took.recordValue(System.nanoTime() - before);
        bytes = answer.body().length;
        if (answer.statusCode() != 200) {
          throw new FailedException(path.of(i) + " was answered with " + answer.statusCode());
        }
      } catch (IOException e) {
        throw new FailedException(path.of(i) + " was not answered: " + e, e);
      }
    }
    return took;
  }

  /** How long the last answer was. */
  long bytes() {
    return bytes;
  }
}
