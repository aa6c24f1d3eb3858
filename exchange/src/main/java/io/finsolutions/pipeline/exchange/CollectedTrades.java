package io.finsolutions.pipeline.exchange;

import io.finsolutions.pipeline.exchange.fault.Fault;
import io.finsolutions.pipeline.market.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The trades of one product that the feed has still to send. */
final class CollectedTrades {
  private final PrintedTrades printed;
  private final Faults faults;
  private final ReorderBuffer reorder;
  private final Stragglers stragglers = new Stragglers();
  private List<Trade> collected = new ArrayList<>();
  private boolean quiet = true;
  private long messages;

  CollectedTrades(PrintedTrades printed, Faults faults) {
    this.printed = printed;
    this.faults = faults;
    this.reorder = new ReorderBuffer(faults::random);
  }

  PrintedTrades printed() {
    return printed;
  }

  /**
   * Whether a message of several trades is to spread them over two events, as the exchange may do:
   * so it is with every fourth.
   */
  boolean splitsNextMessage() {
    return ++messages % 4 == 0;
  }

  void add(Trade trade) {
    Optional<Fault.Straggle> fault = faults.strike(Fault.Straggle.class);
    if (fault.isPresent()) {
      stragglers.hold(trade, 1 + faults.random(fault.get().span()));
    } else {
      collected.add(trade);
      collected.addAll(stragglers.pass());
    }
  }

  /** What to send now, in the order in which to send it. */
  List<Trade> take() {
    if (collected.isEmpty()) {
      return List.of();
    }
    List<Trade> fresh = collected;
    collected = new ArrayList<>();
    quiet = false;
    Optional<Fault.Reorder> fault = faults.strike(Fault.Reorder.class);
    if (fault.isPresent()) {
      return reorder.exchange(fresh, fault.get().span());
    }
    List<Trade> all = reorder.drain();
    all.addAll(fresh);
    return all;
  }

  /** As {@link #take}; what was held back to be reordered comes when no trade has come since. */
  List<Trade> takeAndSettle() {
    List<Trade> taken = new ArrayList<>(take());
    if (quiet) {
      taken.addAll(stragglers.all());
      taken.addAll(reorder.drain());
    }
    quiet = true;
    return taken;
  }
}
