package io.finsolutions.pipeline.batch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.batch.Trades;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SurveyTest {
  private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
  private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
  private static final TimeRange MORNING =
      new TimeRange(Instant.parse("2026-03-01T09:30:00Z"), Instant.parse("2026-03-01T12:10:00Z"));

  private final Survey survey = new Survey();

  @Test
  void nothingHasNoTimes() {
    assertThat(survey.earliest()).isEmpty();
    assertThat(survey.latest()).isEmpty();
    assertThat(survey.seen(Set.of()).ids().isEmpty()).isTrue();
  }

  @Test
  void twoLooksAddUp() {
    add(3, "2026-03-01T09:50:00Z", false);
    Survey other = new Survey();
    other.add(Trades.trade(Trades.BTC_USD, 1, "2026-03-01T09:40:00Z", "1", "1"), false);
    other.add(Trades.trade(Trades.BTC_USD, 2, "2026-03-01T09:45:00Z", "1", "1"), true);

    survey.addAll(other);
    survey.addAll(new Survey());

    assertThat(survey.earliest()).contains(Instant.parse("2026-03-01T09:40:00Z"));
    assertThat(survey.latest()).contains(Instant.parse("2026-03-01T09:50:00Z"));
    assertThat(survey.lateHours()).containsExactly(NINE);
    assertThat(survey.seen(Set.of()).ids()).hasToString("1,3");
    assertThat(survey.seen(Set.of(NINE)).ids()).hasToString("1-3");
    assertThat(survey.seen(Set.of(TEN)).ids()).hasToString("1,3");
  }

  @Test
  void aRangeThatFitsStaysWhole() {
    add(1, "2026-03-01T09:40:00Z", false);
    add(2, "2026-03-01T11:40:00Z", false);

    assertThat(survey.beginningOf(MORNING, 10)).isEqualTo(MORNING);
    assertThat(new Survey().beginningOf(MORNING, 10)).isEqualTo(MORNING);
  }

  @Test
  void aRangeThatIsTooLargeEndsWithTheHourThatFillsIt() {
    add(1, "2026-03-01T09:40:00Z", false);
    add(2, "2026-03-01T10:00:00Z", false);
    add(3, "2026-03-01T10:00:01Z", false);
    add(4, "2026-03-01T11:00:00Z", false);

    assertThat(survey.beginningOf(MORNING, 2))
        .isEqualTo(new TimeRange(MORNING.from(), Instant.parse("2026-03-01T11:00:00Z")));
    assertThat(survey.beginningOf(MORNING, 1)).isEqualTo(new TimeRange(MORNING.from(), TEN));
  }

  @Test
  void aRangeWithinOneHourStaysWholeHoweverMuchIsInIt() {
    TimeRange quarter = new TimeRange(NINE, Instant.parse("2026-03-01T09:15:00Z"));
    add(1, "2026-03-01T09:01:00Z", false);
    add(2, "2026-03-01T09:02:00Z", false);

    assertThat(survey.beginningOf(quarter, 1)).isEqualTo(quarter);
  }

  private void add(long id, String time, boolean late) {
    survey.add(Trades.trade(Trades.BTC_USD, id, time, "1", "1"), late);
  }
}
