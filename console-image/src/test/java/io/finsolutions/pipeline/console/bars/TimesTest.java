package io.finsolutions.pipeline.console.bars;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class TimesTest {
  @Property
  void aTimeIsWrittenAsJavaWritesIt(
      @ForAll @LongRange(min = -100_000, max = 253_402_300_799L) long second,
      @ForAll @LongRange(min = 0, max = 999_999_999) long nano) {
    for (Instant time :
        List.of(
            Instant.ofEpochSecond(second),
            Instant.ofEpochSecond(second, nano),
            Instant.ofEpochSecond(second, nano / 1_000 * 1_000),
            Instant.ofEpochSecond(second, nano / 1_000_000 * 1_000_000))) {
      assertThat(written(time)).isEqualTo(time.toString());
    }
  }

  @Example
  void timesOfAnyYearAreWrittenAsJavaWritesThem() {
    for (Instant time :
        List.of(
            Instant.MIN,
            Instant.EPOCH.minusNanos(1),
            Instant.EPOCH,
            Instant.parse("9999-12-31T23:59:59.999999999Z"),
            Instant.parse("+10000-01-01T00:00:00Z"),
            Instant.MAX)) {
      assertThat(written(time)).isEqualTo(time.toString());
    }
  }

  private static String written(Instant time) {
    byte[] bytes = new byte[Times.LONGEST + 2];
    int end = Times.write(time, bytes, 1);
    return new String(bytes, 1, end - 1, StandardCharsets.US_ASCII);
  }
}
