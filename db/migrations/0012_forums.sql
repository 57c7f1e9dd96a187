-- Forums: meetings with a run sheet of polls. What a ballot says is counted in its own transaction (poll_tally), and
-- can be counted again from the ballots.

CREATE TABLE forum (
    id          TEXT   PRIMARY KEY,
    slug        TEXT   NOT NULL UNIQUE, -- of the address of its public results
    code        TEXT   UNIQUE,          -- six digits, while it can be joined; NULL once it has ended
    name        TEXT   NOT NULL,
    language    TEXT   NOT NULL,        -- of what the host writes: en, fr
    starts_at   BIGINT NOT NULL,        -- as announced
    state       TEXT   NOT NULL,        -- planned, open, ended
    opened_at   BIGINT,
    ended_at    BIGINT,
    rehearsal   BIGINT NOT NULL,        -- 1: what is voted now is a rehearsal and counts nowhere
    asking      TEXT   NOT NULL,        -- questions: off, checked (seen once a moderator approved), open (seen at once), support (no new ones)
    shown_poll  TEXT,                   -- what the room sees; NULL: how to join
    view        TEXT   NOT NULL,        -- on the projector: join, poll, questions
    cover       TEXT   NOT NULL,        -- '' none, blank, frozen
    notice      TEXT   NOT NULL,        -- laid over the projector; '' none
    version     BIGINT NOT NULL,        -- goes up with every act: one that names another was made on an older view
    steered_by  TEXT   REFERENCES staff_member (id), -- who has the control
    steered_until BIGINT NOT NULL,
    made_by     TEXT   NOT NULL,
    made_at     BIGINT NOT NULL
) /* WITHOUT ROWID */;

CREATE TABLE poll (
    id         TEXT   PRIMARY KEY,
    forum_id   TEXT   NOT NULL REFERENCES forum (id),
    place      BIGINT NOT NULL, -- on the run sheet
    kind       TEXT   NOT NULL, -- single, multiple, yesno, rating, scale, ranking, points, number, text, words
    title      TEXT   NOT NULL,
    low        BIGINT NOT NULL, -- the fewest choices, or the lowest number
    high       BIGINT NOT NULL, -- the most choices or words, the highest number, or the points to give
    unit       TEXT   NOT NULL, -- of a number; '' none
    named      BIGINT NOT NULL, -- 1: ballots keep who gave them; set before the first opening, 1 may become 0
    changeable BIGINT NOT NULL, -- 1: a ballot can be changed until voting closes
    live       BIGINT NOT NULL, -- 1: results are seen while voting is open
    small_room BIGINT NOT NULL, -- 1: the host has confirmed that fewer than k ballots are shown
    state      TEXT   NOT NULL, -- draft, open, closed, revealed, archived
    round      BIGINT NOT NULL,
    opened_at  BIGINT,
    closes_at  BIGINT,          -- of a countdown; NULL: none
    closed_at  BIGINT,
    revealed_at BIGINT
) /* WITHOUT ROWID */;

CREATE INDEX poll_forum ON poll (forum_id, place);
CREATE INDEX poll_closes ON poll (closes_at) WHERE state = 'open';

CREATE TABLE poll_option (
    poll_id TEXT   NOT NULL REFERENCES poll (id),
    choice  BIGINT NOT NULL, -- 1, 2, …; as ballots name it
    words   TEXT   NOT NULL,
    PRIMARY KEY (poll_id, choice)
) /* WITHOUT ROWID */;

-- Somebody in a forum: an id of this forum alone, worked out from a cookie.
CREATE TABLE participant (
    id        TEXT   PRIMARY KEY,
    forum_id  TEXT   NOT NULL REFERENCES forum (id),
    name      TEXT   NOT NULL, -- '' not given
    joined_at BIGINT NOT NULL,
    banned_at BIGINT           -- may watch, no longer vote or ask
) /* WITHOUT ROWID */;

CREATE INDEX participant_forum ON participant (forum_id);

-- One answer of one participant in one round: the key says so. rehearsal marks the round, not the row: see poll_round.
CREATE TABLE ballot (
    poll_id        TEXT   NOT NULL REFERENCES poll (id),
    round          BIGINT NOT NULL,
    participant_id TEXT   NOT NULL, -- of an anonymous poll: once voting closed, the ballot's own id
    id             TEXT   NOT NULL UNIQUE,
    revision       BIGINT NOT NULL, -- 1, and one more with each change
    sent           TEXT   NOT NULL, -- the id that the phone gave its last sending
    PRIMARY KEY (poll_id, round, participant_id)
) /* WITHOUT ROWID */;

CREATE TABLE ballot_choice (
    ballot_id TEXT   NOT NULL REFERENCES ballot (id),
    choice    BIGINT NOT NULL, -- of poll_option; a number; the place of a text
    amount    BIGINT NOT NULL, -- points or rank; else 1
    words     TEXT   NOT NULL, -- of text and words; else ''
    PRIMARY KEY (ballot_id, choice)
) /* WITHOUT ROWID */;

-- Who has voted in an anonymous round, without what or when.
CREATE TABLE poll_voter (
    poll_id        TEXT   NOT NULL REFERENCES poll (id),
    round          BIGINT NOT NULL,
    participant_id TEXT   NOT NULL,
    PRIMARY KEY (poll_id, round, participant_id)
) /* WITHOUT ROWID */;

-- A round of a poll: what it was, and what was frozen when it was revealed.
CREATE TABLE poll_round (
    poll_id     TEXT   NOT NULL REFERENCES poll (id),
    round       BIGINT NOT NULL,
    rehearsal   BIGINT NOT NULL, -- 1: in no total and no export
    opened_at   BIGINT NOT NULL,
    closed_at   BIGINT,
    revealed_at BIGINT,
    frozen      TEXT   NOT NULL, -- the result as it was revealed (JSON); '' not yet
    PRIMARY KEY (poll_id, round)
) /* WITHOUT ROWID */;

-- Ballots per choice. choice 0 counts the ballots themselves, -1 those that abstain.
CREATE TABLE poll_tally (
    poll_id TEXT   NOT NULL REFERENCES poll (id),
    round   BIGINT NOT NULL,
    source  TEXT   NOT NULL, -- phones, hands, paper
    choice  BIGINT NOT NULL,
    n       BIGINT NOT NULL, -- ballots
    amount  BIGINT NOT NULL, -- points, or Borda points
    PRIMARY KEY (poll_id, round, source, choice)
) /* WITHOUT ROWID */;

-- What staff did in a forum, for the report and for undo; the record of staff acts has it too.
CREATE TABLE forum_act (
    id        TEXT   PRIMARY KEY, -- in the order of time
    forum_id  TEXT   NOT NULL REFERENCES forum (id),
    member_id TEXT   NOT NULL,
    kind      TEXT   NOT NULL,
    poll_id   TEXT   NOT NULL, -- '' none
    detail    TEXT   NOT NULL,
    at        BIGINT NOT NULL
) /* WITHOUT ROWID */;

CREATE INDEX forum_act_forum ON forum_act (forum_id, at);
