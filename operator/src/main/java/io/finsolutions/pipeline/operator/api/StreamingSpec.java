package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.Map;

/** The speed layer of a pair. */
@ValidationRule(
    value =
        "!has(self.resources) || !has(self.resources.limits)"
            + " || !('memory' in self.resources.limits)"
            + " || !isQuantity(string(self.resources.limits['memory']))"
            + " || quantity(string(self.resources.limits['memory'])).compareTo(quantity('720Mi')) >= 0",
    message =
        "spec.streaming.resources.limits.memory: Spark needs at least 720Mi; write that or more, or"
            + " leave it out")
@ValidationRule(
    value = "!has(self.sparkConf) || self.sparkConf.all(k, k.startsWith('spark.'))",
    message =
        "spec.streaming.sparkConf: write names that begin with 'spark.', such as"
            + " spark.sql.shuffle.partitions")
@ValidationRule(
    value =
        "!has(self.sparkConf) || !self.sparkConf.exists(k,"
            + " k in ['spark.master', 'spark.submit.deployMode']"
            + " || k.startsWith('spark.kubernetes.authenticate.')"
            + " || k.endsWith('.container.image') || k.endsWith('.instances')"
            + " || k.endsWith('.cores') || k.endsWith('.memory') || k.endsWith('.memoryOverhead'))",
    message =
        "spec.streaming.sparkConf: leave out master, deploy mode, images, instances, cores, memory"
            + " and spark.kubernetes.authenticate: image, executors, resources and the operator set"
            + " them")
public record StreamingSpec(
    @Size(min = 1)
        @JsonPropertyDescription("The image. Default: that of the operator's own version.")
        String image,
    @JsonPropertyDescription("Requests and limits of the pod. Default: what was measured to do.")
        ComputeResources resources,
    @Default("continuous")
        @JsonPropertyDescription(
            "How Spark reads: continuous, row by row, or micro-batch, for those who want Spark's"
                + " stable mode and can wait a quarter of a second longer.")
        StreamingTrigger trigger,
    @Default("0")
        @Min(0)
        @Max(64)
        @JsonPropertyDescription(
            "Executor pods. 0: the driver does the work itself, with half the memory; enough for any"
                + " single pair.")
        Integer executors,
    @Size(max = 64) @JsonPropertyDescription("Further settings of Spark, by name.")
        Map<String, String> sparkConf,
    @SchemaFrom(type = PodTemplateOverlay.class)
        @JsonPropertyDescription(
            "Laid over the pod that is made: maps are merged, items of lists that have a name are"
                + " merged by it, everything else is replaced.")
        PodTemplateSpec template) {
  static final StreamingSpec DEFAULT = new StreamingSpec(null, null, null, null, null, null);

  /** Fills in the defaults. */
  public StreamingSpec {
    resources = resources == null ? ComputeResources.DEFAULT : resources;
    trigger = trigger == null ? StreamingTrigger.CONTINUOUS : trigger;
    executors = executors == null ? 0 : executors;
    sparkConf = sparkConf == null ? Map.of() : Map.copyOf(sparkConf);
  }
}
