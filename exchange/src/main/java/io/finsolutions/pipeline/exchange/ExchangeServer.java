package io.finsolutions.pipeline.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.finsolutions.pipeline.exchange.oracle.PlainBar;
import io.finsolutions.pipeline.exchange.oracle.PlainBars;
import io.finsolutions.pipeline.exchange.tape.Tape;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stand-in Coinbase: REST and WebSocket on one port of this machine. The tapes play from {@link
 * #start()} on.
 */
public final class ExchangeServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeServer.class);
  private static final Duration CHECK_INTERVAL = Duration.ofMillis(100);

  private final ExchangeSettings settings;
  private final Map<TradingPair, ProductMarket> markets = new LinkedHashMap<>();
  private final ScheduledExecutorService loop;
  private final ExchangeClock clock;
  private final FeedConnections connections;
  private final Faults faults;
  private final Printer printer;
  private final Feed feed;
  private final Javalin http;
  private ExchangeRoutes pagesById;

  /**
   * A server that does not listen yet.
   *
   * @param tapes one for each product that is to be traded, at least one
   * @throws IllegalArgumentException if there is no tape, a tape holds no trade, or two are of the
   *     same product
   */
  public ExchangeServer(ExchangeSettings settings, Tape... tapes) {
    this.settings = settings;
    for (Tape tape : tapes) {
      if (markets.put(tape.product(), new ProductMarket(tape, settings)) != null) {
        throw new IllegalArgumentException("there are two tapes of " + tape.product());
      }
    }
    if (markets.isEmpty()) {
      throw new IllegalArgumentException("there is no tape");
    }
    loop = newLoop();
    clock = newClock();
    connections = new FeedConnections(settings, clock);
    faults = new Faults(loop, connections, settings.seed());
    List<ProductMarket> all = List.copyOf(markets.values());
    feed = new Feed(settings, clock, loop, connections, faults, all);
    printer = new Printer(all, clock, feed, loop);
    http = Javalin.create(this::configure);
  }

  private static ScheduledExecutorService newLoop() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "exchange-loop");
              thread.setDaemon(true);
              return thread;
            });
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  /** The clock of the settings; one that shows the tapes' time stands where the first begins. */
  private ExchangeClock newClock() {
    Clock real = Clock.systemUTC();
    return settings.clock() == ClockMode.NOW
        ? ExchangeClock.showing(real)
        : ExchangeClock.standingAt(
            markets.values().stream().map(this::startOnDate).min(Instant::compareTo).get(),
            real,
            settings.speed());
  }

  /** Starts the clock, fixes the times of all tapes, and prints their past. */
  private void openMarkets() {
    clock.start();
    Instant now = clock.now();
    for (ProductMarket market : markets.values()) {
      market.open(timeline(market, now), now);
    }
  }

  private Timeline timeline(ProductMarket market, Instant now) {
    if (settings.clock() == ClockMode.TAPE) {
      return new Timeline(market.tapeOrigin(), startOnDate(market), 1);
    }
    // A second of the tape becomes a second of the day where it can: then its bar is the tape's.
    Instant origin =
        market.startsOnWholeSecond()
            ? now.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS)
            : now.truncatedTo(ChronoUnit.MICROS);
    return new Timeline(market.tapeOrigin(), origin, 1 / settings.speed());
  }

  private Instant startOnDate(ProductMarket market) {
    LocalDate first = market.firstDate();
    long days = ChronoUnit.DAYS.between(first, settings.startDate().orElse(first));
    return market.tapeOrigin().plus(days, ChronoUnit.DAYS);
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    ProductCatalogue catalogue = new ProductCatalogue(markets.values());
    RequestGate gate = new RequestGate(settings.requestsPerSecond(), faults);
    config.routes.before("/api/*", request -> gate.pass(request.ip()));
    config.routes.before("/products/*", request -> gate.pass(request.ip()));
    config.routes.exception(
        ErrorAnswer.class,
        (error, request) -> {
          request.status(error.status()).contentType("application/json").result(error.body());
          error
              .retryAfter()
              .ifPresent(wait -> request.header("Retry-After", Long.toString(wait.toSeconds())));
        });
    new AdvancedTradeRoutes(catalogue, clock, faults).addTo(config.routes);
    pagesById = new ExchangeRoutes(catalogue, faults);
    pagesById.addTo(config.routes);
    new ControlRoutes(this).addTo(config.routes);
    new FeedSocket(connections, new FeedProtocol(clock, catalogue, markets, faults), faults, loop)
        .addTo(config.routes);
  }

  /** Listens, and begins to play the tapes. */
  public void start() {
    http.start(settings.host(), settings.port());
    openMarkets();
    repeat(connections::beat, settings.heartbeat());
    repeat(connections::closeIdle, CHECK_INTERVAL);
    repeat(feed::flush, settings.collect().isZero() ? Feed.SETTLE_INTERVAL : settings.collect());
    loop.execute(printer);
    LOG.info("port={} products={} clock={}", port(), markets.keySet(), settings.clock());
  }

  private void repeat(Runnable task, Duration interval) {
    loop.scheduleAtFixedRate(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.error("a turn of the feed failed", e);
          }
        },
        interval.toNanos(),
        interval.toNanos(),
        TimeUnit.NANOSECONDS);
  }

  /** The port on which it listens, once it was started. */
  public int port() {
    return http.port();
  }

  /** The base of the addresses of both REST APIs. */
  public URI restUrl() {
    return URI.create("http://" + settings.host() + ":" + port());
  }

  /** The address of the feed. */
  public URI webSocketUrl() {
    return URI.create("ws://" + settings.host() + ":" + port());
  }

  /** What goes wrong on demand. */
  public Faults faults() {
    return faults;
  }

  /** What the exchange's clock shows. */
  public Instant now() {
    return clock.now();
  }

  /**
   * All trades of a product that were printed so far and are still kept, ascending by id: the
   * truth, whatever the faults do.
   *
   * @throws IllegalArgumentException if the product is not traded here
   */
  public List<Trade> trades(TradingPair product) {
    return printed(product).ascending().toList();
  }

  /** The {@linkplain PlainBars plain bars} of {@link #trades}. */
  public List<PlainBar> bars(TradingPair product, Duration width) {
    return bars(product, width, new IdRange(1, Long.MAX_VALUE));
  }

  /** The {@linkplain PlainBars plain bars} of those {@link #trades} that have one of some ids. */
  public List<PlainBar> bars(TradingPair product, Duration width, IdRange ids) {
    return PlainBars.of(
        printed(product)
            .ascending()
            .filter(trade -> ids.first() <= trade.tradeId() && trade.tradeId() <= ids.last()),
        width);
  }

  private PrintedTrades printed(TradingPair product) {
    return market(product.toString())
        .orElseThrow(() -> new IllegalArgumentException(product + " is not traded here"))
        .printed();
  }

  /** Whether all tapes have come to their end. */
  public boolean hasEnded() {
    return markets.values().stream().allMatch(ProductMarket::hasEnded);
  }

  /** How many pages of trades by id it has given. */
  public long pagesById() {
    return pagesById.pages();
  }

  /** How many clients of the feed are connected. */
  public int connections() {
    return connections.count();
  }

  /** The market of a product; of the first one, if none is named. */
  Optional<ProductMarket> market(String id) {
    return markets.values().stream()
        .filter(market -> id == null || market.product().toString().equals(id))
        .findFirst();
  }

  ObjectNode status() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("clock", settings.clock().name().toLowerCase(Locale.ROOT))
        .put("speed", settings.speed())
        .put("time", WireTime.text(clock.now()))
        .put("connections", connections())
        .put("pages_by_id", pagesById())
        .put("ended", hasEnded())
        .put("failure", printer.failure().orElse(null));
    ArrayNode products = json.putArray("products");
    for (ProductMarket market : markets.values()) {
      PrintedTrades printed = market.printed();
      products
          .addObject()
          .put("product", market.product().toString())
          .put("printed", printed.count())
          .put("first_id", printed.first().map(Trade::tradeId).orElse(null))
          .put("last_id", printed.last().map(Trade::tradeId).orElse(null))
          .put("last_time", printed.last().map(Trade::time).map(WireTime::text).orElse(null))
          .put("tape_position", market.position().map(WireTime::text).orElse(null))
          .put("ended", market.hasEnded());
    }
    return json;
  }

  @Override
  public void close() {
    loop.shutdownNow();
    http.stop();
  }
}
