package io.finsolutions.pipeline.operator.freshness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks processes of pairs at their management ports. */
final class ManagementReader {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /** The metrics of a process; nothing if it does not answer. */
  Optional<String> metrics(URI process) throws InterruptedException {
    return get(process.resolve("/metrics"), OK);
  }

  /** Why a process does not do its work, in its own words; nothing if it does, or is silent. */
  Optional<String> whyNotReady(URI process) throws InterruptedException {
    return get(process.resolve("/readyz"), UNAVAILABLE)
        .map(String::strip)
        .filter(said -> !said.isEmpty());
  }

  private Optional<String> get(URI address, int status) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == status ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
