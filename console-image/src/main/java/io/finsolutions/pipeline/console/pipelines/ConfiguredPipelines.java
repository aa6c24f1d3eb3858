package io.finsolutions.pipeline.console.pipelines;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.UsageException;
import io.finsolutions.pipeline.store.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pipelines of a YAML file, which is read again when it changes:
 *
 * <pre>
 * pipelines:
 *   - name: btc-usd
 *     product: BTC-USD
 *     database: {url: "jdbc:postgresql://localhost/btc", user: reader, password: secret}
 * </pre>
 *
 * <p>A {@code password_file} may stand in the place of a password. What is wrong in the file is an
 * error at the start; later it is logged, and what was read before stays.
 */
public final class ConfiguredPipelines implements PipelineSource {
  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredPipelines.class);
  private static final long LOOK_SECONDS = 1;

  private static final JsonMapper YAML =
      JsonMapper.builder(new YAMLFactory())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Path file;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "pipelines-file");
            thread.setDaemon(true);
            return thread;
          });
  private List<PipelineEntry> latest;
  private String latestProblem = "";

  record Document(List<Item> pipelines) {}

  record Item(String name, String product, Database database) {}

  record Database(String url, String user, String password, Path passwordFile) {}

  /** The pipelines of a file. */
  public ConfiguredPipelines(Path file) {
    this.file = file;
  }

  @Override
  public void start(Consumer<List<PipelineEntry>> listener) {
    latest = read(file);
    listener.accept(latest);
    looks.scheduleWithFixedDelay(
        () -> lookAgain(listener), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  private void lookAgain(Consumer<List<PipelineEntry>> listener) {
    try {
      List<PipelineEntry> now = read(file);
      latestProblem = "";
      if (!now.equals(latest)) {
        latest = now;
        listener.accept(now);
      }
    } catch (RuntimeException e) {
      if (!latestProblem.equals(e.getMessage())) {
        latestProblem = String.valueOf(e.getMessage());
        LOG.warn("goes on with what was read before problem=\"{}\"", latestProblem);
      }
    }
  }

  /**
   * Reads the file.
   *
   * @throws UsageException if it cannot be read, or anything in it is wrong
   */
  static List<PipelineEntry> read(Path file) {
    Document document;
    try {
      document = YAML.readValue(Files.readAllBytes(file), Document.class);
    } catch (JacksonException e) {
      throw new UsageException(file + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UsageException("cannot read " + file + ": " + e);
    }
    if (document == null || document.pipelines() == null) {
      throw new UsageException(file + " has no list \"pipelines\"");
    }
    List<PipelineEntry> entries = new ArrayList<>();
    for (Item item : document.pipelines()) {
      entries.add(entry(file, item));
    }
    if (entries.stream().map(PipelineEntry::name).distinct().count() < entries.size()) {
      throw new UsageException(file + " has two pipelines of one name");
    }
    return entries;
  }

  private static PipelineEntry entry(Path file, Item item) {
    require(file, item, "a product", item.product());
    TradingPair product;
    try {
      product = TradingPair.parse(item.product());
    } catch (IllegalArgumentException e) {
      throw new UsageException(file + ": " + e.getMessage());
    }
    require(file, item, "a database", item.database());
    require(file, item, "the url of its database", item.database().url());
    require(file, item, "the user of its database", item.database().user());
    String name = item.name() == null ? item.product().toLowerCase(Locale.ROOT) : item.name();
    return new PipelineEntry(
        name,
        product,
        Optional.of(
            new DatabaseSettings(
                item.database().url(), item.database().user(), password(item.database()))),
        Optional.empty());
  }

  private static String password(Database database) {
    if (database.passwordFile() == null) {
      return database.password() == null ? "" : database.password();
    }
    try {
      return Files.readString(database.passwordFile()).strip();
    } catch (IOException e) {
      throw new UsageException("cannot read the password in " + database.passwordFile() + ": " + e);
    }
  }

  private static void require(Path file, Item item, String what, Object value) {
    if (value == null) {
      throw new UsageException(
          "%s: a pipeline needs %s (%s)"
              .formatted(file, what, item.name() == null ? "without a name" : item.name()));
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
