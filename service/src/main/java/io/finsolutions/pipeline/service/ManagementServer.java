package io.finsolutions.pipeline.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The management endpoint of a process, over HTTP.
 *
 * <ul>
 *   <li>{@code /livez}: 200, or 503 with the reason when the process should be restarted.
 *   <li>{@code /readyz}: 200, or 503 with the reason while it does not do its work.
 *   <li>{@code /metrics}: the metrics in Prometheus' text format.
 * </ul>
 *
 * <p>All its threads are daemons: it never keeps a process alive that has ended its work.
 */
public final class ManagementServer implements AutoCloseable {
  private static final int THREADS = 2;

  static {
    // Seconds. Without them, clients that never end a request, or never read the answer, would
    // keep all threads for ever, and the process would be restarted for nothing.
    System.setProperty("sun.net.httpserver.maxReqTime", "5");
    System.setProperty("sun.net.httpserver.maxRspTime", "10");
  }

  private final HttpServer server;
  private final ExecutorService executor;
  private final JvmGcMetrics gcMetrics = new JvmGcMetrics();

  /**
   * Starts to answer, and adds the metrics of the Java virtual machine to the registry.
   *
   * @param port the port to listen on; 0 for any that is free
   * @throws FailedException if the port cannot be had
   */
  public ManagementServer(int port, Health health, PrometheusMeterRegistry registry) {
    try {
      server = HttpServer.create(new InetSocketAddress(port), 0);
    } catch (IOException | IllegalArgumentException e) {
      throw new FailedException(
          "cannot listen on management port " + port + ": " + e.getMessage(), e);
    }
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    gcMetrics.bindTo(registry);
    executor =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "management");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(executor);
    server.createContext("/livez", exchange -> answerProbe(exchange, health::whyNotLive));
    server.createContext("/readyz", exchange -> answerProbe(exchange, health::whyNotReady));
    server.createContext(
        "/metrics",
        exchange ->
            answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", registry.scrape()));
    // The server's own thread is a daemon if the thread that starts it is one.
    CompletableFuture.runAsync(server::start, executor).join();
  }

  /** The port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdown();
    gcMetrics.close();
  }

  private static void answerProbe(HttpExchange exchange, Supplier<Optional<String>> problem)
      throws IOException {
    Optional<String> reason;
    try {
      reason = problem.get();
    } catch (RuntimeException e) {
      reason = Optional.of("the check itself failed: " + e);
    }
    answer(
        exchange,
        reason.isEmpty() ? 200 : 503,
        "text/plain; charset=utf-8",
        reason.orElse("ok") + "\n");
  }

  private static void answer(HttpExchange exchange, int status, String contentType, String body)
      throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", contentType);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
