-- How long personal data is kept, what may not be deleted, and who asked for what.

-- The periods that administrators set; without a row the program's own default holds.
CREATE TABLE keeping_period (
    what   TEXT   PRIMARY KEY, -- contact, words, suspicious
    days   BIGINT NOT NULL,    -- after the case was closed; 0: for ever
    set_at BIGINT NOT NULL
) /* WITHOUT ROWID */;

-- Cases of which nothing is deleted or erased as long as the row is there.
CREATE TABLE legal_hold (
    case_id TEXT   PRIMARY KEY REFERENCES feedback_case (id),
    reason  TEXT   NOT NULL,
    set_by  TEXT   NOT NULL, -- a member of staff, by name
    set_at  BIGINT NOT NULL
) /* WITHOUT ROWID */;

-- Who of staff asked, when it was not the resident; somebody else must carry it out.
ALTER TABLE erasure_request ADD COLUMN asked_by TEXT NOT NULL DEFAULT '';

CREATE INDEX erasure_request_open ON erasure_request (asked_at) WHERE done_at IS NULL;
