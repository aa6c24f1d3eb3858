package io.finsolutions.pipeline.topic;

import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.service.KafkaAccess;

/** Kafka does not know a topic; a broker that starts may not know it yet. */
public final class MissingTopicException extends FailedException {
  private static final long serialVersionUID = 1L;

  /** Of a topic that somebody has to create. */
  public MissingTopicException(KafkaAccess kafka, String topic) {
    super("there is no topic %s at %s: create it first".formatted(topic, kafka));
  }
}
