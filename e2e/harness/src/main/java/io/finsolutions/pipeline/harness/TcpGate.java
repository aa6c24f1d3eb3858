package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way to an API server, which can be cut: forwards a port of the loopback address. TLS passes
 * through, so the server's certificate has to be valid for 127.0.0.1.
 */
public final class TcpGate implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final InetSocketAddress target;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final int port;
  private ServerSocket entry;

  /** Opens a gate to a server. */
  public TcpGate(InetSocketAddress target) {
    this.target = target;
    this.entry = listen(0);
    this.port = entry.getLocalPort();
  }

  /** Opens a gate to the API server that a client is configured for. */
  public static TcpGate to(Config config) {
    URI server = URI.create(config.getMasterUrl());
    int port = server.getPort() < 0 ? 443 : server.getPort();
    return new TcpGate(new InetSocketAddress(server.getHost(), port));
  }

  /** The same configuration, with the way through this gate. */
  public Config through(Config config) {
    String scheme = URI.create(config.getMasterUrl()).getScheme();
    return new ConfigBuilder(config).withMasterUrl(scheme + "://127.0.0.1:" + port + "/").build();
  }

  /** The port of 127.0.0.1 that it forwards; stays the same for its life. */
  public int port() {
    return port;
  }

  /** Breaks every connection, and refuses new ones. */
  public synchronized void cut() {
    close(entry);
    dropConnections();
  }

  /** Lets new connections through again. */
  public synchronized void restore() {
    if (entry.isClosed()) {
      entry = listen(port);
    }
  }

  /** Breaks every connection, but lets new ones through. */
  public void dropConnections() {
    connections.forEach(TcpGate::close);
  }

  /** Ends it. */
  @Override
  public void close() {
    cut();
  }

  private ServerSocket listen(int wanted) {
    try {
      ServerSocket server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      daemon("gate", () -> accept(server));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + wanted, e);
    }
  }

  private void accept(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        daemon("gate-connection", () -> forward(near, server));
      } catch (IOException e) {
        close(server);
      }
    }
  }

  private void forward(Socket near, ServerSocket server) {
    try (near;
        Socket far = new Socket()) {
      connections.add(near);
      connections.add(far);
      far.connect(target);
      if (server.isClosed()) {
        return;
      }
      Thread back = daemon("gate-answers", () -> copy(far, near));
      copy(near, far);
      back.join();
    } catch (IOException e) {
      // Nobody answers there: the client sees its connection end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.removeIf(Socket::isClosed);
    }
  }

  private void copy(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      int count;
      while ((count = from.getInputStream().read(buffer)) >= 0) {
        to.getOutputStream().write(buffer, 0, count);
      }
    } catch (IOException e) {
      // One side has ended, which ends the other.
    }
    close(from);
    close(to);
    connections.remove(from);
    connections.remove(to);
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close a socket", e);
    }
  }
}
