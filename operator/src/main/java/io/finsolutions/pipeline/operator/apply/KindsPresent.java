package io.finsolutions.pipeline.operator.apply;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which kinds of other operators the cluster has. Asked again after a while, for ever. */
public final class KindsPresent {
  private static final Logger LOG = LoggerFactory.getLogger(KindsPresent.class);

  /** How long an answer holds. */
  public static final Duration KEPT = Duration.ofSeconds(5);

  private record Answer(Set<String> plurals, long at) {}

  private final KubernetesClient client;
  private final LongSupplier nanoClock;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /** Asks through a client. */
  public KindsPresent(KubernetesClient client, LongSupplier nanoClock) {
    this.client = client;
    this.nanoClock = nanoClock;
  }

  /** Whether the cluster has a kind; while it does not answer, what it answered last. */
  public boolean isPresent(Class<? extends HasMetadata> kind) {
    String version = HasMetadata.getApiVersion(kind);
    Answer answer =
        answers.compute(version, (asked, known) -> isCurrent(known) ? known : ask(asked, known));
    return answer.plurals().contains(HasMetadata.getPlural(kind));
  }

  private boolean isCurrent(Answer known) {
    return known != null && nanoClock.getAsLong() - known.at() < KEPT.toNanos();
  }

  private Answer ask(String version, Answer known) {
    try {
      APIResourceList list = client.getApiResources(version);
      List<APIResource> resources = list == null ? List.of() : list.getResources();
      return new Answer(
          resources.stream().map(APIResource::getName).collect(Collectors.toSet()),
          nanoClock.getAsLong());
    } catch (KubernetesClientException e) {
      LOG.warn("cannot ask which kinds there are group={} reason=\"{}\"", version, e.getMessage());
      return new Answer(known == null ? Set.of() : known.plurals(), nanoClock.getAsLong());
    }
  }
}
