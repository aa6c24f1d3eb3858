-- How the two layers hand work to each other.

CREATE TABLE ops.fence (
  topic           text           NOT NULL,
  partition       integer        NOT NULL,
  generation      bigint         NOT NULL,
  next_offset     bigint         NOT NULL DEFAULT 0,
  seen            int8multirange NOT NULL DEFAULT '{}',
  forgotten_below bigint         NOT NULL DEFAULT 0,
  updated_at      timestamptz    NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (topic, partition)
);
COMMENT ON TABLE ops.fence IS 'What the speed rows reflect of each partition of the trades topic. Moved in the same statement as the rows, by the latest taker only.';
COMMENT ON COLUMN ops.fence.topic IS 'The Kafka topic of trades.';
COMMENT ON COLUMN ops.fence.partition IS 'The partition of the topic.';
COMMENT ON COLUMN ops.fence.generation IS 'Counts the takers of the fence. Whoever does not hold the latest generation can write nothing.';
COMMENT ON COLUMN ops.fence.next_offset IS 'The first offset that is not in the speed rows yet.';
COMMENT ON COLUMN ops.fence.seen IS 'Ids of the trades that are in the speed rows.';
COMMENT ON COLUMN ops.fence.forgotten_below IS 'Ids below it are no longer remembered in seen: a trade with such an id is left to the batch layer.';
COMMENT ON COLUMN ops.fence.updated_at IS 'When it was last moved.';

CREATE TABLE ops.runs (
  run_id             bigint         GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product            text           NOT NULL,
  kind               text           NOT NULL CHECK (kind IN ('scheduled', 'recompute')),
  status             text           NOT NULL CHECK (status IN ('running', 'done', 'failed')) DEFAULT 'running',
  started_at         timestamptz    NOT NULL DEFAULT clock_timestamp(),
  finished_at        timestamptz,
  range_start        timestamptz,
  range_end          timestamptz,
  dirty_hours        timestamptz[]  NOT NULL DEFAULT '{}',
  end_offsets        jsonb,
  trades             bigint,
  duplicates         bigint,
  bars               bigint,
  missing_ids        int8multirange NOT NULL DEFAULT '{}',
  speed_differences  bigint,
  candle_differences bigint,
  checksum           text,
  error              text
);
CREATE INDEX runs_by_product ON ops.runs (product, run_id DESC);
COMMENT ON TABLE ops.runs IS 'Every run of the batch layer. Only a run that is done has changed any bar.';
COMMENT ON COLUMN ops.runs.run_id IS 'Number of the run; later runs have higher ones.';
COMMENT ON COLUMN ops.runs.product IS 'The trading pair.';
COMMENT ON COLUMN ops.runs.kind IS 'scheduled: moved the hand-over; recompute: somebody asked for a range again.';
COMMENT ON COLUMN ops.runs.status IS 'running, done or failed. A run that was killed stays at running.';
COMMENT ON COLUMN ops.runs.started_at IS 'When it began.';
COMMENT ON COLUMN ops.runs.finished_at IS 'When it ended.';
COMMENT ON COLUMN ops.runs.range_start IS 'Where the newly final range starts.';
COMMENT ON COLUMN ops.runs.range_end IS 'Where the newly final range ends; the hand-over after a scheduled run.';
COMMENT ON COLUMN ops.runs.dirty_hours IS 'Starts of the hours that were final and were folded again because a trade of theirs came late.';
COMMENT ON COLUMN ops.runs.end_offsets IS 'By partition, the offset that the run read up to; the next run examines everything from there on.';
COMMENT ON COLUMN ops.runs.trades IS 'Trades counted, each once.';
COMMENT ON COLUMN ops.runs.duplicates IS 'Records that repeated a trade and were not counted.';
COMMENT ON COLUMN ops.runs.bars IS 'Rows written, over all widths.';
COMMENT ON COLUMN ops.runs.missing_ids IS 'Trade ids that must exist in the ranges and that nobody could get.';
COMMENT ON COLUMN ops.runs.speed_differences IS 'Fields in which the speed rows differed from the final ones.';
COMMENT ON COLUMN ops.runs.candle_differences IS 'Fields in which the exchange''s own one-minute candles differed from the final ones. Null if the exchange was not asked or did not answer.';
COMMENT ON COLUMN ops.runs.checksum IS 'SHA-256 over the final seconds that were written.';
COMMENT ON COLUMN ops.runs.error IS 'Why it failed.';

