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
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What controllers warn of when they cannot make a pod at all, such as a quota that is used up.
 * There is no other place where some of them say it.
 */
public final class WarningEvents {
  private static final Logger LOG = LoggerFactory.getLogger(WarningEvents.class);

  /** So long a controller may take before it is worth asking. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration KEPT = Duration.ofSeconds(5);

  private record Answer(Map<String, Event> byUid, Instant at) {}

  private final Clock clock;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /** Has asked nobody yet. */
  public WarningEvents(Clock clock) {
    this.clock = clock;
  }

  /** The latest warning about a resource, of those that were there some seconds ago. */
  Optional<String> latest(HasMetadata about, KubernetesClient client) {
    Instant now = clock.instant();
    Instant made = Instant.parse(about.getMetadata().getCreationTimestamp());
    if (now.isBefore(made.plus(PATIENCE))) {
      return Optional.empty();
    }
    // All of a namespace at once: where many pairs start, each of them asks.
    Answer answer =
        answers.compute(
            about.getMetadata().getNamespace(),
            (namespace, known) ->
                known == null || now.isAfter(known.at().plus(KEPT))
                    ? ask(namespace, client, now)
                    : known);
    return Optional.ofNullable(answer.byUid().get(about.getMetadata().getUid()))
        .map(event -> event.getReason() + ": " + event.getMessage());
  }

  private static Answer ask(String namespace, KubernetesClient client, Instant now) {
    try {
      return new Answer(
          client
              .v1()
              .events()
              .inNamespace(namespace)
              .withField("type", "Warning")
              .list()
              .getItems()
              .stream()
              .collect(
                  Collectors.toMap(
                      event -> String.valueOf(event.getInvolvedObject().getUid()),
                      Function.identity(),
                      BinaryOperator.maxBy(Comparator.comparing(WarningEvents::time)))),
          now);
    } catch (KubernetesClientException e) {
      LOG.warn("cannot read events reason=\"{}\"", e.getMessage());
      return new Answer(Map.of(), now);
    }
  }

  private static String time(Event event) {
    if (event.getLastTimestamp() != null) {
      return event.getLastTimestamp();
    }
    return event.getEventTime() == null ? "" : event.getEventTime().getTime();
  }
}
