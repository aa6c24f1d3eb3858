package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.Set;
import java.util.function.Function;

/**
 * Says of pods that no scheduler has placed what a kubelet would say of them, and runs nothing. The
 * real Deployment, StatefulSet, Job and CronJob controllers believe it. Such a pod goes at once
 * when it is deleted; nobody has to let it go.
 *
 * <p>As with a real kubelet, a pod that has succeeded or failed stays so whatever its fate is
 * later.
 */
public final class StandInKubelet implements AutoCloseable {
  private static final Set<String> FINAL_PHASES = Set.of("Succeeded", "Failed");

  private final Patches patches;
  private final Observer<Pod> pods;
  private volatile Function<Pod, PodFate> fates;

  private StandInKubelet(KubernetesClient client, Scope scope, Function<Pod, PodFate> fates) {
    this.patches = new Patches(client, "stand-in-kubelet");
    this.fates = fates;
    this.pods = new Observer<>("kubelet", scope.of(client.pods()), this::tell, gone -> {});
  }

  /** Starts with {@link PodFate#usual}. */
  public static StandInKubelet start(KubernetesClient client, Scope scope) {
    return start(client, scope, PodFate::usual);
  }

  /** Starts; the fates are asked whenever a pod has changed. */
  public static StandInKubelet start(
      KubernetesClient client, Scope scope, Function<Pod, PodFate> fates) {
    return new StandInKubelet(client, scope, fates);
  }

  /** From now on decides by these fates, for pods that are there too. */
  public void decide(Function<Pod, PodFate> fates) {
    this.fates = fates;
    reconsider();
  }

  /** Asks again for the fate of every pod that is there. */
  public void reconsider() {
    pods.reconsider();
  }

  /** Stops; the pods stay as they are. */
  @Override
  public void close() {
    pods.close();
  }

  private void tell(Pod pod) {
    PodStatus before = pod.getStatus();
    if (pod.getSpec().getNodeName() != null
        || pod.getMetadata().getDeletionTimestamp() != null
        || FINAL_PHASES.contains(before.getPhase())) {
      return;
    }
    PodFate fate = fates.apply(pod);
    if (fate instanceof PodFate.Pending) {
      return;
    }
    PodStatus status = PodStatuses.of(pod, fate, Clock.systemUTC().instant());
    if (!StatusDigest.of(before).equals(StatusDigest.of(status))) {
      patches.status(pod, status);
    }
  }
}
