-- Rows that are there already and say the same are not written again, and are counted all the same.
COMMENT ON COLUMN ops.runs.checksum IS 'SHA-256 over the final seconds that were counted, written again or not.';
