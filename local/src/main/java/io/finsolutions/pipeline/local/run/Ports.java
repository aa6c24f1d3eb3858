package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.embedded.FreePorts;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.service.UsageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of this machine that are free. */
final class Ports {
  private static final int HIGHEST = 65_535;

  private Ports() {}

  /**
   * The port that was asked for, or any that is free.
   *
   * @param flag the flag that asked for it
   * @param wanted the port; 0 for any
   * @throws FailedException if it is in use
   */
  static int free(String flag, int wanted) {
    if (wanted < 0 || wanted > HIGHEST) {
      throw new UsageException(flag + " " + wanted + " is not within 0 and " + HIGHEST);
    }
    if (wanted == 0) {
      return free();
    }
    try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new FailedException("port " + wanted + " is in use; choose another with " + flag, e);
    }
  }

  /**
   * The port that was asked for; if none was, the usual one or, if that is in use, any that is
   * free.
   *
   * @param flag the flag that asked for it
   * @param wanted the port; 0 if none was asked for
   */
  static int freeOrUsual(String flag, int wanted, int usual) {
    if (wanted != 0) {
      return free(flag, wanted);
    }
    try {
      return free(flag, usual);
    } catch (FailedException e) {
      return free();
    }
  }

  /** Any port that is free. */
  static int free() {
    return FreePorts.find();
  }
}
