-- What a forum was promised, which of the written answers may be seen, and why somebody may no longer send.

CREATE TABLE promise (
    id         TEXT   PRIMARY KEY,
    forum_id   TEXT   NOT NULL REFERENCES forum (id), -- in which it was given
    body       TEXT   NOT NULL,
    owner      TEXT   NOT NULL, -- who keeps it: an office, as everybody may read it
    due_at     BIGINT NOT NULL, -- when the day of it is over, station time
    state      TEXT   NOT NULL, -- open, kept, broken, withdrawn (was no promise: shown to nobody)
    reason     TEXT   NOT NULL, -- how it was kept, why not, or why it was withdrawn; '' while it is open
    made_at    BIGINT NOT NULL,
    settled_at BIGINT           -- NULL: it is open
) /* WITHOUT ROWID */;

CREATE INDEX promise_forum ON promise (forum_id);
CREATE INDEX promise_open ON promise (due_at) WHERE state = 'open';

-- What a person decided about something that was written in a ballot. Without a row a text waits, and a word is shown.
CREATE TABLE ballot_text (
    ballot_id  TEXT   NOT NULL REFERENCES ballot (id),
    choice     BIGINT NOT NULL, -- of ballot_choice; the row goes when the ballot is changed
    state      TEXT   NOT NULL, -- held (a word of the lists, which waits), shown, withheld
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (ballot_id, choice)
) /* WITHOUT ROWID */;

ALTER TABLE participant ADD COLUMN ban_reason TEXT NOT NULL DEFAULT ''; -- see banned_at; '' not banned

ALTER TABLE poll ADD COLUMN recountable BIGINT NOT NULL DEFAULT 0; -- 1: after the reveal its ballots are listed, without names
