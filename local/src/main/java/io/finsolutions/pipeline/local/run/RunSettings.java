package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run of a local pipeline is to be.
 *
 * @param pair the pair it counts
 * @param feed where the trades come from
 * @param speed how many times as fast as recorded a stand-in plays; above zero
 * @param rate trades a second of the generator; above zero
 * @param seed decides what the stand-in leaves to chance
 * @param recording the file to play instead of the day that is shipped
 * @param endpoints where Coinbase answers
 * @param stateRoot the folder with a folder for each pair
 * @param fresh whether to drop what earlier runs left
 * @param runFor how long to run after the first row; without it, until it is told to end
 * @param trigger how Spark reads
 * @param schedule when the batch layer runs
 * @param keepRows how long the batch layer keeps final rows; for ever without it
 * @param databasePort 0 for any
 * @param kafkaPort 0 for any
 * @param consolePort 0 for the usual one or, if that is in use, any
 */
public record RunSettings(
    TradingPair pair,
    FeedKind feed,
    double speed,
    double rate,
    long seed,
    Optional<Path> recording,
    CoinbaseEndpoints endpoints,
    Path stateRoot,
    boolean fresh,
    Optional<Duration> runFor,
    String trigger,
    BatchSchedule schedule,
    Optional<Duration> keepRows,
    int databasePort,
    int kafkaPort,
    int consolePort) {

  /**
   * Checks what belongs together.
   *
   * @throws UsageException if it does not
   */
  public RunSettings {
    if (!(speed > 0)) {
      throw new UsageException("--speed " + speed + " is not above zero");
    }
    if (!(rate > 0)) {
      throw new UsageException("--rate " + rate + " is not above zero");
    }
    if (recording.isPresent() && feed != FeedKind.RECORDING) {
      throw new UsageException("--recording is played by --feed recording only");
    }
    recording
        .filter(file -> !Files.isReadable(file))
        .ifPresent(
            file -> {
              throw new UsageException("--recording " + file + " cannot be read");
            });
    if (runFor.isPresent() && runFor.get().compareTo(Duration.ofSeconds(1)) < 0) {
      throw new UsageException("--for has to be a second or more");
    }
  }
}