CREATE TABLE ops.handover (
  product       text PRIMARY KEY,
  handover      timestamptz,
  first_trade_id bigint,
  last_trade_id bigint,
  end_offsets   jsonb       NOT NULL DEFAULT '{}',
  run_id        bigint      REFERENCES ops.runs,
  moved_at      timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE ops.handover IS 'Per product, where the batch layer hands over to the speed layer.';
COMMENT ON COLUMN ops.handover.product IS 'The trading pair.';
COMMENT ON COLUMN ops.handover.handover IS 'Bars before it are the batch layer''s, bars from it on the speed layer''s. A full minute; null before the first run.';
COMMENT ON COLUMN ops.handover.first_trade_id IS 'The lowest trade id before the hand-over; ids between it and last_trade_id are counted or missing.';
COMMENT ON COLUMN ops.handover.last_trade_id IS 'The highest trade id before the hand-over; the next range continues with the id after it.';
COMMENT ON COLUMN ops.handover.end_offsets IS 'By partition, the offset from which on no run has looked at the trades topic.';
COMMENT ON COLUMN ops.handover.run_id IS 'The run that moved it.';
COMMENT ON COLUMN ops.handover.moved_at IS 'When it was moved.';

CREATE TABLE ops.late_trades (
  product    text        NOT NULL,
  trade_id   bigint      NOT NULL,
  time       timestamptz NOT NULL,
  price      numeric     NOT NULL,
  size       numeric     NOT NULL,
  maker_side text        NOT NULL,
  origin     text        NOT NULL,
  noted_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (product, trade_id)
);
COMMENT ON TABLE ops.late_trades IS 'Trades that the speed layer met after their interval was final. For people to see: the batch layer finds them by itself.';
COMMENT ON COLUMN ops.late_trades.product IS 'The trading pair.';
COMMENT ON COLUMN ops.late_trades.trade_id IS 'The exchange''s number of the trade.';
COMMENT ON COLUMN ops.late_trades.time IS 'When it was executed.';
COMMENT ON COLUMN ops.late_trades.price IS 'Its price, in quote currency.';
COMMENT ON COLUMN ops.late_trades.size IS 'Its size, in base currency.';
COMMENT ON COLUMN ops.late_trades.maker_side IS 'Side of the resting order: BUY or SELL.';
COMMENT ON COLUMN ops.late_trades.origin IS 'How it reached us: live, snapshot or backfill.';
COMMENT ON COLUMN ops.late_trades.noted_at IS 'When the speed layer met it.';

CREATE TABLE ops.missing_ids (
  product     text        NOT NULL,
  first_id    bigint      NOT NULL,
  last_id     bigint      NOT NULL,
  after_time  timestamptz NOT NULL,
  before_time timestamptz NOT NULL,
  run_id      bigint      NOT NULL REFERENCES ops.runs,
  PRIMARY KEY (product, first_id)
);
COMMENT ON TABLE ops.missing_ids IS 'Trades that must exist before the hand-over, since their ids are skipped, and that nobody could get. The bars they may belong to are not complete.';
COMMENT ON COLUMN ops.missing_ids.product IS 'The trading pair.';
COMMENT ON COLUMN ops.missing_ids.first_id IS 'First id of a run of missing ones.';
COMMENT ON COLUMN ops.missing_ids.last_id IS 'Last id of the run.';
COMMENT ON COLUMN ops.missing_ids.after_time IS 'Time of the trade with the id before the run.';
COMMENT ON COLUMN ops.missing_ids.before_time IS 'Time of the trade with the id after the run.';
COMMENT ON COLUMN ops.missing_ids.run_id IS 'The run that gave them up.';

CREATE TABLE ops.differences (
  run_id        bigint      NOT NULL REFERENCES ops.runs,
  compared_with text        NOT NULL CHECK (compared_with IN ('speed', 'candles')),
  product       text        NOT NULL,
  start         timestamptz NOT NULL,
  field         text        NOT NULL,
  batch_value   text,
  other_value   text,
  PRIMARY KEY (run_id, compared_with, product, start, field)
);
COMMENT ON TABLE ops.differences IS 'Where the final rows differ from what they were compared with, a row for each field.';
COMMENT ON COLUMN ops.differences.run_id IS 'The run that compared.';
COMMENT ON COLUMN ops.differences.compared_with IS 'speed: the speed layer''s seconds; candles: the exchange''s own minutes.';
COMMENT ON COLUMN ops.differences.product IS 'The trading pair.';
COMMENT ON COLUMN ops.differences.start IS 'Start of the second or the minute.';
COMMENT ON COLUMN ops.differences.field IS 'Name of the column that differs; row, if only one of the two has a row.';
COMMENT ON COLUMN ops.differences.batch_value IS 'The final value; null if there is no row.';
COMMENT ON COLUMN ops.differences.other_value IS 'The value it was compared with; null if there is no row.';
