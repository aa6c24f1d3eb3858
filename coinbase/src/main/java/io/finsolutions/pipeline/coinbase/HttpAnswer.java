package io.finsolutions.pipeline.coinbase;

/**
 * An answer to a request, whatever it says.
 *
 * @param status HTTP status
 * @param retryAfter the header of that name, or null
 * @param body the whole body
 */
record HttpAnswer(int status, String retryAfter, byte[] body) {
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FIRST_SERVER_ERROR = 500;

  boolean isSuccess() {
    return status == 200;
  }

  boolean isRateLimit() {
    return status == TOO_MANY_REQUESTS;
  }

  boolean isOutage() {
    return status >= FIRST_SERVER_ERROR || status == REQUEST_TIMEOUT;
  }
}
