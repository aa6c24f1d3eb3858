package io.finsolutions.pipeline.operator.batch;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import io.finsolutions.pipeline.operator.api.BatchSpec;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.archive.ArchiveAccess;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.pods.JavaCommand;
import io.finsolutions.pipeline.operator.pods.PipelineProcess;
import io.finsolutions.pipeline.operator.pods.Pods;
import io.finsolutions.pipeline.operator.pods.Resources;
import io.finsolutions.pipeline.operator.pods.Variables;
import java.util.ArrayList;
import java.util.List;

/** The batch layer of a pair: a job at each turn of its schedule, never two at once. */
public final class BatchCronJob implements Operand<CronJob> {
  private static final Resources RESOURCES = new Resources("100m", "2", "1Gi");
  private static final List<String> JVM_FLAGS =
      List.of("-XX:MaxRAMPercentage=60", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  @Override
  public CronJob desired(Pair pair, Surroundings surroundings) {
    return new CronJobBuilder()
        .withMetadata(pair.owned(Component.BATCH, pair.nameOf(Component.BATCH)))
        .withNewSpec()
        .withSchedule(BatchSchedule.of(pair))
        .withTimeZone("Etc/UTC")
        .withConcurrencyPolicy("Forbid")
        .withStartingDeadlineSeconds(300L)
        .withSuccessfulJobsHistoryLimit(1)
        .withFailedJobsHistoryLimit(2)
        .withSuspend(pair.spec().suspend())
        .withNewJobTemplate()
        .withNewMetadata()
        .withLabels(pair.kept(Component.BATCH, pair.name()).getLabels())
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(1)
        // A run that takes as long hangs; the next one does its work.
        .withActiveDeadlineSeconds(1_800L)
        .withTemplate(pod(pair, surroundings))
        .endSpec()
        .endJobTemplate()
        .endSpec()
        .build();
  }

  private static PodTemplateSpec pod(Pair pair, Surroundings surroundings) {
    BatchSpec batch = pair.spec().batch();
    ResourceRequirements resources = RESOURCES.with(batch.resources());
    PodSpecBuilder spec =
        Pods.only(
                Pods.container(pair, "batch", BatchImage.of(pair))
                    .withCommand(JavaCommand.ofJar(BatchExecutors.jar(pair), JVM_FLAGS, "run"))
                    .withEnv(settings(pair, surroundings))
                    .addAllToEnv(BatchExecutors.settings(pair, surroundings, resources))
                    .withResources(resources)
                    .withVolumeMounts(PipelineProcess.mounts(surroundings.kafka()))
                    .addAllToVolumeMounts(ArchiveAccess.mounts(pair))
                    .build())
            .withVolumes(PipelineProcess.volumes(pair, surroundings.kafka(), "1Gi"))
            .addAllToVolumes(ArchiveAccess.volumes(pair))
            .withRestartPolicy("Never");
    if (!BatchExecutors.areWanted(pair)) {
      return Pods.template(pair, Component.BATCH, spec, surroundings.digest(), batch.template());
    }
    PodTemplateSpec made =
        Pods.template(
            pair,
            Component.BATCH,
            spec.withServiceAccountName(pair.nameOf(Component.BATCH)),
            surroundings.digest(),
            BatchExecutors.without(BatchExecutors.CONTAINER, batch.template()));
    made.getSpec().setAutomountServiceAccountToken(true);
    return made;
  }

  private static List<EnvVar> settings(Pair pair, Surroundings surroundings) {
    BatchSpec batch = pair.spec().batch();
    List<EnvVar> settings = new ArrayList<>(PipelineProcess.kafkaSettings(pair, surroundings));
    settings.addAll(PipelineProcess.databaseSettings(surroundings.database()));
    settings.add(Variables.setting("SETTLE", batch.settle()));
    settings.add(Variables.setting("GIVE_UP", batch.giveUp()));
    if (pair.spec().retention().rows() != null) {
      settings.add(Variables.setting("KEEP_ROWS", pair.spec().retention().rows()));
    }
    settings.add(Variables.setting("COMPARE_CANDLES", batch.compareCandles()));
    settings.add(Variables.setting("COINBASE_REST_URL", pair.settings().exchange().rest()));
    settings.addAll(ArchiveAccess.settings(pair));
    return settings;
  }
}
