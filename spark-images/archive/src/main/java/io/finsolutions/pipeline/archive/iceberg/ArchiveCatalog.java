package io.finsolutions.pipeline.archive.iceberg;

import io.finsolutions.pipeline.archive.ArchiveException;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.store.DatabaseSettings;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the archives of the products: the catalog is in the pair's Postgres, in a schema of its
 * own, and what it knows in the warehouse.
 */
public final class ArchiveCatalog implements AutoCloseable {
  /** The name of the catalog: other readers need it, too. */
  public static final String NAME = "archive";

  private static final String SCHEMA = "archive";
  private static final String S3_FILES = "org.apache.iceberg.aws.s3.S3FileIO";
  private static final Pattern METADATA_FILE =
      Pattern.compile(".*/(\\d+)-[^/]*\\.metadata\\.json(\\.gz)?");

  private static final Logger LOG = LoggerFactory.getLogger(ArchiveCatalog.class);

  private final String warehouse;
  private final FileIO files;
  private final JdbcCatalog catalog;

  private ArchiveCatalog(String warehouse, FileIO files, JdbcCatalog catalog) {
    this.warehouse = warehouse;
    this.files = files;
    this.catalog = catalog;
  }

  /**
   * Connects.
   *
   * @throws ArchiveException if the database does not answer, or what reads and writes the
   *     warehouse is not there
   */
  public static ArchiveCatalog connect(ArchiveSettings settings, DatabaseSettings database) {
    String warehouse = settings.location();
    Map<String, String> properties = properties(warehouse, settings, database);
    try {
      FileIO files =
          CatalogUtil.loadFileIO(
              properties.get(CatalogProperties.FILE_IO_IMPL), ofFiles(properties), null);
      JdbcCatalog catalog = new JdbcCatalog(ignored -> files, null, false);
      catalog.initialize(NAME, properties);
      return new ArchiveCatalog(warehouse, files, catalog);
    } catch (RuntimeException e) {
      throw new ArchiveException("cannot open the archive at " + warehouse, e);
    }
  }

  // They go with the files to whoever writes them, wherever that is: the password is not for them.
  private static Map<String, String> ofFiles(Map<String, String> properties) {
    Map<String, String> ofFiles = new HashMap<>(properties);
    ofFiles.keySet().removeIf(name -> name.startsWith("jdbc."));
    return ofFiles;
  }

  private static Map<String, String> properties(
      String warehouse, ArchiveSettings settings, DatabaseSettings database) {
    Map<String, String> properties = new HashMap<>();
    Properties connection = database.connectionProperties("archive");
    connection
        .stringPropertyNames()
        .forEach(name -> properties.put("jdbc." + name, connection.getProperty(name)));
    properties.put("jdbc.schema-version", "V1");
    String separator = database.url().contains("?") ? "&" : "?";
    properties.put(CatalogProperties.URI, database.url() + separator + "currentSchema=" + SCHEMA);
    properties.put(CatalogProperties.WAREHOUSE_LOCATION, warehouse);
    properties.put(
        CatalogProperties.FILE_IO_IMPL,
        warehouse.startsWith(FolderFiles.SCHEME) ? FolderFiles.class.getName() : S3_FILES);
    // That of the JDK: no other is there.
    properties.put("http-client.type", "urlconnection");
    properties.putAll(settings.properties());
    return properties;
  }

  /**
   * The archive of a product. It is made if there is none.
   *
   * @throws FailedException if the warehouse has one that the database does not know, or knows as
   *     it was long ago: that database is new, another, or comes from a backup. Or if the database
   *     knows one that is elsewhere
   */
  public IcebergArchive open(TradingPair product) {
    return attempt(
        "open",
        () -> {
          Optional<FileInfo> newest = newestMetadata(product);
          Optional<Table> known = known(product);
          if (newest.isPresent() && isBehind(known, newest.get())) {
            throw new FailedException(
                "%s has an archive of %s that this database does not know: make it known with"
                        .formatted(location(product), product)
                    + " batch restore, or name another --archive-warehouse");
          }
          Table table = known.orElseGet(() -> create(product));
          if (!isHere(product, table)) {
            throw new FailedException(
                "the archive of %s is at %s, and --archive-warehouse names %s"
                    .formatted(product, table.location(), location(product)));
          }
          return archive(product, table);
        });
  }

