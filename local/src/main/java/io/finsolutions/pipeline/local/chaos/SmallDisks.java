package io.finsolutions.pipeline.local.chaos;

import io.finsolutions.pipeline.local.state.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The disks of database and broker, small enough to be filled, where this machine has such. */
final class SmallDisks {
  // What a run of ten minutes needs, several times over.
  private static final Map<Target, Integer> MEGABYTES =
      Map.of(Target.DATABASE, 384, Target.BROKER, 256);

  private final Map<Target, SmallDisk> disks = new EnumMap<>(Target.class);
  private Optional<String> whyNot = Optional.empty();

  /** Makes the disks, or finds out why there are none. */
  static SmallDisks make(StateFolder folder) throws InterruptedException {
    SmallDisks disks = new SmallDisks();
    Map<Target, Path> places =
        Map.of(Target.DATABASE, folder.database(), Target.BROKER, folder.broker().resolve("data"));
    try {
      for (Map.Entry<Target, Path> place : places.entrySet()) {
        disks.disks.put(
            place.getKey(), SmallDisk.mount(place.getValue(), MEGABYTES.get(place.getKey())));
      }
    } catch (IOException e) {
      disks.release();
      disks.whyNot = Optional.of(String.valueOf(e.getMessage()));
    }
    return disks;
  }

  /** Why there are none, if so. */
  Optional<String> whyNot() {
    return whyNot;
  }

  void fill(Target server) {
    disks.get(server).fill();
  }

  void free(Target server) {
    disks.get(server).free();
  }

  /** Copies what is on the disks to folders that outlive them. */
  void keep(Path root) throws InterruptedException {
    for (Map.Entry<Target, SmallDisk> disk : disks.entrySet()) {
      disk.getValue().keep(root.resolve(disk.getKey().toString()));
    }
  }

  /** Takes them away; nobody may use them any more. */
  void release() throws InterruptedException {
    for (SmallDisk disk : disks.values()) {
      disk.unmount();
    }
    disks.clear();
  }
}
