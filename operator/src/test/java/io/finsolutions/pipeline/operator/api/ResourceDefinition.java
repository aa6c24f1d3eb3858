package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The custom resource definition of CryptoPipeline, made from its classes. */
final class ResourceDefinition {
  private ResourceDefinition() {}

  /** The definition, with columns, fields and defaults as the classes write them. */
  static CustomResourceDefinition generate() {
    CustomResourceDefinition definition =
        Serialization.unmarshal(generatedText(), CustomResourceDefinition.class);
    CustomResourceDefinitionVersion version = versionOf(definition);
    orderColumns(version);
    JSONSchemaProps resource = version.getSchema().getOpenAPIV3Schema();
    resource.setDescription(CryptoPipeline.class.getAnnotation(JsonClassDescription.class).value());
    RecordSchema.follow(resource.getProperties().get("spec"), CryptoPipelineSpec.class);
    RecordSchema.follow(resource.getProperties().get("status"), CryptoPipelineStatus.class);
    KubernetesFields.describe(resource);
    return definition;
  }

  /** The schema of a whole resource. */
  static JSONSchemaProps schemaOf(CustomResourceDefinition definition) {
    return versionOf(definition).getSchema().getOpenAPIV3Schema();
  }

  /** Its only version. */
  static CustomResourceDefinitionVersion versionOf(CustomResourceDefinition definition) {
    return definition.getSpec().getVersions().get(0);
  }

  private static String generatedText() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (var output = new InMemory(text)) {
      new CRDGenerator().withOutput(output).customResourceClasses(CryptoPipeline.class).generate();
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  private static void orderColumns(CustomResourceDefinitionVersion version) {
    List<String> order =
        Arrays.stream(CryptoPipeline.class.getAnnotationsByType(AdditionalPrinterColumn.class))
            .map(AdditionalPrinterColumn::name)
            .toList();
    List<CustomResourceColumnDefinition> columns = version.getAdditionalPrinterColumns();
    columns.sort(Comparator.comparingInt(column -> order.indexOf(column.getName())));
    // Zero is what it is when nothing is said.
    columns.stream()
        .filter(column -> column.getPriority() == 0)
        .forEach(column -> column.setPriority(null));
  }

  private record InMemory(ByteArrayOutputStream text)
      implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
    @Override
    public ByteArrayOutputStream outputFor(String definition) {
      return text;
    }

    @Override
    public void close() {}
  }
}
