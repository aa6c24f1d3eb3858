package io.finsolutions.pipeline.operator.pods;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.net.URI;
import java.util.Optional;

/** Where the probes and the metrics of every process are. */
public final class ManagementPort {
  /** Its number. */
  public static final int NUMBER = 8080;

  private static final String NAME = "management";

  private ManagementPort() {}

  /** Where a pod answers, inside of the cluster; nothing before it has an address. */
  public static Optional<URI> of(Pod pod) {
    return Optional.ofNullable(pod.getStatus())
        .map(PodStatus::getPodIP)
        .map(address -> address.contains(":") ? "[" + address + "]" : address)
        .map(address -> URI.create("http://" + address + ":" + NUMBER));
  }

  /** Asks a process. */
  public static Probe probe(String path, int periodSeconds, int failures) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath(path)
        .withPort(new IntOrString(NAME))
        .withScheme("HTTP")
        .endHttpGet()
        .withPeriodSeconds(periodSeconds)
        .withFailureThreshold(failures)
        .withTimeoutSeconds(3)
        .withSuccessThreshold(1)
        .build();
  }

  /** The port as a container has it. */
  public static ContainerPort ofContainer() {
    return new ContainerPortBuilder()
        .withName(NAME)
        .withContainerPort(NUMBER)
        .withProtocol("TCP")
        .build();
  }
}
