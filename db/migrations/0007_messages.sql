-- What residents and staff wrote, apart from the events that are counted: words can be erased, the clock stays.

-- What a case has beyond its events. Cases that were imported get a row when staff first write to them.
CREATE TABLE case_detail (
    case_id   TEXT   PRIMARY KEY REFERENCES feedback_case (id),
    reference TEXT   NOT NULL UNIQUE, -- 7F-4KQ: names the case and opens nothing
    code_hash TEXT   UNIQUE,          -- SHA-256 of the secret code that opens it; NULL: nobody was given one
    channel   TEXT   NOT NULL,        -- web, phone, counter, paper, import
    queue     TEXT   NOT NULL,        -- desk, independent, restricted
    language  TEXT   NOT NULL,        -- the resident's; '' not known
    place     TEXT   NOT NULL,        -- in the resident's own words; '' none
    erased_at BIGINT                  -- when the person was erased; NULL: was not
) /* WITHOUT ROWID */;

CREATE INDEX case_detail_queue ON case_detail (queue, case_id) WHERE queue <> 'desk';

-- The words that came with an event.
CREATE TABLE case_text (
    case_id   TEXT   NOT NULL,
    seq       BIGINT NOT NULL,
    author    TEXT   NOT NULL, -- resident, staff
    member_id TEXT   NOT NULL, -- which member of staff; '' of residents
    code      TEXT   NOT NULL, -- of resolved, the outcome; of rated, the rating; of postponed, the new date (Unix milliseconds)
    body      TEXT   NOT NULL, -- '' once erased
    PRIMARY KEY (case_id, seq),
    FOREIGN KEY (case_id, seq) REFERENCES case_event (case_id, seq)
) /* WITHOUT ROWID */;

-- Who wrote, as far as they said. Kept apart, and the first to be deleted.
CREATE TABLE case_sender (
    case_id            TEXT   PRIMARY KEY REFERENCES feedback_case (id),
    name               TEXT   NOT NULL, -- '' not given
    contact            TEXT   NOT NULL, -- '' not given
    safe_contact       TEXT   NOT NULL, -- of something suspicious: whether, how and when it is safe to get in touch
    hidden_from_public BIGINT NOT NULL, -- 1: the name is never shown in public
    hidden_from_staff  BIGINT NOT NULL  -- 1: staff do not see the name either
) /* WITHOUT ROWID */;

-- What can come of a case. closed: nothing was done, and the public is told so.
CREATE TABLE outcome (
    code  TEXT   PRIMARY KEY,
    state TEXT   NOT NULL, -- resolved, closed
    place BIGINT NOT NULL  -- in lists
) /* WITHOUT ROWID */;

INSERT INTO outcome (code, state, place) VALUES
    ('done', 'resolved', 1), ('partly', 'resolved', 2), ('explained', 'resolved', 3), ('passed-on', 'resolved', 4),
    ('not-possible', 'closed', 5), ('not-ours', 'closed', 6), ('unclear', 'closed', 7), ('duplicate', 'closed', 8);

-- A resident asked that the person behind a case be erased. Staff carry it out; the clock stays.
CREATE TABLE erasure_request (
    case_id  TEXT   PRIMARY KEY REFERENCES feedback_case (id),
    asked_at BIGINT NOT NULL,
    done_at  BIGINT -- NULL: not yet
) /* WITHOUT ROWID */;

-- An entry of a list that is no longer offered stays readable where it was chosen.
ALTER TABLE category ADD COLUMN retired_at BIGINT;
ALTER TABLE area ADD COLUMN retired_at BIGINT;
