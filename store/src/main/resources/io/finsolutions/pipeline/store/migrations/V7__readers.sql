-- How the batch layer came to its rows, for those who look at them.

CREATE VIEW api.runs AS
  SELECT
    r.product, r.run_id, r.kind, r.status, r.started_at, r.finished_at, r.range_start, r.range_end,
    r.dirty_hours, r.trades, r.duplicates, r.bars,
    (SELECT coalesce(sum(upper(m.ids) - lower(m.ids)), 0)::bigint FROM unnest(r.missing_ids) AS m (ids)) AS missing_trades,
    r.speed_differences, r.candle_differences, r.checksum, r.error
  FROM ops.runs r;
COMMENT ON VIEW api.runs IS 'Every run of the batch layer. Only a run that is done has changed any bar.';

CREATE VIEW api.missing_ids AS
  SELECT m.product, m.first_id, m.last_id, m.after_time, m.before_time, m.run_id
  FROM ops.missing_ids m;
COMMENT ON VIEW api.missing_ids IS 'Trades that must exist before the hand-over, since their ids are skipped, and that nobody could get.';

CREATE VIEW api.late_trades AS
  SELECT l.product, l.trade_id, l.time, l.price, l.size, l.maker_side, l.origin, l.noted_at
  FROM ops.late_trades l;
COMMENT ON VIEW api.late_trades IS 'Trades that the speed layer met after their interval was final. The batch layer has counted them, or will.';

CREATE VIEW api.differences AS
  SELECT d.product, d.run_id, d.compared_with, d.start, d.field, d.batch_value, d.other_value
  FROM ops.differences d;
COMMENT ON VIEW api.differences IS 'Where the final rows differ from what they were compared with, a row for each field.';

-- A column of a view means what the column of its table means.
DO $$
DECLARE
  meant record;
BEGIN
  FOR meant IN
    SELECT view.relname AS relation, a.attname AS name, col_description(of_table.oid, t.attnum) AS text
    FROM pg_class view
    JOIN pg_class of_table ON of_table.relname = view.relname AND of_table.relnamespace = 'ops'::regnamespace
    JOIN pg_attribute a ON a.attrelid = view.oid AND a.attnum > 0
    JOIN pg_attribute t ON t.attrelid = of_table.oid AND t.attname = a.attname
    WHERE view.relnamespace = 'api'::regnamespace
      AND view.relname IN ('runs', 'missing_ids', 'late_trades', 'differences')
  LOOP
    EXECUTE format('COMMENT ON COLUMN api.%I.%I IS %L', meant.relation, meant.name, meant.text);
  END LOOP;
END $$;
COMMENT ON COLUMN api.runs.missing_trades IS 'How many trades that must exist in its ranges nobody could get.';

-- The newest are asked for.
CREATE INDEX differences_by_product ON ops.differences (product, run_id DESC);
CREATE INDEX late_trades_by_noting ON ops.late_trades (product, noted_at DESC);

-- Asked for once a second by whoever shows a pipeline: from the end of an index, not over a day of rows.
CREATE OR REPLACE VIEW api.status AS
  SELECT
    h.product, h.handover,
    (SELECT s.close_time FROM speed.bars_1s s WHERE s.product = h.product ORDER BY s.start DESC LIMIT 1) AS latest_trade_at,
    (SELECT max(l.updated_at) FROM (
      SELECT s.updated_at FROM speed.bars_1s s WHERE s.product = h.product ORDER BY s.start DESC LIMIT 60) l) AS latest_row_at,
    (SELECT coalesce(sum(m.last_id - m.first_id + 1), 0)::bigint FROM ops.missing_ids m WHERE m.product = h.product) AS missing_trades,
    (SELECT count(*) FROM ops.late_trades l WHERE l.product = h.product) AS late_trades,
    r.run_id, r.status AS run_status, r.started_at AS run_started_at, r.finished_at AS run_finished_at,
    r.error AS run_error, r.speed_differences, r.candle_differences, h.covered_from, h.kept_from
  FROM ops.handover h
  LEFT JOIN LATERAL (
    SELECT * FROM ops.runs WHERE runs.product = h.product ORDER BY runs.run_id DESC LIMIT 1) r ON true;
