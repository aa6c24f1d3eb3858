package io.finsolutions.pipeline.batch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.archive.TradeArchive;
import io.finsolutions.pipeline.batch.Trades;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** However a partition is cut, what is read is what is read in one go. */
class StretchesTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final int SECONDS = 400;
  private static final int MOST_RECORDS = 40;

  /** A topic of one partition, cut before some of its offsets. */
  private record CutTopic(List<TradeMessage> trades, Set<Integer> cuts) implements TradesTopic {
    @Override
    public String name() {
      return "trades";
    }

    @Override
    public String id() {
      return "id";
    }

    @Override
    public SortedMap<Integer, Long> beginning() {
      return offset(0);
    }

    @Override
    public SortedMap<Integer, Long> end() {
      return offset(trades.size());
    }

    @Override
    public SortedMap<Integer, Long> since(Instant time) {
      int first = 0;
      while (first < trades.size() && trades.get(first).trade().time().isBefore(time)) {
        first++;
      }
      return offset(first);
    }

    @Override
    public <T> List<T> read(SortedMap<Integer, Long> from, PartitionWork<T> work) {
      List<T> all = new ArrayList<>();
      List<TopicRecord> stretch = new ArrayList<>();
      for (int offset = from.get(0).intValue(); offset < trades.size(); offset++) {
        if (cuts.contains(offset)) {
          // In no order that could be relied on.
          all.add(0, work.on(stretch.iterator()));
          stretch = new ArrayList<>();
        }
        stretch.add(record(offset));
      }
      all.add(0, work.on(stretch.iterator()));
      return all;
    }

    private TopicRecord record(int offset) {
      TradeMessage message = trades.get(offset);
      return new TopicRecord(
          0, offset, message.trade().time().toEpochMilli(), TradeJson.encode(message));
    }

    private static SortedMap<Integer, Long> offset(long offset) {
      return new TreeMap<>(Map.of(0, offset));
    }
  }

  // Few ids, so that many are repeated, with the same trade or with another.
  @Provide
  Arbitrary<List<TradeMessage>> trades() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 20),
            Arbitraries.integers().between(0, SECONDS),
            Arbitraries.of(true, false))
        .as(StretchesTest::message)
        .list()
        .ofMaxSize(MOST_RECORDS);
  }

  private static TradeMessage message(int id, int second, boolean first) {
    Trade trade =
        Trades.trade(
            Trades.BTC_USD, id, START.plusSeconds(second).toString(), "8000" + second, "1");
    TradeMessage message = new TradeMessage(trade, Origin.BACKFILL);
    return first ? message.asFirstOfMinute() : message;
  }

  @Property
  void aLookShowsTheSame(
      @ForAll("trades") List<TradeMessage> trades,
      @ForAll Set<@IntRange(min = 1, max = MOST_RECORDS) Integer> cuts,
      @ForAll @IntRange(min = 0, max = MOST_RECORDS) int unseen) {
    assertThat(look(new CutTopic(trades, cuts), unseen))
        .isEqualTo(look(new CutTopic(trades, Set.of()), unseen));
  }

  private static List<Object> look(CutTopic topic, long unseen) {
    TradeIds finalIds = new TradeIds();
    finalIds.addRange(1, 3);
    Survey survey =
        log(topic)
            .survey(
                topic.beginning(),
                Optional.of(START.plusSeconds(100)),
                Map.of(0, unseen),
                finalIds);
    SeenTrades seen = survey.seen(survey.lateHours());
    return List.of(
        survey.earliest(),
        survey.latest(),
        survey.lateHours(),
        survey.coveredFrom(Set.of()),
        survey.coveredFrom(survey.lateHours()),
        seen.ids().toString(),
        seen.holes(),
        survey.beginningOf(range(), 1));
  }

  @Property
  void theSameIsCounted(
      @ForAll("trades") List<TradeMessage> trades,
      @ForAll Set<@IntRange(min = 1, max = MOST_RECORDS) Integer> cuts,
      @ForAll @IntRange(min = 1, max = 20) int trustedFrom) {
    assertThat(log(new CutTopic(trades, cuts)).fold(List.of(range()), trustedFrom))
        .isEqualTo(log(new CutTopic(trades, Set.of())).fold(List.of(range()), trustedFrom));
  }

  private static TimeRange range() {
    return new TimeRange(START.plusSeconds(120), START.plusSeconds(300));
  }

  private static TradeLog log(CutTopic topic) {
    return new TradeLog(
        topic, TradeArchive.NONE, Trades.BTC_USD, START.plusSeconds(SECONDS * 3L / 4));
  }
}
