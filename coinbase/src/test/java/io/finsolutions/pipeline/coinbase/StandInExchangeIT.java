package io.finsolutions.pipeline.coinbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.exchange.ExchangeServer;
import io.finsolutions.pipeline.exchange.ExchangeSettings;
import io.finsolutions.pipeline.exchange.fault.Fault;
import io.finsolutions.pipeline.exchange.tape.GeneratedTape;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a whole exchange that was written apart from this client. */
@Timeout(120)
class StandInExchangeIT {
  private static final TradingPair BTC_USD = TradingPair.parse("BTC-USD");

  private final TradeKeeper keeper = new TradeKeeper();
  private ExchangeServer exchange;
  private CoinbaseSettings settings;
  private CoinbaseRest rest;

  @BeforeEach
  void start() {
    exchange =
        new ExchangeServer(
            ExchangeSettings.defaults().withCollect(Duration.ofMillis(20)),
            GeneratedTape.of(BTC_USD, 300, 1));
    exchange.start();
    settings = settingsOf(exchange);
    rest = new CoinbaseRest(settings);
  }

  @AfterEach
  void stop() {
    rest.close();
    exchange.close();
  }

  @Test
  void whatTheFeedLosesTheHistoryGives() throws Exception {
    try (MarketFeed feed = new MarketFeed(settings, BTC_USD, keeper)) {
      feed.start();
      keeper.awaitCallStarting("LIVE");
      exchange.faults().start(new Fault.MalformedTrade(3));
      keeper.awaitCallsStarting("rejected", 3);
      exchange.faults().start(new Fault.Drop(0.5));
      keeper.awaitCallsStarting("lost", 3);
      exchange.faults().start(new Fault.Disconnect(true));
      keeper.awaitCallStarting("disconnected");
      keeper.awaitCallsStarting("subscribed", 2);
      exchange.faults().start(new Fault.Duplicate(0.5));
      exchange.faults().start(new Fault.Reorder(10));
      keeper.awaitTradesAfter(keeper.trades.lastKey() + 300);
      exchange.faults().clear();
      keeper.awaitTradesAfter(keeper.trades.lastKey() + 100);
    }
    List<IdRange> holes = keeper.ids().holes();
    assertThat(holes).isNotEmpty();

    exchange.faults().start(new Fault.RestStatus(429, Optional.empty(), 2));
    exchange.faults().start(new Fault.RestStatus(500, Optional.empty(), 2));
    TradeHistory history = new TradeHistory(rest);
    for (IdRange hole : holes) {
      TradeIds missing =
          history.fetch(
              BTC_USD,
              hole,
              keeper.trades.get(hole.first() - 1).time(),
              keeper.trades.get(hole.last() + 1).time(),
              keeper::keep);
      assertThat(missing.isEmpty()).isTrue();
    }

    assertThat(keeper.ids().rangeCount()).isEqualTo(1);
    assertThat(List.copyOf(keeper.trades.values()))
        .isEqualTo(
            exchange.trades(BTC_USD).stream()
                .filter(trade -> keeper.trades.containsKey(trade.tradeId()))
                .toList());
  }

  @Test
  void everyTradeOfSomeSecondsIsFetched() throws Exception {
    Instant from = Instant.now();
    Eventually.await("900 trades", () -> tradesSince(from).size() > 900);
    Instant to = Instant.now().minusMillis(200);
    assertThat(new TradeHistory(rest).fetchBetween(BTC_USD, from, to))
        .isEqualTo(tradesSince(from).stream().filter(trade -> trade.time().isBefore(to)).toList());
  }

  @Test
  void aHoleThatNeitherInterfaceFillsIsReturned() throws Exception {
    long first = exchange.trades(BTC_USD).get(0).tradeId();
    Eventually.await("100 trades", () -> exchange.trades(BTC_USD).size() >= 100);
    exchange.faults().start(new Fault.Hide(new IdRange(first + 10, first + 12)));
    List<Trade> trades = exchange.trades(BTC_USD);
    List<Trade> delivered = new ArrayList<>();

    TradeIds missing =
        new TradeHistory(rest)
            .fetch(
                BTC_USD,
                new IdRange(first + 5, first + 20),
                trades.get(4).time(),
                trades.get(21).time(),
                delivered::addAll);

    assertThat(missing).isEqualTo(TradeIds.of(new IdRange(first + 10, first + 12)));
    assertThat(delivered).hasSize(13);
  }

  @Test
  void theHistoryOfAnHourIsWalkedThroughRefusalsAndHoles() throws Exception {
    try (ExchangeServer old =
        new ExchangeServer(
            ExchangeSettings.defaults().withHistory(30_000), GeneratedTape.of(BTC_USD, 6, 5))) {
      old.start();
      assertWalked(old);
    }
  }

