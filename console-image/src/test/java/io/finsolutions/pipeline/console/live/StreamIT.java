package io.finsolutions.pipeline.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.finsolutions.pipeline.console.TestConsole;
import io.finsolutions.pipeline.console.TestPipeline;
import io.finsolutions.pipeline.console.live.EventReader.Event;
import io.finsolutions.pipeline.market.Side;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamIT {
  private static final String SECONDS = "/v1/products/BTC-USD/bars/stream?interval=1s";
  private static final String HOURS = "/v1/products/BTC-USD/bars/stream?interval=1h";

  private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS);
  private TestPipeline pipeline;
  private TestConsole console;

  @BeforeEach
  void start() throws Exception {
    pipeline = TestPipeline.of("BTC-USD");
    pipeline.count(
        List.of(
            pipeline.trade(1, start.plusSeconds(1), "100", "1", Side.BUY),
            pipeline.trade(2, start.plusSeconds(61), "101", "1", Side.BUY)));
    console = TestConsole.of(0, Duration.ofSeconds(2), pipeline);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void aListenerGetsTheLatestBarAndThenEachChange() throws Exception {
    try (EventReader seconds = new EventReader(console, SECONDS, Optional.empty());
        EventReader hours = new EventReader(console, HOURS, Optional.empty())) {
      assertThat(seconds.await(named("product")).data().get("product").asText())
          .isEqualTo("BTC-USD");
      assertThat(bar(seconds.await(named("bars"))).get("close").asText()).isEqualTo("101");
      assertThat(bar(hours.await(named("bars"))).get("trades").asLong()).isEqualTo(2);

      pipeline.count(List.of(pipeline.trade(3, start.plusSeconds(61), "99.5", "2", Side.SELL)));

      JsonNode second = bar(seconds.await(named("bars")));
      assertThat(second.get("trades").asLong()).isEqualTo(2);
      assertThat(second.get("low").asText()).isEqualTo("99.5");
      assertThat(second.get("final").asBoolean()).isFalse();
      JsonNode hour = bar(hours.await(named("bars")));
      assertThat(hour.get("trades").asLong()).isEqualTo(3);
      assertThat(hour.get("open").asText()).isEqualTo("100");
      assertThat(hour.get("close").asText()).isEqualTo("99.5");
    }
  }

  @Test
  void whatBecomesFinalIsToldWithItsFinalValue() throws Exception {
    try (EventReader seconds = new EventReader(console, SECONDS, Optional.empty());
        EventReader hours = new EventReader(console, HOURS, Optional.empty())) {
      seconds.await(named("bars"));
      hours.await(named("bars"));

      pipeline.miss(pipeline.trade(4, start.plusSeconds(1), "90", "1", Side.SELL));
      pipeline.finish(start.plusSeconds(60));

      JsonNode second = bar(seconds.await(event -> isFinal(event)));
      assertThat(second.get("start").asText()).isEqualTo(start.plusSeconds(1).toString());
      assertThat(second.get("low").asText()).isEqualTo("90");
      assertThat(second.get("layer").asText()).isEqualTo("batch");
      // The hour is not final, and its final part has another trade now.
      pipeline.count(List.of(pipeline.trade(5, start.plusSeconds(62), "102", "1", Side.BUY)));
      JsonNode hour =
          bar(
              hours.await(
                  event -> event.name().equals("bars") && bar(event).get("trades").asLong() == 4));
      assertThat(hour.get("low").asText()).isEqualTo("90");
      assertThat(hour.get("final").asBoolean()).isFalse();
    }
  }

  @Test
  void whoComesBackGetsAllThatHasChangedMeanwhile() throws Exception {
    String position;
    try (EventReader seconds = new EventReader(console, SECONDS, Optional.empty())) {
      position = seconds.await(named("bars")).id();
    }
    pipeline.count(List.of(pipeline.trade(3, start.plusSeconds(70), "103", "1", Side.BUY)));
    pipeline.finish(start.plusSeconds(60));
    pipeline.count(List.of(pipeline.trade(6, start.plusSeconds(75), "104", "1", Side.BUY)));

    try (EventReader again = new EventReader(console, SECONDS, Optional.of(position))) {
      JsonNode finished = bar(again.await(event -> isFinal(event)));
      assertThat(finished.get("start").asText()).isEqualTo(start.plusSeconds(1).toString());
      Set<String> changed = new TreeSet<>();
      again.await(
          event -> {
            changed.addAll(event.data().findValuesAsText("start"));
            return changed.contains(start.plusSeconds(70).toString())
                && changed.contains(start.plusSeconds(75).toString());
          });
    }
  }

  @Test
  void whoWasAwayForLongIsToldToAskAgain() throws Exception {
    try (EventReader again = new EventReader(console, SECONDS, Optional.of("1000000"))) {
      assertThat(again.await(named("changed")).data().get("from").asText()).startsWith("19");
    }
  }

  @Test
  void anIdThatTheStreamHasNotGivenIsRefused() throws Exception {
    try (EventReader refused = new EventReader(console, SECONDS, Optional.of("next"))) {
      assertThat(refused.status()).isEqualTo(400);
    }
  }

  @Test
  void listenersAreToldWhenTheDatabaseGoesAndComesBack() throws Exception {
    try (EventReader seconds = new EventReader(console, SECONDS, Optional.empty())) {
      seconds.await(state("stale"));
      pipeline.goAway();
      assertThat(seconds.await(state("down")).data().get("reason").asText()).isNotBlank();
      assertThat(console.get("/v1/products/BTC-USD/bars").statusCode()).isEqualTo(503);
      assertThat(console.get("/v1/products/BTC-USD/bars").headers().firstValue("Retry-After"))
          .isPresent();

      pipeline.comeBack();
      pipeline.count(List.of(pipeline.trade(7, Instant.now(), "105", "1", Side.BUY)));

      seconds.await(
          event -> event.name().equals("bars") && bar(event).get("close").asText().equals("105"));
      seconds.await(state("live"));
      assertThat(console.get("/v1/products/BTC-USD/bars").statusCode()).isEqualTo(200);
    }
  }

  private static Predicate<Event> named(String name) {
    return event -> event.name().equals(name);
  }

  private static Predicate<Event> state(String state) {
    return event ->
        event.name().equals("product") && event.data().get("state").asText().equals(state);
  }

  private static boolean isFinal(Event event) {
    return event.name().equals("bars") && bar(event).get("final").asBoolean();
  }

  private static JsonNode bar(Event event) {
    return event.data().get("bars").get(0);
  }
}
