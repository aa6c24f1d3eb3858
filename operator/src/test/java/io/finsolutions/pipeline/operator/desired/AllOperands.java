package io.finsolutions.pipeline.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.finsolutions.pipeline.operator.SampleSecrets;
import io.finsolutions.pipeline.operator.api.KafkaAuthentication;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.archive.ArchiveAccess;
import io.finsolutions.pipeline.operator.archive.ArchiveVolume;
import io.finsolutions.pipeline.operator.batch.BatchAccount;
import io.finsolutions.pipeline.operator.batch.BatchCronJob;
import io.finsolutions.pipeline.operator.batch.BatchExecutors;
import io.finsolutions.pipeline.operator.batch.BatchRoleBinding;
import io.finsolutions.pipeline.operator.console.ConsoleRole;
import io.finsolutions.pipeline.operator.console.ConsoleRoleBinding;
import io.finsolutions.pipeline.operator.database.ClusterPostgres;
import io.finsolutions.pipeline.operator.database.DatabaseConnections;
import io.finsolutions.pipeline.operator.database.DatabaseService;
import io.finsolutions.pipeline.operator.database.DatabaseVolume;
import io.finsolutions.pipeline.operator.database.ManagedPostgres;
import io.finsolutions.pipeline.operator.kafka.BarsTopic;
import io.finsolutions.pipeline.operator.kafka.DeadLettersTopic;
import io.finsolutions.pipeline.operator.kafka.KafkaClientConfig;
import io.finsolutions.pipeline.operator.kafka.KafkaConfigSecret;
import io.finsolutions.pipeline.operator.kafka.KafkaConnection;
import io.finsolutions.pipeline.operator.kafka.PairUser;
import io.finsolutions.pipeline.operator.kafka.TradesTopic;
import io.finsolutions.pipeline.operator.migration.MigrationJob;
import io.finsolutions.pipeline.operator.monitoring.PairMonitor;
import io.finsolutions.pipeline.operator.network.BatchExecutorPolicy;
import io.finsolutions.pipeline.operator.network.BatchPolicy;
import io.finsolutions.pipeline.operator.network.DatabasePolicy;
import io.finsolutions.pipeline.operator.network.MigrationPolicy;
import io.finsolutions.pipeline.operator.network.ProducerPolicy;
import io.finsolutions.pipeline.operator.network.StreamingPolicy;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.producer.ProducerDeployment;
import io.finsolutions.pipeline.operator.producer.ProducerService;
import io.finsolutions.pipeline.operator.streaming.DriverAccount;
import io.finsolutions.pipeline.operator.streaming.DriverRoleBinding;
import io.finsolutions.pipeline.operator.streaming.ExecutorBudget;
import io.finsolutions.pipeline.operator.streaming.StreamingApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a pair is made of, in the order in which it is made. Left out is the Secret of a managed
 * database, whose password is another one each time.
 */
final class AllOperands {
  private static final Map<String, String> LOGIN =
      Map.of("username", "pipeline", "password", "secret");

  private AllOperands() {}

  /** The resources of a pair whose Secrets are all there. */
  static List<HasMetadata> desired(Pair pair) {
    Optional<String> file = KafkaClientConfig.of(pair, secrets());
    Surroundings surroundings = surroundings(pair, file);
    List<HasMetadata> desired = new ArrayList<>();
    for (Operand<?> operand : beforeTheWayIntoKafka(pair)) {
      desired.add(operand.desired(pair, surroundings));
    }
    file.map(text -> KafkaConfigSecret.desired(pair, text)).ifPresent(desired::add);
    for (Operand<?> operand : afterTheWayIntoKafka(pair)) {
      desired.add(operand.desired(pair, surroundings));
    }
    return desired;
  }

  private static List<Operand<?>> beforeTheWayIntoKafka(Pair pair) {
    var cluster = pair.spec().kafka().clusterRef();
    List<Operand<?>> operands = new ArrayList<>();
    if (cluster != null) {
      operands.addAll(List.of(new TradesTopic(), new BarsTopic(), new DeadLettersTopic()));
      if (cluster.authentication() != KafkaAuthentication.NONE) {
        operands.add(new PairUser());
      }
    }
    return operands;
  }

  private static List<Operand<?>> afterTheWayIntoKafka(Pair pair) {
    List<Operand<?>> operands = new ArrayList<>();
    if (pair.spec().database().managed() != null) {
      operands.addAll(
          List.of(
              new DatabaseVolume(),
              new DatabaseService(),
              new DatabasePolicy(),
              new ManagedPostgres()));
    }
    if (pair.spec().database().cloudNativePg() != null) {
      operands.add(new ClusterPostgres());
    }
    operands.addAll(List.of(new MigrationPolicy(), new MigrationJob()));
    operands.addAll(List.of(new ProducerService(), new ProducerPolicy(), new ProducerDeployment()));
    operands.add(new StreamingPolicy());
    if (pair.spec().streaming().executors() > 0) {
      operands.addAll(List.of(new DriverAccount(), new DriverRoleBinding(), new ExecutorBudget()));
    }
    operands.add(new StreamingApplication());
    operands.add(new BatchPolicy());
    if (BatchExecutors.areWanted(pair)) {
      operands.addAll(
          List.of(new BatchExecutorPolicy(), new BatchAccount(), new BatchRoleBinding()));
    }
    if (ArchiveAccess.isOnVolume(pair)) {
      operands.add(new ArchiveVolume());
    }
    operands.add(new BatchCronJob());
    operands.addAll(List.of(new ConsoleRole(), new ConsoleRoleBinding(), new PairMonitor()));
    return operands;
  }

  private static Surroundings surroundings(Pair pair, Optional<String> file) {
    String servers = pair.spec().kafka().bootstrapServers();
    return new Surroundings(
        new KafkaConnection(
            servers == null ? "events-kafka-bootstrap.kafka.svc:9092" : servers,
            file.isPresent(),
            "digest-of-kafka"),
        DatabaseConnections.of(pair, secrets()));
  }

  private static SampleSecrets secrets() {
    Map<String, String> user =
        Map.of(
            "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required;",
            "user.crt",
            SampleSecrets.CERTIFICATE,
            "user.key",
            SampleSecrets.KEY);
    Map<String, String> authority = Map.of("ca.crt", SampleSecrets.CERTIFICATE);
    return new SampleSecrets()
        .with("markets", "btc-usd", user)
        .with("kafka", "markets.btc-usd", user)
        .with("markets", "events-cluster-ca-cert", authority)
        .with("kafka", "events-cluster-ca-cert", authority)
        .with("markets", "kafka-authority", authority)
        .with("markets", "kafka-user", LOGIN)
        .with("markets", "btc-usd-database", LOGIN)
        .with("markets", "btc-usd-database-app", LOGIN)
        .with(
            "markets",
            "warehouse",
            Map.of(
                "host", "db.example.com",
                "port", "6432",
                "dbname", "rows",
                "sslmode", "require",
                "username", "pipeline",
                "password", "secret"));
  }
}
