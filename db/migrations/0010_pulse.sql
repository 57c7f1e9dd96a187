-- The pulse: anonymous answers to three fixed statements. Nothing says who gave one, or when within its batch; a batch is
-- published whole, once it holds enough.

CREATE TABLE pulse_batch (
    id        TEXT   PRIMARY KEY,
    statement BIGINT NOT NULL, -- 1 to 3
    wanted    BIGINT NOT NULL, -- closes with so many answers; drawn anew for each, so that nobody can fill it by count
    closed_at BIGINT           -- when it was published; NULL: it is being filled
) /* WITHOUT ROWID */;

-- One is being filled for each statement.
CREATE UNIQUE INDEX pulse_batch_open ON pulse_batch (statement) WHERE closed_at IS NULL;
CREATE INDEX pulse_batch_closed ON pulse_batch (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE pulse_answer (
    id       TEXT   PRIMARY KEY,
    batch_id TEXT   NOT NULL REFERENCES pulse_batch (id),
    score    BIGINT NOT NULL -- 1 to 5
) /* WITHOUT ROWID */;

-- Counted in the transaction of each answer; a recount of pulse_answer gives the same.
CREATE TABLE pulse_tally (
    batch_id TEXT   NOT NULL REFERENCES pulse_batch (id),
    score    BIGINT NOT NULL,
    n        BIGINT NOT NULL,
    PRIMARY KEY (batch_id, score)
) /* WITHOUT ROWID */;
