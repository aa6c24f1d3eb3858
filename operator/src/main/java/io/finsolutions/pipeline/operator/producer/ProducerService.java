package io.finsolutions.pipeline.operator.producer;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.pods.ManagementPort;
import java.net.URI;

/** The name under which a pair's producer is found, which has metrics and probes. */
public final class ProducerService implements Operand<Service> {
  @Override
  public Service desired(Pair pair, Surroundings surroundings) {
    return new ServiceBuilder()
        .withMetadata(pair.owned(Component.PRODUCER, pair.nameOf(Component.PRODUCER)))
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(pair.selector(Component.PRODUCER))
        // What it says is of use also while it is not ready.
        .withPublishNotReadyAddresses(true)
        .addNewPort()
        .withName("management")
        .withPort(ManagementPort.NUMBER)
        .withTargetPort(new IntOrString("management"))
        .withProtocol("TCP")
        .endPort()
        .endSpec()
        .build();
  }

  /** Where a pair's producer answers, inside of the cluster. */
  public static URI management(Pair pair) {
    return URI.create(
        "http://"
            + pair.nameOf(Component.PRODUCER)
            + "."
            + pair.namespace()
            + ".svc:"
            + ManagementPort.NUMBER);
  }
}
