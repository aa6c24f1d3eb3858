package io.finsolutions.pipeline.batch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.service.FailedException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-05T10:00:00Z"));

  private final List<Instant> limits = new ArrayList<>();

  @Test
  void whatIsOlderThanItIsKeptIsDropped() {
    retention(new OldRows.Dropped(Optional.empty(), List.of(), Optional.empty())).apply();

    assertThat(limits).containsExactly(Instant.parse("2026-03-02T10:00:00Z"));
  }

  @Test
  void whatHasToWaitFailsNothing() {
    Retention retention =
        retention(new OldRows.Dropped(Optional.empty(), List.of(), Optional.of("it is read")));

    assertThatCode(retention::apply).doesNotThrowAnyException();
  }

  @Test
  void whatTheStoreRefusesIsAFailureThatSaysThatTheRunIsDone() {
    OldRows refusing =
        limit -> {
          throw new StoreException("cannot drop old rows", new SQLException("must be owner"));
        };

    assertThatThrownBy(new Retention(Duration.ofDays(3), refusing, CLOCK)::apply)
        .isInstanceOf(FailedException.class)
        .hasMessage("the run is done, but old rows cannot be dropped: must be owner");
  }

  private Retention retention(OldRows.Dropped dropped) {
    OldRows rows =
        limit -> {
          limits.add(limit);
          return dropped;
        };
    return new Retention(Duration.ofDays(3), rows, CLOCK);
  }
}
