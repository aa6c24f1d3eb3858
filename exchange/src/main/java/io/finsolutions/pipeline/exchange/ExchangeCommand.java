package io.finsolutions.pipeline.exchange;

import io.finsolutions.pipeline.exchange.fault.FaultJson;
import io.finsolutions.pipeline.exchange.fault.FaultOrder;
import io.finsolutions.pipeline.exchange.tape.GeneratedTape;
import io.finsolutions.pipeline.exchange.tape.RecordedBars;
import io.finsolutions.pipeline.exchange.tape.Recording;
import io.finsolutions.pipeline.exchange.tape.Tape;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.service.ServiceCommand;
import io.finsolutions.pipeline.service.UsageException;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the stand-in exchange until it is told to end. */
@Command(
    name = "exchange",
    mixinStandardHelpOptions = true,
    description = "A stand-in Coinbase: plays a tape of trades over HTTP and WebSocket.")
public final class ExchangeCommand implements Callable<Integer> {
  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on; 127.0.0.1 by default.")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "0",
      description = "Port to listen on; 0, the default, for any that is free.")
  private int port;

  @Option(
      names = "--tape",
      defaultValue = "recorded-bars",
      description = "Where trades come from: ${COMPLETION-CANDIDATES}.")
  private TapeKind tape;

  @Option(names = "--recording", description = "File to play with --tape recording.")
  private Path recording;

  @Option(
      names = "--product",
      split = ",",
      defaultValue = "BTC-USD",
      description = "Products to trade, joined by commas; BTC-USD by default.")
  private List<TradingPair> products;

  @Option(
      names = "--clock",
      defaultValue = "now",
      description = "now: trades are of the moment they are printed. tape: of the tape's time.")
  private ClockMode clock;

  @Option(
      names = "--speed",
      defaultValue = "1",
      description = "How many times as fast as recorded to play; 1 by default.")
  private double speed;

  @Option(names = "--start", description = "With --clock tape: date to move the tape to.")
  private LocalDate start;

  @Option(
      names = "--from",
      description =
          "Time of day of the tape to begin at; with --clock now, its busiest hour by default.")
  private LocalTime from;

  @Option(
      names = "--history",
      defaultValue = "100",
      description = "Trades printed already when it starts; 100 by default.")
  private int history;

  @Option(
      names = "--rate",
      defaultValue = "6",
      description = "With --tape generated: trades a second of each product; 6 by default.")
  private double rate;

  @Option(
      names = "--first-trade-id",
      defaultValue = "1000001",
      description = "Id of the first trade that is made; 1000001 by default.")
  private long firstTradeId;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Decides all that is random; 1 by default.")
  private long seed;

  @Option(
      names = "--collect",
      defaultValue = "250ms",
      description = "How long trades are collected into one message; 0ms sends each at once.")
  private Duration collect;

  @Option(
      names = "--requests-per-second",
      defaultValue = "0",
      description = "REST requests that one address may send; 0, the default, for any number.")
  private int requestsPerSecond;

  @Option(
      names = "--keep",
      defaultValue = "5000000",
      description = "Newest trades of a product to remember; 5000000 by default.")
  private long keep;

  @Option(names = "--faults", description = "JSON file of faults and the times they begin at.")
  private Path faults;

  /** Made by {@link #main} and by tests of the command line. */
  public ExchangeCommand() {}

  /** Runs it and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(ServiceCommand.execute(new ExchangeCommand(), System.getenv(), arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    List<FaultOrder> orders = readFaults();
    ExchangeServer server = newServer();
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stopped.countDown();
                },
                "exchange-shutdown"));
    try {
      server.start();
    } catch (JavalinBindException e) {
      throw new FailedException("cannot listen on " + host + ":" + port, e);
    }
    orders.forEach(server.faults()::start);
    System.out.println("listening on " + host + ":" + server.port());
    System.out.flush();
    stopped.await();
    return ExitCode.OK;
  }

  private ExchangeServer newServer() {
    try {
      ExchangeSettings settings =
          ExchangeSettings.defaults()
              .withHost(host)
              .withPort(port)
              .withClock(clock)
              .withSpeed(speed)
              .withHistory(history)
              .withCollect(collect)
              .withRequestsPerSecond(requestsPerSecond)
              .withKeep(keep)
              .withSeed(seed);
      settings = start == null ? settings : settings.withStartDate(start);
      settings = from == null ? settings : settings.withFrom(from);
      return new ExchangeServer(settings, tapes());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private Tape[] tapes() {
    List<Tape> tapes = new ArrayList<>();
    for (TradingPair product : products) {
      tapes.add(tape(product));
    }
    return tapes.toArray(Tape[]::new);
  }

  private Tape tape(TradingPair product) {
    return switch (tape) {
      case RECORDED_BARS -> RecordedBars.shipped(product, firstTradeId, seed);
      case GENERATED ->
          GeneratedTape.of(product, rate, seed + products.indexOf(product))
              .withFirstTradeId(firstTradeId);
      case RECORDING -> readRecording(product);
    };
  }

  private Tape readRecording(TradingPair product) {
    if (recording == null) {
      throw new UsageException("--tape recording needs --recording FILE");
    }
    try {
      return Recording.read(recording, product);
    } catch (IOException e) {
      throw new FailedException("cannot read recording " + recording + ": " + e.getMessage(), e);
    }
  }

  private List<FaultOrder> readFaults() {
    if (faults == null) {
      return List.of();
    }
    try {
      return FaultJson.read(Files.readAllBytes(faults));
    } catch (IOException e) {
      throw new FailedException("cannot read faults " + faults + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new UsageException("faults " + faults + ": " + e.getMessage());
    }
  }
}
