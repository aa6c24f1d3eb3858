package io.finsolutions.pipeline.archive;

import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeMessage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The trades of one product that are kept for ever, each once.
 *
 * <p>Whoever writes asks first which ids are there, and writes only others: then whatever is
 * written twice, after a failure or by another, is kept once. For that, one at a time writes trades
 * of a span. Spans are half open. Every method throws {@link ArchiveException} if the archive does
 * not do it.
 */
public interface TradeArchive {
  /** Keeps nothing. */
  TradeArchive NONE = new NoArchive();

  /** Whether trades are kept at all. */
  boolean keeps();

  /** The ids of the trades that were executed in a span. */
  TradeIds ids(Instant from, Instant to);

  /** Those of some ids whose trades are there, whenever they were executed. */
  TradeIds found(TradeIds ids);

  /** Gives all trades that were executed in a span to a reader, in any order. */
  void read(Instant from, Instant to, Consumer<TradeMessage> reader);

  /**
   * Gives all trades that were executed in a span to readers, in any order: to each those of a part
   * of the span, several at once.
   *
   * @param readers gives a reader for each part; a reader is called by one thread at a time
   * @return the readers, which have all trades together
   */
  default <R extends Consumer<TradeMessage>> List<R> readInParts(
      Instant from, Instant to, Supplier<R> readers) {
    R reader = readers.get();
    read(from, to, reader);
    return List.of(reader);
  }

  /** The time of the earliest trade; nothing if there is none. */
  Optional<Instant> earliest();

  /** What writes files of trades, here or in another process. They are no part of it yet. */
  TradeFiles files();

  /**
   * Makes files part of the archive, in one step.
   *
   * @param files what {@link #files} has written; may be empty
   * @param state what {@link #state} says from now on; left as it is if empty
   * @param remarks what is said about the step to those who look at the archive's history, by name
   */
  void append(Collection<TradeFile> files, Optional<String> state, Map<String, String> remarks);

  /** Deletes files that will be no part of the archive. */
  void discard(Collection<TradeFile> files);

  /** What the last step has said about where its writer stands, in a form of the writer's own. */
  Optional<String> state();
}
