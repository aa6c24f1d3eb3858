package io.finsolutions.pipeline.local;

import io.finsolutions.pipeline.exchange.ExchangeServer;
import io.finsolutions.pipeline.exchange.ExchangeSettings;
import io.finsolutions.pipeline.exchange.tape.GeneratedTape;
import io.finsolutions.pipeline.service.ServiceCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** A stand-in exchange that commands of this module are run against. */
final class StandIn implements AutoCloseable {
  private static final double TRADES_A_SECOND = 200;

  final ExchangeServer server =
      new ExchangeServer(
          ExchangeSettings.defaults().withHistory(2_000),
          GeneratedTape.of(Rows.BTC_USD, TRADES_A_SECOND, 1));
  final StringWriter out = new StringWriter();

  StandIn() {
    server.start();
  }

  /** Runs a command with the addresses of the stand-in; returns its exit code. */
  int run(String... arguments) {
    CommandLine line = ServiceCommand.commandLine(new PipelineCommand(), Map.of());
    line.setOut(new PrintWriter(out));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--coinbase-rest-url=" + server.restUrl(),
            "--coinbase-exchange-url=" + server.restUrl(),
            "--coinbase-websocket-url=" + server.webSocketUrl()));
    return line.execute(all.toArray(String[]::new));
  }

  @Override
  public void close() {
    server.close();
  }
}
