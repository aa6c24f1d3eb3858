package io.finsolutions.pipeline.streaming.postgres;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.store.BarColumns;
import io.finsolutions.pipeline.store.DatabaseSettings;
import io.finsolutions.pipeline.store.Multirange;
import io.finsolutions.pipeline.streaming.engine.Committed;
import io.finsolutions.pipeline.streaming.engine.Fence;
import io.finsolutions.pipeline.streaming.engine.FencedException;
import io.finsolutions.pipeline.streaming.engine.PartitionId;
import io.finsolutions.pipeline.streaming.engine.SpeedCommit;
import io.finsolutions.pipeline.streaming.engine.SpeedStore;
import io.finsolutions.pipeline.streaming.engine.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speed rows and fences in Postgres. A commit is one statement. */
public final class PostgresSpeedStore implements SpeedStore {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresSpeedStore.class);

  private static final String TAKE =
      """
      INSERT INTO ops.fence AS f (topic, partition, generation) VALUES (?, ?, 1)
      ON CONFLICT (topic, partition) DO UPDATE SET generation = f.generation + 1
      RETURNING generation, next_offset, seen::text AS seen, forgotten_below""";

  /**
   * The views find a product's rows by its hand-over, so it has to be there before the first row.
   */
  private static final String ENSURE_HANDOVER =
      "INSERT INTO ops.handover (product) VALUES (?) ON CONFLICT DO NOTHING";

  /** Offsets of the hand-over mean nothing in another topic than the one that is counted. */
  private static final String COMMIT =
      """
      WITH moved AS (
        UPDATE ops.fence
        SET next_offset = ?, seen = ?::int8multirange, forgotten_below = ?,
            updated_at = clock_timestamp()
        WHERE topic = ? AND partition = ? AND generation = ? AND next_offset = ?
        RETURNING topic, partition),
      late AS (
        INSERT INTO ops.late_trades (product, trade_id, time, price, size, maker_side, origin)
        SELECT l.* FROM moved, unnest(?::text[], ?::int8[], ?::timestamptz[], ?::numeric[],
          ?::numeric[], ?::text[], ?::text[]) AS l
        ON CONFLICT DO NOTHING),
      merged AS (
        INSERT INTO speed.bars_1s AS b (%1$s)
        SELECT n.* FROM moved, %2$s AS n (%1$s)
        ON CONFLICT (product, start) DO UPDATE SET
          trades = b.trades + excluded.trades,
          buys = b.buys + excluded.buys,
          sells = b.sells + excluded.sells,
          open = CASE
            WHEN (excluded.open_time, excluded.first_trade_id) < (b.open_time, b.first_trade_id)
            THEN excluded.open ELSE b.open END,
          first_trade_id = CASE
            WHEN (excluded.open_time, excluded.first_trade_id) < (b.open_time, b.first_trade_id)
            THEN excluded.first_trade_id ELSE b.first_trade_id END,
          open_time = least(b.open_time, excluded.open_time),
          high = greatest(b.high, excluded.high),
          low = least(b.low, excluded.low),
          close = CASE
            WHEN (excluded.close_time, excluded.last_trade_id) > (b.close_time, b.last_trade_id)
            THEN excluded.close ELSE b.close END,
          last_trade_id = CASE
            WHEN (excluded.close_time, excluded.last_trade_id) > (b.close_time, b.last_trade_id)
            THEN excluded.last_trade_id ELSE b.last_trade_id END,
          close_time = greatest(b.close_time, excluded.close_time),
          base_volume = b.base_volume + excluded.base_volume,
          buy_volume = b.buy_volume + excluded.buy_volume,
          sell_volume = b.sell_volume + excluded.sell_volume,
          quote_volume = b.quote_volume + excluded.quote_volume,
          price_sum = b.price_sum + excluded.price_sum,
          updated_at = clock_timestamp()
        RETURNING %3$s)
      SELECT
        h.handover,
        CASE WHEN t.topic_id = h.topic_id
          THEN (h.end_offsets ->> moved.partition::text)::int8 END AS unseen_from,
        m.*
      FROM moved
      LEFT JOIN ops.handover h ON h.product = ?
      LEFT JOIN ops.topics t ON t.topic = moved.topic
      LEFT JOIN merged m ON true"""
          .formatted(
              BarColumns.NAMES, BarColumns.UNNEST, "b." + BarColumns.NAMES.replace(", ", ", b."));

  private static final String FENCE_STANDS =
      "SELECT FROM ops.fence WHERE topic = ? AND partition = ? AND generation = ? AND next_offset = ?";

  private final Connection connection;
  private final PreparedStatement commit;
  private final TradingPair product;

  /**
   * Connects.
   *
   * @throws StoreException if the database does not answer
   */
  public PostgresSpeedStore(DatabaseSettings database, TradingPair product) throws StoreException {
    this.product = product;
    try {
      connection = database.connect("streaming " + product);
    } catch (SQLException e) {
      throw new StoreException("cannot connect to the database: " + e.getMessage(), e);
    }
    try {
      try (Statement statement = connection.createStatement()) {
        // A commit that is lost when Postgres crashes is lost with its fence, and counted again.
        statement.execute("SET synchronous_commit = off");
      }
      commit = connection.prepareStatement(COMMIT);
    } catch (SQLException e) {
      close();
      throw new StoreException("cannot prepare the database: " + e.getMessage(), e);
    }
  }

  @Override
  public Fence take(PartitionId partition) throws StoreException {
    try (PreparedStatement ensure = connection.prepareStatement(ENSURE_HANDOVER);
        PreparedStatement take = connection.prepareStatement(TAKE)) {
      ensure.setString(1, product.toString());
      ensure.executeUpdate();
      take.setString(1, partition.topic());
      take.setInt(2, partition.partition());
      try (ResultSet row = take.executeQuery()) {
        row.next();
        return new Fence(
            row.getLong("generation"),
            row.getLong("next_offset"),
            Multirange.parse(row.getString("seen")),
            row.getLong("forgotten_below"));
      }
    } catch (SQLException e) {
      throw new StoreException("cannot take the fence: " + e.getMessage(), e);
    }
  }

  @Override
  public Committed commit(SpeedCommit step) throws StoreException, FencedException {
    try {
      bind(step);
      try (ResultSet row = commit.executeQuery()) {
        if (!row.next()) {
          throw new FencedException(step.partition(), step.generation());
        }
        Optional<Instant> handover = Optional.ofNullable(BarColumns.instant(row, "handover"));
        long unseenFrom = row.getLong("unseen_from");
        List<Bar> merged = new ArrayList<>(step.bars().size());
        if (row.getString("product") != null) {
          do {
            merged.add(BarColumns.read(row, BarWidth.SECOND));
          } while (row.next());
        }
        return new Committed(merged, handover, unseenFrom);
      }
    } catch (SQLException e) {
      throw new StoreException("cannot commit speed rows: " + e.getMessage(), e);
    }
  }

  @Override
  public void requireFence(PartitionId partition, long generation, long nextOffset)
      throws StoreException, FencedException {
    try (PreparedStatement statement = connection.prepareStatement(FENCE_STANDS)) {
      statement.setString(1, partition.topic());
      statement.setInt(2, partition.partition());
      statement.setLong(3, generation);
      statement.setLong(4, nextOffset);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new FencedException(partition, generation);
        }
      }
    } catch (SQLException e) {
      throw new StoreException("cannot look at the fence: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("closing the connection failed", e);
    }
  }

  private void bind(SpeedCommit step) throws SQLException {
    commit.setLong(1, step.nextOffset());
    commit.setString(2, Multirange.format(step.seen()));
    commit.setLong(3, step.forgottenBelow());
    commit.setString(4, step.partition().topic());
    commit.setInt(5, step.partition().partition());
    commit.setLong(6, step.generation());
    commit.setLong(7, step.fromOffset());
    List<TradeMessage> late = step.late();
    bindArray(8, "text", late, message -> message.trade().product().toString());
    bindArray(9, "int8", late, message -> message.trade().tradeId());
    bindArray(10, "timestamptz", late, message -> BarColumns.utc(message.trade().time()));
    bindArray(11, "numeric", late, message -> message.trade().price());
    bindArray(12, "numeric", late, message -> message.trade().size());
    bindArray(13, "text", late, message -> makerSide(message.trade()));
    bindArray(14, "text", late, message -> message.origin().name().toLowerCase(Locale.ROOT));
    int next = BarColumns.bind(commit, 15, step.bars());
    commit.setString(next, product.toString());
  }

  private void bindArray(
      int index, String type, List<TradeMessage> messages, Function<TradeMessage, Object> value)
      throws SQLException {
    Object[] values = messages.stream().map(value).toArray();
    commit.setArray(index, connection.createArrayOf(type, values));
  }

  private static String makerSide(Trade trade) {
    return trade.makerSide().name();
  }
}
