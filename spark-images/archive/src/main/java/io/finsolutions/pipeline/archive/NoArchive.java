package io.finsolutions.pipeline.archive;

import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeMessage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps nothing. */
final class NoArchive implements TradeArchive {
  @Override
  public boolean keeps() {
    return false;
  }

  @Override
  public TradeIds ids(Instant from, Instant to) {
    return new TradeIds();
  }

  @Override
  public TradeIds found(TradeIds ids) {
    return new TradeIds();
  }

  @Override
  public void read(Instant from, Instant to, Consumer<TradeMessage> reader) {
    // There is none.
  }

  @Override
  public Optional<Instant> earliest() {
    return Optional.empty();
  }

  @Override
  public TradeFiles files() {
    return NoWriter::new;
  }

  @Override
  public void append(
      Collection<TradeFile> files, Optional<String> state, Map<String, String> remarks) {
    // Nothing was written.
  }

  @Override
  public void discard(Collection<TradeFile> files) {
    // Nothing was written.
  }

  @Override
  public Optional<String> state() {
    return Optional.empty();
  }

  private static final class NoWriter implements TradeWriter {
    @Override
    public void add(TradeMessage trade) {
      // Not kept.
    }

    @Override
    public List<TradeFile> finish() {
      return List.of();
    }

    @Override
    public void close() {
      // Nothing was written.
    }
  }
}
