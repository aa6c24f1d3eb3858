package io.finsolutions.pipeline.bench.recompute;

import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.exchange.oracle.PlainBar;
import io.finsolutions.pipeline.exchange.oracle.PlainBars;
import io.finsolutions.pipeline.exchange.tape.GeneratedTape;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Days of trades that are long over, with an hour before and behind, since history goes on: the
 * same ones as often as they are asked for.
 *
 * @param start where the first UTC day starts
 * @param count how many days there are
 * @param tradesPerDay how many trades a day has, about
 */
record PastDays(Instant start, int count, int tradesPerDay) {
  private static final Duration DAY = BarWidth.DAY.duration();
  private static final Duration MORE = BarWidth.HOUR.duration();

  /** The latest days that were over a week ago: a topic has forgotten them. */
  static PastDays of(int count, int tradesPerDay) {
    Instant end = BarWidth.DAY.startOf(Instant.now()).minus(DAY.multipliedBy(7));
    return new PastDays(end.minus(DAY.multipliedBy(count)), count, tradesPerDay);
  }

  /** From when on there are trades. */
  Instant firstTime() {
    return start.minus(MORE);
  }

  /** Before when there are trades. */
  Instant lastTime() {
    return endOf(count).plus(MORE);
  }

  /** Where the first days end. */
  Instant endOf(int days) {
    return start.plus(DAY.multipliedBy(days));
  }

  /** All trades, in the order of their ids. */
  Stream<Trade> trades() {
    Iterator<Trade> trades =
        GeneratedTape.of(Rig.PAIR, (double) tradesPerDay / DAY.toSeconds(), 1)
            .withStart(firstTime())
            .trades();
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(trades, Spliterator.ORDERED), false)
        .takeWhile(trade -> trade.time().isBefore(lastTime()));
  }

  /** The seconds of the first day, counted apart from the pipeline's code. */
  List<PlainBar> secondsOfTheFirst() {
    return PlainBars.of(
        trades()
            .dropWhile(trade -> trade.time().isBefore(start))
            .takeWhile(trade -> trade.time().isBefore(endOf(1))),
        BarWidth.SECOND.duration());
  }
}
