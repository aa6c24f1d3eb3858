package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The cluster that tests use: the one that KUBECONFIG names, else a control plane on this machine,
 * which is started for the first test that asks and ended with the last process that uses it. One
 * that somebody has started by hand is used and left alone.
 */
public final class KubernetesCluster {
  /** Set to true, as a system property or in the environment: no cluster fails, not skips. */
  static final String REQUIRE = "REQUIRE_CLUSTER";

  private static KubernetesCluster shared;

  private final KubernetesClient client;
  private final String whyNot;

  private KubernetesCluster(KubernetesClient client, String whyNot) {
    this.client = client;
    this.whyNot = whyNot;
  }

  /** The cluster of this process; found or started on the first call, which takes seconds then. */
  public static synchronized KubernetesCluster shared() {
    if (shared == null) {
      shared = find(System.getenv("KUBECONFIG"));
    }
    return shared;
  }

  /** Skips the test that asks, saying what to do about it, if there is no cluster. */
  public KubernetesCluster requireOrSkip() {
    return requireOrSkip(Boolean.parseBoolean(System.getProperty(REQUIRE, System.getenv(REQUIRE))));
  }

  KubernetesCluster requireOrSkip(boolean isRequired) {
    if (client == null) {
      if (isRequired) {
        Assertions.fail(whyNot);
      }
      Assumptions.abort(whyNot);
    }
    return this;
  }

  /** A client that may do everything, for all to use; nobody closes it. */
  public KubernetesClient client() {
    if (client == null) {
      throw new IllegalStateException(whyNot);
    }
    return client;
  }

  /** How to reach the API server as one who may do everything. */
  public Config config() {
    return client().getConfiguration();
  }

  /** The cluster of a KUBECONFIG; of none, one of its own. */
  static KubernetesCluster find(String given) {
    if (given != null && !given.isBlank()) {
      // The client would look for a cluster around this process, and complain about that one.
      if (Arrays.stream(given.split(File.pathSeparator)).map(Path::of).noneMatch(Files::exists)) {
        return new KubernetesCluster(null, "there is no file of KUBECONFIG=" + given);
      }
      return connect(Config.autoConfigure(null), "the cluster of KUBECONFIG=" + given);
    }
    try {
      Path kubeconfig = LocalControlPlane.use();
      return connect(
          Config.fromKubeconfig(Files.readString(kubeconfig)), "the cluster of " + kubeconfig);
    } catch (IOException e) {
      return new KubernetesCluster(
          null, "no Kubernetes cluster; set KUBECONFIG to one (" + e.getMessage() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new KubernetesCluster(null, "interrupted while a Kubernetes cluster was started");
    }
  }

  private static KubernetesCluster connect(Config config, String what) {
    KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
    try {
      client.getKubernetesVersion();
      return new KubernetesCluster(client, null);
    } catch (KubernetesClientException e) {
      client.close();
      String why = e.getCause() == null ? e.getMessage() : e.getCause().toString();
      return new KubernetesCluster(null, what + " does not answer: " + why);
    }
  }
}
