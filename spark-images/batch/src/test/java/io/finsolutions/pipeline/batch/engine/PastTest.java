package io.finsolutions.pipeline.batch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.batch.Trades;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.service.FailedException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PastTest {
  private static final Optional<Instant> NO_END = Optional.empty();

  private final Handover before =
      new Handover(
          Optional.of(at("2026-03-01T10:40:00Z")),
          Optional.of(new IdRange(500, 900)),
          Optional.of(at("2026-03-01T08:17:00Z")),
          new TreeMap<>(),
          Optional.empty(),
          Optional.of(at("2026-01-01T00:00:00Z")),
          List.of());

  @Test
  void wholeHoursAreLoaded() {
    assertThat(span("2026-02-03T04:05:06Z", Optional.of(at("2026-02-04T05:00:01Z"))))
        .isEqualTo(range("2026-02-03T04:00:00Z", "2026-02-04T06:00:00Z"));
  }

  @Test
  void withoutAnEndAllIsLoadedThatCanBeFinal() {
    assertThat(span("2026-02-03T04:00:00Z", NO_END))
        .isEqualTo(range("2026-02-03T04:00:00Z", "2026-03-01T10:40:00Z"));
  }

  @Test
  void nothingIsMadeFinalBehindTheHandover() {
    assertThat(span("2026-03-01T10:00:00Z", Optional.of(at("2026-03-05T00:00:00Z"))))
        .isEqualTo(range("2026-03-01T10:00:00Z", "2026-03-01T10:40:00Z"));
  }

  @Test
  void whatCannotBeFinalIsRefused() {
    assertThatThrownBy(() -> span("2026-03-01T11:00:00Z", NO_END))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("is final up to 2026-03-01T10:40:00Z only");
    assertThatThrownBy(() -> span("2025-12-31T23:00:00Z", NO_END))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("write --from=2026-01-01T00:00:00Z or later");
    assertThatThrownBy(() -> Past.spanOf(Trades.BTC_USD, Instant.EPOCH, NO_END, Handover.NONE))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("no row of BTC-USD is final yet");
  }

  @Test
  void beforeTheFirstTradeOfAllThereIsNone() {
    TimeRange span = range("2026-02-03T04:00:00Z", "2026-02-03T05:00:00Z");

    assertThat(new Past(span, Optional.of(new IdRange(1, 9)), List.of()).coveredFrom())
        .isEqualTo(Instant.EPOCH);
    assertThat(new Past(span, Optional.of(new IdRange(2, 9)), List.of()).coveredFrom())
        .isEqualTo(span.from());
    assertThat(new Past(span, Optional.empty(), List.of()).coveredFrom()).isEqualTo(span.from());
  }

  private TimeRange span(String from, Optional<Instant> to) {
    return Past.spanOf(Trades.BTC_USD, at(from), to, before);
  }

  private static TimeRange range(String from, String to) {
    return new TimeRange(at(from), at(to));
  }

  private static Instant at(String time) {
    return Instant.parse(time);
  }
}
