package io.finsolutions.pipeline.archive.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * Files in a folder of this machine. A file is on the disk when it is closed: what the catalog says
 * outlives a loss of power, so what it speaks of must, too.
 */
public final class FolderFiles implements SupportsPrefixOperations {
  private static final long serialVersionUID = 1L;

  static final String SCHEME = "file:";

  /** Where a folder is, as the archive writes it. */
  static String location(Path folder) {
    return SCHEME + "//" + folder.toAbsolutePath().normalize();
  }

  static Path path(String location) {
    String path = location.startsWith(SCHEME) ? location.substring(SCHEME.length()) : location;
    return Path.of(path.replaceFirst("^/+", "/"));
  }

  @Override
  public InputFile newInputFile(String location) {
    return new FolderInput(location);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return new FolderOutput(location);
  }

  @Override
  public void deleteFile(String location) {
    try {
      Files.deleteIfExists(path(location));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + location, e);
    }
  }

  @Override
  public Iterable<FileInfo> listPrefix(String prefix) {
    return () -> list(prefix);
  }

  private static Iterator<FileInfo> list(String prefix) {
    Path folder = path(prefix);
    if (!Files.isDirectory(folder)) {
      return Stream.<FileInfo>empty().iterator();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).map(FolderFiles::describe).toList().iterator();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + prefix, e);
    }
  }

  private static FileInfo describe(Path file) {
    try {
      return new FileInfo(
          location(file), Files.size(file), Files.getLastModifiedTime(file).toMillis());
    } catch (NoSuchFileException e) {
      return new FileInfo(location(file), 0, Long.MAX_VALUE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + file, e);
    }
  }

  @Override
  public void deletePrefix(String prefix) {
    throw new UnsupportedOperationException("an archive is not deleted as a whole");
  }
}
