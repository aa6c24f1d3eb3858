package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * A trading pair whose trades are to be counted, and how.
 *
 * <p>Whoever applies one gets topics, a producer, a speed layer, a batch layer and a database.
 */
@Group(CryptoPipeline.GROUP)
@Version(CryptoPipeline.VERSION)
@Kind("CryptoPipeline")
@Plural("cryptopipelines")
@Singular("cryptopipeline")
@ShortNames("cpl")
@Categories("pipelines")
@JsonClassDescription(
    "A trading pair whose trades are to be counted, and how. Whoever applies one gets topics, a"
        + " producer, a speed layer, a batch layer and a database.")
@AdditionalPrinterColumn(name = "Pair", jsonPath = ".spec.tradingPair")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Freshness",
    jsonPath = ".status.conditions[?(@.type==\"Fresh\")].reason")
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
    name = "Newest row",
    jsonPath = ".status.freshness.newestRowAt",
    type = AdditionalPrinterColumn.Type.DATE,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Final until",
    jsonPath = ".status.freshness.finalUntil",
    type = AdditionalPrinterColumn.Type.DATE,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Message",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
    priority = 1)
@ValidationRule(
    value = "self.metadata.name.matches('^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$')",
    message =
        "metadata.name begins the names of all that is made: write at most 40 lower case letters,"
            + " digits and '-', a letter first, such as btc-usd")
public final class CryptoPipeline extends CustomResource<CryptoPipelineSpec, CryptoPipelineStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  /** The API group of the resource. */
  public static final String GROUP = "finsolutions.io";

  /** The version of the resource. */
  public static final String VERSION = "v1alpha1";

  @Override
  @Required
  @JsonPropertyDescription("What is wanted.")
  public CryptoPipelineSpec getSpec() {
    return super.getSpec();
  }

  @Override
  @JsonPropertyDescription("What the operator has seen.")
  public CryptoPipelineStatus getStatus() {
    return super.getStatus();
  }

  @Override
  protected CryptoPipelineSpec initSpec() {
    return null;
  }

  @Override
  protected CryptoPipelineStatus initStatus() {
    return null;
  }
}
