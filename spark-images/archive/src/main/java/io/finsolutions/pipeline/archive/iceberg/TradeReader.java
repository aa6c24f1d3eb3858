package io.finsolutions.pipeline.archive.iceberg;

import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.apache.iceberg.parquet.ParquetValueReader;
import org.apache.iceberg.parquet.ParquetValueReaders;
import org.apache.parquet.schema.MessageType;

/**
 * Reads trades right from the columns of a file: a record of Iceberg for each in between would take
 * several times as long. Not safe for use by several threads.
 */
final class TradeReader extends ParquetValueReaders.StructReader<TradeMessage, TradeReader.Row> {
  private final Row row = new Row();

  private TradeReader(List<ParquetValueReader<?>> readers) {
    super(readers);
  }

  /** A reader of the trades of a file with the given columns. */
  static TradeReader of(MessageType file) {
    FileColumns columns = new FileColumns(file);
    return new TradeReader(
        List.of(
            new Words<>(columns.at(TradeTable.PRODUCT_AT), TradingPair::parse),
            ParquetValueReaders.unboxed(columns.at(TradeTable.TRADE_ID_AT)),
            ParquetValueReaders.unboxed(columns.at(TradeTable.TIME_AT)),
            new Amounts(columns.at(TradeTable.PRICE_AT)),
            new Amounts(columns.at(TradeTable.SIZE_AT)),
            new Words<>(
                columns.at(TradeTable.TAKER_SIDE_AT), taker -> Side.valueOf(taker).opposite()),
            new Words<>(
                columns.at(TradeTable.ORIGIN_AT),
                origin -> Origin.valueOf(origin.toUpperCase(Locale.ROOT)))));
  }

  @Override
  protected Row newStructData(TradeMessage reuse) {
    return row;
  }

  @Override
  protected Object getField(Row intermediate, int position) {
    // Nothing is used again.
    return null;
  }

  @Override
  protected void set(Row struct, int position, Object value) {
    switch (position) {
      case TradeTable.PRODUCT_AT -> struct.product = (TradingPair) value;
      case TradeTable.TRADE_ID_AT -> struct.tradeId = (Long) value;
      case TradeTable.TIME_AT -> struct.micros = (Long) value;
      case TradeTable.PRICE_AT -> struct.price = (BigDecimal) value;
      case TradeTable.SIZE_AT -> struct.size = (BigDecimal) value;
      case TradeTable.TAKER_SIDE_AT -> struct.makerSide = (Side) value;
      default -> struct.origin = (Origin) value;
    }
  }

  @Override
  protected TradeMessage buildStruct(Row struct) {
    return new TradeMessage(
        new Trade(
            struct.product,
            struct.tradeId,
            TradeTable.instant(struct.micros),
            struct.price,
            struct.size,
            struct.makerSide),
        struct.origin);
  }

  /** What the columns have of the row that is read. */
  static final class Row {
    private TradingPair product;
    private long tradeId;
    private long micros;
    private BigDecimal price;
    private BigDecimal size;
    private Side makerSide;
    private Origin origin;
  }
}
