package io.finsolutions.pipeline.local;

import io.finsolutions.pipeline.coinbase.CoinbaseException;
import io.finsolutions.pipeline.coinbase.CoinbaseRest;
import io.finsolutions.pipeline.coinbase.CoinbaseSettings;
import io.finsolutions.pipeline.coinbase.Product;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.FailedException;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the pairs of the exchange. */
@Command(
    name = "pairs",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists the pairs that can be followed, with the other names of their books.",
    footer = {"", "Example:", "  ./pipeline pairs --quote USD"})
public final class PairsCommand implements Callable<Integer> {
  @Option(
      names = "--quote",
      paramLabel = "CURRENCY",
      description = "Only pairs with prices in this currency, such as USD.")
  private String quote;

  @Option(
      names = "--all",
      description = "Also pairs that cannot be followed, and why: aliases, delisted ones.")
  private boolean all;

  @Mixin private CoinbaseOptions coinbase;

  @Spec private CommandSpec spec;

  /** Made by picocli. */
  public PairsCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    List<Product> products;
    try (CoinbaseRest rest =
        new CoinbaseRest(CoinbaseSettings.of(coinbase.endpoints()).withRequestAttempts(3))) {
      products = rest.products();
    } catch (CoinbaseException e) {
      throw new FailedException(e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    PairTable.lines(
            products.stream()
                .filter(product -> quote == null || product.pair().quote().equals(quote))
                .filter(product -> all || product.whyNotTradable().isEmpty())
                .sorted(Comparator.comparing(Product::pair))
                .toList())
        .forEach(out::println);
    out.flush();
    return ExitCode.OK;
  }
}
