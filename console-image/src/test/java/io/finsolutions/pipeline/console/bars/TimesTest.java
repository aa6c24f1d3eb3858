package io.finsolutions.pipeline.console.bars;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class TimesTest {
  @Property
  void aTimeIsWrittenAsJavaWritesIt(
      @ForAll @LongRange(min = -100_000, max = 253_402_300_799L) long second,
      @ForAll @LongRange(min = 0, max = 999_999_999) long nano) {
    for (Instant time :
        new Instant[] {Instant.ofEpochSecond(second), Instant.ofEpochSecond(second, nano)}) {
      assertThat(Times.text(time)).isEqualTo(time.toString());
    }
  }
}
