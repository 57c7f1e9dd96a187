-- Cases and what happened to them. Events are facts: they are added and never changed; a mistake is a further event
-- that voids an earlier one. Everything from case_clock on is derived from the events, in the same transaction, and a
-- recount from the events must always give the same.
--
-- day columns count days since 1970-01-01 in the station's own calendar.

-- What a case is about: the provider's own list. The id '' stands for none given and has no row.
CREATE TABLE category (
    id       TEXT   PRIMARY KEY,
    name     TEXT   NOT NULL UNIQUE,
    added_at BIGINT NOT NULL
);

-- Where it is: the provider's own list, never finer than a neighbourhood.
CREATE TABLE area (
    id       TEXT   PRIMARY KEY,
    name     TEXT   NOT NULL UNIQUE,
    added_at BIGINT NOT NULL
);

-- The names of categories and areas in further languages.
CREATE TABLE list_name (
    list     TEXT NOT NULL, -- category, area
    item_id  TEXT NOT NULL,
    language TEXT NOT NULL,
    name     TEXT NOT NULL,
    PRIMARY KEY (list, item_id, language)
);

-- The promised time to the first reply. '' as kind or category means any; the most specific one wins, category first.
-- The target that is valid when a case is received holds for it, even if it is changed later.
CREATE TABLE target (
    id          TEXT   PRIMARY KEY,
    kind        TEXT   NOT NULL,
    category_id TEXT   NOT NULL,
    within_ms   BIGINT NOT NULL,
    valid_from  BIGINT NOT NULL,
    valid_to    BIGINT -- exclusive; NULL: still valid
);

-- One message from a resident that may want an answer.
CREATE TABLE feedback_case (
    id          TEXT   PRIMARY KEY,
    source      TEXT   NOT NULL, -- where it was entered: web, desk, or the name of an import profile
    external_id TEXT,            -- its number in the system that it was imported from
    subject     TEXT,            -- for staff only; never shown in public
    added_at    BIGINT NOT NULL
);

-- Importing the same row twice finds the case that it made the first time.
CREATE UNIQUE INDEX feedback_case_external ON feedback_case (source, external_id);

-- received (the moment the resident sent or said it), acknowledged (automatic), noted (internal), replied (by a person,
-- readable by the resident), resolved, reopened, withheld and restored (out of and back into the clock),
-- corrected (voids the event with the number in voids).
CREATE TABLE case_event (
    case_id     TEXT   NOT NULL REFERENCES feedback_case (id),
    seq         BIGINT NOT NULL,
    kind        TEXT   NOT NULL,
    at          BIGINT NOT NULL, -- when it happened
    day         BIGINT NOT NULL, -- the station day of at
    recorded_at BIGINT NOT NULL, -- when this program learnt of it
    case_kind   TEXT,            -- of received: concern, question, suggestion, praise
    category_id TEXT,            -- of received
    area_id     TEXT,            -- of received
    voids       BIGINT,
    PRIMARY KEY (case_id, seq)
);

-- Both are nearly empty: most cases are never corrected, reopened or withheld, and one look here tells.
CREATE INDEX case_event_voids ON case_event (case_id, voids) WHERE voids IS NOT NULL;
CREATE INDEX case_event_rare ON case_event (case_id, at) WHERE kind IN ('resolved', 'reopened', 'withheld', 'restored');

-- Where each case stands, derived from its events.
CREATE TABLE case_clock (
    case_id      TEXT   PRIMARY KEY,
    case_kind    TEXT   NOT NULL,
    category_id  TEXT   NOT NULL,
    area_id      TEXT   NOT NULL,
    received_at  BIGINT NOT NULL,
    received_day BIGINT NOT NULL,
    due_at       BIGINT,          -- NULL: no target holds
    replied_at   BIGINT,          -- first reply; NULL: still waiting
    replied_day  BIGINT,
    reply_bucket BIGINT,
    resolved_at  BIGINT,          -- the last resolution that was not reopened
    reopened     BIGINT NOT NULL, -- how often
    excluded     BIGINT NOT NULL  -- 1: withheld, not on the clock
);

