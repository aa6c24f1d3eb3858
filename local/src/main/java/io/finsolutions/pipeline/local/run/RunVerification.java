package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.verify.Verification;
import io.finsolutions.pipeline.verify.Verifier;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Looks at all rows at the end of a run, until they are as they should be or had long enough. */
final class RunVerification {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Verifier verifier;
  private final SnapshotReader reader;
  private final EndSignal end;

  RunVerification(Verifier verifier, SnapshotReader reader, EndSignal end) {
    this.verifier = verifier;
    this.reader = reader;
    this.end = end;
  }

  /**
   * Looks at all rows.
   *
   * @param bound how long it may look again if something is wrong
   * @throws FailedException if the database does not answer
   */
  Verification verify(Duration bound) throws InterruptedException, RunEndedException {
    Instant deadline = Instant.now().plus(bound);
    while (true) {
      Optional<Verification> verification = tryToVerify();
      if (verification.filter(RunVerification::isSound).isPresent()) {
        return verification.get();
      }
      // A hole may be on its way to be filled; what is wrong does not mend by itself.
      if (Instant.now().isAfter(deadline)) {
        return verification.orElseThrow(
            () -> new FailedException("the database does not answer, so nothing is verified"));
      }
      end.pause(PAUSE);
    }
  }

  private static boolean isSound(Verification verification) {
    return verification.differences().isEmpty() && verification.skippedIds() == 0;
  }

  private Optional<Verification> tryToVerify() {
    try {
      return Optional.of(verifier.verify(reader.connection()));
    } catch (SQLException e) {
      reader.close();
      return Optional.empty();
    }
  }
}
