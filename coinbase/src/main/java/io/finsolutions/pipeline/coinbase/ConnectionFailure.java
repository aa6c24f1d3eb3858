package io.finsolutions.pipeline.coinbase;

import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Says in words why a connection failed. */
final class ConnectionFailure {
  private ConnectionFailure() {}

  static String inWords(Throwable failure) {
    String message = failure.getMessage() == null ? "" : ErrorBody.excerpt(failure.getMessage());
    if (failure instanceof InterruptedIOException) {
      return "timed out";
    }
    if (failure instanceof UnknownHostException) {
      return "unknown host (" + message + ")";
    }
    if (failure instanceof SSLException) {
      return "no secure connection (" + message + ")";
    }
    if (failure instanceof EOFException) {
      return "the connection ended early";
    }
    return message.isEmpty() ? failure.getClass().getSimpleName() : message;
  }
}
