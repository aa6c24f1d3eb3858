package io.finsolutions.pipeline.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Lease by which only one of several copies of the operator works at a time. */
final class OperatorLease {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorLease.class);
  private static final String NAME = "cryptopipeline-operator";
  private static final String NOBODY = "";

  /** A stop does not wait for an API server that is away. */
  private static final RequestConfig IMPATIENT =
      new RequestConfigBuilder().withRequestTimeout(2_000).withRequestRetryBackoffLimit(0).build();

  private final String namespace;
  private final String holder;

  /**
   * The Lease of a namespace.
   *
   * @param holder who this copy is in it; null for a name that is made up
   */
  OperatorLease(String namespace, String holder) {
    this.namespace = namespace;
    this.holder = holder == null ? UUID.randomUUID().toString() : holder;
  }

  /** How to come by it. */
  LeaderElectionConfiguration election(Runnable lost) {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(NAME)
        .withLeaseNamespace(namespace)
        .withIdentity(holder)
        // It would end the process also when it is told to stop.
        .withExitOnStopLeading(false)
        .withLeaderCallbacks(new LeaderCallbacks(() -> {}, lost, leader -> {}))
        .build();
  }

  /**
   * Lets another copy take over at once, if this one holds it. To be called when nothing is written
   * any more.
   */
  void release(KubernetesClient client) {
    KubernetesClient impatient = client.newClient(IMPATIENT).adapt(KubernetesClient.class);
    LeaseLock lock = new LeaseLock(namespace, NAME, holder);
    try {
      LeaderElectionRecord held = lock.get(impatient);
      if (held != null && holder.equals(held.getHolderIdentity())) {
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        lock.update(
            impatient,
            new LeaderElectionRecord(
                NOBODY, Duration.ofSeconds(1), now, now, held.getLeaderTransitions()));
      }
    } catch (KubernetesClientException e) {
      LOG.warn("cannot release lease, it runs out by itself reason=\"{}\"", e.getMessage());
    }
  }
}
