package io.finsolutions.pipeline.archive.iceberg;

import java.util.List;
import org.apache.iceberg.parquet.ParquetValueReaders;
import org.apache.parquet.schema.MessageType;

/** Reads which trades were executed when. Every row is given in one and the same object. */
final class ExecutionReader
    extends ParquetValueReaders.StructReader<ExecutionReader.Execution, ExecutionReader.Execution> {
  private final Execution execution = new Execution();

  private ExecutionReader(FileColumns columns) {
    super(
        List.of(
            ParquetValueReaders.unboxed(columns.at(TradeTable.TRADE_ID_AT)),
            ParquetValueReaders.unboxed(columns.at(TradeTable.TIME_AT))));
  }

  /** A reader of the executions of a file with the given columns. */
  static ExecutionReader of(MessageType file) {
    return new ExecutionReader(new FileColumns(file));
  }

  @Override
  protected Execution newStructData(Execution reuse) {
    return execution;
  }

  @Override
  protected Object getField(Execution intermediate, int position) {
    // Nothing is used again.
    return null;
  }

  @Override
  protected void set(Execution struct, int position, Object value) {
    if (position == 0) {
      struct.tradeId = (Long) value;
    } else {
      struct.micros = (Long) value;
    }
  }

  @Override
  protected Execution buildStruct(Execution struct) {
    return struct;
  }

  /** That of a trade. */
  static final class Execution {
    private long tradeId;
    private long micros;

    /** The trade's id. */
    long tradeId() {
      return tradeId;
    }

    /** When it was, in microseconds since 1970. */
    long micros() {
      return micros;
    }
  }
}
