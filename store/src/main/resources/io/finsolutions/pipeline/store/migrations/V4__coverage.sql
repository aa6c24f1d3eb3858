-- From when on every trade is known. What came before the first trade that a pipeline has read, nobody
-- knows: rows that begin before it are final, but not complete.

ALTER TABLE ops.handover ADD COLUMN covered_from timestamptz;
COMMENT ON COLUMN ops.handover.covered_from IS 'From when on every trade is counted, or known to be missing. No final row that begins before it is complete.';

-- Of rows that are there, nothing tells whether their first minute was made whole. Ids come out of the
-- order of time, by less than a second.
UPDATE ops.handover h SET covered_from =
  (SELECT min(b.open_time) + interval '2 seconds' FROM batch.bars_1s b WHERE b.product = h.product);
UPDATE batch.bars_1s b SET complete = false
FROM ops.handover h WHERE h.product = b.product AND b.start < h.covered_from AND b.complete;
UPDATE batch.bars_1m b SET complete = false
FROM ops.handover h WHERE h.product = b.product AND b.start < h.covered_from AND b.complete;
UPDATE batch.bars_1h b SET complete = false
FROM ops.handover h WHERE h.product = b.product AND b.start < h.covered_from AND b.complete;
UPDATE batch.bars_1d b SET complete = false
FROM ops.handover h WHERE h.product = b.product AND b.start < h.covered_from AND b.complete;

CREATE OR REPLACE VIEW api.status AS
  SELECT
    h.product, h.handover,
    (SELECT max(s.close_time) FROM speed.bars_1s s WHERE s.product = h.product) AS latest_trade_at,
    (SELECT max(s.updated_at) FROM speed.bars_1s s WHERE s.product = h.product) AS latest_row_at,
    (SELECT coalesce(sum(m.last_id - m.first_id + 1), 0)::bigint FROM ops.missing_ids m WHERE m.product = h.product) AS missing_trades,
    (SELECT count(*) FROM ops.late_trades l WHERE l.product = h.product) AS late_trades,
    r.run_id, r.status AS run_status, r.started_at AS run_started_at, r.finished_at AS run_finished_at,
    r.error AS run_error, r.speed_differences, r.candle_differences, h.covered_from
  FROM ops.handover h
  LEFT JOIN LATERAL (
    SELECT * FROM ops.runs WHERE runs.product = h.product ORDER BY runs.run_id DESC LIMIT 1) r ON true;
COMMENT ON COLUMN api.status.covered_from IS 'From when on every trade is counted, or known to be missing; null before the first batch run.';

DO $$
DECLARE
  marked record;
BEGIN
  FOR marked IN
    SELECT a.attrelid::regclass AS relation
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'v')
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('batch', 'api') AND a.attname = 'complete'
  LOOP
    EXECUTE format('COMMENT ON COLUMN %s.complete IS %L', marked.relation,
      'Whether every trade of the interval is known to be counted: never said of a row that is not final, and false of a final row near trade ids that nobody could get, or that begins before the first trade that is known.');
  END LOOP;
END $$;
