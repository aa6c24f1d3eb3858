package io.finsolutions.pipeline.local.state;

import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders with all that is in them. */
public final class FileTree {
  private FileTree() {}

  /**
   * Deletes all that is in a folder, but not the folder, which may be a disk of its own.
   *
   * @throws FailedException if something cannot be deleted
   */
  public static void clear(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      entries.toList().forEach(FileTree::delete);
    } catch (IOException e) {
      throw new FailedException("cannot delete what is in " + folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * Deletes a file, or a folder with all that is in it. Links are deleted, not followed.
   *
   * @throws FailedException if something cannot be deleted
   */
  public static void delete(Path root) {
    try {
      List<Path> deepestFirst;
      try (Stream<Path> tree = Files.walk(root)) {
        deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new FailedException("cannot delete " + root + ": " + e.getMessage(), e);
    }
  }

  /**
   * How large all files of a folder are together, in bytes.
   *
   * @throws FailedException if it cannot be looked at
   */
  public static long bytes(Path root) {
    try (Stream<Path> tree = Files.walk(root)) {
      long bytes = 0;
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    } catch (IOException | UncheckedIOException e) {
      throw new FailedException("cannot look at " + root + ": " + e.getMessage(), e);
    }
  }
}
