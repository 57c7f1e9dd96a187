-- What was published, and stands until the next time: figures that must not move with every single message.

-- The trend, a row per station day of receipt.
CREATE TABLE trend_day (
    day         BIGINT PRIMARY KEY,
    received    BIGINT NOT NULL,
    p10_ms      BIGINT,
    p50_ms      BIGINT,
    p50_reached BIGINT NOT NULL,
    p90_ms      BIGINT,
    p90_reached BIGINT NOT NULL,
    settled     BIGINT NOT NULL, -- 1: hardly anything can change it any more but a correction
    rolled_at   BIGINT NOT NULL
);

-- The 30 days before the headline's window, to compare with.
CREATE TABLE trend_before (
    id          TEXT   PRIMARY KEY, -- before
    first_day   BIGINT NOT NULL,
    last_day    BIGINT NOT NULL,
    received    BIGINT NOT NULL,
    p50_ms      BIGINT,
    p50_reached BIGINT NOT NULL
);

-- Days about which something was learnt late, or corrected, since the trend was last rolled up.
CREATE TABLE restated_day (
    day BIGINT PRIMARY KEY
);

-- A published figure that changed because of a late or corrected entry.
CREATE TABLE correction (
    id     TEXT   PRIMARY KEY,
    figure TEXT   NOT NULL,
    day    BIGINT NOT NULL,
    was_ms BIGINT,
    now_ms BIGINT,
    was_n  BIGINT NOT NULL,
    now_n  BIGINT NOT NULL,
    at     BIGINT NOT NULL
);

-- The breakdowns by category and by area, a published row each.
CREATE TABLE breakdown_row (
    scope_kind    TEXT   NOT NULL, -- category, area
    scope_id      TEXT   NOT NULL,
    first_day     BIGINT NOT NULL,
    last_day      BIGINT NOT NULL,
    received      BIGINT NOT NULL,
    p50_ms        BIGINT,
    p50_reached   BIGINT NOT NULL,
    low_ms        BIGINT,
    high_ms       BIGINT,
    weeks         TEXT   NOT NULL, -- medians of 12 weeks in ms, oldest first, separated by spaces; - for too few
    seen_received BIGINT NOT NULL, -- reply_total's when it was published
    seen_replied  BIGINT NOT NULL,
    published_at  BIGINT NOT NULL,
    PRIMARY KEY (scope_kind, scope_id)
);
