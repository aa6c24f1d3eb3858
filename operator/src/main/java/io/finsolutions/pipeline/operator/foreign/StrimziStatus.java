package io.finsolutions.pipeline.operator.foreign;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;

/**
 * What Strimzi's operators say of a resource of theirs.
 *
 * @param observedGeneration the generation that the conditions are about
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StrimziStatus(Long observedGeneration, List<Condition> conditions) {

  /** The condition of a type. */
  public Optional<Condition> condition(String type) {
    return conditions == null
        ? Optional.empty()
        : conditions.stream().filter(condition -> type.equals(condition.getType())).findFirst();
  }
}
