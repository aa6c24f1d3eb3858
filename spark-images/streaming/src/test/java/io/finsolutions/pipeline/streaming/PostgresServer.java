package io.finsolutions.pipeline.streaming;

import io.finsolutions.pipeline.embedded.FreePorts;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.store.BarColumns;
import io.finsolutions.pipeline.store.DatabaseSettings;
import io.finsolutions.pipeline.store.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A Postgres that can be killed and started again where it was. */
public final class PostgresServer implements AutoCloseable {
  private static final String USER = "postgres";
  private static final String TEMPLATE = "migrated";

  private final Path data;
  private final int port;
  private EmbeddedPostgres postgres;
  private int databases;

  /** A database of its own, with the newest schema. */
  public record Database(DatabaseSettings settings) {
    /** A new connection. */
    public Connection connect() throws SQLException {
      return settings.connect("test");
    }

    String name() {
      return settings.url().substring(settings.url().lastIndexOf('/') + 1);
    }

    /** Runs statements, each by itself. */
    public void execute(String... statements) throws SQLException {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
      }
    }

    /** The first column of each row. */
    public List<String> query(String sql) throws SQLException {
      try (Connection connection = connect();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        List<String> values = new ArrayList<>();
        while (row.next()) {
          values.add(row.getString(1));
        }
        return values;
      }
    }

    /** All rows of the speed layer. */
    public List<Bar> speedRows() throws SQLException {
      return rows("speed.bars_1s");
    }

    /** All rows of a table or view of seconds. */
    public List<Bar> rows(String relation) throws SQLException {
      try (Connection connection = connect();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT * FROM " + relation)) {
        List<Bar> bars = new ArrayList<>();
        while (row.next()) {
          bars.add(BarColumns.read(row, BarWidth.SECOND));
        }
        return bars;
      }
    }
  }

  /** Starts with an empty folder. */
  public PostgresServer(Path data) {
    this.data = data;
    this.port = FreePorts.find();
    start();
  }

  /** Starts again after {@link #kill}. */
  public void start() {
    try {
      postgres =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setPort(port)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start Postgres in " + data, e);
    }
  }

  /** Ends it at once (SIGKILL), as a crash would. */
  public void kill() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    Eventually.await("Postgres is gone", () -> all.stream().noneMatch(ProcessHandle::isAlive));
    postgres.close();
  }

  /** A database with no rows. */
  public Database newDatabase() throws SQLException {
    Database server = database(USER);
    if (databases == 0) {
      server.execute("CREATE DATABASE " + TEMPLATE);
      Schema.migrate(database(TEMPLATE).settings());
    }
    databases++;
    String name = "test_" + databases;
    server.execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
    return database(name);
  }

  /** A copy of a database that nobody is connected to, as a backup of it would be. */
  public Database copyOf(Database database) throws SQLException {
    databases++;
    String name = "copy_" + databases;
    database(USER).execute("CREATE DATABASE " + name + " TEMPLATE " + database.name());
    return database(name);
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }

  private Database database(String name) {
    return new Database(
        new DatabaseSettings("jdbc:postgresql://127.0.0.1:" + port + "/" + name, USER, ""));
  }
}
