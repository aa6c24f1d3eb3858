package io.finsolutions.pipeline.local.state;

import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * The folder of one pair's pipeline: data of the broker and the database, logs, and which processes
 * run. Whoever has it open is the only one.
 */
public final class StateFolder implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final String DATABASE = "database";

  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;

  private StateFolder(Path path, FileChannel channel, FileLock lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Makes the folder if need be, and locks it.
   *
   * @param root the folder that holds one folder for each pair
   * @throws FailedException if it cannot be written to, is not a folder of this kind, or another
   *     process has it open
   */
  public static StateFolder open(Path root, TradingPair pair) {
    Path path = of(root, pair);
    try {
      Files.createDirectories(path);
      if (!Files.exists(path.resolve(LOCK)) && !isEmpty(path)) {
        throw new FailedException(
            path + " is not empty and no state of a pipeline; choose another with --state");
      }
      FileChannel channel =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new FailedException(
            "another ./pipeline runs on "
                + path
                + "; stop it first, or choose another folder with --state");
      }
      Files.createDirectories(path.resolve("logs"));
      return new StateFolder(path, channel, lock);
    } catch (IOException e) {
      throw new FailedException("cannot write to the state folder " + path + ": " + e, e);
    }
  }

  /**
   * Deletes all that is in the folder. No process may use it any more.
   *
   * @throws FailedException if something cannot be deleted
   */
  public void clear() {
    try (Stream<Path> entries = Files.list(path)) {
      entries
          .filter(entry -> !entry.getFileName().toString().equals(LOCK))
          .toList()
          .forEach(FileTree::delete);
      Files.createDirectories(path.resolve("logs"));
    } catch (IOException e) {
      throw new FailedException("cannot delete what is in " + path + ": " + e.getMessage(), e);
    }
  }

  /**
   * Makes a folder in it, without what an earlier run may have left there.
   *
   * @throws FailedException if that cannot be done
   */
  public void makeEmptyFolder(String name) {
    try {
      if (Files.exists(file(name))) {
        FileTree.delete(file(name));
      }
      Files.createDirectories(file(name));
    } catch (IOException e) {
      throw new FailedException("cannot make " + file(name) + ": " + e.getMessage(), e);
    }
  }

  /** Where the broker keeps its data and its log. */
  public Path broker() {
    return path.resolve("broker");
  }

  /** Where the database keeps its data. */
  public Path database() {
    return path.resolve(DATABASE);
  }

  /** The same of the folder of a pair that another process may have open. */
  public static Path database(Path root, TradingPair pair) {
    return of(root, pair).resolve(DATABASE);
  }

  private static Path of(Path root, TradingPair pair) {
    return root.toAbsolutePath().normalize().resolve(pair.toString());
  }

  /** Where the programs of the database are unpacked to; the pairs share it. */
  public Path databasePrograms() {
    return path.resolveSibling("postgres");
  }

  /** The log of a part. */
  public Path log(String part) {
    return path.resolve("logs").resolve(part + ".log");
  }

  /** A file or folder of its own kind. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** The folder itself. */
  public Path path() {
    return path;
  }

  /** Lets others open it. */
  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unlock " + path, e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }
}
