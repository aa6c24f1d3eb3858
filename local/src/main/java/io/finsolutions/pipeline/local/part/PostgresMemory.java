package io.finsolutions.pipeline.local.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The shared memory of a Postgres server, which its processes hold for a moment after the server
 * was killed, or for long if they are held up. No other server of the same data starts meanwhile.
 */
final class PostgresMemory {
  // What stands where: https://www.postgresql.org/docs/17/storage-file-layout.html, proc(5).
  private static final int LINE = 6;
  private static final int ID = 1;
  private static final int LISTED_ID = 1;
  private static final int LISTED_ATTACHED = 6;
  private static final Path LISTED = Path.of("/proc/sysvipc/shm");

  private PostgresMemory() {}

  /**
   * Whether processes hold the memory of the server that had this data last; false where that
   * cannot be told, as on anything but Linux.
   */
  static boolean isHeld(Path data) {
    Path file = data.resolve("postmaster.pid");
    try {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      if (lines.size() <= LINE || !Files.exists(LISTED)) {
        return false;
      }
      String id = words(lines.get(LINE))[ID];
      return Files.readAllLines(LISTED).stream()
          .map(PostgresMemory::words)
          .filter(words -> words[LISTED_ID].equals(id))
          .anyMatch(words -> !words[LISTED_ATTACHED].equals("0"));
    } catch (IOException | ArrayIndexOutOfBoundsException e) {
      return false;
    }
  }

  private static String[] words(String line) {
    return line.strip().split("\\s+");
  }
}
