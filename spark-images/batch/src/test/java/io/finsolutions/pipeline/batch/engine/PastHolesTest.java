package io.finsolutions.pipeline.batch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.archive.TradeArchive;
import io.finsolutions.pipeline.archive.TradeFile;
import io.finsolutions.pipeline.archive.TradeFiles;
import io.finsolutions.pipeline.batch.Trades;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Two days with a trade each hour: trade 1 at midnight, trade 48 an hour before the end. */
class PastHolesTest {
  private static final Instant FIRST_DAY = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant SECOND_DAY = FIRST_DAY.plus(Duration.ofDays(1));
  private static final TimeRange SPAN =
      new TimeRange(FIRST_DAY, FIRST_DAY.plus(Duration.ofDays(2)));
  private static final IdRange IDS = new IdRange(1, 48);

  private final KeptTrades archive = new KeptTrades();

  @Test
  void whereNothingIsMissingNothingIsRead() {
    archive.keep(1, 48);
    Hole elsewhere = hole(100, 200, at(60), at(70));

    PastHoles holes = find(List.of(elsewhere));

    assertThat(archive.reads).isZero();
    assertThat(holes.after(List.of(elsewhere), new TradeIds(), SPAN.to()))
        .containsExactly(elsewhere);
  }

  @Test
  void whatIsNotThereIsMissingBetweenTheTradesBesideIt() {
    archive.keep(1, 9);
    archive.keep(12, 48);

    assertThat(find(List.of()).after(List.of(), new TradeIds(), SPAN.to()))
        .containsExactly(hole(10, 11, at(9), at(12)));
  }

  @Test
  void whatIsMissingAtTheEndsIsMissingInTheSpan() {
    archive.keep(3, 46);

    assertThat(find(List.of()).after(List.of(), new TradeIds(), SPAN.to()))
        .containsExactly(
            hole(1, 2, FIRST_DAY.minusSeconds(2), at(3)),
            hole(47, 48, at(46), SPAN.to().plusSeconds(2)));
  }

  @Test
  void whatIsCountedAlreadyIsNotMissing() {
    archive.keep(1, 9);
    archive.keep(20, 48);

    assertThat(
            find(List.of())
                .after(List.of(), TradeIds.of(new IdRange(10, 14), new IdRange(16, 19)), SPAN.to()))
        .containsExactly(hole(15, 15, at(9), at(20)));
  }

  @Test
  void aHoleThatIsFilledIsFilledDayByDay() {
    archive.keep(1, 48);
    Hole before = hole(10, 40, at(9), at(41));

    PastHoles holes = find(List.of(before));
    List<Hole> after = holes.after(List.of(before), new TradeIds(), SECOND_DAY);

    assertThat(after).containsExactly(hole(25, 40, at(24), at(41)));
    assertThat(holes.after(after, new TradeIds(), SPAN.to())).isEmpty();
  }

  @Test
  void aHoleThatReachesOutOfTheSpanIsFilledAsFarAsThat() {
    archive.keep(1, 48);
    Hole before = hole(10, 90, at(9), at(91));

    assertThat(find(List.of(before)).after(List.of(before), new TradeIds(), SPAN.to()))
        .containsExactly(hole(49, 90, at(48), at(91)));
  }

  private PastHoles find(List<Hole> missing) {
    return PastHoles.find(archive, SPAN, IDS, List.of(), missing);
  }

  private static Hole hole(long first, long last, Instant after, Instant before) {
    return new Hole(new IdRange(first, last), after, before);
  }

  /** When a trade was executed. */
  private static Instant at(long id) {
    return FIRST_DAY.plus(Duration.ofHours(id - 1));
  }

  /** An archive in memory. */
  private static final class KeptTrades implements TradeArchive {
    private final List<Trade> trades = new ArrayList<>();
    private int reads;

    void keep(long first, long last) {
      for (long id = first; id <= last; id++) {
        trades.add(Trades.trade(Trades.BTC_USD, id, at(id).toString(), "80000", "1"));
      }
    }

    @Override
    public boolean keeps() {
      return true;
    }

    @Override
    public TradeIds ids(Instant from, Instant to) {
      TradeIds ids = new TradeIds();
      trades.stream()
          .filter(trade -> new TimeRange(from, to).contains(trade.time()))
          .forEach(trade -> ids.add(trade.tradeId()));
      return ids;
    }

    @Override
    public TradeIds found(TradeIds ids) {
      throw new UnsupportedOperationException("nobody asks for it");
    }

    @Override
    public void read(Instant from, Instant to, Consumer<TradeMessage> reader) {
      reads++;
      trades.stream()
          .filter(trade -> new TimeRange(from, to).contains(trade.time()))
          .forEach(trade -> reader.accept(new TradeMessage(trade, Origin.BACKFILL)));
    }

    @Override
    public Optional<Instant> earliest() {
      throw new UnsupportedOperationException("nobody asks for it");
    }

    @Override
    public TradeFiles files() {
      throw new UnsupportedOperationException("nobody writes");
    }

    @Override
    public void append(
        Collection<TradeFile> files, Optional<String> state, Map<String, String> remarks) {
      throw new UnsupportedOperationException("nobody writes");
    }

    @Override
    public void discard(Collection<TradeFile> files) {
      throw new UnsupportedOperationException("nobody writes");
    }

    @Override
    public Optional<String> state() {
      return Optional.empty();
    }
  }
}
