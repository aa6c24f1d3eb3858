package io.finsolutions.pipeline.operator.pods;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.finsolutions.pipeline.operator.api.ComputeResources;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a container asks for and may take, where nobody says otherwise.
 *
 * @param cpuRequest what it was measured to take, with room
 * @param cpuLimit what it may take while it starts or catches up
 * @param memory what it may take at most; it asks for as much, since a process that has grown
 *     cannot shrink
 */
public record Resources(String cpuRequest, String cpuLimit, String memory) {
  private static final String CPU = "cpu";
  private static final String MEMORY = "memory";

  /** These, with what a person has said over them. */
  public ResourceRequirements with(ComputeResources said) {
    Map<String, Quantity> requests = new TreeMap<>();
    Map<String, Quantity> limits = new TreeMap<>();
    requests.put(CPU, new Quantity(cpuRequest));
    limits.put(CPU, new Quantity(cpuLimit));
    limits.put(MEMORY, new Quantity(memory));
    // Whoever asks for more than the usual limit wants to be allowed to take it.
    said.requests()
        .forEach(
            (name, request) ->
                limits.computeIfPresent(name, (same, limit) -> higher(limit, request)));
    limits.putAll(said.limits());
    // Whoever raises the limit of memory wants it to be there.
    requests.put(MEMORY, limits.get(MEMORY));
    requests.putAll(said.requests());
    requests.computeIfPresent(CPU, (name, request) -> lower(request, limits.get(CPU)));
    return new ResourceRequirementsBuilder().withRequests(requests).withLimits(limits).build();
  }

  private static Quantity higher(Quantity one, Quantity other) {
    return lower(one, other).equals(one) ? other : one;
  }

  // A limit below the usual request would be refused.
  private static Quantity lower(Quantity request, Quantity limit) {
    return request.getNumericalAmount().compareTo(limit.getNumericalAmount()) <= 0
        ? request
        : limit;
  }
}