COMMENT ON COLUMN api.status.latest_row_at IS 'When the speed layer last wrote one of its latest 60 rows.';

-- The latest rows of a view over both layers are sorted out of all rows; of
-- these they are read from the end of an index.

CREATE VIEW api.final_bars_1s AS
  SELECT
    b.product, b.start, b.trades, b.buys, b.sells, b.open, b.high, b.low, b.close,
    ops.average(b.quote_volume, b.base_volume) AS vwap,
    ops.average(b.price_sum, b.trades) AS mean_price,
    b.base_volume, b.buy_volume, b.sell_volume, b.quote_volume, b.price_sum,
    b.open_time, b.close_time, b.first_trade_id, b.last_trade_id,
    'batch'::text AS layer, true AS final, b.complete, b.run_id, b.updated_at
  FROM batch.bars_1s b
  JOIN ops.handover h ON h.product = b.product AND b.start < h.handover;
COMMENT ON VIEW api.final_bars_1s IS 'The rows of api.bars_1s that are final.';

CREATE VIEW api.final_bars_1m AS
  SELECT
    b.product, b.start, b.trades, b.buys, b.sells, b.open, b.high, b.low, b.close,
    ops.average(b.quote_volume, b.base_volume) AS vwap,
    ops.average(b.price_sum, b.trades) AS mean_price,
    b.base_volume, b.buy_volume, b.sell_volume, b.quote_volume, b.price_sum,
    b.open_time, b.close_time, b.first_trade_id, b.last_trade_id,
    'batch'::text AS layer, true AS final, b.complete, b.run_id, b.updated_at
  FROM batch.bars_1m b
  JOIN ops.handover h ON h.product = b.product AND b.start < h.handover;
COMMENT ON VIEW api.final_bars_1m IS 'The rows of api.bars_1m that are final.';

CREATE VIEW api.final_bars_1h AS
  SELECT
    b.product, b.start, b.trades, b.buys, b.sells, b.open, b.high, b.low, b.close,
    ops.average(b.quote_volume, b.base_volume) AS vwap,
    ops.average(b.price_sum, b.trades) AS mean_price,
    b.base_volume, b.buy_volume, b.sell_volume, b.quote_volume, b.price_sum,
    b.open_time, b.close_time, b.first_trade_id, b.last_trade_id,
    'batch'::text AS layer, true AS final, b.complete, b.run_id, b.updated_at
  FROM batch.bars_1h b
  JOIN ops.handover h ON h.product = b.product AND b.start < date_trunc('hour', h.handover, 'UTC');
COMMENT ON VIEW api.final_bars_1h IS 'The rows of api.bars_1h that are final.';

CREATE VIEW api.final_bars_1d AS
  SELECT
    b.product, b.start, b.trades, b.buys, b.sells, b.open, b.high, b.low, b.close,
    ops.average(b.quote_volume, b.base_volume) AS vwap,
    ops.average(b.price_sum, b.trades) AS mean_price,
    b.base_volume, b.buy_volume, b.sell_volume, b.quote_volume, b.price_sum,
    b.open_time, b.close_time, b.first_trade_id, b.last_trade_id,
    'batch'::text AS layer, true AS final, b.complete, b.run_id, b.updated_at
  FROM batch.bars_1d b
  JOIN ops.handover h ON h.product = b.product AND b.start < date_trunc('day', h.handover, 'UTC');
COMMENT ON VIEW api.final_bars_1d IS 'The rows of api.bars_1d that are final.';

SELECT ops.comment_on_bar_columns(relation::regclass)
FROM unnest(ARRAY['api.final_bars_1s', 'api.final_bars_1m', 'api.final_bars_1h', 'api.final_bars_1d']) AS relation;
DO $$
DECLARE
  width text;
BEGIN
  FOREACH width IN ARRAY ARRAY['1s', '1m', '1h', '1d'] LOOP
    EXECUTE format('COMMENT ON COLUMN api.final_bars_%s.complete IS %L', width,
      (SELECT col_description(a.attrelid, a.attnum) FROM pg_attribute a
       WHERE a.attrelid = ('api.bars_' || width)::regclass AND a.attname = 'complete'));
  END LOOP;
END $$;
