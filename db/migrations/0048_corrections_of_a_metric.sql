-- The newest corrections of one metric, for the page of its initiative: found by it alone, however many readings there are.
CREATE INDEX metric_corrected_of ON metric_reading (metric_id, entered_at, period) WHERE version > 1;
