package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.exchange.ExchangeServer;
import io.finsolutions.pipeline.exchange.ExchangeSettings;
import io.finsolutions.pipeline.exchange.tape.GeneratedTape;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.operator.foreign.KafkaTopic;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Reason;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pairs held against the list of an exchange. */
class ProductsIT {
  private static final URI NOBODY = URI.create("http://127.0.0.1:1");
  private static final URI NO_FEED = URI.create("ws://127.0.0.1:1");

  private static ExchangeServer exchange;
  private static Surrounding surrounding;

  @BeforeAll
  static void start() {
    exchange =
        new ExchangeServer(
            ExchangeSettings.defaults(), GeneratedTape.of(TradingPair.parse("BTC-USD"), 1, 1));
    exchange.start();
    surrounding = Surrounding.create();
  }

  @AfterAll
  static void stop() {
    exchange.close();
    surrounding.close();
  }

  @Test
  void aPairThatTheExchangeDoesNotHaveIsSaidWithSimilarOnesAndNothingIsMade()
      throws InterruptedException {
    try (TestOperator operator = start(exchange.restUrl(), exchange.webSocketUrl())) {
      apply("unknown", "BTC-XYZ");
      apply("alias", "BTC-USDC");
      apply("known", "BTC-USD");

      surrounding.awaitFailure(
          "unknown",
          ConditionType.READY,
          Reason.PAIR_UNKNOWN,
          "Coinbase has no product BTC-XYZ; there are BTC-USD: apply a CryptoPipeline"
              + " for one of them");
      surrounding.awaitFailure("alias", ConditionType.READY, Reason.PAIR_UNKNOWN, "BTC-USD");
      surrounding.awaitReady("known");
      for (String pair : new String[] {"unknown", "alias"}) {
        assertThat(surrounding.all(KafkaTopic.class, pair)).isEmpty();
        assertThat(surrounding.all(Secret.class, pair)).isEmpty();
        assertThat(surrounding.pair(pair).getStatus().components()).isEmpty();
      }
      assertThat(operator.requests().writes())
          .noneMatch(write -> write.name().startsWith("unknown-"));
    }
  }

  @Test
  void whileTheExchangeIsAwayEveryPairPasses() throws InterruptedException {
    try (TestOperator operator = start(NOBODY, NO_FEED)) {
      apply("unasked", "ETH-XYZ");
      surrounding.awaitReady("unasked");
      assertThat(operator.requests().forbidden()).isEmpty();
    }
  }

  private static TestOperator start(URI rest, URI webSocket) throws InterruptedException {
    return TestOperator.of(surrounding.client().getConfiguration(), surrounding.namespace())
        .exchange(new CoinbaseEndpoints(rest, rest, webSocket))
        .start();
  }

  private static void apply(String name, String pair) {
    surrounding.apply(name, Surrounding.own(name).replace("BTC-USD", pair));
  }
}
