package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.archive.TradeArchive;
import io.finsolutions.pipeline.archive.TradeFile;
import io.finsolutions.pipeline.archive.TradeFiles;
import io.finsolutions.pipeline.archive.TradeWriter;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** An archive: what is appended is there at once, and outlives every crash. */
final class SimulatedArchive {
  private final List<TradeMessage> messages = new ArrayList<>();
  private Optional<String> state = Optional.empty();

  /** The trades that were executed before an instant, in the order of execution. */
  List<Trade> before(Instant end) {
    return messages.stream()
        .map(TradeMessage::trade)
        .filter(trade -> trade.time().isBefore(end))
        .sorted(Trade.EXECUTION_ORDER)
        .toList();
  }

  /**
   * The archive as a run has it.
   *
   * @param wayPoint where others act, and where the run can end
   */
  TradeArchive openedBy(Runnable wayPoint) {
    return new Opened(wayPoint);
  }

  private record MemoryFile(List<TradeMessage> messages) implements TradeFile {
    @Override
    public String location() {
      return "memory";
    }

    @Override
    public long trades() {
      return messages.size();
    }
  }

  private static final class MemoryWriter implements TradeWriter {
    private final List<TradeMessage> written = new ArrayList<>();

    @Override
    public void add(TradeMessage trade) {
      written.add(trade);
    }

    @Override
    public List<TradeFile> finish() {
      return List.of(new MemoryFile(List.copyOf(written)));
    }

    @Override
    public void close() {
      // Nobody misses the memory.
    }
  }

  private final class Opened implements TradeArchive {
    private final Runnable wayPoint;

    private Opened(Runnable wayPoint) {
      this.wayPoint = wayPoint;
    }

    @Override
    public boolean keeps() {
      return true;
    }

    @Override
    public TradeIds ids(Instant from, Instant to) {
      TradeIds ids = new TradeIds();
      read(from, to, message -> ids.add(message.trade().tradeId()));
      return ids;
    }

    @Override
    public TradeIds found(TradeIds ids) {
      TradeIds found = new TradeIds();
      messages.stream()
          .map(message -> message.trade().tradeId())
          .filter(ids::contains)
          .forEach(found::add);
      return found;
    }

    @Override
    public void read(Instant from, Instant to, Consumer<TradeMessage> reader) {
      messages.stream()
          .filter(message -> !message.trade().time().isBefore(from))
          .filter(message -> message.trade().time().isBefore(to))
          .forEach(reader);
    }

    @Override
    public Optional<Instant> earliest() {
      return messages.stream().map(message -> message.trade().time()).min(Instant::compareTo);
    }

    @Override
    public TradeFiles files() {
      return MemoryWriter::new;
    }

    @Override
    public void append(
        Collection<TradeFile> files, Optional<String> newState, Map<String, String> remarks) {
      files.forEach(file -> messages.addAll(((MemoryFile) file).messages()));
      newState.ifPresent(text -> state = Optional.of(text));
      wayPoint.run();
    }

    @Override
    public void discard(Collection<TradeFile> files) {
      // Nobody misses the memory.
    }

    @Override
    public Optional<String> state() {
      return state;
    }
  }
}
