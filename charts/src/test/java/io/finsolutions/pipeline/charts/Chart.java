package io.finsolutions.pipeline.charts;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.List;

/** The chart, and what Helm makes of it. */
final class Chart {
  static final Path FOLDER = Path.of("cryptopipeline");
  static final Helm HELM = new Helm(FOLDER);

  /** The oldest Kubernetes that the chart says it runs on. */
  static final String KUBERNETES = "1.29.0";

  private Chart() {}

  /** What it renders with the values of a file, as release {@code cryptopipeline}. */
  static String rendered(Path values) {
    return template().withValuesFile(values).call();
  }

  /** The same, as documents. */
  static List<Manifest> manifests(Path values) {
    return Manifest.all(rendered(values));
  }

  static TemplateCommand template() {
    return HELM.template()
        .withName("cryptopipeline")
        .withNamespace("pipelines")
        .withKubeVersion(KUBERNETES)
        .skipCrds();
  }
}
