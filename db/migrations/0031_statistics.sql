-- Series that were imported: what was counted by category, area and month, with source, licence and revision.
-- A month is a number: twelve times the year, plus the month from 0. Position 0 of a dimension is the sum over it.

CREATE TABLE statistic (
    id          TEXT   PRIMARY KEY,
    slug        TEXT   NOT NULL UNIQUE,
    name_en     TEXT   NOT NULL,
    name_fr     TEXT   NOT NULL,
    unit_en     TEXT   NOT NULL,
    unit_fr     TEXT   NOT NULL,
    source      TEXT   NOT NULL, -- whose figures they are
    licence     TEXT   NOT NULL,
    about_en    TEXT   NOT NULL, -- what the figures do not say
    about_fr    TEXT   NOT NULL,
    origin      TEXT   NOT NULL, -- '' the provider's; sample: shown to show the program
    first_month BIGINT NOT NULL,
    last_month  BIGINT NOT NULL,
    revision    BIGINT NOT NULL, -- from 1; each import that changes anything is one more
    imported_at BIGINT NOT NULL,
    k           BIGINT NOT NULL  -- the smallest count that was shown when it was imported
) /* WITHOUT ROWID */;

-- What it is split by, in the file's own words.
CREATE TABLE statistic_part (
    statistic_id TEXT   NOT NULL REFERENCES statistic (id),
    dimension    TEXT   NOT NULL, -- category, area
    position     BIGINT NOT NULL, -- from 1; a name that was given one keeps it
    name         TEXT   NOT NULL,
    PRIMARY KEY (statistic_id, dimension, position)
) /* WITHOUT ROWID */;

-- Every cell and every sum of cells, so that no page adds up anything. Written by an import, in one transaction.
CREATE TABLE statistic_cell (
    statistic_id TEXT   NOT NULL REFERENCES statistic (id),
    category     BIGINT NOT NULL,
    area         BIGINT NOT NULL,
    month        BIGINT NOT NULL,
    n            BIGINT NOT NULL,
    shown        BIGINT NOT NULL, -- 0: hidden, as it is small, or as a small one could be worked out from it
    PRIMARY KEY (statistic_id, category, area, month)
) /* WITHOUT ROWID */;

-- A line in the chart: a change of counting, or of the world.
CREATE TABLE statistic_note (
    id           TEXT   PRIMARY KEY,
    statistic_id TEXT   NOT NULL REFERENCES statistic (id),
    month        BIGINT NOT NULL,
    category     TEXT   NOT NULL, -- by name; '' of all
    text_en      TEXT   NOT NULL,
    text_fr      TEXT   NOT NULL
) /* WITHOUT ROWID */;

CREATE INDEX statistic_note_of ON statistic_note (statistic_id, month);

CREATE TABLE statistic_revision (
    statistic_id TEXT   NOT NULL REFERENCES statistic (id),
    revision     BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    imported_by  TEXT   NOT NULL, -- for staff alone
    cells        BIGINT NOT NULL, -- how many there are
    total        BIGINT NOT NULL, -- what they add up to
    changed      BIGINT NOT NULL, -- how many published ones are not what they were
    PRIMARY KEY (statistic_id, revision)
) /* WITHOUT ROWID */;

-- The published sums that a revision changed: the log of corrections. Single cells are counted in the line above.
CREATE TABLE statistic_change (
    statistic_id TEXT   NOT NULL REFERENCES statistic (id),
    revision     BIGINT NOT NULL,
    month        BIGINT NOT NULL,
    was          BIGINT NOT NULL,
    became       BIGINT NOT NULL,
    PRIMARY KEY (statistic_id, revision, month)
) /* WITHOUT ROWID */;