  private static void assertWalked(ExchangeServer old) throws Exception {
    try (CoinbaseRest client = new CoinbaseRest(settingsOf(old));
        HistoryWalk walk = new HistoryWalk(client, BTC_USD)) {
      Instant to = Instant.now().minus(Duration.ofMinutes(10));
      Instant from = to.minus(Duration.ofHours(1));
      List<Trade> printed = old.trades(BTC_USD);
      IdRange ids = walk.idsBetween(from, to).orElseThrow();
      old.faults().start(new Fault.RestStatus(429, Optional.of(Duration.ofSeconds(1)), 2));
      old.faults().start(new Fault.RestStatus(503, Optional.empty(), 2));
      old.faults().start(new Fault.PageHole(3));
      old.faults().start(new Fault.Hide(new IdRange(ids.first() + 100, ids.first() + 102)));
      long pagesBefore = old.pagesById();

      HistoryPiece piece = walk.fetch(ids, arrived -> {});

      assertThat(piece.missing())
          .isEqualTo(TradeIds.of(new IdRange(ids.first() + 100, ids.first() + 102)));
      assertThat(piece.trades())
          .isEqualTo(
              printed.stream()
                  .filter(t -> t.tradeId() >= ids.first() && t.tradeId() <= ids.last())
                  .filter(t -> !piece.missing().contains(t.tradeId()))
                  .toList());
      assertThat(piece.trades().stream().map(Trade::time))
          .anyMatch(time -> time.isBefore(from.plusSeconds(60)))
          .anyMatch(time -> time.isAfter(to.minusSeconds(60)));
      assertThat(old.faults().struck("page-hole")).isEqualTo(3);
      // One for each thousand, two more for what is hidden, and at most one for each hole.
      long pages = (ids.count() + 999) / 1_000 + 2;
      assertThat(old.pagesById() - pagesBefore).isBetween(pages, pages + 3);
    }
  }

  private static CoinbaseSettings settingsOf(ExchangeServer exchange) {
    return CoinbaseSettings.of(
            new CoinbaseEndpoints(exchange.restUrl(), exchange.restUrl(), exchange.webSocketUrl()))
        .withRequestsPerSecond(100)
        .withBackOff(new BackOff(Duration.ofMillis(50), Duration.ofMillis(500)));
  }

  @Test
  void productsAndTheTimeOfDayAreRead() throws Exception {
    assertThat(rest.product(BTC_USD).whyNotTradable()).isEmpty();
    assertThat(rest.product(TradingPair.parse("BTC-USDC")).whyNotTradable())
        .contains("BTC-USDC is an alias of BTC-USD: use BTC-USD");
    assertThatThrownBy(() -> rest.product(TradingPair.parse("NOPE-USD")))
        .isInstanceOf(ProductNotFoundException.class);
    assertThat(rest.products()).extracting(Product::pair).contains(BTC_USD);
    assertThat(Duration.between(rest.serverTime(), Instant.now()).abs())
        .isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void candlesOfTheMinutesThatTradedAreRead() throws Exception {
    Eventually.await("500 trades", () -> exchange.trades(BTC_USD).size() >= 500);
    Instant first = exchange.trades(BTC_USD).get(0).time().truncatedTo(ChronoUnit.MINUTES);

    List<Candle> candles =
        rest.minuteCandles(BTC_USD, first, Instant.now().plus(Duration.ofMinutes(1)));

    BigDecimal volume =
        candles.stream().map(Candle::baseVolume).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(volume).isPositive();
    assertThat(candles).extracting(Candle::start).isSorted().doesNotHaveDuplicates();
    assertThat(candles.get(0).start()).isEqualTo(first);
  }

  private List<Trade> tradesSince(Instant from) {
    return exchange.trades(BTC_USD).stream().filter(trade -> !trade.time().isBefore(from)).toList();
  }

  /** Keeps each trade that comes. */
  private static final class TradeKeeper extends RecordingListener {
    private final NavigableMap<Long, Trade> trades = new ConcurrentSkipListMap<>();

    @Override
    public void onTrades(List<Trade> arrived, Origin origin, Instant sentAt) {
      keep(arrived);
      calls.add(origin.name());
    }

    private void keep(List<Trade> arrived) {
      arrived.forEach(trade -> trades.putIfAbsent(trade.tradeId(), trade));
    }

    private TradeIds ids() {
      TradeIds ids = new TradeIds();
      trades.keySet().forEach(ids::add);
      return ids;
    }

    private void awaitTradesAfter(long id) {
      Eventually.await("a trade after " + id, () -> trades.lastKey() > id);
    }
  }
}
