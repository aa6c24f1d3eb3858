package io.finsolutions.pipeline.operator.stages;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.database.ClusterPostgres;
import io.finsolutions.pipeline.operator.database.DatabaseConnection;
import io.finsolutions.pipeline.operator.database.DatabaseConnections;
import io.finsolutions.pipeline.operator.database.DatabaseSecret;
import io.finsolutions.pipeline.operator.database.DatabaseService;
import io.finsolutions.pipeline.operator.database.DatabaseVolume;
import io.finsolutions.pipeline.operator.database.ManagedPostgres;
import io.finsolutions.pipeline.operator.foreign.PostgresCluster;
import io.finsolutions.pipeline.operator.foreign.PostgresClusterStatus;
import io.finsolutions.pipeline.operator.freshness.Look;
import io.finsolutions.pipeline.operator.network.DatabasePolicy;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Finding;
import io.finsolutions.pipeline.operator.status.Reason;
import io.finsolutions.pipeline.operator.status.Report;
import io.finsolutions.pipeline.operator.status.UnmetException;
import java.util.Optional;

/** Sees to the database of a pair. */
public final class DatabaseStage {
  private static final ManagedPostgres POSTGRES = new ManagedPostgres();
  private static final DatabaseVolume VOLUME = new DatabaseVolume();
  private static final DatabaseService SERVICE = new DatabaseService();
  private static final DatabasePolicy POLICY = new DatabasePolicy();
  private static final ClusterPostgres CLUSTER = new ClusterPostgres();

  /**
   * What came of it.
   *
   * @param connection the way into the database; nothing while it is not known
   */
  public record Outcome(Optional<DatabaseConnection> connection, Report report) {}

  /** Does its part of a pass. */
  public Outcome run(Work work) {
    Outcome outcome = seeTo(work);
    // That it runs is not yet that it lets anybody in: with a full volume, for one, it may not.
    return outcome.report().finding().isTrue()
        ? work.look().flatMap(Look::refusal).map(said -> refusing(outcome, said)).orElse(outcome)
        : outcome;
  }

  private static Outcome refusing(Outcome outcome, String said) {
    return new Outcome(
        outcome.connection(),
        new Report(
            outcome.report().resource(),
            Finding.fails(
                ConditionType.DATABASE_READY,
                Reason.DATABASE_REFUSES,
                "Postgres lets nobody in: " + said)));
  }

  private static Outcome seeTo(Work work) {
    var database = work.pair().spec().database();
    if (database.external() != null) {
      return external(work);
    }
    return database.cloudNativePg() != null ? cluster(work) : managed(work);
  }

  private static Outcome external(Work work) {
    String resource = "secret/" + work.pair().spec().database().external().secretName();
    try {
      DatabaseConnection connection = DatabaseConnections.of(work.pair(), work.watches());
      return outcome(
          connection,
          resource,
          Finding.holds(
              ConditionType.DATABASE_READY,
              Reason.READY,
              "Secret " + connection.secretName() + " names " + connection.url()));
    } catch (UnmetException e) {
      return unmet(resource, e);
    }
  }

  private static Outcome managed(Work work) {
    Pair pair = work.pair();
    String resource = "statefulset/" + pair.nameOf(Component.DATABASE);
    try {
      work.watches()
          .find(pair.namespace(), DatabaseSecret.name(pair))
          .ifPresentOrElse(work::requireOwn, () -> work.create(DatabaseSecret.generate(pair)));
      DatabaseConnection connection = DatabaseConnections.of(pair, work.watches());
      Surroundings surroundings = new Surroundings(null, connection);
      work.apply(VOLUME, surroundings);
      work.apply(SERVICE, surroundings);
      work.apply(POLICY, surroundings);
      StatefulSet made = work.apply(POSTGRES, surroundings);
      return outcome(connection, resource, finding(work, made));
    } catch (UnmetException e) {
      return unmet(resource, e);
    }
  }

  private static Finding finding(Work work, StatefulSet made) {
    var status = made.getStatus();
    if (status != null
        && new Rollout(
                status.getObservedGeneration(),
                status.getUpdatedReplicas(),
                status.getReadyReplicas())
            .isDone(made)) {
      return Finding.holds(
          ConditionType.DATABASE_READY, Reason.READY, "Postgres takes connections");
    }
    return unready(work, made, "Postgres starts");
  }

  private static Outcome cluster(Work work) {
    Pair pair = work.pair();
    String resource = "cluster/" + pair.nameOf(Component.DATABASE);
    try {
      work.watches()
          .require(
              PostgresCluster.class,
              "install CloudNativePG, or set spec.database.managed or external");
      PostgresCluster made = work.apply(CLUSTER, Surroundings.NONE);
      PostgresClusterStatus status = made.getStatus();
      if (status == null || status.readyInstances() == 0) {
        String phase = status == null || status.phase() == null ? "" : ": " + status.phase();
        return new Outcome(
            Optional.empty(),
            new Report(resource, unready(work, made, "CloudNativePG sets it up" + phase)));
      }
      return outcome(
          DatabaseConnections.of(pair, work.watches()),
          resource,
          Finding.holds(
              ConditionType.DATABASE_READY,
              Reason.READY,
              status.readyInstances() + " of " + status.instances() + " instances are ready"));
    } catch (UnmetException e) {
      return unmet(resource, e);
    }
  }

  private static Finding unready(Work work, HasMetadata made, String usual) {
    return work.trouble(Component.DATABASE, made)
        .map(said -> Finding.fails(ConditionType.DATABASE_READY, Reason.POD_FAILED, said))
        .orElseGet(() -> Finding.fails(ConditionType.DATABASE_READY, Reason.STARTING, usual));
  }

  private static Outcome outcome(DatabaseConnection connection, String resource, Finding finding) {
    return new Outcome(Optional.of(connection), new Report(resource, finding));
  }

  private static Outcome unmet(String resource, UnmetException e) {
    return new Outcome(
        Optional.empty(), new Report(resource, Finding.fails(ConditionType.DATABASE_READY, e)));
  }
}
