package io.finsolutions.pipeline.archive.iceberg;

import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;

/** What the table of a product's trades looks like, and how a trade becomes a row of it. */
final class TradeTable {
  static final Namespace NAMESPACE = Namespace.of("trades");

  static final String TIME = "time";
  static final String TRADE_ID = "trade_id";

  // Where the columns are in SCHEMA.
  static final int PRODUCT_AT = 0;
  static final int TRADE_ID_AT = 1;
  static final int TIME_AT = 2;
  static final int PRICE_AT = 3;
  static final int SIZE_AT = 4;
  static final int TAKER_SIDE_AT = 5;
  static final int ORIGIN_AT = 6;

  static final Schema SCHEMA =
      new Schema(
          Types.NestedField.required(
              1, "product", Types.StringType.get(), "The trading pair, such as BTC-USD."),
          Types.NestedField.required(
              2,
              TRADE_ID,
              Types.LongType.get(),
              "The exchange's number of the trade; no two rows have the same."),
          Types.NestedField.required(
              3, TIME, Types.TimestampType.withZone(), "When it was executed."),
          Types.NestedField.required(
              4,
              "price",
              Types.DecimalType.of(
                  Trade.MAX_INTEGER_DIGITS + Trade.MAX_FRACTION_DIGITS, Trade.MAX_FRACTION_DIGITS),
              "Quote currency for one unit of base currency."),
          Types.NestedField.required(
              5,
              "size",
              Types.DecimalType.of(
                  Trade.MAX_INTEGER_DIGITS + Trade.MAX_FRACTION_DIGITS, Trade.MAX_FRACTION_DIGITS),
              "Units of base currency that changed hands."),
          Types.NestedField.required(
              6,
              "taker_side",
              Types.StringType.get(),
              "BUY or SELL: what the party did whose order executed at once. A buy is a trade whose"
                  + " taker bought."),
          Types.NestedField.required(
              7,
              "origin",
              Types.StringType.get(),
              "How it came to us: live, snapshot or backfill."));

  static final PartitionSpec BY_DAY = PartitionSpec.builderFor(SCHEMA).day(TIME, "day").build();

  static final SortOrder BY_EXECUTION =
      SortOrder.builderFor(SCHEMA).asc(TIME).asc(TRADE_ID).build();

  /** Small groups of rows, since a writer holds one in memory. */
  private static final int ROW_GROUP_BYTES = 8 << 20;

  private static final int METADATA_FILES_KEPT = 20;

  static final Map<String, String> PROPERTIES =
      Map.of(
          TableProperties.FORMAT_VERSION, "2",
          TableProperties.PARQUET_COMPRESSION, "zstd",
          TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES, Integer.toString(ROW_GROUP_BYTES),
          TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
          TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, Integer.toString(METADATA_FILES_KEPT));

  private TradeTable() {}

  /** A table of its own for each product, so that nobody who writes one touches another. */
  static TableIdentifier nameOf(TradingPair product) {
    String name = (product.base() + "_" + product.quote()).toLowerCase(Locale.ROOT);
    return TableIdentifier.of(NAMESPACE, name);
  }

  static Record row(TradeMessage message) {
    Trade trade = message.trade();
    Record row = GenericRecord.create(SCHEMA);
    row.set(PRODUCT_AT, trade.product().toString());
    row.set(TRADE_ID_AT, trade.tradeId());
    row.set(TIME_AT, utc(trade.time()));
    row.set(PRICE_AT, stored(trade.price()));
    row.set(SIZE_AT, stored(trade.size()));
    row.set(TAKER_SIDE_AT, trade.takerSide().name());
    row.set(ORIGIN_AT, message.origin().name().toLowerCase(Locale.ROOT));
    return row;
  }

  /** The time that stands in a file, in microseconds since 1970. */
  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  // A trade has no more digits than fit, so nothing is ever rounded.
  private static BigDecimal stored(BigDecimal amount) {
    return amount.setScale(Trade.MAX_FRACTION_DIGITS);
  }
}
