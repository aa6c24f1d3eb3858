package io.finsolutions.pipeline.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback address for servers to listen on.
 *
 * <p>They lie below those that Linux (from 32768 on) and macOS (from 49152 on) give to clients: a
 * client's end could take the port of a server that is about to start, or to start again. A client
 * that asks for a server that is down may even be connected to itself, on the server's port.
 */
public final class FreePorts {
  private static final int LOWEST = 20_000;
  private static final int BEYOND = 32_000;
  private static final int TRIES = 100;
  // Who asked for a port may not listen on it yet.
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePorts() {}

  /**
   * A port on which nobody listens, and that was not given before: servers that are set up together
   * never get the same one.
   *
   * @throws UncheckedIOException if none is found
   */
  public static int find() {
    IOException failure = null;
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
        if (GIVEN.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      } catch (IOException e) {
        failure = e;
      }
    }
    throw new UncheckedIOException("no port of this machine is free", failure);
  }
}