CREATE INDEX case_clock_received ON case_clock (received_at);
-- Serve "who waits": the oldest, the newest few, and those whose target passes in this hour.
CREATE INDEX case_clock_waiting ON case_clock (received_at) WHERE replied_at IS NULL AND excluded = 0;
CREATE INDEX case_clock_due ON case_clock (due_at) WHERE replied_at IS NULL AND excluded = 0;

-- The scopes that a case counts in. Concerns and questions make the headline and its breakdowns; suggestions and
-- praise have slower targets and are counted apart.
CREATE TABLE scope_of_kind (
    case_kind  TEXT NOT NULL,
    scope_kind TEXT NOT NULL, -- all, category, area, kind
    PRIMARY KEY (case_kind, scope_kind)
);

INSERT INTO scope_of_kind (case_kind, scope_kind) VALUES
    ('concern', 'all'), ('concern', 'category'), ('concern', 'area'),
    ('question', 'all'), ('question', 'category'), ('question', 'area'),
    ('suggestion', 'kind'), ('praise', 'kind');

-- Buckets of durations, each 2 % wide from one second up to 25 years, by whole numbers so that every engine agrees.
CREATE TABLE duration_bucket (
    from_ms BIGINT PRIMARY KEY,
    bucket  BIGINT NOT NULL
);

INSERT INTO duration_bucket (from_ms, bucket)
WITH RECURSIVE b (from_ms, bucket) AS (
    SELECT CAST(0 AS BIGINT), CAST(0 AS BIGINT)
     UNION ALL
    SELECT CASE WHEN from_ms = 0 THEN 1000 ELSE from_ms + from_ms / 50 END, bucket + 1
      FROM b
     WHERE from_ms < 788400000000
)
SELECT from_ms, bucket FROM b;

-- Per day, for the scopes all and kind: those received that day (replied: of them, by now; met and late: of them, by the target), and
-- answered: first replies given that day, whenever the message came.
CREATE TABLE reply_day (
    scope_kind TEXT   NOT NULL,
    scope_id   TEXT   NOT NULL,
    day        BIGINT NOT NULL,
    received   BIGINT NOT NULL,
    replied    BIGINT NOT NULL,
    met        BIGINT NOT NULL,
    late       BIGINT NOT NULL,
    answered   BIGINT NOT NULL,
    PRIMARY KEY (scope_kind, scope_id, day)
);

-- How long those received on a day waited for their first reply.
CREATE TABLE reply_bucket (
    scope_kind TEXT   NOT NULL,
    scope_id   TEXT   NOT NULL,
    day        BIGINT NOT NULL,
    bucket     BIGINT NOT NULL,
    n          BIGINT NOT NULL,
    PRIMARY KEY (scope_kind, scope_id, day, bucket)
);

-- Who still waits, by the hour (since 1970) of receipt and of the target; due_hour -1: no target.
CREATE TABLE waiting_hour (
    scope_kind TEXT   NOT NULL,
    scope_id   TEXT   NOT NULL,
    day        BIGINT NOT NULL,
    hour       BIGINT NOT NULL,
    due_hour   BIGINT NOT NULL,
    n          BIGINT NOT NULL,
    PRIMARY KEY (scope_kind, scope_id, day, hour, due_hour)
);

-- All time, per scope. What is published of a scope is renewed when enough newcomers are in here.
CREATE TABLE reply_total (
    scope_kind TEXT   NOT NULL,
    scope_id   TEXT   NOT NULL,
    received   BIGINT NOT NULL,
    replied    BIGINT NOT NULL,
    promised   BIGINT NOT NULL, -- of those who wait, how many a target holds for
    PRIMARY KEY (scope_kind, scope_id)
);

-- The headline's window, summed over its days so that a beat reads the same few rows however many cases there are.
CREATE TABLE headline_window (
    id        TEXT   PRIMARY KEY, -- current
    first_day BIGINT NOT NULL,
    last_day  BIGINT NOT NULL
);

CREATE TABLE headline_bucket (
    bucket BIGINT PRIMARY KEY,
    n      BIGINT NOT NULL
);

INSERT INTO headline_window (id, first_day, last_day) VALUES ('current', 0, -1);
