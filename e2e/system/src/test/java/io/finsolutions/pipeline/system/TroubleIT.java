package io.finsolutions.pipeline.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What is wrong stands in the status in words soon, and heals when it is mended. */
@OnRealNodes
@Order(7)
class TroubleIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration HEALED = Duration.ofMinutes(4);
  private static final String SMALL = "small";

  /** Postgres asks for room when a page is full of rows, and not for each row. */
  private static final Duration UNTIL_ROWS_NEED_ROOM = Duration.ofMinutes(3);

  private final Stack stack = Stack.shared();

  @Test
  void aPairThatTheExchangeDoesNotHaveIsSaid() {
    PairUnderTest pair = PairUnderTest.fresh("doge-usd", "DOGE-USD");
    pair.apply("None", "deletionPolicy: Delete");

    tell(pair.awaitTrouble("Ready", "DOGE-USD", SOON));

    // Its name cannot be changed: it heals by another.
    pair.delete();
  }

  @Test
  void anImageThatIsNotThereIsSaid() {
    PairUnderTest pair = PairUnderTest.running();
    pair.patch("spec: {producer: {image: 'docker.io/finsolutions/not-there:1'}}");

    tell(pair.awaitTrouble("ProducerReady", "not-there", SOON));

    pair.patch("spec: {producer: {image: null}}");
    pair.awaitReady(HEALED);
    pair.awaitRight();
  }

  @Test
  void aDatabaseThatRefusesIsSaid() {
    PairUnderTest host = PairUnderTest.running();
    try (Database database = host.database()) {
      database.ask(
          open -> {
            try (var statement = open.createStatement()) {
              statement.execute("DROP DATABASE IF EXISTS guest WITH (FORCE)");
              statement.execute("DROP ROLE IF EXISTS guest");
              statement.execute("CREATE ROLE guest LOGIN PASSWORD 'right'");
              return statement.execute("CREATE DATABASE guest OWNER guest");
            }
          });
    }
    secret("wrong");
    PairUnderTest pair = PairUnderTest.fresh("eth-usd", "ETH-USD");
    pair.apply("None", "deletionPolicy: Delete\ndatabase: {external: {secretName: guest}}");

    tell(pair.awaitTrouble("Ready", "password authentication failed", SOON));

    secret("right");
    pair.awaitReady(HEALED);
    pair.delete();
  }

  @Test
  void aFullVolumeIsSaid() {
    boolean hasSmall = stack.client().storage().v1().storageClasses().withName(SMALL).get() != null;
    assumeTrue(hasSmall, "there is no StorageClass small, whose volumes can be filled at no harm");
    PairUnderTest pair = PairUnderTest.alone("eth-usd", "ETH-USD");
    pair.apply(
        "None",
        """
        deletionPolicy: Delete
        database:
          managed:
            storage: {size: 256Mi, storageClassName: small}
        """);
    pair.awaitReady();
    // One connection for both: a full volume may have the server refuse all that come later.
    onDatabase(
        """
        psql -q -U pipeline -d pipeline -c 'select 1' \\
          -c '\\! dd if=/dev/zero of=/var/lib/postgresql/data/filler bs=64k; touch /dev/shm/full' \\
          -c '\\! until [ -e /dev/shm/switch ]; do sleep 0.1; done' \\
          -c 'select pg_switch_wal()' > /dev/null 2>&1 &
        until [ -e /dev/shm/full ]; do kill -0 $! || exit 1; sleep 0.1; done
        """);
    tellWhenFull(pair, "the volume is full", "StreamReady", UNTIL_ROWS_NEED_ROOM);
    // It reads on as long as there is room in its log; when it needs a new file for that, it ends.
    onDatabase("touch /dev/shm/switch");
    tellWhenFull(pair, "Postgres gives up", "DatabaseReady", SOON);

    // As somebody with access to the volume would; a real one would be made larger.
    stack
        .manifests()
        .apply(
            "clean-volume.yaml",
            Map.of("image", stack.settings().postgres(), "claim", "eth-usd-database"));
    pair.awaitReady(HEALED);
    pair.awaitFinal(Instant.now());
    pair.awaitRight();
    pair.delete();
  }

  private static void tellWhenFull(
      PairUnderTest pair, String what, String condition, Duration limit) {
    Instant since = Instant.now();
    Timeline.tell(what);
    tell(pair.awaitTrouble(condition, "No space left on device", limit));
    Timeline.tell("said after %s s", Timeline.seconds(Duration.between(since, Instant.now())));
  }

  private void onDatabase(String command) {
    new Kubectl(stack.namespace()).exec("eth-usd-database-0", "sh", "-c", command);
  }

  private void secret(String password) {
    stack
        .manifests()
        .applyText(
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: guest}
            stringData:
              host: btc-usd-database
              dbname: guest
              username: guest
              password: %s
            """
                .formatted(password));
  }

  private static void tell(String said) {
    Timeline.tell("said: %s", said);
  }
}
