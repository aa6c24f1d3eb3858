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
