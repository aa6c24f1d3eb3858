package io.finsolutions.pipeline.local.part;

import io.finsolutions.pipeline.embedded.EmbeddedBroker;
import io.finsolutions.pipeline.embedded.LastWords;
import io.finsolutions.pipeline.market.Topics;
import io.finsolutions.pipeline.market.TradingPair;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/** The Kafka broker with the topics of a pair. */
public final class BrokerPart implements Part {
  private final EmbeddedBroker broker;
  private final TradingPair pair;

  /**
   * A broker that is not started.
   *
   * @param state where it keeps its data
   * @param port where clients connect; 0 for any that is free
   */
  public BrokerPart(Path state, int port, TradingPair pair) {
    this.broker = new EmbeddedBroker(state, port);
    this.pair = pair;
  }

  @Override
  public String name() {
    return "broker";
  }

  @Override
  public String address() {
    return broker.bootstrapServers();
  }

  @Override
  public Path log() {
    return broker.log();
  }

  @Override
  public boolean restartable() {
    return true;
  }

  @Override
  public RunningPart start() {
    broker.start();
    // Trades are the truth that everything else is made of: they stay, under their own times.
    broker.createTopic(
        Topics.trades(pair, null),
        1,
        Map.of("retention.ms", "-1", "message.timestamp.type", "CreateTime"));
    broker.createTopic(Topics.bars(pair, null), 1, Map.of());
    broker.createTopic(Topics.deadLetters(pair, null), 1, Map.of());
    return new Running();
  }

  @Override
  public void close() {
    broker.close();
  }

  private final class Running implements RunningPart {
    private final long pid = broker.pid();

    @Override
    public long pid() {
      return pid;
    }

    @Override
    public Ending awaitEnding() throws InterruptedException {
      ProcessEnd.await(pid);
      return new Ending(OptionalInt.empty(), LastWords.of(log()));
    }

    @Override
    public void stop(Duration bound) {
      if (bound.isZero()) {
        broker.kill();
      }
      broker.close();
    }
  }
}
