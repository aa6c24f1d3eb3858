package io.finsolutions.pipeline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.embedded.FreePorts;
import io.finsolutions.pipeline.exchange.tape.RecordedBars;
import io.finsolutions.pipeline.local.part.PostgresPart;
import io.finsolutions.pipeline.local.part.RunningPart;
import io.finsolutions.pipeline.local.state.StateFolder;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.ServiceCommand;
import io.finsolutions.pipeline.store.BarColumns;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The shipped day as final bars of a database: what comes of them is what comes of its trades. */
class BacktestCommandIT {
  private static final Duration BOUND = Duration.ofSeconds(30);

  @TempDir static Path folder;

  private static PostgresPart part;
  private static RunningPart database;

  @BeforeAll
  static void start() throws Exception {
    part =
        new PostgresPart(
            folder.resolve("programs"),
            StateFolder.database(folder.resolve("state"), Rows.BTC_USD),
            folder.resolve("database.log"),
            FreePorts.find());
    database = part.start();
    try (Connection connection = part.settings().connect("test")) {
      for (BarWidth width : BarWidth.STORED) {
        insert(connection, width);
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "INSERT INTO ops.handover (product, handover) VALUES ('BTC-USD', '2016-10-08Z')");
      }
    }
  }

  @AfterAll
  static void stop() throws Exception {
    database.stop(BOUND);
    part.close();
  }

  @Test
  void theDatabaseOfARunningPipelineIsFoundByItsState() {
    List<String> found = run("--state=" + folder.resolve("state"));

    assertThat(found).contains("from final bars of ./pipeline local");
    assertThat(withoutSource(found)).isEqualTo(withoutSource(run(nothingThere())));
  }

  @Test
  void aDatabaseThatIsNamedGivesItsBarsOfAnyWidth() {
    String[] range = {
      "--interval=5m", "--from=2016-10-07T12:00:00Z", "--to=2016-10-07T20:00:00Z", "--fee=0.1%"
    };
    List<String> named = new ArrayList<>(List.of(range));
    named.addAll(List.of("--database-url=" + part.settings().url(), "--database-user=postgres"));
    List<String> shipped = new ArrayList<>(List.of(range));
    shipped.add(nothingThere());

    List<String> found = run(named.toArray(String[]::new));

    assertThat(found).contains("from final bars of " + part.settings().url());
    assertThat(withoutSource(found)).isEqualTo(withoutSource(run(shipped.toArray(String[]::new))));
  }

  private static String nothingThere() {
    return "--state=" + folder.resolve("nothing");
  }

  private static List<String> withoutSource(List<String> lines) {
    return lines.stream().filter(line -> !line.startsWith("from ")).toList();
  }

  private static List<String> run(String... flags) {
    StringWriter out = new StringWriter();
    CommandLine line = ServiceCommand.commandLine(new PipelineCommand(), Map.of());
    line.setOut(new PrintWriter(out));
    List<String> all = new ArrayList<>(List.of("backtest", "BTC-USD"));
    all.addAll(List.of(flags));
    assertThat(line.execute(all.toArray(String[]::new))).isEqualTo(ExitCode.OK);
    return out.toString().lines().toList();
  }

  private static void insert(Connection connection, BarWidth width) throws SQLException {
    BarFold fold = new BarFold(width);
    RecordedBars.shipped(Rows.BTC_USD, 1, 1).trades().forEachRemaining(fold::add);
    List<Bar> bars = fold.bars();
    String sql =
        "INSERT INTO batch.bars_%s (%s, complete, run_id) SELECT b.*, true, 1 FROM %s AS b"
            .formatted(width.label(), BarColumns.NAMES, BarColumns.UNNEST);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      BarColumns.bind(statement, 1, bars);
      statement.executeUpdate();
    }
  }
}
