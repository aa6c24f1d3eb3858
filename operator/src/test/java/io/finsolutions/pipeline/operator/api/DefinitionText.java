package io.finsolutions.pipeline.operator.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.RepresentToNode;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/** Writes a definition for people: no needless quotes, long sentences folded, whole numbers. */
final class DefinitionText {
  private static final String HEAD =
      "# Generated from the records of operator/. Change those, then write it anew by\n#   "
          + GeneratedFile.COMMAND
          + "\n";

  private static final int LONG = 60;

  private static final DumpSettings SETTINGS =
      DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(100).build();

  private DefinitionText() {}

  /** The text of the file. */
  static String of(CustomResourceDefinition definition) {
    Map<?, ?> fields = new KubernetesSerialization().convertValue(definition, Map.class);
    return HEAD + new Dump(SETTINGS, new Sentences()).dumpToString(fields);
  }

  private static final class Sentences extends StandardRepresenter {
    Sentences() {
      super(SETTINGS);
      RepresentToNode text =
          value -> {
            ScalarStyle style =
                value.toString().length() > LONG ? ScalarStyle.FOLDED : ScalarStyle.PLAIN;
            return representScalar(Tag.STR, value.toString(), style);
          };
      RepresentToNode wholeNumber =
          value -> representScalar(Tag.INT, Long.toString(((Double) value).longValue()));
      representers.put(String.class, text);
      representers.put(Double.class, wholeNumber);
    }
  }
}
