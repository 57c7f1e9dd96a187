-- The staff desk: who works on a case, and with what. Nothing here is counted; the clock stays case_clock's.

-- What staff say of a case among themselves. No row: nobody's, of normal priority.
CREATE TABLE case_work (
    case_id     TEXT   PRIMARY KEY REFERENCES feedback_case (id),
    assigned_to TEXT   REFERENCES staff_member (id), -- NULL: nobody
    priority    BIGINT NOT NULL,                     -- 0 normal, 1 high
    told_until  BIGINT                               -- the new date that the resident was told last; NULL: none
) /* WITHOUT ROWID */;

CREATE INDEX case_work_assigned ON case_work (assigned_to) WHERE assigned_to IS NOT NULL;

-- Who holds a case, so that two do not answer it. Times follow the real clock, also in the demonstration.
CREATE TABLE case_claim (
    case_id    TEXT   PRIMARY KEY REFERENCES feedback_case (id),
    member_id  TEXT   NOT NULL REFERENCES staff_member (id),
    held_until BIGINT NOT NULL,
    wrote_at   BIGINT NOT NULL -- when the holder last typed; 0: has not
) /* WITHOUT ROWID */;

-- What a member of staff has written and not sent. It outlives the claim: who takes over does not take it away.
CREATE TABLE reply_draft (
    case_id   TEXT   NOT NULL REFERENCES feedback_case (id),
    member_id TEXT   NOT NULL REFERENCES staff_member (id),
    body      TEXT   NOT NULL,
    saved_at  BIGINT NOT NULL,
    PRIMARY KEY (case_id, member_id)
) /* WITHOUT ROWID */;

-- Texts that replies begin with.
CREATE TABLE reply_template (
    id       TEXT   PRIMARY KEY,
    name     TEXT   NOT NULL,
    language TEXT   NOT NULL, -- en, fr
    body     TEXT   NOT NULL,
    saved_at BIGINT NOT NULL,
    UNIQUE (name, language)
) /* WITHOUT ROWID */;

-- One act on several cases, kept for as long as it can be undone and a day more.
CREATE TABLE bulk_act (
    id        TEXT   PRIMARY KEY,
    member_id TEXT   NOT NULL REFERENCES staff_member (id),
    kind      TEXT   NOT NULL, -- assigned, withheld
    done_at   BIGINT NOT NULL, -- real clock
    undone_at BIGINT
) /* WITHOUT ROWID */;

CREATE TABLE bulk_case (
    bulk_id TEXT NOT NULL REFERENCES bulk_act (id),
    case_id TEXT NOT NULL REFERENCES feedback_case (id),
    was     TEXT NOT NULL, -- of assigned: to whom before; '' nobody
    became  TEXT NOT NULL, -- of assigned: to whom; '' nobody
    PRIMARY KEY (bulk_id, case_id)
) /* WITHOUT ROWID */;

-- Serve "answered, open" and "set aside", as case_clock_due serves "waiting".
CREATE INDEX case_clock_answered ON case_clock (received_at) WHERE replied_at IS NOT NULL AND resolved_at IS NULL AND excluded = 0;
CREATE INDEX case_clock_withheld ON case_clock (received_at) WHERE excluded = 1;
