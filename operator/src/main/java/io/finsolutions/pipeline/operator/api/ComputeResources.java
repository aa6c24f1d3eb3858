package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/** What a pod asks for and may take at most, as Kubernetes writes it. */
@ValidationRule(
    value =
        "(!has(self.requests) || self.requests.size()"
            + " == ['cpu', 'memory', 'ephemeral-storage'].filter(k, k in self.requests).size())"
            + " && (!has(self.limits) || self.limits.size()"
            + " == ['cpu', 'memory', 'ephemeral-storage'].filter(k, k in self.limits).size())",
    message = "resources: write cpu, memory and ephemeral-storage under requests and limits")
@ValidationRule(
    value =
        "['cpu', 'memory', 'ephemeral-storage'].all(k,"
            + " (!has(self.requests) || !(k in self.requests)"
            + " || isQuantity(string(self.requests[k]))"
            + " && !quantity(string(self.requests[k])).isLessThan(quantity('0')))"
            + " && (!has(self.limits) || !(k in self.limits)"
            + " || isQuantity(string(self.limits[k]))"
            + " && !quantity(string(self.limits[k])).isLessThan(quantity('0'))))",
    message =
        "resources: write amounts as Kubernetes does, such as 500m for half a core and 512Mi for"
            + " memory")
@ValidationRule(
    value =
        "!has(self.requests) || !has(self.limits) || ['cpu', 'memory', 'ephemeral-storage'].all(k,"
            + " !(k in self.requests) || !(k in self.limits)"
            + " || !isQuantity(string(self.requests[k])) || !isQuantity(string(self.limits[k]))"
            + " || !quantity(string(self.requests[k]))"
            + ".isGreaterThan(quantity(string(self.limits[k]))))",
    message = "resources: a request is more than its limit: lower it, or raise the limit")
public record ComputeResources(
    @JsonPropertyDescription("What it asks for: cpu, memory, ephemeral-storage.")
        Map<String, Quantity> requests,
    @JsonPropertyDescription("What it may take at most: cpu, memory, ephemeral-storage.")
        Map<String, Quantity> limits) {

  /** Nothing said. */
  public static final ComputeResources DEFAULT = new ComputeResources(null, null);

  /** Fills in the defaults. */
  public ComputeResources {
    requests = requests == null ? Map.of() : Map.copyOf(requests);
    limits = limits == null ? Map.of() : Map.copyOf(limits);
  }
}
