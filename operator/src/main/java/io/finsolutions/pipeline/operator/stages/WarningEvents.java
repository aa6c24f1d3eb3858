package io.finsolutions.pipeline.operator.stages;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What controllers warn of when they cannot make a pod at all, such as a quota that is used up.
 * There is no other place where some of them say it.
 */
public final class WarningEvents {
  private static final Logger LOG = LoggerFactory.getLogger(WarningEvents.class);

  /** So long a controller may take before it is worth asking. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration KEPT = Duration.ofSeconds(5);
  private static final int MOST_KEPT = 10_000;

  private record Answer(Optional<String> said, Instant at) {}

  private final Clock clock;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /** Has asked nobody yet. */
  public WarningEvents(Clock clock) {
    this.clock = clock;
  }

  /** The latest warning about a resource; asked at most every few seconds. */
  Optional<String> latest(HasMetadata about, KubernetesClient client) {
    Instant now = Instant.now(clock);
    Instant made = Instant.parse(about.getMetadata().getCreationTimestamp());
    if (now.isBefore(made.plus(PATIENCE))) {
      return Optional.empty();
    }
    if (answers.size() > MOST_KEPT) {
      answers.values().removeIf(answer -> isOld(answer, now));
    }
    return answers
        .compute(
            about.getMetadata().getUid(),
            (uid, known) -> known == null || isOld(known, now) ? ask(about, client, now) : known)
        .said();
  }

  private static boolean isOld(Answer answer, Instant now) {
    return now.isAfter(answer.at().plus(KEPT));
  }

  private static Answer ask(HasMetadata about, KubernetesClient client, Instant now) {
    try {
      Optional<String> said =
          client
              .v1()
              .events()
              .inNamespace(about.getMetadata().getNamespace())
              .withField("involvedObject.uid", about.getMetadata().getUid())
              .withField("type", "Warning")
              .list()
              .getItems()
              .stream()
              .max(Comparator.comparing(WarningEvents::time))
              .map(event -> event.getReason() + ": " + event.getMessage());
      return new Answer(said, now);
    } catch (KubernetesClientException e) {
      LOG.warn("cannot read events reason=\"{}\"", e.getMessage());
      return new Answer(Optional.empty(), now);
    }
  }

  private static String time(Event event) {
    if (event.getLastTimestamp() != null) {
      return event.getLastTimestamp();
    }
    return event.getEventTime() == null ? "" : event.getEventTime().getTime();
  }
}
