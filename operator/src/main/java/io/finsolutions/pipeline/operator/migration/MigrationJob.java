package io.finsolutions.pipeline.operator.migration;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.finsolutions.pipeline.operator.api.ComputeResources;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.batch.BatchImage;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.pods.Digest;
import io.finsolutions.pipeline.operator.pods.JavaCommand;
import io.finsolutions.pipeline.operator.pods.PipelineProcess;
import io.finsolutions.pipeline.operator.pods.Pods;
import io.finsolutions.pipeline.operator.pods.Resources;
import io.finsolutions.pipeline.operator.pods.Volumes;
import java.util.List;

/**
 * The job that brings the schema of a pair's database up to date, before anything writes. Of an
 * image and a database one that has succeeded is enough, so it stays as the note that it has.
 */
public final class MigrationJob implements Operand<Job> {
  /** Tells for which image and which database a job is. */
  public static final String DIGEST = "finsolutions.io/migrates";

  private static final Resources RESOURCES = new Resources("50m", "1", "256Mi");
  private static final List<String> JVM_FLAGS =
      List.of("-XX:MaxRAMPercentage=50", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  @Override
  public Job desired(Pair pair, Surroundings surroundings) {
    PodTemplateSpec pod =
        Pods.template(
            pair,
            Component.MIGRATION,
            Pods.only(
                    Pods.container(pair, "migration", BatchImage.of(pair))
                        .withCommand(
                            JavaCommand.ofClass(
                                "batch.jar",
                                JVM_FLAGS,
                                "io.finsolutions.pipeline.store.MigrateCommand"))
                        .withEnv(PipelineProcess.databaseSettings(surroundings.database()))
                        .withResources(RESOURCES.with(ComputeResources.DEFAULT))
                        .withVolumeMounts(Volumes.scratchMount())
                        .build())
                .withVolumes(Volumes.scratch("64Mi"))
                .withRestartPolicy("Never"),
            surroundings.databaseDigest(),
            placement(pair.spec().batch().template()));
    return new JobBuilder()
        .withMetadata(pair.owned(Component.MIGRATION, pair.nameOf(Component.MIGRATION)))
        .editMetadata()
        .addToAnnotations(DIGEST, digest(pair, surroundings))
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(3)
        .withActiveDeadlineSeconds(900L)
        .withTemplate(pod)
        .endSpec()
        .build();
  }

  // It runs where the batch layer runs, but is not its container.
  private static PodTemplateSpec placement(PodTemplateSpec template) {
    return template == null || template.getSpec() == null
        ? template
        : new PodTemplateSpecBuilder(template)
            .editSpec()
            .withContainers(List.of())
            .withInitContainers(List.of())
            .endSpec()
            .build();
  }

  /** Changes when the schema has to be looked at again. */
  public static String digest(Pair pair, Surroundings surroundings) {
    return Digest.of(
        BatchImage.of(pair), surroundings.database().url(), surroundings.databaseDigest());
  }
}
