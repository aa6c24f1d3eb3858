package io.finsolutions.pipeline.local.part;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Ready is who answers 200.
 *
 * @param address whom to ask, by GET
 */
public record HttpReadiness(URI address) implements Readiness {
  private static final int BOUND_MILLIS = 500;

  @Override
  public boolean isReady() {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(BOUND_MILLIS);
      connection.setReadTimeout(BOUND_MILLIS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
