package io.finsolutions.pipeline.coinbase;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A network between two ends on this machine that a test can cut, or make swallow everything. */
final class Relay implements AutoCloseable {
  private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final int target;
  private volatile boolean swallowing;

  Relay(int target) throws IOException {
    this.target = target;
    startDaemon(this::accept);
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** From now on nothing arrives at either end, and neither end hears of it: half-open. */
  void swallow(boolean everything) {
    swallowing = everything;
  }

  /** Breaks off all connections, in the middle of whatever they carry. */
  void cut() {
    sockets.forEach(Relay::close);
    sockets.clear();
  }

  @Override
  public void close() {
    close(entrance);
    cut();
  }

  private void accept() {
    try {
      while (true) {
        Socket near = entrance.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(near);
        sockets.add(far);
        startDaemon(() -> carry(near, far));
        startDaemon(() -> carry(far, near));
      }
    } catch (IOException e) {
      cut();
    }
  }

  private void carry(Socket from, Socket to) {
    byte[] buffer = new byte[8_192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (!swallowing) {
          out.write(buffer, 0, length);
        }
      }
      to.shutdownOutput();
    } catch (IOException e) {
      close(from);
      close(to);
    }
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException("closing a socket failed", e);
    }
  }

  private static void startDaemon(Runnable task) {
    Thread thread = new Thread(task, "relay");
    thread.setDaemon(true);
    thread.start();
  }
}
