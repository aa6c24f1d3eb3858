package io.finsolutions.pipeline.local;

import io.finsolutions.pipeline.coinbase.Product;
import io.finsolutions.pipeline.market.TradingPair;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The pairs of the exchange as a table for people. */
final class PairTable {
  private static final String NONE = "-";

  private PairTable() {}

  /** A header, a line for each product, and their number. */
  static List<String> lines(List<Product> products) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("pair", "also named", "status"));
    products.forEach(product -> cells.add(cells(product)));
    int pairWidth = width(cells, 0);
    int namesWidth = width(cells, 1);
    List<String> lines = new ArrayList<>();
    for (List<String> row : cells) {
      lines.add(
          ("%-" + pairWidth + "s  %-" + namesWidth + "s  %s")
              .formatted(row.get(0), row.get(1), row.get(2)));
    }
    lines.add(products.size() + (products.size() == 1 ? " pair" : " pairs"));
    return lines;
  }

  private static List<String> cells(Product product) {
    String names =
        product.aliasTo().stream().map(TradingPair::toString).collect(Collectors.joining(" "));
    String status = product.status().isEmpty() ? "tradable" : product.status();
    return List.of(
        product.pair().toString(),
        names.isEmpty() ? NONE : names,
        product.whyNotTradable().orElse(status));
  }

  private static int width(List<List<String>> cells, int column) {
    return cells.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
  }
}
