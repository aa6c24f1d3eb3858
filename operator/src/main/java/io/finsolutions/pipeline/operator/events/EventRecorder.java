package io.finsolutions.pipeline.operator.events;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.status.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes events about pairs, for {@code kubectl describe}. The same is said once in a while. */
public final class EventRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
  private static final Duration SAID_AGAIN = Duration.ofMinutes(10);
  private static final int MOST_REMEMBERED = 10_000;
  private static final String COMPONENT = "cryptopipeline-operator";

  private record Said(String pair, Reason reason, String message) {}

  private final Consumer<Event> writer;
  private final Clock clock;
  private final Map<Said, Instant> said = new ConcurrentHashMap<>();

  /** Writes through a client. */
  public EventRecorder(KubernetesClient client, Clock clock) {
    this(event -> client.v1().events().resource(event).create(), clock);
  }

  EventRecorder(Consumer<Event> writer, Clock clock) {
    this.writer = writer;
    this.clock = clock;
  }

  /** Says that something is as it should be. */
  public void normal(Pair pair, Reason reason, String message) {
    say(pair, "Normal", reason, message);
  }

  /** Says that something is not as it should be. */
  public void warning(Pair pair, Reason reason, String message) {
    say(pair, "Warning", reason, message);
  }

  private void say(Pair pair, String type, Reason reason, String message) {
    Instant now = clock.instant();
    Said saying = new Said(pair.resource().getMetadata().getUid(), reason, message);
    if (said.size() > MOST_REMEMBERED) {
      said.values().removeIf(at -> now.isAfter(at.plus(SAID_AGAIN)));
    }
    Instant before = said.get(saying);
    if (before != null && now.isBefore(before.plus(SAID_AGAIN))) {
      return;
    }
    said.put(saying, now);
    try {
      writer.accept(event(pair, type, reason, message, now));
    } catch (KubernetesClientException e) {
      LOG.warn("cannot write an event reason=\"{}\"", e.getMessage());
    }
  }

  private static Event event(Pair pair, String type, Reason reason, String message, Instant now) {
    String at = now.truncatedTo(ChronoUnit.SECONDS).toString();
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(pair.namespace())
        .withName(
            pair.name()
                + "."
                + Long.toHexString(now.toEpochMilli())
                + Integer.toHexString(message.hashCode()))
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(pair.resource().getApiVersion())
        .withKind(pair.resource().getKind())
        .withNamespace(pair.namespace())
        .withName(pair.name())
        .withUid(pair.resource().getMetadata().getUid())
        .endInvolvedObject()
        .withType(type)
        .withReason(reason.id())
        .withMessage(message)
        .withCount(1)
        .withFirstTimestamp(at)
        .withLastTimestamp(at)
        .withNewSource()
        .withComponent(COMPONENT)
        .endSource()
        .withReportingComponent(COMPONENT)
        .withReportingInstance(COMPONENT)
        .build();
  }
}
