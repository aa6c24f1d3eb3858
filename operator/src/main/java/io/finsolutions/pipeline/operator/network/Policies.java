package io.finsolutions.pipeline.operator.network;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Labels;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.pods.ManagementPort;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the network policies of a pair's components are made of. */
final class Policies {
  private static final int DNS = 53;
  private static final List<Integer> API_SERVER = List.of(443, 6443);

  private Policies() {}

  static NetworkPolicy of(
      Pair pair,
      Component component,
      List<NetworkPolicyIngressRule> ingress,
      List<NetworkPolicyEgressRule> egress) {
    return of(
        pair.owned(component, pair.nameOf(component)), pods(pair, component), ingress, egress);
  }

  static NetworkPolicy of(
      ObjectMeta metadata,
      LabelSelector pods,
      List<NetworkPolicyIngressRule> ingress,
      List<NetworkPolicyEgressRule> egress) {
    return new NetworkPolicyBuilder()
        .withMetadata(metadata)
        .withNewSpec()
        .withPodSelector(pods)
        .withPolicyTypes("Ingress", "Egress")
        .withIngress(ingress)
        .withEgress(egress)
        .endSpec()
        .build();
  }

  /** All pods of a component. */
  static LabelSelector pods(Pair pair, Component component) {
    return new LabelSelectorBuilder().withMatchLabels(pair.selector(component)).build();
  }

  /** Probes and metrics, for whoever asks. */
  static NetworkPolicyIngressRule management() {
    return new NetworkPolicyIngressRuleBuilder().withPorts(tcp(ManagementPort.NUMBER)).build();
  }

  /** From every pod of this platform, in whichever namespace. */
  static NetworkPolicyIngressRule fromPlatform(int port) {
    return new NetworkPolicyIngressRuleBuilder()
        .addNewFrom()
        .withNewNamespaceSelector()
        .endNamespaceSelector()
        .withPodSelector(new LabelSelectorBuilder().withMatchLabels(Labels.platform()).build())
        .endFrom()
        .withPorts(tcp(port))
        .build();
  }

  static NetworkPolicyIngressRule from(LabelSelector pods) {
    return new NetworkPolicyIngressRuleBuilder()
        .addNewFrom()
        .withPodSelector(pods)
        .endFrom()
        .build();
  }

  static NetworkPolicyEgressRule to(LabelSelector pods) {
    return new NetworkPolicyEgressRuleBuilder().addNewTo().withPodSelector(pods).endTo().build();
  }

  static NetworkPolicyEgressRule dns() {
    return new NetworkPolicyEgressRuleBuilder().withPorts(port("UDP", DNS), tcp(DNS)).build();
  }

  /** To these ports, wherever they are: brokers and databases may be outside of the cluster. */
  static NetworkPolicyEgressRule toPorts(Collection<Integer> ports) {
    return new NetworkPolicyEgressRuleBuilder()
        .withPorts(new TreeSet<>(ports).stream().map(Policies::tcp).toList())
        .build();
  }

  /** To the API server, which is at no address that could be known here. */
  static NetworkPolicyEgressRule toApiServer() {
    return toPorts(API_SERVER);
  }

  /** To the exchange. */
  static NetworkPolicyEgressRule toExchange(CoinbaseEndpoints exchange) {
    return toPorts(
        Set.copyOf(
            List.of(
                portOf(exchange.rest()),
                portOf(exchange.exchangeRest()),
                portOf(exchange.webSocket()))));
  }

  private static int portOf(URI address) {
    if (address.getPort() > 0) {
      return address.getPort();
    }
    return Set.of("https", "wss").contains(address.getScheme()) ? 443 : 80;
  }

  private static NetworkPolicyPort tcp(int port) {
    return port("TCP", port);
  }

  private static NetworkPolicyPort port(String protocol, int port) {
    return new NetworkPolicyPortBuilder()
        .withProtocol(protocol)
        .withPort(new IntOrString(port))
        .build();
  }
}
