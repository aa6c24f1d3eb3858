package io.finsolutions.pipeline.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallDiskIT {
  @TempDir Path folder;

  @Test
  void nothingFitsOnAFullDiskUntilItIsFreed() throws Exception {
    Path place = folder.resolve("disk");
    SmallDisk disk = mountOrSkip(place);
    try {
      disk.fill();

      assertThatThrownBy(() -> Files.write(place.resolve("more"), new byte[1]))
          .isInstanceOf(IOException.class);

      disk.free();
      Files.write(place.resolve("more"), new byte[] {7});
      disk.keep(folder.resolve("kept"));
    } finally {
      disk.unmount();
    }
    assertThat(folder.resolve("kept").resolve("more")).hasBinaryContent(new byte[] {7});
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void disksThatAKilledRunHasLeftAreTakenAway() throws Exception {
    Path place = folder.resolve("a folder").resolve("disk");
    mountOrSkip(place);
    Files.write(place.resolve("left"), new byte[1]);

    SmallDisk.unmountBelow(folder);

    assertThat(place).isEmptyDirectory();
  }

  private static SmallDisk mountOrSkip(Path place) throws InterruptedException {
    try {
      return SmallDisk.mount(place, 2);
    } catch (IOException e) {
      return Assumptions.abort("no disk can be made here: " + e.getMessage());
    }
  }
}
