package io.finsolutions.pipeline.local.part;

import io.finsolutions.pipeline.local.state.FileTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder that the programs of Postgres are unpacked to. While it is held no other process
 * unpacks there; whoever holds it finds whole programs or none.
 */
final class PostgresPrograms implements AutoCloseable {
  private static final String COMPLETE = ".exists";

  private final Path folder;
  private final FileChannel lock;

  private PostgresPrograms(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Waits until no other process holds the folder, and holds it. */
  static PostgresPrograms hold(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel lock =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    lock.lock();
    PostgresPrograms programs = new PostgresPrograms(folder, lock);
    programs.forgetWhatIsIncomplete();
    return programs;
  }

  Path folder() {
    return folder;
  }

  // Unpacking does not go on where it was cut short: it fails on the files that are there.
  private void forgetWhatIsIncomplete() throws IOException {
    try (DirectoryStream<Path> versions = Files.newDirectoryStream(folder, "PG-*")) {
      for (Path version : versions) {
        if (!Files.exists(version.resolve(COMPLETE))) {
          FileTree.delete(version);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
