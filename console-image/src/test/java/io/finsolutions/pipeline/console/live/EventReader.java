package io.finsolutions.pipeline.console.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.finsolutions.pipeline.console.TestConsole;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Listens to server-sent events. */
public final class EventReader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpResponse<InputStream> response;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  /** An event. */
  public record Event(String id, String name, JsonNode data) {}

  /** Begins to listen, after an event if one is given. */
  public EventReader(TestConsole console, String path, Optional<String> lastEventId)
      throws IOException, InterruptedException {
    URI uri = console.uri().resolve(path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
    response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
    Thread reader = new Thread(this::read, "event-reader");
    reader.setDaemon(true);
    reader.start();
  }

  /** The status of the answer. */
  public int status() {
    return response.statusCode();
  }

  /** The next event that is as wanted; those before it are left out. */
  public Event await(Predicate<Event> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Event next = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new AssertionError("no such event within " + PATIENCE);
      }
      if (wanted.test(next)) {
        return next;
      }
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String id = "";
      String name = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          events.add(new Event(id, name, TestConsole.parse(line.substring(6))));
        }
      }
    } catch (IOException e) {
      // Closed by one of both sides: what has come is in the queue.
    }
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }
}
