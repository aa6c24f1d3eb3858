package io.finsolutions.pipeline.operator.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.operator.freshness.Look.ProducerView;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProducerMetricsTest {
  private static final String SCRAPE =
      """
      # HELP pipeline_producer_duplicates_total Trades that came again
      # TYPE pipeline_producer_duplicates_total counter
      pipeline_producer_duplicates_total 12.0
      # HELP pipeline_producer_feed_lag_seconds Age of the last trade of the live feed
      # TYPE pipeline_producer_feed_lag_seconds gauge
      pipeline_producer_feed_lag_seconds %s
      # HELP pipeline_producer_missing_ids Ids that are missing
      # TYPE pipeline_producer_missing_ids gauge
      pipeline_producer_missing_ids 3.0
      pipeline_producer_missing_ids_old 9.0
      # HELP pipeline_producer_trades_total Trades sent to Kafka, by the way they came
      # TYPE pipeline_producer_trades_total counter
      pipeline_producer_trades_total{origin="live"} 1.2345678E7
      """;

  @Test
  void readsWhatIsMissingAndHowOldTheLastTradeIs() {
    assertThat(parse("0.25")).contains(new ProducerView(3, Optional.of(Duration.ofMillis(250))));
  }

  @Test
  void readsNumbersThatAreWrittenShort() {
    assertThat(parse("1.2E3").flatMap(ProducerView::feedLag)).contains(Duration.ofMinutes(20));
  }

  @Test
  void readsNumbersWithLabels() {
    assertThat(ProducerMetrics.parse("pipeline_producer_missing_ids{product=\"A-B\"} 4.0\n"))
        .contains(new ProducerView(4, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "+Inf"})
  void beforeTheFirstTradeOfTheLiveFeedThereIsNoAge(String age) {
    assertThat(parse(age)).contains(new ProducerView(3, Optional.empty()));
  }

  @Test
  void aTradeMayHaveNoAge() {
    assertThat(parse("0.0").flatMap(ProducerView::feedLag)).contains(Duration.ZERO);
  }

  @Test
  void aClockThatIsBehindTheExchangesIsNoReasonToDoubt() {
    assertThat(parse("-0.05").flatMap(ProducerView::feedLag)).contains(Duration.ofMillis(-50));
  }

  @Test
  void whatIsNoProducerSaysNothing() {
    assertThat(ProducerMetrics.parse("up 1.0\n")).isEmpty();
    assertThat(ProducerMetrics.parse("")).isEmpty();
  }

  private static Optional<ProducerView> parse(String age) {
    return ProducerMetrics.parse(SCRAPE.formatted(age));
  }
}
