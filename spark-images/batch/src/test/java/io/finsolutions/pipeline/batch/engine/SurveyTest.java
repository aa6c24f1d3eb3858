package io.finsolutions.pipeline.batch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.batch.Trades;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.TradeMessage;
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
    other.add(message(1, "2026-03-01T09:40:00Z"), false);
    other.add(message(2, "2026-03-01T09:45:00Z"), true);

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

  @Test
  void whatCameBeforeTheFirstTradeIsNotCovered() {
    assertThat(survey.coveredFrom(Set.of())).isEmpty();

    add(7, "2026-03-01T09:50:10Z", false);
    add(8, "2026-03-01T09:50:09.900Z", false);

    assertThat(survey.coveredFrom(Set.of())).contains(Instant.parse("2026-03-01T09:50:11Z"));
  }

  @Test
  void aMinuteThatIsSaidToBeWholeIsCovered() {
    survey.add(message(7, "2026-03-01T09:50:10Z").asFirstOfMinute(), false);
    survey.add(message(5, "2026-03-01T08:50:10Z").asFirstOfMinute(), true);

    assertThat(survey.coveredFrom(Set.of())).contains(Instant.parse("2026-03-01T09:50:00Z"));
    assertThat(survey.coveredFrom(Set.of(Instant.parse("2026-03-01T08:00:00Z"))))
        .contains(Instant.parse("2026-03-01T08:50:00Z"));
  }

  @Test
  void beforeTheFirstTradeOfAllThereIsNone() {
    add(1, "2026-03-01T09:50:10Z", false);

    assertThat(survey.coveredFrom(Set.of())).contains(Instant.EPOCH);
  }

  @Test
  void aSecondTradeWithAnIdVouchesForNothing() {
    add(7, "2026-03-01T09:50:10Z", false);
    add(7, "2026-03-01T09:59:10Z", false);

    assertThat(survey.latest()).contains(Instant.parse("2026-03-01T09:50:10Z"));
  }

  private void add(long id, String time, boolean late) {
    survey.add(message(id, time), late);
  }

  private static TradeMessage message(long id, String time) {
    return new TradeMessage(Trades.trade(Trades.BTC_USD, id, time, "1", "1"), Origin.LIVE);
  }
}
