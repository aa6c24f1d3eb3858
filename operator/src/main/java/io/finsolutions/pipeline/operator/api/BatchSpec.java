package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;

/** The batch layer of a pair. */
@ValidationRule(
    value =
        "!has(self.schedule) || self.schedule.matches("
            + "'^[0-9*?/,-]+( [0-9*?/,-]+){2}( [0-9A-Za-z*?/,-]+){2}$')",
    message =
        "spec.batch.schedule: write five fields as cron does, the minute first, such as"
            + " */15 * * * *")
@ValidationRule(
    value = BatchSpec.SETTLE_IS_WELL_WRITTEN,
    message = "spec.batch.settle: write seconds or minutes, such as 90s or 2m")
@ValidationRule(
    value = BatchSpec.GIVE_UP_IS_WELL_WRITTEN,
    message = "spec.batch.giveUp: write seconds or minutes, such as 720s or 12m")
@ValidationRule(
    value =
        "!"
            + BatchSpec.SETTLE_IS_WELL_WRITTEN
            + " || !"
            + BatchSpec.GIVE_UP_IS_WELL_WRITTEN
            + " || duration(self.settle) < duration(self.giveUp)",
    message =
        "spec.batch.settle has to be shorter than spec.batch.giveUp: a hole can be given up only"
            + " after its seconds have settled")
@ValidationRule(
    value =
        "!" + BatchSpec.GIVE_UP_IS_WELL_WRITTEN + " || duration(self.giveUp) <= duration('20m')",
    message =
        "spec.batch.giveUp: write 20m or less, or rows would not be final within half an hour")
@ValidationRule(
    value = "self.executors == 0 || !has(self.archive) || !has(self.archive.storage)",
    message =
        "spec.batch.executors: write 0, or keep the archive in a store, by"
            + " spec.batch.archive.warehouse: executors write it, too, and a volume is on one node")
@ValidationRule(
    value =
        "!has(self.resources) || !has(self.resources.limits)"
            + " || !('memory' in self.resources.limits)"
            + " || !isQuantity(string(self.resources.limits['memory']))"
            + " || quantity(string(self.resources.limits['memory'])).compareTo(quantity('800Mi')) >= 0",
    message =
        "spec.batch.resources.limits.memory: Spark needs at least 800Mi; write that or more, or"
            + " leave it out")
public record BatchSpec(
    @Size(min = 1)
        @JsonPropertyDescription("The image. Default: that of the operator's own version.")
        String image,
    @JsonPropertyDescription(
            "Requests and limits of the pod, and of each executor. Default: what was measured to"
                + " do.")
        ComputeResources resources,
    @Default("0")
        @Min(0)
        @Max(64)
        @JsonPropertyDescription(
            "Executor pods of each run. 0: the run does the work itself; enough for any single"
                + " pair.")
        Integer executors,
    @Size(max = 100)
        @JsonPropertyDescription(
            "When it runs, as cron writes it, in UTC. Default: every 15 minutes, from a minute on"
                + " that follows from namespace and name, so that not all pairs run at once.")
        String schedule,
    @Default(BatchSpec.DEFAULT_SETTLE)
        @Size(max = 10)
        @JsonPropertyDescription("How old a second must be before it can be final, such as 2m.")
        String settle,
    @Default(BatchSpec.DEFAULT_GIVE_UP)
        @Size(max = 10)
        @JsonPropertyDescription(
            "How old a hole must be before rows become final without it, such as 12m.")
        String giveUp,
    @Default("true")
        @JsonPropertyDescription(
            "Whether the final minutes are held against the exchange's own candles.")
        Boolean compareCandles,
    @JsonPropertyDescription(
            "Where every final trade is kept for ever, also when Kafka has forgotten it. Default:"
                + " nowhere.")
        ArchiveSpec archive,
    @SchemaFrom(type = PodTemplateOverlay.class)
        @JsonPropertyDescription(
            "Laid over the pod that is made: maps are merged, items of lists that have a name are"
                + " merged by it, everything else is replaced.")
        PodTemplateSpec template) {
  static final String SETTLE_IS_WELL_WRITTEN = "self.settle.matches('^[1-9][0-9]{0,4}[sm]$')";
  static final String GIVE_UP_IS_WELL_WRITTEN = "self.giveUp.matches('^[1-9][0-9]{0,4}[sm]$')";
  static final String DEFAULT_SETTLE = "2m";
  static final String DEFAULT_GIVE_UP = "12m";
  static final BatchSpec DEFAULT =
      new BatchSpec(null, null, null, null, null, null, null, null, null);

  /** Fills in the defaults. */
  public BatchSpec {
    resources = resources == null ? ComputeResources.DEFAULT : resources;
    executors = executors == null ? 0 : executors;
    settle = settle == null ? DEFAULT_SETTLE : settle;
    giveUp = giveUp == null ? DEFAULT_GIVE_UP : giveUp;
    compareCandles = compareCandles == null || compareCandles;
  }
}
