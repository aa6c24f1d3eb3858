-- Bars of both layers. Decimals are NUMERIC without a scale: a sum of price times size is exact
-- whatever the number of digits, and NUMERIC(38,18) would round it.

CREATE SCHEMA speed;
CREATE SCHEMA batch;
CREATE SCHEMA ops;
CREATE SCHEMA api;

COMMENT ON SCHEMA speed IS 'What the speed layer counted: quick and provisional.';
COMMENT ON SCHEMA batch IS 'What the batch layer counted: late and final.';
COMMENT ON SCHEMA ops IS 'How the layers work together: fences, hand-over, runs, late trades, differences.';
COMMENT ON SCHEMA api IS 'What readers may see: one best row for every interval. Views only.';

-- A speed row lives for about a day and is updated as its second fills: no partitions, and room on
-- every page for the new version of a row.
CREATE TABLE speed.bars_1s (
  product        text        NOT NULL,
  start          timestamptz NOT NULL,
  trades         bigint      NOT NULL CHECK (trades > 0),
  buys           bigint      NOT NULL,
  sells          bigint      NOT NULL,
  open           numeric     NOT NULL,
  high           numeric     NOT NULL,
  low            numeric     NOT NULL,
  close          numeric     NOT NULL,
  open_time      timestamptz NOT NULL,
  close_time     timestamptz NOT NULL,
  first_trade_id bigint      NOT NULL,
  last_trade_id  bigint      NOT NULL,
  base_volume    numeric     NOT NULL,
  buy_volume     numeric     NOT NULL,
  sell_volume    numeric     NOT NULL,
  quote_volume   numeric     NOT NULL,
  price_sum      numeric     NOT NULL,
  updated_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (product, start),
  CHECK (buys + sells = trades)
) WITH (fillfactor = 70);

CREATE TABLE batch.bars_1s (
  LIKE speed.bars_1s INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
  complete boolean NOT NULL,
  run_id   bigint  NOT NULL,
  PRIMARY KEY (product, start)
) PARTITION BY RANGE (start);
CREATE TABLE batch.bars_1s_default PARTITION OF batch.bars_1s DEFAULT;

CREATE TABLE batch.bars_1m (
  LIKE batch.bars_1s INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
  PRIMARY KEY (product, start)
) PARTITION BY RANGE (start);
CREATE TABLE batch.bars_1m_default PARTITION OF batch.bars_1m DEFAULT;

CREATE TABLE batch.bars_1h (
  LIKE batch.bars_1s INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
  PRIMARY KEY (product, start)
);

CREATE TABLE batch.bars_1d (
  LIKE batch.bars_1s INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
  PRIMARY KEY (product, start)
);

COMMENT ON TABLE speed.bars_1s IS 'One row per product and second with a trade, merged as the trades arrive. Rows before the hand-over are kept for a day, for comparison.';
COMMENT ON TABLE batch.bars_1s IS 'One final row per product and second with a trade. Partitioned by month.';
COMMENT ON TABLE batch.bars_1m IS 'The merge of the final seconds of each minute. Partitioned by month.';
COMMENT ON TABLE batch.bars_1h IS 'The merge of the final minutes of each hour that lies wholly before the hand-over.';
COMMENT ON TABLE batch.bars_1d IS 'The merge of the final hours of each UTC day that lies wholly before the hand-over.';
COMMENT ON TABLE batch.bars_1s_default IS 'Seconds of months that have no partition of their own yet.';
COMMENT ON TABLE batch.bars_1m_default IS 'Minutes of months that have no partition of their own yet.';

