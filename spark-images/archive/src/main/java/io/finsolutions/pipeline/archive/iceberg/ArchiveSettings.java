package io.finsolutions.pipeline.archive.iceberg;

import io.finsolutions.pipeline.service.UsageException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Where the archive is: the settings of all commands that write or read it. */
public final class ArchiveSettings {
  private static final Pattern SCHEME = Pattern.compile("^([a-z][a-z0-9+.-]*):.*");

  @Option(
      names = "--archive-warehouse",
      description =
          "Where every final trade is kept for ever: a folder, or a place in an object store such"
              + " as s3://bucket/archive. Default: none is kept.")
  private Optional<String> warehouse = Optional.empty();

  @Option(
      names = "--archive-property",
      split = "\\R",
      description =
          "A property of Iceberg's catalog or its files, as KEY=VALUE, such as"
              + " s3.endpoint=https://store.example.com. Several: again, or each in a line.")
  private Map<String, String> properties = new LinkedHashMap<>();

  /** To be filled by picocli. */
  public ArchiveSettings() {}

  /** Settings that are known already. */
  public ArchiveSettings(String warehouse, Map<String, String> properties) {
    this.warehouse = Optional.of(warehouse);
    this.properties = new LinkedHashMap<>(properties);
  }

  /** Whether there is an archive. */
  public boolean isPresent() {
    return warehouse.filter(text -> !text.isBlank()).isPresent();
  }

  /**
   * Where the archive is, as a location that says of which kind it is.
   *
   * @throws UsageException if none is set
   */
  public String location() {
    if (!isPresent()) {
      throw new UsageException("--archive-warehouse is missing: say where the archive is");
    }
    String text = warehouse.get();
    if (text.startsWith(FolderFiles.SCHEME)) {
      return FolderFiles.location(FolderFiles.path(text));
    }
    return SCHEME.matcher(text).matches() ? text : FolderFiles.location(Path.of(text));
  }

  /** What else is said about the catalog and its files. */
  public Map<String, String> properties() {
    return Map.copyOf(properties);
  }

  @Override
  public String toString() {
    return warehouse.orElse("no archive");
  }
}
