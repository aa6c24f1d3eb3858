package io.finsolutions.pipeline.topics;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.finsolutions.pipeline.harness.Scope;
import io.finsolutions.pipeline.harness.TopicOperator;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.ServiceCommand;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sees to the KafkaTopics and KafkaUsers of a namespace until it is told to end. */
@Command(
    name = "topic-operator",
    mixinStandardHelpOptions = true,
    description = "Makes of KafkaTopics and KafkaUsers topics and users of a Kafka.")
public final class TopicOperatorCommand implements Callable<Integer> {
  private static final long LOOK_AGAIN_SECONDS = 2;
  private static final int BOUND_MILLIS = 5_000;

  @Option(names = "--namespace", required = true, description = "The namespace to see to.")
  private String namespace;

  @Option(
      names = "--kafka-bootstrap-servers",
      required = true,
      description = "Where its Kafka answers, as host:port.")
  private String bootstrapServers;

  /** Runs it and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(ServiceCommand.execute(new TopicOperatorCommand(), System.getenv(), arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(told::countDown, "stop"));
    try (KubernetesClient client = new KubernetesClientBuilder().build();
        Admin admin = Admin.create(adminSettings());
        TopicOperator operator =
            TopicOperator.start(
                client,
                Scope.namespaces(namespace),
                new BrokerTopics(admin),
                new BrokerUsers(admin))) {
      // What Kafka has refused while it was away, and a Secret that somebody has deleted.
      while (!told.await(LOOK_AGAIN_SECONDS, TimeUnit.SECONDS)) {
        operator.reconsider();
      }
    }
    return ExitCode.OK;
  }

  private Map<String, Object> adminSettings() {
    return Map.of(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        BOUND_MILLIS,
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        BOUND_MILLIS,
        AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
        500);
  }
}
