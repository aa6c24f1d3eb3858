package io.finsolutions.pipeline.console.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * An event as the listeners of a pair get it: the same bytes for all of them.
 *
 * @param bytes in the form of server-sent events
 */
public record LiveEvent(byte[] bytes) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Tells whoever listens, and whatever lies between, that the connection is alive. */
  public static final LiveEvent KEEP_ALIVE =
      new LiveEvent(":\n\n".getBytes(StandardCharsets.US_ASCII));

  /** Writes what an event tells. */
  @FunctionalInterface
  public interface Content {
    /** Writes one JSON value. */
    void write(JsonGenerator json) throws IOException;
  }

  /**
   * An event with a name and JSON.
   *
   * @param id from where to go on after it
   */
  public static LiveEvent of(String name, String id, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        ("id: " + id + "\nevent: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8));
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    bytes.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
    return new LiveEvent(bytes.toByteArray());
  }
}
