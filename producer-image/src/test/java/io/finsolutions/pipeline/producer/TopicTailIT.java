package io.finsolutions.pipeline.producer;

import static io.finsolutions.pipeline.producer.flow.Trades.PRODUCT;
import static io.finsolutions.pipeline.producer.flow.Trades.at;
import static io.finsolutions.pipeline.producer.flow.Trades.time;
import static io.finsolutions.pipeline.producer.flow.Trades.trade;
import static io.finsolutions.pipeline.producer.flow.Trades.trades;
import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.embedded.EmbeddedBroker;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.producer.flow.TopicTail;
import io.finsolutions.pipeline.producer.flow.TradeLedger;
import io.finsolutions.pipeline.service.KafkaAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TopicTailIT {
  @TempDir static Path folder;
  private static EmbeddedBroker broker;

  private final TradeLedger ledger = new TradeLedger(PRODUCT, 100);
  private String topic;

  @BeforeAll
  static void startBroker() {
    broker = new EmbeddedBroker(folder, 0);
    broker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void createTopic(TestInfo info) {
    topic = info.getTestMethod().orElseThrow().getName();
    broker.createTopic(topic, 1, Map.of("retention.ms", "-1"));
  }

  @Test
  void anEmptyTopicRestoresNothing() {
    restore(time(0));

    assertThat(ledger.highest()).isEmpty();
    assertThat(ledger.startFixed()).isFalse();
  }

  @Test
  void aTopicThatBeginsAfterTheHorizonMayNotHaveItsFirstMinute() {
    write(trades(70, 80));
    restore(time(0));

    assertThat(ledger.highest()).hasValue(80);
    assertThat(ledger.startFixed()).isFalse();
  }

  @Test
  void aTopicThatSaysItsFirstMinuteIsWholeIsBelieved() {
    write(trades(70, 80));
    send(List.of(new TradeMessage(trade(70), Origin.BACKFILL).asFirstOfMinute()));
    restore(time(0));

    assertThat(ledger.startFixed()).isTrue();
  }

  @Test
  void theTailIsReadFromTheHorizonOnWithItsHoles() {
    write(trades(1, 100));
    write(trades(150, 200));
    write(trades(10, 20));
    restore(time(80));

    assertThat(ledger.missing()).isEqualTo(TradeIds.of(new IdRange(101, 149)));
    assertThat(ledger.lowestTime()).isEqualTo(time(80));
    assertThat(ledger.startFixed()).isTrue();
  }

  @Test
  void aTailBeyondTheHorizonStillShowsTheLastTrade() {
    write(trades(1, 100));
    write(trades(10, 20));
    restore(time(5_000));

    ledger.takeFromFeed(trades(6_000, 6_000), time(6_000));

    assertThat(ledger.startFixed()).isTrue();
    assertThat(ledger.missing()).isEqualTo(TradeIds.of(new IdRange(101, 5_999)));
  }

  @Test
  void aTradeThatIsDatedAheadIsNotKnown() {
    write(List.of(trade(99), at(100, time(100_000), "100"), trade(101)));
    restore(time(50));

    assertThat(ledger.highest()).hasValue(101);
    assertThat(ledger.missing()).isEqualTo(TradeIds.of(new IdRange(100, 100)));
  }

  private void restore(Instant horizon) {
    try (TopicReader reader = new TopicReader(KafkaAccess.at(broker.bootstrapServers()), topic)) {
      new TopicTail(reader, PRODUCT).restore(ledger, horizon, time(10_000));
    }
  }

  private void write(List<Trade> trades) {
    send(trades.stream().map(trade -> new TradeMessage(trade, Origin.LIVE)).toList());
  }

  private void send(List<TradeMessage> messages) {
    try (var publisher =
        new KafkaPublisher(KafkaAccess.at(broker.bootstrapServers()), PRODUCT, topic, topic)) {
      publisher.connect(Duration.ofSeconds(10));
      messages.forEach(publisher::publish);
    }
  }
}
