-- What readers see: for every interval the best row there is. No row is a sum over a trade twice: the
-- layers meet at the hand-over, which lies before or after a bar of theirs and never inside one.

-- In whole multiples of the last digit: div() is exact, where a division rounds by itself first.
CREATE FUNCTION ops.average(total numeric, weight numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN div(total * 2000000000000000000 + weight, weight * 2) * 0.000000000000000001;
COMMENT ON FUNCTION ops.average(numeric, numeric) IS 'total / weight of two positive numbers, rounded half up to 18 fraction digits.';

CREATE VIEW api.bars_1s AS
  SELECT
    b.product, b.start, b.trades, b.buys, b.sells, b.open, b.high, b.low, b.close,
    ops.average(b.quote_volume, b.base_volume) AS vwap,
    ops.average(b.price_sum, b.trades) AS mean_price,
    b.base_volume, b.buy_volume, b.sell_volume, b.quote_volume, b.price_sum,
    b.open_time, b.close_time, b.first_trade_id, b.last_trade_id,
    'batch'::text AS layer, true AS final, b.complete, b.run_id, b.updated_at
  FROM batch.bars_1s b
  JOIN ops.handover h ON h.product = b.product AND b.start < h.handover
  UNION ALL
  SELECT
    s.product, s.start, s.trades, s.buys, s.sells, s.open, s.high, s.low, s.close,
    ops.average(s.quote_volume, s.base_volume) AS vwap,
    ops.average(s.price_sum, s.trades) AS mean_price,
    s.base_volume, s.buy_volume, s.sell_volume, s.quote_volume, s.price_sum,
    s.open_time, s.close_time, s.first_trade_id, s.last_trade_id,
    'speed'::text AS layer, false AS final, false AS complete, NULL::bigint AS run_id, s.updated_at
  FROM speed.bars_1s s
  JOIN ops.handover h ON h.product = s.product AND s.start >= coalesce(h.handover, '-infinity');
COMMENT ON VIEW api.bars_1s IS 'One row per product and second with a trade.';

CREATE VIEW api.bars_1m AS
  SELECT
    b.product, b.start, b.trades, b.buys, b.sells, b.open, b.high, b.low, b.close,
    ops.average(b.quote_volume, b.base_volume) AS vwap,
    ops.average(b.price_sum, b.trades) AS mean_price,
    b.base_volume, b.buy_volume, b.sell_volume, b.quote_volume, b.price_sum,
    b.open_time, b.close_time, b.first_trade_id, b.last_trade_id,
    'batch'::text AS layer, true AS final, b.complete, b.run_id, b.updated_at
  FROM batch.bars_1m b
  JOIN ops.handover h ON h.product = b.product AND b.start < h.handover
  UNION ALL
  SELECT
    r.product, r.start, r.trades, r.buys, r.sells, r.open, r.high, r.low, r.close,
    ops.average(r.quote_volume, r.base_volume) AS vwap,
    ops.average(r.price_sum, r.trades) AS mean_price,
    r.base_volume, r.buy_volume, r.sell_volume, r.quote_volume, r.price_sum,
    r.open_time, r.close_time, r.first_trade_id, r.last_trade_id,
    'speed'::text AS layer, false AS final, false AS complete, NULL::bigint AS run_id, r.updated_at
  FROM (
    SELECT
      m.product, date_trunc('minute', m.start, 'UTC') AS start,
      sum(m.trades)::bigint AS trades, sum(m.buys)::bigint AS buys, sum(m.sells)::bigint AS sells,
      (array_agg(m.open ORDER BY m.open_time, m.first_trade_id))[1] AS open,
      max(m.high) AS high, min(m.low) AS low,
      (array_agg(m.close ORDER BY m.close_time DESC, m.last_trade_id DESC))[1] AS close,
      min(m.open_time) AS open_time, max(m.close_time) AS close_time,
      (array_agg(m.first_trade_id ORDER BY m.open_time, m.first_trade_id))[1] AS first_trade_id,
      (array_agg(m.last_trade_id ORDER BY m.close_time DESC, m.last_trade_id DESC))[1] AS last_trade_id,
      sum(m.base_volume) AS base_volume, sum(m.buy_volume) AS buy_volume,
      sum(m.sell_volume) AS sell_volume, sum(m.quote_volume) AS quote_volume,
      sum(m.price_sum) AS price_sum, max(m.updated_at) AS updated_at
    FROM (
      SELECT s.* FROM speed.bars_1s s
      JOIN ops.handover h ON h.product = s.product AND s.start >= coalesce(h.handover, '-infinity')
    ) m
    GROUP BY m.product, date_trunc('minute', m.start, 'UTC')
  ) r;
COMMENT ON VIEW api.bars_1m IS 'One row per product and UTC minute with a trade. What is not final yet is merged from the finest final rows there are and the speed layer''s.';

CREATE VIEW api.bars_1h AS
  SELECT
    b.product, b.start, b.trades, b.buys, b.sells, b.open, b.high, b.low, b.close,
    ops.average(b.quote_volume, b.base_volume) AS vwap,
    ops.average(b.price_sum, b.trades) AS mean_price,
    b.base_volume, b.buy_volume, b.sell_volume, b.quote_volume, b.price_sum,
    b.open_time, b.close_time, b.first_trade_id, b.last_trade_id,
    'batch'::text AS layer, true AS final, b.complete, b.run_id, b.updated_at
  FROM batch.bars_1h b
  JOIN ops.handover h ON h.product = b.product AND b.start < date_trunc('hour', h.handover, 'UTC')
  UNION ALL
  SELECT
    r.product, r.start, r.trades, r.buys, r.sells, r.open, r.high, r.low, r.close,
    ops.average(r.quote_volume, r.base_volume) AS vwap,
    ops.average(r.price_sum, r.trades) AS mean_price,
    r.base_volume, r.buy_volume, r.sell_volume, r.quote_volume, r.price_sum,
    r.open_time, r.close_time, r.first_trade_id, r.last_trade_id,
    'speed'::text AS layer, false AS final, false AS complete, NULL::bigint AS run_id, r.updated_at
  FROM (
    SELECT
      m.product, date_trunc('hour', m.start, 'UTC') AS start,
      sum(m.trades)::bigint AS trades, sum(m.buys)::bigint AS buys, sum(m.sells)::bigint AS sells,
      (array_agg(m.open ORDER BY m.open_time, m.first_trade_id))[1] AS open,
      max(m.high) AS high, min(m.low) AS low,
      (array_agg(m.close ORDER BY m.close_time DESC, m.last_trade_id DESC))[1] AS close,
      min(m.open_time) AS open_time, max(m.close_time) AS close_time,
      (array_agg(m.first_trade_id ORDER BY m.open_time, m.first_trade_id))[1] AS first_trade_id,
      (array_agg(m.last_trade_id ORDER BY m.close_time DESC, m.last_trade_id DESC))[1] AS last_trade_id,
      sum(m.base_volume) AS base_volume, sum(m.buy_volume) AS buy_volume,
      sum(m.sell_volume) AS sell_volume, sum(m.quote_volume) AS quote_volume,
      sum(m.price_sum) AS price_sum, max(m.updated_at) AS updated_at
    FROM (
      SELECT b.product, b.start, b.trades, b.buys, b.sells, b.open, b.high, b.low, b.close,
        b.open_time, b.close_time, b.first_trade_id, b.last_trade_id, b.base_volume,
        b.buy_volume, b.sell_volume, b.quote_volume, b.price_sum, b.updated_at
      FROM batch.bars_1m b
      JOIN ops.handover h ON h.product = b.product
        AND b.start >= date_trunc('hour', h.handover, 'UTC') AND b.start < h.handover
      UNION ALL
      SELECT s.product, s.start, s.trades, s.buys, s.sells, s.open, s.high, s.low, s.close,
        s.open_time, s.close_time, s.first_trade_id, s.last_trade_id, s.base_volume,
        s.buy_volume, s.sell_volume, s.quote_volume, s.price_sum, s.updated_at
      FROM speed.bars_1s s
      JOIN ops.handover h ON h.product = s.product AND s.start >= coalesce(h.handover, '-infinity')
    ) m
    GROUP BY m.product, date_trunc('hour', m.start, 'UTC')
  ) r;
COMMENT ON VIEW api.bars_1h IS 'One row per product and UTC hour with a trade. What is not final yet is merged from the finest final rows there are and the speed layer''s.';

CREATE VIEW api.bars_1d AS
  SELECT
    b.product, b.start, b.trades, b.buys, b.sells, b.open, b.high, b.low, b.close,
    ops.average(b.quote_volume, b.base_volume) AS vwap,
    ops.average(b.price_sum, b.trades) AS mean_price,
    b.base_volume, b.buy_volume, b.sell_volume, b.quote_volume, b.price_sum,
    b.open_time, b.close_time, b.first_trade_id, b.last_trade_id,
    'batch'::text AS layer, true AS final, b.complete, b.run_id, b.updated_at
  FROM batch.bars_1d b
  JOIN ops.handover h ON h.product = b.product AND b.start < date_trunc('day', h.handover, 'UTC')
  UNION ALL
  SELECT
    r.product, r.start, r.trades, r.buys, r.sells, r.open, r.high, r.low, r.close,
    ops.average(r.quote_volume, r.base_volume) AS vwap,
    ops.average(r.price_sum, r.trades) AS mean_price,
    r.base_volume, r.buy_volume, r.sell_volume, r.quote_volume, r.price_sum,
    r.open_time, r.close_time, r.first_trade_id, r.last_trade_id,
    'speed'::text AS layer, false AS final, false AS complete, NULL::bigint AS run_id, r.updated_at
  FROM (
    SELECT
      m.product, date_trunc('day', m.start, 'UTC') AS start,
      sum(m.trades)::bigint AS trades, sum(m.buys)::bigint AS buys, sum(m.sells)::bigint AS sells,
      (array_agg(m.open ORDER BY m.open_time, m.first_trade_id))[1] AS open,
      max(m.high) AS high, min(m.low) AS low,
      (array_agg(m.close ORDER BY m.close_time DESC, m.last_trade_id DESC))[1] AS close,
      min(m.open_time) AS open_time, max(m.close_time) AS close_time,
      (array_agg(m.first_trade_id ORDER BY m.open_time, m.first_trade_id))[1] AS first_trade_id,
      (array_agg(m.last_trade_id ORDER BY m.close_time DESC, m.last_trade_id DESC))[1] AS last_trade_id,
      sum(m.base_volume) AS base_volume, sum(m.buy_volume) AS buy_volume,
      sum(m.sell_volume) AS sell_volume, sum(m.quote_volume) AS quote_volume,
      sum(m.price_sum) AS price_sum, max(m.updated_at) AS updated_at
    FROM (
      SELECT b.product, b.start, b.trades, b.buys, b.sells, b.open, b.high, b.low, b.close,
        b.open_time, b.close_time, b.first_trade_id, b.last_trade_id, b.base_volume,
        b.buy_volume, b.sell_volume, b.quote_volume, b.price_sum, b.updated_at
      FROM batch.bars_1h b
      JOIN ops.handover h ON h.product = b.product
        AND b.start >= date_trunc('day', h.handover, 'UTC')
        AND b.start < date_trunc('hour', h.handover, 'UTC')
      UNION ALL
      SELECT b.product, b.start, b.trades, b.buys, b.sells, b.open, b.high, b.low, b.close,
        b.open_time, b.close_time, b.first_trade_id, b.last_trade_id, b.base_volume,
        b.buy_volume, b.sell_volume, b.quote_volume, b.price_sum, b.updated_at
      FROM batch.bars_1m b
      JOIN ops.handover h ON h.product = b.product
        AND b.start >= date_trunc('hour', h.handover, 'UTC') AND b.start < h.handover
      UNION ALL
      SELECT s.product, s.start, s.trades, s.buys, s.sells, s.open, s.high, s.low, s.close,
        s.open_time, s.close_time, s.first_trade_id, s.last_trade_id, s.base_volume,
        s.buy_volume, s.sell_volume, s.quote_volume, s.price_sum, s.updated_at
      FROM speed.bars_1s s
      JOIN ops.handover h ON h.product = s.product AND s.start >= coalesce(h.handover, '-infinity')
    ) m
    GROUP BY m.product, date_trunc('day', m.start, 'UTC')
  ) r;
COMMENT ON VIEW api.bars_1d IS 'One row per product and UTC day with a trade. What is not final yet is merged from the finest final rows there are and the speed layer''s.';

SELECT ops.comment_on_bar_columns(relation::regclass)
FROM unnest(ARRAY['api.bars_1s', 'api.bars_1m', 'api.bars_1h', 'api.bars_1d']) AS relation;

CREATE VIEW api.status AS
  SELECT
    h.product, h.handover,
    (SELECT max(s.close_time) FROM speed.bars_1s s WHERE s.product = h.product) AS latest_trade_at,
    (SELECT max(s.updated_at) FROM speed.bars_1s s WHERE s.product = h.product) AS latest_row_at,
    (SELECT coalesce(sum(m.last_id - m.first_id + 1), 0)::bigint FROM ops.missing_ids m WHERE m.product = h.product) AS missing_trades,
    (SELECT count(*) FROM ops.late_trades l WHERE l.product = h.product) AS late_trades,
    r.run_id, r.status AS run_status, r.started_at AS run_started_at, r.finished_at AS run_finished_at,
    r.error AS run_error, r.speed_differences, r.candle_differences
  FROM ops.handover h
  LEFT JOIN LATERAL (
    SELECT * FROM ops.runs WHERE runs.product = h.product ORDER BY runs.run_id DESC LIMIT 1) r ON true;
COMMENT ON VIEW api.status IS 'How each product''s pipeline is doing.';
COMMENT ON COLUMN api.status.product IS 'The trading pair.';
COMMENT ON COLUMN api.status.handover IS 'Bars before it are final; null before the first batch run.';
COMMENT ON COLUMN api.status.latest_trade_at IS 'Time of the latest trade that the speed layer counted.';
COMMENT ON COLUMN api.status.latest_row_at IS 'When the speed layer last wrote a row.';
COMMENT ON COLUMN api.status.missing_trades IS 'How many trades before the hand-over nobody could get.';
COMMENT ON COLUMN api.status.late_trades IS 'How many trades the speed layer met after their interval was final.';
COMMENT ON COLUMN api.status.run_id IS 'The latest batch run.';
COMMENT ON COLUMN api.status.run_status IS 'running, done or failed.';
COMMENT ON COLUMN api.status.run_started_at IS 'When the latest batch run began.';
COMMENT ON COLUMN api.status.run_finished_at IS 'When the latest batch run ended.';
COMMENT ON COLUMN api.status.run_error IS 'Why the latest batch run failed.';
COMMENT ON COLUMN api.status.speed_differences IS 'Fields in which the speed rows differed from the final ones in the latest run.';
COMMENT ON COLUMN api.status.candle_differences IS 'Fields in which the exchange''s minutes differed from the final ones in the latest run.';

-- The role of readers. Where the migrating user may not make roles, the administrator makes it.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'pipeline_reader') THEN
    BEGIN
      CREATE ROLE pipeline_reader NOLOGIN;
    EXCEPTION
      -- All databases of a server share its roles, and another one is being migrated too.
      WHEN duplicate_object OR unique_violation THEN NULL;
    END;
  END IF;
  GRANT USAGE ON SCHEMA api TO pipeline_reader;
  GRANT SELECT ON ALL TABLES IN SCHEMA api TO pipeline_reader;
  ALTER DEFAULT PRIVILEGES IN SCHEMA api GRANT SELECT ON TABLES TO pipeline_reader;
EXCEPTION
  WHEN insufficient_privilege THEN
    RAISE WARNING 'The role pipeline_reader is missing and % may not make it. Make it, and grant it USAGE on schema api and SELECT on its views.', current_user;
END $$;
