package io.finsolutions.pipeline.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.finsolutions.pipeline.operator.pods.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/** Writes resources for people to compare: fields in the order of their names. */
final class ResourceText {
  private static final DumpSettings SETTINGS =
      DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(200).build();

  private ResourceText() {}

  static String of(List<HasMetadata> resources) {
    StringBuilder text = new StringBuilder();
    for (HasMetadata resource : resources) {
      text.append("---\n")
          .append(new Dump(SETTINGS, new Lines()).dumpToString(sorted(Json.toMap(resource))));
    }
    return text.toString();
  }

  private static Object sorted(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((key, field) -> sorted.put(key.toString(), sorted(field)));
      return sorted;
    }
    return value instanceof List<?> list ? list.stream().map(ResourceText::sorted).toList() : value;
  }

  private static final class Lines extends StandardRepresenter {
    Lines() {
      super(SETTINGS);
      representers.put(
          String.class,
          value -> {
            String text = value.toString();
            return representScalar(
                Tag.STR, text, text.contains("\n") ? ScalarStyle.LITERAL : ScalarStyle.PLAIN);
          });
    }
  }
}
