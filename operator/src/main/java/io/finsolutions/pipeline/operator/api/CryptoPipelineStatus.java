package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What the operator has seen of a pair's pipeline. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CryptoPipelineStatus(
    @JsonPropertyDescription("The generation of the spec that all of this is about.")
        Long observedGeneration,
    @JsonPropertyDescription("How the pair is doing, in a word.") Phase phase,
    @JsonPropertyDescription("What is so and what is not, and why.") List<Condition> conditions,
    @JsonPropertyDescription("Each part: what it is, and what its pod says if it does not work.")
        List<ComponentStatus> components,
    @JsonPropertyDescription("When every part of the pair worked first.") String firstReadyAt,
    @JsonPropertyDescription("How new the rows are.") FreshnessStatus freshness,
    @JsonPropertyDescription("How often the speed layer had to be started anew because it hung.")
        HealingStatus healing) {

  /** Nothing seen yet. */
  public static final CryptoPipelineStatus EMPTY =
      new CryptoPipelineStatus(null, null, null, null, null, null, null);

  /** Fills in the defaults. */
  public CryptoPipelineStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    components = components == null ? List.of() : List.copyOf(components);
  }
}
