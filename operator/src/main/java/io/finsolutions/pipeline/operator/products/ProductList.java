package io.finsolutions.pipeline.operator.products;

import io.finsolutions.pipeline.coinbase.CoinbaseException;
import io.finsolutions.pipeline.coinbase.CoinbaseRest;
import io.finsolutions.pipeline.coinbase.Product;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of a pair whether the exchange has it. Asks for the whole list, seldom and never while a
 * reconciliation waits; as long as the exchange does not answer, every pair passes, and the
 * producer will find out.
 */
public final class ProductList implements PairCheck {
  private static final Logger LOG = LoggerFactory.getLogger(ProductList.class);
  private static final Duration KEPT = Duration.ofHours(1);
  private static final Duration KEPT_IF_UNKNOWN = Duration.ofMinutes(1);

  /** How the list is got. */
  @FunctionalInterface
  public interface Source {
    /** All products. */
    List<Product> products() throws CoinbaseException, InterruptedException;
  }

  private final Source source;
  private final Clock clock;
  private final AtomicBoolean isAsking = new AtomicBoolean();
  private volatile Map<TradingPair, Product> products = Map.of();
  private volatile Instant askedAt = Instant.EPOCH;

  /** Has asked nobody yet. */
  public ProductList(Source source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /** The list of an exchange. */
  public static Source of(CoinbaseRest rest) {
    return rest::products;
  }

  /**
   * Asks for the first time, so that no pair passes only because nobody has asked yet.
   *
   * @param patience how long to wait for the answer
   */
  public void ask(Duration patience) throws InterruptedException {
    isAsking.set(true);
    startToAsk().join(patience.toMillis());
  }

  @Override
  public Optional<String> whyNot(TradingPair pair) {
    Map<TradingPair, Product> known = products;
    boolean isKnown = known.containsKey(pair);
    askIfOld(known.isEmpty() || !isKnown ? KEPT_IF_UNKNOWN : KEPT);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    return isKnown
        ? known.get(pair).whyNotTradable()
        : Optional.of("Coinbase has no product " + pair + Similar.to(pair, tradable(known)));
  }

  private static List<TradingPair> tradable(Map<TradingPair, Product> known) {
    return known.values().stream()
        .filter(product -> product.whyNotTradable().isEmpty())
        .map(Product::pair)
        .toList();
  }

  private void askIfOld(Duration kept) {
    if (!clock.instant().isBefore(askedAt.plus(kept)) && isAsking.compareAndSet(false, true)) {
      startToAsk();
    }
  }

  private Thread startToAsk() {
    Thread asker = new Thread(this::ask, "products");
    asker.setDaemon(true);
    asker.start();
    return asker;
  }

  private void ask() {
    try {
      Map<TradingPair, Product> answer =
          source.products().stream()
              .collect(Collectors.toMap(Product::pair, Function.identity(), (one, same) -> one));
      products = answer;
      askedAt = clock.instant();
    } catch (CoinbaseException e) {
      LOG.warn("cannot list products reason=\"{}\"", e.getMessage());
      askedAt = clock.instant();
    } catch (RuntimeException e) {
      // An answer that nobody thought of is no answer; the next one may be.
      LOG.error("cannot list products", e);
      askedAt = clock.instant();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      isAsking.set(false);
    }
  }
}
