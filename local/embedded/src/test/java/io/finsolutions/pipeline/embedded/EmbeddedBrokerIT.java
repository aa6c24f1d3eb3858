package io.finsolutions.pipeline.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.service.FailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  private static final TopicPartition TRADES = new TopicPartition("trades", 0);

  @TempDir Path state;

  @Test
  void whatWasAcknowledgedIsThereAfterAKillAndAnotherStart() throws Exception {
    try (var broker = new EmbeddedBroker(state, 0)) {
      broker.start();
      broker.createTopic(TRADES.topic(), 1, Map.of("retention.ms", "-1"));
      send(broker, "one");
      long firstPid = broker.pid();

      broker.kill();
      assertThat(broker.isAlive()).isFalse();
      broker.start();

      assertThat(broker.pid()).isNotEqualTo(firstPid);
      send(broker, "two");
      assertThat(values(broker, 2)).containsExactly("one", "two");
    }
  }

  @Test
  void aTopicThatIsThereAlreadyStaysAsItIs() throws Exception {
    try (var broker = new EmbeddedBroker(state, 0)) {
      broker.start();
      broker.createTopic(TRADES.topic(), 1, Map.of());
      send(broker, "one");

      broker.createTopic(TRADES.topic(), 1, Map.of());

      assertThat(values(broker, 1)).containsExactly("one");
    }
  }

  @Test
  void theStateMayMoveToAnotherPort() throws Exception {
    try (var broker = new EmbeddedBroker(state, 0)) {
      broker.start();
      broker.createTopic(TRADES.topic(), 1, Map.of());
      send(broker, "one");
    }
    try (var broker = new EmbeddedBroker(state, 0)) {
      broker.start();

      assertThat(values(broker, 1)).containsExactly("one");
    }
  }

  @Test
  void aSecondBrokerOnTheSameStateFailsWithItsLog() {
    try (var broker = new EmbeddedBroker(state, 0);
        var second = new EmbeddedBroker(state, 0)) {
      broker.start();

      assertThatThrownBy(second::start)
          .isInstanceOf(FailedException.class)
          .hasMessageContaining("ended with exit code 1")
          .hasMessageContaining("Failed to acquire lock")
          .hasMessageContaining("its log is " + broker.log());
      assertThat(broker.isAlive()).isTrue();
    }
  }

  @Test
  void aStateThatCannotBeFormattedSaysWhy() throws Exception {
    Files.createFile(state.resolve("data"));
    try (var broker = new EmbeddedBroker(state, 0)) {
      assertThatThrownBy(broker::start)
          .isInstanceOf(FailedException.class)
          .hasMessageContaining("cannot format " + state)
          .hasMessageContaining("Not a directory")
          .hasMessageContaining("its log is " + broker.log());
    }
  }

  private static void send(EmbeddedBroker broker, String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(TRADES.topic(), value)).get();
    }
  }

  private static List<String> values(EmbeddedBroker broker, int count) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(Set.of(TRADES));
      consumer.seekToBeginning(Set.of(TRADES));
      List<String> values = new ArrayList<>();
      long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
      }
      return values;
    }
  }
}
