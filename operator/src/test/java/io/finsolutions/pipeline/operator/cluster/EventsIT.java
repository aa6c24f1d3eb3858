package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person hears of a pair, and how often. */
class EventsIT {
  @RegisterExtension static final SharedOperator OPERATOR = new SharedOperator();

  private static final Duration FORGOTTEN = Duration.ofMinutes(11);
  private static final int PASSES = 10;

  private final Surrounding surrounding = OPERATOR.surrounding();

  @Test
  void whatGoesWrongIsToldOnceForAsLongAsItLastsAndAgainWhenItComesBack() throws Exception {
    surrounding.apply(
        "told", Surrounding.own("told") + "database: {external: {secretName: rows}}\n");
    surrounding.awaitFailure("told", ConditionType.READY, Reason.SECRET_MISSING, "rows");
    passes();
    OPERATOR.clock().advance(FORGOTTEN);
    passes();
    assertTold("SecretMissing: secret/rows: there is no Secret rows", 1);

    Map<String, String> values =
        Map.of("host", "127.0.0.1", "port", "1", "dbname", "d", "username", "u", "password", "p");
    surrounding.secret("rows", values);
    surrounding.awaitReady("told");
    assertTold("Ready: every part works", 1);
    passes();
    assertTold("Ready: every part works", 1);

    OPERATOR.clock().advance(FORGOTTEN);
    surrounding.resource(Secret.class, "rows").delete();
    surrounding.awaitFailure("told", ConditionType.READY, Reason.SECRET_MISSING, "rows");
    assertTold("SecretMissing: secret/rows: there is no Secret rows", 2);

    // Something that comes and goes within minutes is not told each time.
    for (int flap = 0; flap < 3; flap++) {
      surrounding.secret("rows", values);
      surrounding.awaitCondition("told", ConditionType.READY, "True", "");
      surrounding.resource(Secret.class, "rows").delete();
      surrounding.awaitFailure("told", ConditionType.READY, Reason.SECRET_MISSING, "rows");
    }
    assertTold("SecretMissing: secret/rows: there is no Secret rows", 2);
    assertTold("Ready: every part works", 2);
    assertThat(surrounding.events("told"))
        .allMatch(
            event ->
                Arrays.stream(Reason.values()).anyMatch(one -> event.startsWith(one.id() + ": ")));
  }

  private void passes() throws Exception {
    for (int pass = 0; pass < PASSES; pass++) {
      long before = OPERATOR.operator().passes();
      surrounding.nudge();
      Eventually.await("a pass", () -> OPERATOR.operator().passes() > before);
    }
  }

  private void assertTold(String beginning, int times) {
    Eventually.passes(
        () ->
            assertThat(surrounding.events("told"))
                .filteredOn(event -> event.startsWith(beginning))
                .as(beginning)
                .hasSize(times));
  }
}