CREATE FUNCTION ops.comment_on_bar_columns(relation regclass) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  meaning record;
BEGIN
  FOR meaning IN
    SELECT c.name, c.text
    FROM (VALUES
      ('product', 'The trading pair, such as BTC-USD.'),
      ('start', 'Where the half-open interval starts, UTC.'),
      ('trades', 'Number of trades; buys + sells.'),
      ('buys', 'Number of trades whose taker bought.'),
      ('sells', 'Number of trades whose taker sold.'),
      ('open', 'Price of the first trade by (time, trade id), in quote currency.'),
      ('high', 'Highest price, in quote currency.'),
      ('low', 'Lowest price, in quote currency.'),
      ('close', 'Price of the last trade by (time, trade id), in quote currency.'),
      ('open_time', 'Time of the first trade.'),
      ('close_time', 'Time of the last trade.'),
      ('first_trade_id', 'Id of the first trade by (time, trade id).'),
      ('last_trade_id', 'Id of the last trade by (time, trade id).'),
      ('base_volume', 'Sum of the sizes, in base currency; buy_volume + sell_volume.'),
      ('buy_volume', 'Sum of the sizes of the buys, in base currency.'),
      ('sell_volume', 'Sum of the sizes of the sells, in base currency.'),
      ('quote_volume', 'Sum of price times size, in quote currency; exact.'),
      ('price_sum', 'Sum of the prices, in quote currency; exact.'),
      ('updated_at', 'When the row was last written.'),
      ('vwap', 'Average price weighted by volume: quote_volume / base_volume, rounded to 18 fraction digits.'),
      ('mean_price', 'Simple mean of the prices: price_sum / trades, rounded to 18 fraction digits.'),
      ('layer', 'Which layer counted it: speed or batch.'),
      ('final', 'Whether the batch layer has counted the whole interval. A final row changes only if a missing trade turns up later.'),
      ('complete', 'Whether every trade of the interval is known to be counted: never said of a row that is not final, and false of a final row near trade ids that nobody could get.'),
      ('run_id', 'The batch run that wrote the row; see ops.runs.')
    ) AS c (name, text)
    JOIN pg_attribute a ON a.attrelid = relation AND a.attname = c.name
  LOOP
    EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', relation, meaning.name, meaning.text);
  END LOOP;
END $$;

SELECT ops.comment_on_bar_columns(relation::regclass)
FROM unnest(ARRAY[
  'speed.bars_1s', 'batch.bars_1s', 'batch.bars_1s_default', 'batch.bars_1m',
  'batch.bars_1m_default', 'batch.bars_1h', 'batch.bars_1d']) AS relation;

CREATE FUNCTION ops.ensure_month(parent regclass, month timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  first_instant timestamptz := date_trunc('month', month, 'UTC');
  -- Added in UTC: what a month is from an instant on depends on the time zone of the session.
  end_instant   timestamptz :=
    (date_trunc('month', month AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC';
  parent_schema name;
  parent_name   name;
  partition     text;
BEGIN
  SELECT n.nspname, c.relname INTO parent_schema, parent_name
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = parent;
  partition := parent_name || '_' || to_char(first_instant AT TIME ZONE 'UTC', 'YYYYMM');
  IF to_regclass(format('%I.%I', parent_schema, partition)) IS NOT NULL THEN
    RETURN;
  END IF;
  -- One creator at a time: two that find the partition missing would both make it. A lock of the
  -- table, and no advisory one, since with it comes word of what the creator before has made.
  EXECUTE format('LOCK TABLE ONLY %s IN SHARE UPDATE EXCLUSIVE MODE', parent);
  IF to_regclass(format('%I.%I', parent_schema, partition)) IS NOT NULL THEN
    RETURN;
  END IF;
  EXECUTE format(
    'CREATE TABLE %I.%I (LIKE %s INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES INCLUDING COMMENTS)',
    parent_schema, partition, parent);
  EXECUTE format('COMMENT ON TABLE %I.%I IS %L', parent_schema, partition,
    format('Partition of %s.', parent));
  -- Rows that arrived before their month had a partition are in the default one.
  EXECUTE format(
    'WITH moved AS (DELETE FROM %I.%I WHERE start >= %L AND start < %L RETURNING *) INSERT INTO %I.%I SELECT * FROM moved',
    parent_schema, parent_name || '_default', first_instant, end_instant, parent_schema, partition);
  EXECUTE format('ALTER TABLE %s ATTACH PARTITION %I.%I FOR VALUES FROM (%L) TO (%L)',
    parent, parent_schema, partition, first_instant, end_instant);
END $$;
COMMENT ON FUNCTION ops.ensure_month(regclass, timestamptz) IS 'Makes the partition of a table for the UTC month of an instant, unless it is there.';

CREATE FUNCTION ops.ensure_months(from_instant timestamptz, to_instant timestamptz) RETURNS void
LANGUAGE sql AS $$
  SELECT ops.ensure_month(parent::regclass, month AT TIME ZONE 'UTC')
  FROM unnest(ARRAY['batch.bars_1s', 'batch.bars_1m']) AS parent,
       generate_series(
         date_trunc('month', from_instant AT TIME ZONE 'UTC'), to_instant AT TIME ZONE 'UTC',
         interval '1 month') AS month;
$$;
COMMENT ON FUNCTION ops.ensure_months(timestamptz, timestamptz) IS 'Makes the partitions of all partitioned tables for the UTC months from one instant to another.';

SELECT ops.ensure_months(now(), now() + interval '2 months');
