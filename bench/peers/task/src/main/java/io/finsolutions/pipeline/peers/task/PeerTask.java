package io.finsolutions.pipeline.peers.task;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a peer is told.
 *
 * @param product the pair, such as {@code BTC-USD}
 * @param bootstrapServers where the broker answers
 * @param topic the topic of trades, of one partition
 * @param databaseUrl where Postgres answers, as a JDBC address
 * @param databaseUser whose rows they are
 * @param state a folder of its own, which stays when it is killed
 * @param exchange where the stand-in exchange answers
 * @param port where it may answer itself
 */
public record PeerTask(
    String product,
    String bootstrapServers,
    String topic,
    String databaseUrl,
    String databaseUser,
    Path state,
    URI exchange,
    int port) {

  /**
   * Reads the arguments of a process, each {@code name=value}.
   *
   * @throws IllegalArgumentException if one is missing
   */
  public static PeerTask of(String... arguments) {
    Map<String, String> values = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      values.put(argument.substring(0, Math.max(0, equals)), argument.substring(equals + 1));
    }
    return new PeerTask(
        required(values, "product"),
        required(values, "bootstrap-servers"),
        required(values, "topic"),
        required(values, "database-url"),
        required(values, "database-user"),
        Path.of(required(values, "state")),
        URI.create(required(values, "exchange")),
        Integer.parseInt(required(values, "port")));
  }

  private static String required(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no " + name + "=…");
    }
    return value;
  }
}
