-- Rows go when they are older than anybody wants to keep them: a UTC month at a time, of all widths alike,
-- so that no hour or day is left that says less than its seconds did.

ALTER TABLE ops.handover ADD COLUMN kept_from timestamptz;
COMMENT ON COLUMN ops.handover.kept_from IS 'Final rows that begin before it are dropped, and never made again. The start of a UTC month; null if rows are kept for ever.';

-- Each run that is deleted is looked for here.
CREATE INDEX missing_ids_by_run ON ops.missing_ids (run_id);

-- Never behind the last final second: the next run takes its trade for the one before the new ones.
CREATE FUNCTION ops.keep_rows_from(of_product text, instant timestamptz) RETURNS timestamptz
LANGUAGE sql
SET lock_timeout = '2s'
AS $$
  UPDATE ops.handover h
  SET kept_from = greatest(h.kept_from, date_trunc('month', least(instant, (
    SELECT b.start FROM batch.bars_1s b WHERE b.product = h.product AND b.start < h.handover
    ORDER BY b.start DESC LIMIT 1)), 'UTC'))
  WHERE h.product = of_product
    AND EXISTS (SELECT FROM batch.bars_1s b WHERE b.product = h.product AND b.start < h.handover)
  RETURNING h.kept_from;
$$;
COMMENT ON FUNCTION ops.keep_rows_from(text, timestamptz) IS 'Notes that final rows of a product are kept from the UTC month of an instant on, and from the month of its last final row at the latest. Drops nothing, and never goes back. Returns from when on they are kept; null before the first final row.';

-- One month, so that whoever calls can commit each: a transaction that waits for the locks of two tables
-- could meet a reader of both on its way. The locks do not wait long, since new readers wait behind them.
CREATE FUNCTION ops.drop_oldest_month(parent regclass, of_product text)
RETURNS TABLE (relation text, deleted_rows bigint, freed_bytes bigint)
LANGUAGE plpgsql
SET lock_timeout = '2s'
-- The bounds of partitions are written, and read again, as these say.
SET DateStyle = 'ISO'
SET TimeZone = 'UTC'
AS $$
DECLARE
  limit_instant timestamptz := (SELECT h.kept_from FROM ops.handover h WHERE h.product = of_product);
  month         record;
  of_others     boolean;
BEGIN
  -- The lock of whoever makes partitions: nobody else makes or drops one meanwhile.
  EXECUTE format('LOCK TABLE ONLY %s IN SHARE UPDATE EXCLUSIVE MODE', parent);
  FOR month IN
    SELECT p.name, p.bytes
    FROM (
      SELECT
        format('%I.%I', n.nspname, c.relname) AS name,
        pg_total_relation_size(c.oid) AS bytes,
        substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \(''([^'']+)''\)$')::timestamptz AS end_instant
      FROM pg_inherits i
      JOIN pg_class c ON c.oid = i.inhrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE i.inhparent = parent) p
    WHERE p.end_instant <= limit_instant
    ORDER BY p.end_instant
  LOOP
    of_others := ops.has_rows_of_others(month.name, of_product);
    IF NOT of_others THEN
      EXECUTE format('LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE', parent);
      -- Somebody may have written until now.
      of_others := ops.has_rows_of_others(month.name, of_product);
    END IF;
    IF NOT of_others THEN
      EXECUTE format('DROP TABLE %s', month.name);
      RETURN QUERY SELECT month.name, NULL::bigint, month.bytes;
      RETURN;
    END IF;
    EXECUTE format('DELETE FROM %s WHERE product = $1', month.name) USING of_product;
    GET DIAGNOSTICS deleted_rows = ROW_COUNT;
    IF deleted_rows > 0 THEN
      relation := month.name;
      RETURN NEXT;
      RETURN;
    END IF;
  END LOOP;
END $$;
COMMENT ON FUNCTION ops.drop_oldest_month(regclass, text) IS 'Drops the oldest partition of a table that lies wholly before ops.handover.kept_from of a product; if other products have rows in it too, deletes those of the product. Returns what it did: the rows deleted, or the bytes of a table that is gone. No row, if there was nothing to do.';

CREATE FUNCTION ops.has_rows_of_others(relation text, of_product text) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  others boolean;
BEGIN
  -- Two looks into the index, however many rows there are.
  EXECUTE format(
    'SELECT coalesce((SELECT min(product) FROM %1$s) <> $1 OR (SELECT max(product) FROM %1$s) <> $1, false)',
    relation) INTO others USING of_product;
  RETURN others;
END $$;
COMMENT ON FUNCTION ops.has_rows_of_others(text, text) IS 'Whether a table has rows of another product than this one.';

-- Of what runs left behind, only what no later run asks for: hand-over and fence stay, and so does a hole
-- beside a row that is kept, and a run that anything refers to.
CREATE FUNCTION ops.delete_old_rows(of_product text)
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
COMMENT ON FUNCTION ops.delete_old_rows(text) IS 'Deletes what is before ops.handover.kept_from of a product in the tables that have no months: hours, days, late trades, missing ids, differences and runs. Returns how many rows went from which.';

CREATE OR REPLACE VIEW api.status AS
  SELECT
    h.product, h.handover,
    (SELECT max(s.close_time) FROM speed.bars_1s s WHERE s.product = h.product) AS latest_trade_at,
    (SELECT max(s.updated_at) FROM speed.bars_1s s WHERE s.product = h.product) AS latest_row_at,
    (SELECT coalesce(sum(m.last_id - m.first_id + 1), 0)::bigint FROM ops.missing_ids m WHERE m.product = h.product) AS missing_trades,
    (SELECT count(*) FROM ops.late_trades l WHERE l.product = h.product) AS late_trades,
    r.run_id, r.status AS run_status, r.started_at AS run_started_at, r.finished_at AS run_finished_at,
    r.error AS run_error, r.speed_differences, r.candle_differences, h.covered_from, h.kept_from
  FROM ops.handover h
  LEFT JOIN LATERAL (
    SELECT * FROM ops.runs WHERE runs.product = h.product ORDER BY runs.run_id DESC LIMIT 1) r ON true;
COMMENT ON COLUMN api.status.kept_from IS 'Final rows that begin before it are dropped; null if rows are kept for ever.';
COMMENT ON COLUMN api.status.missing_trades IS 'How many trades before the hand-over nobody could get, since kept_from.';
COMMENT ON COLUMN api.status.late_trades IS 'How many trades the speed layer met after their interval was final, since kept_from.';
