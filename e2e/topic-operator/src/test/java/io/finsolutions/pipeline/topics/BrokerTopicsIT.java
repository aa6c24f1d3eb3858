package io.finsolutions.pipeline.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.embedded.EmbeddedBroker;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.harness.KafkaRefusalException;
import io.finsolutions.pipeline.harness.KafkaTopicState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTopicsIT {
  private static final String NAMESPACE = "pipelines";

  @TempDir private static Path folder;
  private static EmbeddedBroker broker;
  private static Admin admin;

  @BeforeAll
  static void start() {
    broker = new EmbeddedBroker(folder, 0);
    broker.start();
    admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  @Test
  void aTopicIsMadeAndFoundAsItWasWanted() {
    BrokerTopics topics = new BrokerTopics(admin);

    KafkaTopicState made = topics.create(NAMESPACE, "made", 2, 1, Map.of("retention.ms", "60000"));

    Eventually.passes(() -> assertThat(topics.find(NAMESPACE, "made")).contains(made));
    assertThat(made)
        .isEqualTo(new KafkaTopicState(made.id(), 2, 1, Map.of("retention.ms", "60000")));
    assertThat(topics.find(NAMESPACE, "other")).isEmpty();
  }

  @Test
  void aChangeKeepsTheTopicAndForgetsSettingsThatAreNotWantedAnyMore() {
    BrokerTopics topics = new BrokerTopics(admin);
    KafkaTopicState made =
        topics.create(NAMESPACE, "changed", 1, 1, Map.of("retention.ms", "60000"));

    Eventually.passes(() -> assertThat(topics.find(NAMESPACE, "changed")).contains(made));

    topics.change(NAMESPACE, "changed", 3, Map.of("cleanup.policy", "compact"));

    Eventually.passes(
        () ->
            assertThat(topics.find(NAMESPACE, "changed"))
                .contains(
                    new KafkaTopicState(made.id(), 3, 1, Map.of("cleanup.policy", "compact"))));
  }

  @Test
  void aDeletedTopicIsGoneAndOneThatIsNotThereIsNoError() {
    BrokerTopics topics = new BrokerTopics(admin);
    KafkaTopicState made = topics.create(NAMESPACE, "deleted", 1, 1, Map.of());
    Eventually.passes(() -> assertThat(topics.find(NAMESPACE, "deleted")).contains(made));

    topics.delete(NAMESPACE, "deleted");
    topics.delete(NAMESPACE, "deleted");

    Eventually.passes(() -> assertThat(topics.find(NAMESPACE, "deleted")).isEmpty());
  }

  @Test
  void whatKafkaDoesNotTakeIsRefusedInItsWords() {
    BrokerTopics topics = new BrokerTopics(admin);

    assertThatThrownBy(() -> topics.create(NAMESPACE, "bad", 1, 1, Map.of("retention.ms", "soon")))
        .isInstanceOf(KafkaRefusalException.class)
        .hasMessageStartingWith("org.apache.kafka.common.errors.InvalidConfigurationException: ");
  }

  @Test
  void aUserGetsAPasswordInScram() throws Exception {
    new BrokerUsers(admin).put("btc-usd", "secret");

    assertThat(
            admin
                .describeUserScramCredentials(List.of("btc-usd"))
                .description("btc-usd")
                .get()
                .credentialInfos())
        .singleElement()
        .satisfies(info -> assertThat(info.mechanism()).isEqualTo(ScramMechanism.SCRAM_SHA_512));
  }
}
