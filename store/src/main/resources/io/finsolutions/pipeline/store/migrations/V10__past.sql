-- History that was fetched from the exchange after the fact, before what a pipeline has followed.

CREATE TABLE ops.past (
  product        text        NOT NULL,
  starts_at      timestamptz NOT NULL,
  ends_at        timestamptz NOT NULL CHECK (ends_at > starts_at),
  first_trade_id bigint,
  last_trade_id  bigint,
  PRIMARY KEY (product, starts_at)
);
COMMENT ON TABLE ops.past IS 'Spans before ops.handover.covered_from that were backfilled and do not reach it: every trade of each is counted, or known to be missing. No two of a product touch.';
COMMENT ON COLUMN ops.past.product IS 'The trading pair.';
COMMENT ON COLUMN ops.past.starts_at IS 'Where the span starts; 1970 if there was no trade before.';
COMMENT ON COLUMN ops.past.ends_at IS 'Where it ends.';
COMMENT ON COLUMN ops.past.first_trade_id IS 'The lowest trade id in it; null if nobody traded.';
COMMENT ON COLUMN ops.past.last_trade_id IS 'The highest trade id in it; null if nobody traded.';

CREATE VIEW api.past AS
  SELECT p.product, p.starts_at, p.ends_at, p.first_trade_id, p.last_trade_id FROM ops.past p;
COMMENT ON VIEW api.past IS 'Spans before covered_from of api.status that were backfilled and do not reach it: rows in them are complete but for ids that nobody could get.';
COMMENT ON COLUMN api.past.product IS 'The trading pair.';
COMMENT ON COLUMN api.past.starts_at IS 'Where the span starts; 1970 if there was no trade before.';
COMMENT ON COLUMN api.past.ends_at IS 'Where it ends.';
COMMENT ON COLUMN api.past.first_trade_id IS 'The lowest trade id in it; null if nobody traded.';
COMMENT ON COLUMN api.past.last_trade_id IS 'The highest trade id in it; null if nobody traded.';

COMMENT ON COLUMN ops.handover.covered_from IS 'From when on every trade is counted, or known to be missing. A final row that begins before it is complete only if it lies in a span of ops.past.';

-- What is known of rows goes with them.
CREATE OR REPLACE FUNCTION ops.delete_old_rows(of_product text)
RETURNS TABLE (relation text, deleted_rows bigint)
LANGUAGE plpgsql
SET lock_timeout = '2s'
AS $$
DECLARE
  limit_instant timestamptz := (SELECT h.kept_from FROM ops.handover h WHERE h.product = of_product);
  condition     text;
BEGIN
  FOR relation, condition IN
    VALUES
      ('batch.bars_1s_default', 't.start < $2'),
      ('batch.bars_1m_default', 't.start < $2'),
      ('batch.bars_1h', 't.start < $2'),
      ('batch.bars_1d', 't.start < $2'),
      -- A bar of any width that ends there or before began before it: it is the start of a month.
      ('batch.signals', 't.time <= $2'),
      ('ops.late_trades', 't.time < $2 AND t.noted_at < $2'),
      -- Ids come out of the order of time, by less than a second.
      ('ops.missing_ids', 't.before_time < $2 - interval ''2 seconds'''),
      ('ops.differences', 't.start < $2'),
      ('ops.past', 't.ends_at <= $2'),
      ('ops.runs', 't.started_at < $2 AND t.finished_at < $2
         AND NOT EXISTS (SELECT FROM ops.handover h WHERE h.run_id = t.run_id)
         AND NOT EXISTS (SELECT FROM ops.missing_ids m WHERE m.run_id = t.run_id)
         AND NOT EXISTS (SELECT FROM ops.differences d WHERE d.run_id = t.run_id)')
  LOOP
    EXECUTE format('DELETE FROM %s t WHERE t.product = $1 AND %s', relation, condition)
      USING of_product, limit_instant;
    GET DIAGNOSTICS deleted_rows = ROW_COUNT;
    IF deleted_rows > 0 THEN
      RETURN NEXT;
    END IF;
  END LOOP;
END $$;
COMMENT ON FUNCTION ops.delete_old_rows(text) IS 'Deletes what is before ops.handover.kept_from of a product in the tables that have no months: hours, days, signals, late trades, missing ids, differences, backfilled spans and runs. Returns how many rows went from which.';

ALTER TABLE ops.runs DROP CONSTRAINT runs_kind_check;
ALTER TABLE ops.runs ADD CONSTRAINT runs_kind_check CHECK (kind IN ('scheduled', 'recompute', 'restore', 'backfill'));
COMMENT ON COLUMN ops.runs.kind IS 'scheduled: moved the hand-over; recompute: somebody asked for a range again; restore: made rows again from the archive, in a database that had none; backfill: made rows of history that was fetched after the fact.';
COMMENT ON COLUMN api.runs.kind IS 'scheduled: moved the hand-over; recompute: somebody asked for a range again; restore: made rows again from the archive, in a database that had none; backfill: made rows of history that was fetched after the fact.';
