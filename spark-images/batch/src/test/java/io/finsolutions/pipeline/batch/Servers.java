package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.embedded.EmbeddedBroker;
import io.finsolutions.pipeline.embedded.Guard;
import io.finsolutions.pipeline.store.DatabaseSettings;
import io.finsolutions.pipeline.store.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A Kafka broker and a migrated Postgres, the same for all tests of this virtual machine. */
final class Servers implements AutoCloseable {
  private static final String USER = "postgres";

  private final AtomicInteger products = new AtomicInteger();
  private final AtomicInteger databases = new AtomicInteger();
  private final Guard guard;
  private final EmbeddedBroker broker;
  private final EmbeddedPostgres postgres;
  private final DatabaseSettings database;
  private final KafkaProducer<String, byte[]> producer;

  private Servers() {
    try {
      Path state = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "servers-");
      guard = Guard.in(state.resolve("guard"));
      broker = new EmbeddedBroker(state.resolve("broker"), guard);
      broker.start();
      postgres = EmbeddedPostgres.builder().setOverrideWorkingDirectory(state.toFile()).start();
    } catch (IOException e) {
      throw new IllegalStateException("the servers do not start", e);
    }
    database = new DatabaseSettings(postgres.getJdbcUrl(USER, USER), USER, "");
    Schema.migrate(database);
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "acks", "all",
                "max.in.flight.requests.per.connection", "1",
                "linger.ms", "5"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** The broker's door for clients with a password. */
  Guard guard() {
    return guard;
  }

  DatabaseSettings database() {
    return database;
  }

  /** Another database of the same Postgres, migrated and empty. */
  DatabaseSettings freshDatabase() throws SQLException {
    DatabaseSettings fresh = newDatabase("template1");
    Schema.migrate(fresh);
    return fresh;
  }

  /** Another database with all that one has that nobody is connected to. */
  DatabaseSettings copyOf(DatabaseSettings original) throws SQLException {
    return newDatabase(original.url().replaceFirst(".*/(\\w+)(\\?.*)?$", "$1"));
  }

  private DatabaseSettings newDatabase(String template) throws SQLException {
    String name = "fresh_" + databases.incrementAndGet();
    try (Connection connection = database.connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    }
    return new DatabaseSettings(postgres.getJdbcUrl(USER, name), USER, "");
  }

  /** Ends the connections of other processes to the database, and takes no more. */
  void refuseConnections() throws SQLException {
    executeBeside(
        "ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(USER),
        """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = '%s' AND application_name <> 'test'"""
            .formatted(USER));
  }

  /** Takes connections again. */
  void acceptConnections() throws SQLException {
    executeBeside("ALTER DATABASE %s ALLOW_CONNECTIONS true".formatted(USER));
  }

  /** Executes from another database, which always takes connections. */
  private void executeBeside(String... statements) throws SQLException {
    try (Connection connection = postgres.getDatabase(USER, "template1").getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  String databaseUser() {
    return USER;
  }

  KafkaProducer<String, byte[]> producer() {
    return producer;
  }

  /** The name of a product that no other test has. */
  String freshProduct() {
    return "T" + products.incrementAndGet() + "-USD";
  }

  /** Makes a topic whose records stay however old they are. */
  void createTopic(String name, int partitions) {
    broker.createTopic(name, partitions, Map.of("retention.ms", "-1"));
  }

  void deleteTopic(String name) {
    broker.deleteTopic(name);
  }

  /** Removes the records of a topic's first partition before an offset, as retention does. */
  void removeRecordsBefore(String topic, long offset) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset)))
          .all()
          .get();
    }
  }

  void killBroker() {
    broker.kill();
  }

  void startBroker() {
    broker.start();
  }

  @Override
  public void close() throws IOException {
    producer.close();
    postgres.close();
    broker.close();
  }

  /** Starts the servers for the first test that asks for them, and stops them behind the last. */
  static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Servers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(Servers.class))
          .getOrComputeIfAbsent(Servers.class, key -> new Servers());
    }
  }
}
