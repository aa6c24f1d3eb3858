package io.finsolutions.pipeline.producer;

import io.finsolutions.pipeline.service.KafkaAccess;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The settings of the Kafka clients. A broker that comes back is found within seconds. */
final class KafkaSettings {
  private static final int BUFFER_BYTES = 8 << 20;

  /** Room for some 2,400 trades. */
  private static final int BATCH_BYTES = 512 << 10;

  private KafkaSettings() {}

  /** What every client has in common. */
  static Map<String, Object> common(KafkaAccess kafka) {
    Map<String, Object> settings = new HashMap<>(kafka.settings());
    settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 1_000);
    settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, 2_000);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 50);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    return settings;
  }

  /** Of the producer: idempotent, at once, and never blocking the loop for long. */
  static Map<String, Object> producer(KafkaAccess kafka) {
    Map<String, Object> settings = common(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // Behind a request that a broker without a leader has refused, it would take the next one, and
    // then refuse the first until its trades have expired.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    // The trades of one frame share a request, which the publisher sends off behind the last of
    // them: sent at once, the first would travel alone, and all behind it would wait for its way
    // through the broker and the speed layer.
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    // A compressor would unpack a library into a folder that may be read-only, for single trades.
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) BUFFER_BYTES);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 100);
    settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 50);
    settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
    // Metadata that was thrown away on a quiet market would have to be awaited by the next trade.
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, 86_400_000L);
    return settings;
  }

  /** Of a consumer without a group. */
  static Map<String, Object> consumer(KafkaAccess kafka) {
    Map<String, Object> settings = common(kafka);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 2 << 20);
    return settings;
  }
}
