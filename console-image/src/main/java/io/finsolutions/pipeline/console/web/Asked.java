package io.finsolutions.pipeline.console.web;

import io.finsolutions.pipeline.console.pipelines.Pipeline;
import io.finsolutions.pipeline.console.pipelines.Pipelines;
import io.finsolutions.pipeline.market.TradingPair;
import io.javalin.http.Context;
import java.util.List;
import java.util.stream.Collectors;

/** What a request asks about. */
final class Asked {
  private static final int MOST_NAMED = 20;

  private final Pipelines pipelines;

  Asked(Pipelines pipelines) {
    this.pipelines = pipelines;
  }

  /** The pipeline of the path. */
  Pipeline pipeline(Context request) {
    return pipeline(request.pathParam("product"));
  }

  /** The pipeline of a pair. */
  Pipeline pipeline(String product) {
    try {
      return pipelines.of(TradingPair.parse(product)).orElseThrow(() -> unknown(product));
    } catch (IllegalArgumentException e) {
      throw unknown(product);
    }
  }

  private Problem unknown(String product) {
    List<Pipeline> all = pipelines.all();
    String there =
        all.isEmpty()
            ? "there is none yet"
            : "there are "
                + all.stream()
                    .limit(MOST_NAMED)
                    .map(pipeline -> pipeline.product().toString())
                    .collect(Collectors.joining(", "))
                + (all.size() > MOST_NAMED ? " and others, see /v1/products" : "");
    String shown = product.length() > 40 ? product.substring(0, 40) + "…" : product;
    return new Problem(404, "unknown_product", "There is no pipeline of " + shown + ": " + there);
  }
}
