package io.finsolutions.pipeline.exchange;

import io.finsolutions.pipeline.exchange.tape.Tape;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/** One product that is traded: its tape, how far that has run, and all that it has printed. */
final class ProductMarket {
  private final TradingPair product;
  private final PrintedTrades printed;
  private final LocalDate firstDate;
  private final Iterator<Trade> tape;
  // What was wound off the tape and not printed yet, then the first trade of the live part.
  private final Deque<Trade> wound = new ArrayDeque<>();
  private final Trade lastOfPast;
  private final Instant liveOrigin;
  private volatile Timeline timeline;
  // Written by one thread, read by others for the status.
  private volatile Trade next;
  private volatile Instant position;

  /** Winds the tape forward to its live part. */
  ProductMarket(Tape source, ExchangeSettings settings) {
    product = source.product();
    printed = new PrintedTrades(product, settings.keep());
    tape = source.trades();
    if (!tape.hasNext()) {
      throw new IllegalArgumentException("the tape of " + product + " holds no trade");
    }
    Trade live = tape.next();
    firstDate = live.time().atZone(ZoneOffset.UTC).toLocalDate();
    Optional<Instant> from = liveFrom(source, settings);
    int past = settings.clock() == ClockMode.NOW ? settings.history() : 0;
    for (int count = 0;
        tape.hasNext() && (from.isPresent() ? live.time().isBefore(from.get()) : count < past);
        count++) {
      wound.addLast(live);
      if (wound.size() > settings.history()) {
        wound.removeFirst();
      }
      live = tape.next();
    }
    lastOfPast = wound.peekLast();
    wound.addLast(live);
    liveOrigin = live.time();
  }

  private Optional<Instant> liveFrom(Tape source, ExchangeSettings settings) {
    if (settings.from().isPresent()) {
      return settings.from().map(time -> firstDate.atTime(time).toInstant(ZoneOffset.UTC));
    }
    return settings.clock() == ClockMode.NOW ? source.liveFrom() : Optional.empty();
  }

  /** The date on which the tape begins. */
  LocalDate firstDate() {
    return firstDate;
  }

  /** Whether no second of the tape is partly past and partly live. */
  boolean startsOnWholeSecond() {
    return lastOfPast == null
        || lastOfPast.time().isBefore(liveOrigin.truncatedTo(ChronoUnit.SECONDS));
  }

  /** The time of the tape at which the live part begins, on a whole second where that can be. */
  Instant tapeOrigin() {
    return startsOnWholeSecond() ? liveOrigin.truncatedTo(ChronoUnit.SECONDS) : liveOrigin;
  }

  /** Fixes which times trades are printed with, and prints what is past already. */
  void open(Timeline fixed, Instant now) {
    timeline = fixed;
    advance();
    while (!wound.isEmpty() && !timeline.of(next.time()).isAfter(now)) {
      Trade placed = timeline.place(next);
      printed.append(placed);
      printed.markSent(placed.tradeId(), placed.time());
      advance();
    }
  }

  TradingPair product() {
    return product;
  }

  PrintedTrades printed() {
    return printed;
  }

  /** Whether the tape has come to its end. */
  boolean hasEnded() {
    return timeline != null && next == null;
  }

  /** The time of the tape up to which it was played. */
  Optional<Instant> position() {
    return Optional.ofNullable(position);
  }

  /** The next trade with the time at which it is to be printed; nothing at the tape's end. */
  Optional<Trade> peek() {
    return Optional.ofNullable(next).map(timeline::place);
  }

  void advance() {
    if (next != null) {
      position = next.time();
    }
    if (!wound.isEmpty()) {
      next = wound.removeFirst();
    } else {
      next = tape.hasNext() ? tape.next() : null;
    }
  }
}
