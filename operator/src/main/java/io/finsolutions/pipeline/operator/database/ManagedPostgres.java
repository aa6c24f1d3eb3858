package io.finsolutions.pipeline.operator.database;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.finsolutions.pipeline.operator.api.ManagedDatabase;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.pods.Pods;
import io.finsolutions.pipeline.operator.pods.Resources;
import io.finsolutions.pipeline.operator.pods.Variables;
import io.finsolutions.pipeline.operator.pods.Volumes;
import java.util.List;

/** The Postgres of a pair's own: one pod, on a volume that outlives it. */
public final class ManagedPostgres implements Operand<StatefulSet> {
  static final String DATABASE = "pipeline";
  static final int PORT = 5432;

  private static final String CONTAINER = "postgres";
  private static final String DATA = "data";
  private static final String DATA_FOLDER = "/var/lib/postgresql/data";
  private static final long POSTGRES_USER = 999;
  private static final Resources RESOURCES = new Resources("50m", "2", "512Mi");

  /**
   * The image sets the password when it makes the database, and never again. Set at each start, it
   * is what the Secret says, also after somebody has changed that. The socket lets its user in.
   */
  private static final String SET_PASSWORD =
      """
      for attempt in $(seq 150); do
        echo "ALTER ROLE CURRENT_USER PASSWORD :'password'" |
          psql -q -v ON_ERROR_STOP=1 -v password="$POSTGRES_PASSWORD" -U "$POSTGRES_USER" -d postgres && exit 0
        sleep 1
      done
      exit 1
      """;

  @Override
  public StatefulSet desired(Pair pair, Surroundings surroundings) {
    return new StatefulSetBuilder()
        .withMetadata(pair.owned(Component.DATABASE, pair.nameOf(Component.DATABASE)))
        .withNewSpec()
        .withReplicas(1)
        .withServiceName(pair.nameOf(Component.DATABASE))
        .withSelector(
            new LabelSelectorBuilder().withMatchLabels(pair.selector(Component.DATABASE)).build())
        .withTemplate(pod(pair, surroundings))
        .endSpec()
        .build();
  }

  private static PodTemplateSpec pod(Pair pair, Surroundings surroundings) {
    ManagedDatabase database = pair.spec().database().managed();
    PodSpecBuilder spec =
        new PodSpecBuilder()
            .withContainers(container(pair, database, surroundings.database().secretName()))
            .withSecurityContext(Pods.restrictedPod(POSTGRES_USER))
            // What a shut-down needs to write out.
            .withTerminationGracePeriodSeconds(60L)
            .withVolumes(
                new VolumeBuilder()
                    .withName(DATA)
                    .withPersistentVolumeClaim(
                        new PersistentVolumeClaimVolumeSourceBuilder()
                            .withClaimName(pair.nameOf(Component.DATABASE))
                            .build())
                    .build(),
                Volumes.emptyDirectory("socket", "1Mi"),
                Volumes.scratch("64Mi"));
    return Pods.template(
        pair, Component.DATABASE, spec, surroundings.databaseDigest(), database.template());
  }

  private static Container container(Pair pair, ManagedDatabase database, String secret) {
    String image =
        database.image() == null ? pair.settings().images().postgres() : database.image();
    return Pods.container(pair, CONTAINER, image)
        .withArgs(
            "postgres",
            "-c",
            "shared_buffers=64MB",
            "-c",
            "max_connections=50",
            // A row is committed when it is on disk, and many are committed each second.
            "-c",
            "wal_compression=on",
            "-c",
            "max_wal_size=512MB")
        .withEnv(
            Variables.fromSecret("POSTGRES_USER", secret, DatabaseSecret.USERNAME),
            Variables.fromSecret("POSTGRES_PASSWORD", secret, DatabaseSecret.PASSWORD),
            variable("POSTGRES_DB", DATABASE),
            // Not the volume itself, which may have a lost+found.
            variable("PGDATA", DATA_FOLDER + "/pgdata"))
        .addNewPort()
        .withName(CONTAINER)
        .withContainerPort(PORT)
        .withProtocol("TCP")
        .endPort()
        .withResources(RESOURCES.with(database.resources()))
        .withStartupProbe(ready(2, 150))
        .withReadinessProbe(ready(2, 2))
        .withLivenessProbe(ready(10, 6))
        .withNewLifecycle()
        .withNewPostStart()
        .withNewExec()
        .withCommand("sh", "-c", SET_PASSWORD)
        .endExec()
        .endPostStart()
        .endLifecycle()
        .withVolumeMounts(
            Volumes.mount(DATA, DATA_FOLDER),
            Volumes.mount("socket", "/var/run/postgresql"),
            Volumes.scratchMount())
        .build();
  }

  private static Probe ready(int periodSeconds, int failures) {
    return new ProbeBuilder()
        .withNewExec()
        // Over TCP: while the image makes the database, it answers on the socket alone.
        .withCommand(List.of("pg_isready", "-q", "-h", "127.0.0.1", "-d", DATABASE))
        .endExec()
        .withPeriodSeconds(periodSeconds)
        .withFailureThreshold(failures)
        .withTimeoutSeconds(3)
        .withSuccessThreshold(1)
        .build();
  }

  private static EnvVar variable(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value).build();
  }
}
