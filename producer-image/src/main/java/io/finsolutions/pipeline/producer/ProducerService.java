package io.finsolutions.pipeline.producer;

import io.finsolutions.pipeline.coinbase.CoinbaseRest;
import io.finsolutions.pipeline.coinbase.CoinbaseSettings;
import io.finsolutions.pipeline.coinbase.MarketFeed;
import io.finsolutions.pipeline.coinbase.TradeHistory;
import io.finsolutions.pipeline.producer.flow.DeadLetter;
import io.finsolutions.pipeline.producer.flow.Event;
import io.finsolutions.pipeline.producer.flow.ProducerHealth;
import io.finsolutions.pipeline.producer.flow.ProducerMetrics;
import io.finsolutions.pipeline.producer.flow.TopicTail;
import io.finsolutions.pipeline.producer.flow.TradeFlow;
import io.finsolutions.pipeline.producer.flow.TradeLedger;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.service.ManagementServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the parts, starts them, and turns the loop that decides until it is stopped. */
final class ProducerService {
  private static final Logger LOG = LoggerFactory.getLogger(ProducerService.class);
  private static final Duration TURN = Duration.ofMillis(100);
  private static final int RECENT_TRADES = 20_000;

  private final ProducerSettings settings;
  private final CoinbaseSettings exchange;
  private final InstantSource clock = InstantSource.system();
  private final InstantSource steady = new SteadyClock();
  private final ProducerHealth health = new ProducerHealth(steady);
  private final Mailbox mailbox = new Mailbox();

  // Guarded by this.
  private boolean stopping;
  private Thread starting;

  private volatile MarketFeed feed;
  private volatile Backfiller backfiller;

  ProducerService(ProducerSettings settings) {
    this.settings = settings;
    this.exchange = CoinbaseSettings.of(settings.endpoints());
  }

  /**
   * Runs until {@link #stop} is called. What was sent by then is flushed before it returns.
   *
   * @throws FailedException if it cannot go on, with the reason
   */
  void run() {
    synchronized (this) {
      if (stopping) {
        return;
      }
      starting = Thread.currentThread();
    }
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().commonTags("product", settings.product().toString());
    ProducerMetrics metrics = new ProducerMetrics(registry, clock, health);
    try (var management = new ManagementServer(settings.managementPort(), health, registry)) {
      LOG.info("management port={}", management.port());
      TradeLedger ledger = new TradeLedger(settings.product(), RECENT_TRADES);
      awaitOthers();
      restore(ledger);
      pump(ledger, metrics);
    } catch (InterruptedException | InterruptException e) {
      LOG.info("stopped before it started");
    }
  }

  private void awaitOthers() throws InterruptedException {
    health.waitsFor("the exchange");
    new ProductCheck(exchange).check(settings.product());
    health.waitsFor("Kafka");
    try (Topics topics = new Topics(settings.kafka())) {
      topics.await(
          List.of(settings.tradesTopic(), settings.deadLetterTopic()), settings.startupTimeout());
    }
  }

  private void restore(TradeLedger ledger) {
    health.waitsFor("the tail of topic " + settings.tradesTopic());
    Instant now = clock.instant();
    Instant horizon = now.minus(settings.backfillHorizon());
    try (TopicReader topic = new TopicReader(settings.kafka(), settings.tradesTopic())) {
      new TopicTail(topic, settings.product())
          .restore(ledger, horizon.isBefore(Instant.EPOCH) ? Instant.EPOCH : horizon, now);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      throw new FailedException(
          "cannot read topic " + settings.tradesTopic() + ": " + e.getMessage(), e);
    }
  }

  private void pump(TradeLedger ledger, ProducerMetrics metrics) throws InterruptedException {
    try (var publisher =
            new KafkaPublisher(
                settings.kafka(),
                settings.product(),
                settings.tradesTopic(),
                settings.deadLetterTopic());
        var watch =
            new TopicWatch(settings.kafka(), settings.tradesTopic(), publisher, health, mailbox);
        var rest = new CoinbaseRest(exchange, (trade, detail) -> reject(trade, detail));
        var fill = new Backfiller(new TradeHistory(rest), settings.product(), mailbox, publisher);
        var live = new MarketFeed(exchange, settings.product(), new FeedEvents(mailbox))) {
      TradeFlow flow =
          new TradeFlow(
              ledger,
              publisher,
              fill,
              clock,
              steady,
              metrics,
              health,
              settings.backfillHorizon(),
              settings.holePatience());
      publisher.connect(settings.startupTimeout());
      if (!started(live, fill)) {
        return;
      }
      watch.start();
      fill.start();
      live.start();
      LOG.info("started product={} topic={}", settings.product(), settings.tradesTopic());
      try {
        turn(flow, publisher);
      } finally {
        // Nobody reads on: without this, the feed could wait for room for ever.
        mailbox.close();
      }
      LOG.info("stopping; missing ids {}", flow.describeMissing());
    }
  }

  private void turn(TradeFlow flow, KafkaPublisher publisher) throws InterruptedException {
    while (!mailbox.isExhausted()) {
      Optional<Event> event = mailbox.poll(TURN);
      event.ifPresent(flow::handle);
      flow.endTurn();
      publisher.sendNow();
    }
  }

  /** From here on a stop is in order, and no interruption. */
  private synchronized boolean started(MarketFeed live, Backfiller fill) {
    starting = null;
    feed = live;
    backfiller = fill;
    return !stopping;
  }

  private void reject(byte[] trade, String detail) {
    try {
      mailbox.put(new Event.Unreadable(trade, detail, DeadLetter.HISTORY));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ends {@link #run}: takes nothing new, and lets it send what has come. Returns before it has.
   */
  void stop() {
    synchronized (this) {
      stopping = true;
      if (starting != null) {
        starting.interrupt();
        return;
      }
    }
    if (feed != null) {
      feed.close();
      backfiller.close();
      mailbox.close();
    }
  }
}
