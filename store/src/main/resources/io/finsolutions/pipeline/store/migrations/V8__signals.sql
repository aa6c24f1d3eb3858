-- What strategies say at the ends of final bars. A day has about two thousand of them: no partitions.

CREATE TABLE batch.signals (
  product    text        NOT NULL,
  width      text        NOT NULL,
  time       timestamptz NOT NULL,
  action     text        NOT NULL CHECK (action IN ('buy', 'sell', 'hold')),
  confidence numeric     NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  formula    text        NOT NULL,
  reasons    jsonb       NOT NULL,
  inputs     jsonb       NOT NULL,
  run_id     bigint      NOT NULL,
  PRIMARY KEY (product, width, time, formula)
);
COMMENT ON TABLE batch.signals IS 'Buy, sell or hold at the end of each final bar, judged by the final bars up to it and nothing else. Judged again when one of these changes. Not advice.';
COMMENT ON COLUMN batch.signals.product IS 'The trading pair, such as BTC-USD.';
COMMENT ON COLUMN batch.signals.width IS 'How long the bars are that it was judged by: 1m, 5m, 15m, 1h, 4h or 1d.';
COMMENT ON COLUMN batch.signals.time IS 'The end of the last of these bars: nothing later was known.';
COMMENT ON COLUMN batch.signals.action IS 'What is suggested: buy, sell or hold.';
COMMENT ON COLUMN batch.signals.confidence IS 'From 0 to 1. 0 if there were not enough bars to judge.';
COMMENT ON COLUMN batch.signals.formula IS 'Name and version of the strategy, and its parameters where they differ from its defaults.';
COMMENT ON COLUMN batch.signals.reasons IS 'Why, in sentences.';
COMMENT ON COLUMN batch.signals.inputs IS 'The figures that decided, by name.';
COMMENT ON COLUMN batch.signals.run_id IS 'The batch run that judged; see ops.runs.';

CREATE VIEW api.signals AS
  SELECT s.product, s.width, s.time, s.action, s.confidence, s.formula, s.reasons, s.inputs, s.run_id
  FROM batch.signals s;
COMMENT ON VIEW api.signals IS 'Buy, sell or hold at the end of each final bar, judged by the final bars up to it and nothing else. Not advice.';

-- A column of the view means what the column of the table means.
DO $$
DECLARE
  meant record;
BEGIN
  FOR meant IN
    SELECT a.attname AS name, col_description(a.attrelid, a.attnum) AS text
    FROM pg_attribute a
    WHERE a.attrelid = 'batch.signals'::regclass AND a.attnum > 0
  LOOP
    EXECUTE format('COMMENT ON COLUMN api.signals.%I IS %L', meant.name, meant.text);
  END LOOP;
END $$;

-- Signals go with the bars at whose ends they were judged.
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
COMMENT ON FUNCTION ops.delete_old_rows(text) IS 'Deletes what is before ops.handover.kept_from of a product in the tables that have no months: hours, days, signals, late trades, missing ids, differences and runs. Returns how many rows went from which.';
