package io.finsolutions.pipeline.operator;

import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.operator.console.ConsoleAccount;
import java.util.Optional;

/**
 * What the operator gives to all pairs.
 *
 * @param images what pods run unless a resource says otherwise
 * @param exchange where the exchange answers, for the pods
 * @param driverClusterRole the ClusterRole of a Spark driver that starts executors
 * @param console who reads the rows of all pairs, if anybody does
 */
public record OperatorSettings(
    Images images,
    CoinbaseEndpoints exchange,
    String driverClusterRole,
    Optional<ConsoleAccount> console) {

  /**
   * The images of the operator's own version.
   *
   * @param pullPolicy Always, IfNotPresent or Never
   */
  public record Images(
      String producer, String streaming, String batch, String postgres, String pullPolicy) {}
}
