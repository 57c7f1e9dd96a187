-- What the provider does with and for its community, and the numbers by which it can be checked.
-- Days and periods are numbers of days since 0001-01-01; values are thousandths, so that sums are exact on both engines.

CREATE TABLE initiative (
    id         TEXT   PRIMARY KEY,
    slug       TEXT   NOT NULL UNIQUE, -- in addresses; never changed once given
    kind       TEXT   NOT NULL,        -- education, watch, outreach, events, policy
    owner      TEXT   NOT NULL,        -- an office, no private person
    first_day  BIGINT NOT NULL,
    last_day   BIGINT NOT NULL,
    state      TEXT   NOT NULL,        -- draft: for staff alone; open; closed: its figures do not change any more
    origin     TEXT   NOT NULL,        -- '' the provider's own; invented: made up for the demonstration
    added_at   BIGINT NOT NULL,
    version    BIGINT NOT NULL         -- counts changes: of two who save at once, one is told
) /* WITHOUT ROWID */;

-- Its words in each language; one language at least.
CREATE TABLE initiative_text (
    initiative_id TEXT NOT NULL REFERENCES initiative (id),
    language      TEXT NOT NULL,
    name          TEXT NOT NULL,
    goal          TEXT NOT NULL,
    story         TEXT NOT NULL,
    PRIMARY KEY (initiative_id, language)
) /* WITHOUT ROWID */;

CREATE TABLE milestone (
    id            TEXT   PRIMARY KEY,
    initiative_id TEXT   NOT NULL REFERENCES initiative (id),
    due_day       BIGINT NOT NULL,
    reached_day   BIGINT,
    name_en       TEXT   NOT NULL,
    name_fr       TEXT   NOT NULL
) /* WITHOUT ROWID */;

CREATE INDEX milestone_of ON milestone (initiative_id, due_day);

-- What is measured. A change of what it means is a new definition, and said with every number of the open data.
CREATE TABLE metric (
    id            TEXT   PRIMARY KEY,
    initiative_id TEXT   NOT NULL REFERENCES initiative (id),
    position      BIGINT NOT NULL,
    combine       TEXT   NOT NULL, -- sum, latest, mean: how the readings of a period and of the whole time combine
    better        TEXT   NOT NULL, -- more, less
    every         TEXT   NOT NULL, -- month, quarter, year: how often a reading is expected, and the chart's step
    grace_days    BIGINT NOT NULL, -- so long after a period its reading is not late yet
    target_milli  BIGINT,
    people        BIGINT NOT NULL, -- 1: counts people who could be pointed at; only a rounded total is shown
    definition    BIGINT NOT NULL, -- the number of its definition, from 1
    name_en       TEXT   NOT NULL,
    name_fr       TEXT   NOT NULL,
    unit_en       TEXT   NOT NULL,
    unit_fr       TEXT   NOT NULL
) /* WITHOUT ROWID */;

CREATE INDEX metric_of ON metric (initiative_id, position);

-- Every version of every reading. Nothing here is ever changed: a correction is a further version.
CREATE TABLE metric_reading (
    metric_id   TEXT   NOT NULL REFERENCES metric (id),
    period      BIGINT NOT NULL, -- its first day
    part        TEXT   NOT NULL, -- what of the period, where it comes in parts, as an event's number; else ''
    version     BIGINT NOT NULL, -- from 1
    value_milli BIGINT NOT NULL,
    weight      BIGINT NOT NULL, -- of a mean: over how many; else 1
    source      TEXT   NOT NULL, -- public: where the number comes from
    note        TEXT   NOT NULL, -- public: what the number does not say
    reason      TEXT   NOT NULL, -- public: why it was corrected; '' of the first version
    withdrawn   BIGINT NOT NULL, -- 1: there is no such reading after all
    way         TEXT   NOT NULL, -- form, csv, api
    entered_by  TEXT   NOT NULL, -- for staff alone
    entered_at  BIGINT NOT NULL,
    PRIMARY KEY (metric_id, period, part, version)
) /* WITHOUT ROWID */;

-- The newest corrections first, for the public log.
CREATE INDEX metric_corrected ON metric_reading (entered_at) WHERE version > 1;

-- Kept in the transaction of each reading; a recount of metric_reading gives the same.
CREATE TABLE metric_value (
    metric_id   TEXT   NOT NULL,
    period      BIGINT NOT NULL,
    part        TEXT   NOT NULL,
    version     BIGINT NOT NULL,
    value_milli BIGINT NOT NULL,
    weight      BIGINT NOT NULL,
    entered_at  BIGINT NOT NULL,
    PRIMARY KEY (metric_id, period, part)
) /* WITHOUT ROWID */;

CREATE TABLE metric_period (
    metric_id  TEXT   NOT NULL,
    period     BIGINT NOT NULL,
    readings   BIGINT NOT NULL,
    sum_milli  BIGINT NOT NULL, -- of value times weight
    weight     BIGINT NOT NULL,
    last_milli BIGINT NOT NULL, -- of the reading that was entered last
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (metric_id, period)
) /* WITHOUT ROWID */;

CREATE TABLE metric_total (
    metric_id  TEXT   PRIMARY KEY,
    readings   BIGINT NOT NULL,
    sum_milli  BIGINT NOT NULL,
    weight     BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
) /* WITHOUT ROWID */;
