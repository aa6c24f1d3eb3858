-- Whether rows of a range were written again is asked with each answer that caches keep. Among a year's runs those
-- that did so are few.
CREATE INDEX runs_that_wrote_again ON ops.runs (product, run_id)
  WHERE status = 'done' AND (kind <> 'scheduled' OR dirty_hours <> '{}');
