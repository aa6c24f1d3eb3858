package io.finsolutions.pipeline.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.finsolutions.pipeline.exchange.fault.Fault;
import io.finsolutions.pipeline.exchange.fault.FaultJson;
import io.finsolutions.pipeline.exchange.fault.FaultOrder;
import io.finsolutions.pipeline.market.TradeIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The faults of a running stand-in. Random decisions come from a seed, so a run of the same
 * messages replays. Safe for use by several threads.
 */
public final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  private final ScheduledExecutorService loop;
  private final FaultEffects effects;
  private final SplittableRandom random;
  private final List<Standing> standing = new ArrayList<>();
  private final Map<String, Long> struck = new TreeMap<>();
  private final TradeIds hidden = new TradeIds();
  private final TradeIds heldBack = new TradeIds();
  private long generation;

  private static final class Standing {
    private final Fault fault;
    private final Optional<Long> endNanos;
    private long left;

    Standing(Fault fault, Optional<Long> endNanos) {
      this.fault = fault;
      this.endNanos = endNanos;
      this.left = fault.times();
    }

    boolean isOver() {
      return left == 0 || endNanos.filter(end -> System.nanoTime() - end >= 0).isPresent();
    }
  }

  Faults(ScheduledExecutorService loop, FaultEffects effects, long seed) {
    this.loop = loop;
    this.effects = effects;
    this.random = new SplittableRandom(seed);
  }

  /** Begins a fault at once; it stands until it has struck often enough or is cleared. */
  public void start(Fault fault) {
    start(FaultOrder.now(fault));
  }

  /** Begins a fault at its time, counted from now. */
  public void start(FaultOrder order) {
    long orderedIn;
    synchronized (this) {
      orderedIn = generation;
    }
    if (order.at().isZero()) {
      begin(order, orderedIn);
    } else {
      loop.schedule(() -> begin(order, orderedIn), order.at().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /**
   * Ends all faults, also those that have not begun. Hidden ids can be seen from REST again; what
   * is held back comes at its time, and a silent connection stays silent.
   */
  public synchronized void clear() {
    generation++;
    standing.clear();
    hidden.removeAll(hidden.copy());
    LOG.info("faults=cleared");
  }

  /** The ids that neither feed nor REST gives, as long as the faults stand. */
  public synchronized TradeIds hiddenIds() {
    return hidden.copy();
  }

  /** How often the faults of a name, such as {@code drop}, have struck since the start. */
  public synchronized long struck(String name) {
    return struck.getOrDefault(name, 0L);
  }

  /** What stands, what has struck how often, and what is hidden. */
  synchronized ObjectNode describe() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    var list = json.putArray("standing");
    standing.stream()
        .filter(one -> !one.isOver())
        .forEach(one -> list.add(FaultJson.write(one.fault)));
    var counts = json.putObject("struck");
    struck.forEach(counts::put);
    json.put("hidden", hidden.toString());
    json.put("held_back", heldBack.toString());
    return json;
  }

  /** Lets the fault of a kind strike, if one stands and chance wants it. */
  synchronized <T extends Fault> Optional<T> strike(Class<T> kind) {
    for (Iterator<Standing> all = standing.iterator(); all.hasNext(); ) {
      Standing one = all.next();
      if (one.isOver()) {
        all.remove();
      } else if (kind.isInstance(one.fault) && chance(one.fault.probability())) {
        one.left--;
        count(one.fault);
        return Optional.of(kind.cast(one.fault));
      }
    }
    return Optional.empty();
  }

  /** A random whole number from 0 on and below {@code bound}, from the faults' seed. */
  synchronized int random(int bound) {
    return random.nextInt(bound);
  }

  /** Whether neither feed nor REST may give a trade. */
  synchronized boolean isWithheld(long tradeId) {
    return hidden.contains(tradeId) || heldBack.contains(tradeId);
  }

  /**
   * Decides, before a trade is printed, whether it is to be withheld.
   *
   * @return how long it is held back; nothing if it is not
   */
  synchronized Optional<Duration> withhold(long tradeId) {
    if (standing.isEmpty()) {
      return Optional.empty();
    }
    if (strike(Fault.HideNext.class).isPresent()) {
      hidden.add(tradeId);
    }
    Optional<Fault.Late> late = strike(Fault.Late.class);
    late.ifPresent(fault -> heldBack.add(tradeId));
    return late.map(Fault.Late::by);
  }

  synchronized void release(long tradeId) {
    heldBack.removeRange(tradeId, tradeId);
  }

  private void begin(FaultOrder order, long orderedIn) {
    Fault fault = order.fault();
    synchronized (this) {
      if (orderedIn != generation) {
        return;
      }
      LOG.info("fault={}", FaultJson.write(fault));
      if (fault instanceof Fault.Hide hide) {
        hidden.addRange(hide.ids().first(), hide.ids().last());
        count(fault);
        return;
      }
      if (!actsAtOnce(fault)) {
        standing.add(
            new Standing(
                fault, order.lasting().map(length -> System.nanoTime() + length.toNanos())));
        return;
      }
      count(fault);
    }
    loop.execute(() -> act(fault));
  }

  private static boolean actsAtOnce(Fault fault) {
    return fault instanceof Fault.Disconnect
        || fault instanceof Fault.HalfOpen
        || fault instanceof Fault.UnknownMessage;
  }

  private void act(Fault fault) {
    if (fault instanceof Fault.Disconnect disconnect) {
      effects.disconnectAll(disconnect.abrupt());
    } else if (fault instanceof Fault.HalfOpen) {
      effects.silenceAll();
    } else if (fault instanceof Fault.UnknownMessage) {
      effects.sendUnknownMessage();
    }
  }

  private boolean chance(double probability) {
    return probability >= 1 || random.nextDouble() < probability;
  }

  private void count(Fault fault) {
    struck.merge(FaultJson.write(fault).get("fault").asText(), 1L, Long::sum);
  }
}
