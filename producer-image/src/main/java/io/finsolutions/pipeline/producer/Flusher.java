package io.finsolutions.pipeline.producer;

import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Makes a Kafka producer send what it has without lingering for more. The producer's own flush also
 * waits for the acknowledgements, so it has a thread of its own here.
 */
final class Flusher implements AutoCloseable {
  private final KafkaProducer<?, ?> producer;
  private final Semaphore asked = new Semaphore(0);
  private final Thread thread = new Thread(this::flushWhenAsked, "flusher");
  private volatile boolean closed;

  Flusher(KafkaProducer<?, ?> producer) {
    this.producer = producer;
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns at once. */
  void flush() {
    asked.release();
  }

  private void flushWhenAsked() {
    try {
      while (!closed) {
        asked.acquire();
        asked.drainPermits();
        producer.flush();
      }
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
