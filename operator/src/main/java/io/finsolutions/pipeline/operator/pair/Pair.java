package io.finsolutions.pipeline.operator.pair;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.operator.OperatorSettings;
import io.finsolutions.pipeline.operator.api.CryptoPipeline;
import io.finsolutions.pipeline.operator.api.CryptoPipelineSpec;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Locale;
import java.util.Map;

/** A pair as somebody wants it, with all that the operator itself is set to. */
public record Pair(CryptoPipeline resource, OperatorSettings settings) {

  /** The name of the resource. */
  public String name() {
    return resource.getMetadata().getName();
  }

  /** The namespace of the resource, and of all that is made for it but its topics. */
  public String namespace() {
    return resource.getMetadata().getNamespace();
  }

  /** By what it is found. */
  public ResourceID id() {
    return ResourceID.fromResource(resource);
  }

  /** What is wanted. */
  public CryptoPipelineSpec spec() {
    return resource.getSpec();
  }

  /** The trading pair. */
  public TradingPair product() {
    return TradingPair.parse(spec().tradingPair());
  }

  /** The name of a component's resources, such as {@code btc-usd-producer}. */
  public String nameOf(Component component) {
    return name() + "-" + component.id();
  }

  /** A topic of the pair, such as {@code btc-usd.trades}. */
  public String topic(String content) {
    String prefix = spec().kafka().topics().prefix();
    return (prefix == null ? "" : prefix)
        + spec().tradingPair().toLowerCase(Locale.ROOT)
        + "."
        + content;
  }

  /** Metadata of a resource that goes when the pair's resource goes. */
  public ObjectMeta owned(Component component, String name) {
    return new ObjectMetaBuilder(kept(component, name)).withOwnerReferences(owner()).build();
  }

  /** Metadata of a resource whose end the pair's deletion policy decides. */
  public ObjectMeta kept(Component component, String name) {
    return new ObjectMetaBuilder()
        .withNamespace(namespace())
        .withName(name)
        .withLabels(Labels.of(this, component))
        .build();
  }

  /** The labels by which the pods of a component are selected. */
  public Map<String, String> selector(Component component) {
    return Labels.selector(this, component);
  }

  private OwnerReference owner() {
    return new OwnerReferenceBuilder()
        .withApiVersion(resource.getApiVersion())
        .withKind(resource.getKind())
        .withName(name())
        .withUid(resource.getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }
}
