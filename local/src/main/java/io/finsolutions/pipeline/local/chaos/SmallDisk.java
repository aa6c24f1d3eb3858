package io.finsolutions.pipeline.local.chaos;

import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small disk in memory (tmpfs), which can be filled to the last byte. */
final class SmallDisk {
  private static final Logger LOG = LoggerFactory.getLogger(SmallDisk.class);
  private static final Path MOUNTS = Path.of("/proc/mounts");
  private static final int CHUNK = 1 << 20;
  private static final int CRUMB = 1 << 12;
  private static final long BOUND_SECONDS = 20;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Puts a disk in place of a folder.
   *
   * @param megabytes its size
   * @throws IOException if this machine or this user has none; says why
   */
  static SmallDisk mount(Path folder, int megabytes) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m,mode=0700", "tmpfs", folder + "");
    return new SmallDisk(folder);
  }

  /** Takes away all disks that a run which was killed has left below a folder. */
  static void unmountBelow(Path root) throws InterruptedException {
    try {
      List<String> mounts = Files.exists(MOUNTS) ? Files.readAllLines(MOUNTS) : List.of();
      for (String line : mounts) {
        Path place = Path.of(line.split(" ")[1].replace("\\040", " "));
        if (place.startsWith(root)) {
          new SmallDisk(place).unmount();
        }
      }
    } catch (IOException e) {
      throw new FailedException("cannot see which disks there are: " + e.getMessage(), e);
    }
  }

  /** Leaves not a byte free. */
  void fill() {
    fillWith(CHUNK);
    fillWith(CRUMB);
  }

  /** Frees what was filled. */
  void free() {
    try {
      Files.deleteIfExists(ballast());
    } catch (IOException e) {
      throw new FailedException("cannot delete " + ballast() + ": " + e.getMessage(), e);
    }
  }

  /** Copies what is on it to a folder that outlives it. */
  void keep(Path copy) throws InterruptedException {
    try {
      Files.createDirectories(copy);
      run("cp", "-a", folder + "/.", copy.toString());
    } catch (IOException e) {
      throw new FailedException("cannot keep what is on " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Takes it away with all that is on it. */
  void unmount() throws InterruptedException {
    try {
      run("umount", "-l", folder.toString());
    } catch (IOException e) {
      throw new FailedException("cannot unmount " + folder + ": " + e.getMessage(), e);
    }
  }

  private void fillWith(int bytes) {
    ByteBuffer zeros = ByteBuffer.allocateDirect(bytes);
    try (FileChannel file =
        FileChannel.open(
            ballast(),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND)) {
      while (file.write(zeros.clear()) > 0) {
        continue;
      }
    } catch (IOException e) {
      LOG.debug("disk is full folder={}", folder, e);
    }
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes()).strip();
    if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(said.isEmpty() ? command[0] + " failed" : said);
    }
  }
}