  /** The table as the database knows it; nothing if it knows none, or one whose files are gone. */
  private Optional<Table> known(TradingPair product) {
    TableIdentifier name = TradeTable.nameOf(product);
    try {
      return catalog.tableExists(name) ? Optional.of(catalog.loadTable(name)) : Optional.empty();
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  private boolean isHere(TradingPair product, Table table) {
    return table.location().equals(location(product));
  }

  // A description that is one ahead was never put in place: its writer was killed before. So may
  // the first one of all.
  private static boolean isBehind(Optional<Table> known, FileInfo newest) {
    return known
        .map(table -> ((HasTableOperations) table).operations().current().metadataFileLocation())
        .map(location -> number(location) + 1 < number(newest.location()))
        .orElse(number(newest.location()) > 0);
  }

  private Table create(TradingPair product) {
    ensureNamespace();
    return catalog
        .buildTable(TradeTable.nameOf(product), TradeTable.SCHEMA)
        .withPartitionSpec(TradeTable.BY_DAY)
        .withSortOrder(TradeTable.BY_EXECUTION)
        .withProperties(TradeTable.PROPERTIES)
        .withLocation(location(product))
        .create();
  }

  private void ensureNamespace() {
    if (!catalog.namespaceExists(TradeTable.NAMESPACE)) {
      try {
        catalog.createNamespace(TradeTable.NAMESPACE);
      } catch (AlreadyExistsException e) {
        LOG.debug("another product was first", e);
      }
    }
  }

  /**
   * The archive of a product that is in the warehouse, whether the database knows it or not: if
   * not, it does from now on, as it was left last.
   *
   * @throws FailedException if there is none
   */
  public IcebergArchive adopt(TradingPair product) {
    return attempt(
        "adopt",
        () -> {
          FileInfo newest =
              newestMetadata(product)
                  .orElseThrow(
                      () ->
                          new FailedException(
                              "there is no archive of %s at %s"
                                  .formatted(product, location(product))));
          Optional<Table> known = known(product).filter(table -> isHere(product, table));
          boolean knownAsItIs = known.isPresent() && !isBehind(known, newest);
          return archive(product, knownAsItIs ? known.get() : register(product, newest));
        });
  }

  private Table register(TradingPair product, FileInfo metadata) {
    ensureNamespace();
    TableIdentifier name = TradeTable.nameOf(product);
    if (catalog.tableExists(name)) {
      catalog.dropTable(name, false);
    }
    return catalog.registerTable(name, metadata.location());
  }

  /** The description of the table that was written last; nothing if there was never a table. */
  private Optional<FileInfo> newestMetadata(TradingPair product) {
    if (!(files instanceof SupportsPrefixOperations listing)) {
      throw new FailedException(
          "what is at " + location(product) + " cannot be listed with " + files.getClass());
    }
    // Of two with one number the later one: the earlier was never put in place.
    return StreamSupport.stream(
            listing.listPrefix(location(product) + "/metadata/").spliterator(), false)
        .filter(file -> METADATA_FILE.matcher(file.location()).matches())
        .max(
            Comparator.comparingInt((FileInfo file) -> number(file.location()))
                .thenComparingLong(FileInfo::createdAtMillis));
  }

  private static int number(String location) {
    Matcher matcher = METADATA_FILE.matcher(location);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
  }

  private String location(TradingPair product) {
    return warehouse + "/" + TradeTable.nameOf(product).toString().replace('.', '/');
  }

  private IcebergArchive archive(TradingPair product, Table table) {
    return new IcebergArchive(product, table);
  }

  private <T> T attempt(String what, Supplier<T> work) {
    try {
      return work.get();
    } catch (FailedException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ArchiveException("cannot " + what + " the archive at " + warehouse, e);
    }
  }

  @Override
  public void close() {
    catalog.close();
    files.close();
  }
}
