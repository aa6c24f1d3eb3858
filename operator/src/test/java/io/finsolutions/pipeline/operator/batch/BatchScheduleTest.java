package io.finsolutions.pipeline.operator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.operator.SamplePair;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchScheduleTest {
  private static final int PAIRS = 150;

  @Test
  void whatIsWrittenStaysAsItIs() {
    Pair pair = SamplePair.of(SamplePair.STRIMZI + "\nbatch: {schedule: '*/15 * * * *'}");

    assertThat(BatchSchedule.of(pair)).isEqualTo("*/15 * * * *");
  }

  @Test
  void aPairAlwaysGetsTheSameMinutes() {
    assertThat(BatchSchedule.of(SamplePair.smallest()))
        .isEqualTo(BatchSchedule.of(SamplePair.smallest()))
        .isEqualTo("6-59/15 * * * *");
  }

  @Test
  void everyPairRunsFourTimesAnHour() {
    assertThat(schedules()).allMatch(schedule -> schedule.matches("([0-9]|1[0-4])-59/15( \\*){4}"));
  }

  @Test
  void manyPairsAreSpreadOverTheMinutes() {
    List<String> schedules = schedules();

    var perMinute =
        schedules.stream().collect(Collectors.groupingBy(minute -> minute, Collectors.counting()));

    assertThat(perMinute).hasSize(15);
    // An even spread would be 10 a minute, none would be 150.
    assertThat(Collections.max(perMinute.values())).isLessThanOrEqualTo(20);
  }

  private static List<String> schedules() {
    return IntStream.range(0, PAIRS).mapToObj(i -> BatchSchedule.of(named("coin-" + i))).toList();
  }

  private static Pair named(String name) {
    Pair pair = SamplePair.smallest();
    pair.resource().getMetadata().setName(name);
    return pair;
  }
}
