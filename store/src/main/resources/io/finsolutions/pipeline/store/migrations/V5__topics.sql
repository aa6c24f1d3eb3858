-- Offsets of a topic mean nothing in another one of the same name.

CREATE TABLE ops.topics (
  topic     text PRIMARY KEY,
  topic_id  text NOT NULL,
  noted_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE ops.topics IS 'Which topics the offsets in ops.fence are of: one that was deleted and made anew has another id.';
COMMENT ON COLUMN ops.topics.topic IS 'The Kafka topic of trades.';
COMMENT ON COLUMN ops.topics.topic_id IS 'What Kafka calls it.';
COMMENT ON COLUMN ops.topics.noted_at IS 'When it was counted from first.';

ALTER TABLE ops.handover ADD COLUMN topic_id text;
COMMENT ON COLUMN ops.handover.topic_id IS 'What Kafka calls the topic that end_offsets are of; null before the first run.';
