package io.finsolutions.pipeline.archive.iceberg;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/** Files that writers have left who were killed before the files became part of the table. */
record Orphans(Table table) {
  private static final String LOOKED_FOR = "pipeline.orphans-looked-for";

  /** What is younger may be part of the table soon. */
  private static final Duration AGE = Duration.ofDays(1);

  private static final int MOST_AT_ONCE = 1_000;

  /** Deletes them, once a day, and returns how many there were. */
  int delete(Instant now) throws IOException {
    String today = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
    if (today.equals(table.properties().get(LOOKED_FOR))
        || !(table.io() instanceof SupportsPrefixOperations files)) {
      return 0;
    }
    Set<String> needed = needed();
    Set<String> found = new HashSet<>();
    List<String> orphans = new ArrayList<>();
    for (FileInfo file : files.listPrefix(table.location() + "/")) {
      found.add(file.location());
      boolean old = Instant.ofEpochMilli(file.createdAtMillis()).isBefore(now.minus(AGE));
      if (old && !needed.contains(file.location()) && orphans.size() < MOST_AT_ONCE) {
        orphans.add(file.location());
      }
    }
    // If what is needed goes by other names here, nothing can be said about the rest.
    if (!found.containsAll(needed)) {
      throw new IOException(
          "the folder of the table does not list all of its files: no file is deleted");
    }
    orphans.forEach(files::deleteFile);
    table.updateProperties().set(LOOKED_FOR, today).commit();
    return orphans.size();
  }

  /** All files that any state of the table is made of. */
  private Set<String> needed() throws IOException {
    Set<String> needed = new HashSet<>(ReachableFileUtil.metadataFileLocations(table, false));
    needed.addAll(ReachableFileUtil.manifestListLocations(table));
    Set<String> manifests = new HashSet<>();
    for (Snapshot snapshot : table.snapshots()) {
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        if (manifests.add(manifest.path())) {
          try (CloseableIterable<String> paths = ManifestFiles.readPaths(manifest, table.io())) {
            paths.forEach(needed::add);
          }
        }
      }
    }
    needed.addAll(manifests);
    return needed;
  }
}
