package io.finsolutions.pipeline.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.finsolutions.pipeline.console.access.Access;
import io.finsolutions.pipeline.console.access.AccessSettings;
import io.finsolutions.pipeline.console.live.LiveHub;
import io.finsolutions.pipeline.console.pipelines.PipelineEntry;
import io.finsolutions.pipeline.console.pipelines.PipelineSource;
import io.finsolutions.pipeline.console.pipelines.Pipelines;
import io.finsolutions.pipeline.console.signal.CurrentSignals;
import io.finsolutions.pipeline.console.status.StatusWatch;
import io.finsolutions.pipeline.console.web.ConsoleServer;
import io.finsolutions.pipeline.signals.Strategies;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine;

/** A console that shows some pipelines, on a port of this machine. */
public final class TestConsole implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Pipelines pipelines;
  private final StatusWatch statuses;
  private final LiveHub hub;
  private final ConsoleServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private static final class Fixed implements PipelineSource {
    private final List<PipelineEntry> entries;

    Fixed(List<PipelineEntry> entries) {
      this.entries = entries;
    }

    @Override
    public void start(Consumer<List<PipelineEntry>> listener) {
      listener.accept(entries);
    }

    @Override
    public void close() {}
  }

  private TestConsole(int port, Duration staleAfter, List<String> access, TestPipeline... shown) {
    AccessSettings settings =
        CommandLine.populateCommand(new AccessSettings(), access.toArray(String[]::new));
    Access guard = new Access(settings, Clock.systemUTC());
    guard.bindTo(registry);
    pipelines = new Pipelines(new Fixed(Arrays.stream(shown).map(TestPipeline::entry).toList()));
    statuses = new StatusWatch(pipelines, staleAfter, registry);
    CurrentSignals signals = new CurrentSignals(Strategies.of(Strategies.DEFAULT_FORMULA));
    hub = new LiveHub(pipelines, statuses, signals, registry);
    server =
        new ConsoleServer(
            pipelines, statuses, hub, signals, Clock.systemUTC(), "test", guard::install, registry);
    pipelines.start();
    statuses.start();
    server.start("127.0.0.1", port);
  }

  /** Shows pipelines, which are stale after 30 seconds. */
  public static TestConsole of(TestPipeline... shown) {
    return of(0, Duration.ofSeconds(30), shown);
  }

  /** Shows pipelines on a port, 0 for any. */
  public static TestConsole of(int port, Duration staleAfter, TestPipeline... shown) {
    return new TestConsole(port, staleAfter, List.of("--requests-per-minute=0"), shown);
  }

  /** Shows pipelines to those who have a token of a file. */
  public static TestConsole guarded(Path tokens, TestPipeline... shown) {
    return guarded(List.of("--access-tokens-file=" + tokens), shown);
  }

  /** Shows pipelines to whom these flags let in. */
  public static TestConsole guarded(List<String> access, TestPipeline... shown) {
    return new TestConsole(0, Duration.ofSeconds(30), access, shown);
  }

  /** Its metrics, as Prometheus reads them. */
  public String metrics() {
    return registry.scrape();
  }

  /** Where it answers. */
  public URI uri() {
    return URI.create("http://localhost:" + server.port());
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Asks, with headers as name and value in turn. */
  public HttpResponse<String> get(String pathAndQuery, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri().resolve(pathAndQuery)).timeout(PATIENCE);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The JSON of an answer, whatever its status. */
  public JsonNode json(String pathAndQuery) {
    return parse(get(pathAndQuery).body());
  }

  /** JSON as a tree. */
  public static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  @Override
  public void close() {
    server.close();
    hub.close();
    statuses.close();
    pipelines.close();
  }
}
