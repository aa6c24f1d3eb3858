package io.finsolutions.pipeline.operator.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.finsolutions.pipeline.operator.api.ComputeResources;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResourcesTest {
  private static final Resources USUAL = new Resources("100m", "1", "256Mi");

  @Test
  void isWhatIsUsualWhereNobodySaysAnything() {
    ResourceRequirements is = with(Map.of(), Map.of());

    assertThat(is.getRequests()).isEqualTo(quantities("cpu", "100m", "memory", "256Mi"));
    assertThat(is.getLimits()).isEqualTo(quantities("cpu", "1", "memory", "256Mi"));
  }

  @Test
  void whoRaisesTheLimitOfMemoryAsksForItToo() {
    ResourceRequirements is = with(Map.of(), quantities("memory", "1Gi"));

    assertThat(is.getRequests()).containsEntry("memory", new Quantity("1Gi"));
    assertThat(is.getLimits()).containsEntry("memory", new Quantity("1Gi"));
  }

  @Test
  void whoAsksForMoreMemoryThanIsUsualMayTakeIt() {
    ResourceRequirements is = with(quantities("memory", "512Mi"), Map.of());

    assertThat(is.getRequests()).containsEntry("memory", new Quantity("512Mi"));
    assertThat(is.getLimits()).containsEntry("memory", new Quantity("512Mi"));
  }

  @Test
  void whoAsksForLessMemoryMayStillTakeWhatIsUsual() {
    ResourceRequirements is = with(quantities("memory", "128Mi"), Map.of());

    assertThat(is.getRequests()).containsEntry("memory", new Quantity("128Mi"));
    assertThat(is.getLimits()).containsEntry("memory", new Quantity("256Mi"));
  }

  @Test
  void whoAsksForMoreCpuThanIsUsualMayTakeIt() {
    ResourceRequirements is = with(quantities("cpu", "3"), Map.of());

    assertThat(is.getRequests()).containsEntry("cpu", new Quantity("3"));
    assertThat(is.getLimits()).containsEntry("cpu", new Quantity("3"));
  }

  @Test
  void whoLowersTheLimitOfCpuBelowWhatIsUsuallyAskedForAsksForNoMore() {
    ResourceRequirements is = with(Map.of(), quantities("cpu", "50m"));

    assertThat(is.getRequests()).containsEntry("cpu", new Quantity("50m"));
    assertThat(is.getLimits()).containsEntry("cpu", new Quantity("50m"));
  }

  @Test
  void whoAsksForSpaceOnDiskIsNotHeldToIt() {
    ResourceRequirements is = with(quantities("ephemeral-storage", "1Gi"), Map.of());

    assertThat(is.getRequests()).containsEntry("ephemeral-storage", new Quantity("1Gi"));
    assertThat(is.getLimits()).containsOnlyKeys("cpu", "memory");
  }

  @Property(tries = 200)
  void noRequestIsEverAboveItsLimit(
      @ForAll @IntRange(min = 1, max = 4_000) int cpuLimit,
      @ForAll @IntRange(min = 1, max = 4_000) int memoryLimit,
      @ForAll boolean isRequest) {
    Map<String, Quantity> said = quantities("cpu", cpuLimit + "m", "memory", memoryLimit + "Mi");

    ResourceRequirements is = isRequest ? with(said, Map.of()) : with(Map.of(), said);

    assertThat(is.getRequests())
        .allSatisfy(
            (name, request) ->
                assertThat(request.getNumericalAmount())
                    .isLessThanOrEqualTo(is.getLimits().get(name).getNumericalAmount()));
  }

  private static ResourceRequirements with(
      Map<String, Quantity> requests, Map<String, Quantity> limits) {
    return USUAL.with(new ComputeResources(requests, limits));
  }

  private static Map<String, Quantity> quantities(String name, String amount) {
    return Map.of(name, new Quantity(amount));
  }

  private static Map<String, Quantity> quantities(
      String name, String amount, String otherName, String otherAmount) {
    return Map.of(name, new Quantity(amount), otherName, new Quantity(otherAmount));
  }
}
