package io.finsolutions.pipeline.coinbase;

import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** HTTP clients whose threads never keep a process alive that is otherwise done. */
final class HttpClients {
  private static final long IDLE_THREAD_SECONDS = 10;

  private HttpClients() {}

  static OkHttpClient.Builder withTimeout(Duration timeout, String threadName) {
    var threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_THREAD_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, threadName);
              thread.setDaemon(true);
              return thread;
            });
    return new OkHttpClient.Builder()
        .dispatcher(new Dispatcher(threads))
        .connectionPool(new ConnectionPool())
        .connectTimeout(timeout)
        .readTimeout(timeout)
        .writeTimeout(timeout)
        // The interfaces never redirect; following one could take a signature elsewhere.
        .followRedirects(false)
        .followSslRedirects(false);
  }
}
