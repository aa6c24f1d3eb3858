package io.finsolutions.pipeline.local.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.net.URI;

/** What the stand-in exchange says of itself. */
final class StandInStatus {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StandInStatus() {}

  /** The id of the first trade that it has printed. */
  static long firstTradeId(URI base) {
    try {
      return JSON.readTree(base.resolve("/stand-in/status").toURL())
          .at("/products/0/first_id")
          .asLong();
    } catch (IOException e) {
      throw new FailedException("the stand-in exchange does not answer: " + e.getMessage(), e);
    }
  }
}
