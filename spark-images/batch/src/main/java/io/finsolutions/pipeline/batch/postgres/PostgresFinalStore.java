package io.finsolutions.pipeline.batch.postgres;

import io.finsolutions.pipeline.batch.engine.FinalStore;
import io.finsolutions.pipeline.batch.engine.Handover;
import io.finsolutions.pipeline.batch.engine.Hole;
import io.finsolutions.pipeline.batch.engine.RunKind;
import io.finsolutions.pipeline.batch.engine.StoreException;
import io.finsolutions.pipeline.batch.engine.TimeRange;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A connection to Postgres. */
final class PostgresFinalStore implements FinalStore {
  private final Connection connection;
  private final TradingPair product;
  private final RunLedger ledger;

  PostgresFinalStore(Connection connection, TradingPair product) {
    this.connection = connection;
    this.product = product;
    this.ledger = new RunLedger(connection, product);
  }

  @Override
  public Lock lock() throws StoreException {
    RunLedger.Lock lock = Answer.of("lock runs", ledger::lock);
    return new Lock() {
      @Override
      public long begin(RunKind kind) throws StoreException {
        return Answer.of("begin a run", () -> lock.begin(kind));
      }

      @Override
      public void close() throws StoreException {
        Answer.to("unlock runs", lock::close);
      }
    };
  }

  @Override
  public void fail(long runId, String error) throws StoreException {
    Answer.to("write down the failure", () -> ledger.fail(runId, error));
  }

  @Override
  public Handover handover() throws StoreException {
    return Answer.of("read the hand-over", ledger::handover);
  }

  @Override
  public List<Hole> missingIds() throws StoreException {
    return Answer.of("read missing ids", () -> new MissingIdsTable(connection, product).read());
  }

  @Override
  public Map<Instant, Long> finalTrades(TimeRange range) throws StoreException {
    BarTable seconds = BarTable.ofBatch(connection, product, BarWidth.SECOND);
    return Answer.of("read final trades", () -> seconds.trades(range));
  }

  @Override
  public Optional<Instant> firstTradeTimeFrom(Instant start) throws StoreException {
    BarTable seconds = BarTable.ofBatch(connection, product, BarWidth.SECOND);
    return Answer.of("read the first final bar", () -> seconds.firstTradeTimeFrom(start));
  }

  @Override
  public OptionalLong firstTradeIdFrom(Instant start) throws StoreException {
    BarTable seconds = BarTable.ofBatch(connection, product, BarWidth.SECOND);
    return Answer.of("read a final bar", () -> seconds.firstTradeIdFrom(start));
  }

  @Override
  public Optional<Instant> lastTradeTimeBefore(Instant end) throws StoreException {
    BarTable seconds = BarTable.ofBatch(connection, product, BarWidth.SECOND);
    return Answer.of("read the last final bar", () -> seconds.lastTradeTimeBefore(end));
  }

  @Override
  public List<Bar> finalBars(BarWidth width, TimeRange range) throws StoreException {
    return Answer.of(
        "read final bars", () -> BarTable.ofBatch(connection, product, width).read(range));
  }

  @Override
  public List<Bar> speedSeconds(TimeRange range) throws StoreException {
    return Answer.of("read speed bars", () -> BarTable.ofSpeed(connection, product).read(range));
  }

  @Override
  public <T> T atomically(Work<T> work) throws StoreException {
    Answer.to("begin a transaction", () -> connection.setAutoCommit(false));
    T result;
    try {
      result = work.in(new PostgresStep(connection, product));
      Answer.to("commit", connection::commit);
    } catch (StoreException | RuntimeException e) {
      rollBack(e);
      throw e;
    }
    Answer.to("end a transaction", () -> connection.setAutoCommit(true));
    return result;
  }

  private void rollBack(Exception failure) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public void close() throws StoreException {
    Answer.to("close the connection", connection::close);
  }
}
