package io.finsolutions.pipeline.operator.pods;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lays what a person wants of a pod over what the operator has made. */
public final class Overlay {
  private static final String NAME = "name";
  private static final String MOUNT_PATH = "mountPath";

  private Overlay() {}

  /**
   * The pod with the overlay on it: maps are merged, items of lists that have a name are merged by
   * it (mounts by their path, variables as a whole), and everything else is replaced.
   *
   * @param overlay null for none
   */
  public static PodTemplateSpec apply(PodTemplateSpec made, PodTemplateSpec overlay) {
    if (overlay == null) {
      return made;
    }
    Object merged = merge(Json.toMap(made), Json.toMap(overlay));
    return Json.fromMap((Map<?, ?>) merged, PodTemplateSpec.class);
  }

  private static Object merge(Object made, Object over) {
    if (made instanceof Map<?, ?> madeMap && over instanceof Map<?, ?> overMap) {
      Map<Object, Object> merged = new LinkedHashMap<>(madeMap);
      overMap.forEach((key, value) -> merged.merge(key, value, Overlay::merge));
      return merged;
    }
    if (made instanceof List<?> madeList && over instanceof List<?> overList && isNamed(overList)) {
      return mergeByName(madeList, overList);
    }
    return over;
  }

  private static boolean isNamed(List<?> items) {
    return items.stream().allMatch(item -> nameOf(item) != null);
  }

  private static Object nameOf(Object item) {
    if (!(item instanceof Map<?, ?> map)) {
      return null;
    }
    // A volume may be mounted in several places.
    return map.containsKey(MOUNT_PATH) ? map.get(MOUNT_PATH) : map.get(NAME);
  }

  // It has either a value or a place that it comes from.
  private static boolean isVariable(Object item) {
    return item instanceof Map<?, ?> map
        && (map.containsKey("value") || map.containsKey("valueFrom"));
  }

  private static List<Object> mergeByName(List<?> made, List<?> over) {
    List<Object> merged = new ArrayList<>(made);
    for (Object item : over) {
      int place = 0;
      while (place < merged.size() && !nameOf(item).equals(nameOf(merged.get(place)))) {
        place++;
      }
      if (place < merged.size()) {
        merged.set(place, isVariable(item) ? item : merge(merged.get(place), item));
      } else {
        merged.add(item);
      }
    }
    return merged;
  }
}
