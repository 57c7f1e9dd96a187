-- Events of the provider and its community: when and where, who wants to come, how many came.
-- Times are Unix milliseconds.

CREATE TABLE community_event (
    id           TEXT   PRIMARY KEY,
    slug         TEXT   NOT NULL UNIQUE, -- in addresses; never changed once given
    name_en      TEXT   NOT NULL,        -- in one language at least
    name_fr      TEXT   NOT NULL,
    about_en     TEXT   NOT NULL,
    about_fr     TEXT   NOT NULL,
    place        TEXT   NOT NULL,
    host         TEXT   NOT NULL,        -- an office, no private person
    starts_at    BIGINT NOT NULL,
    ends_at      BIGINT NOT NULL,
    all_day      BIGINT NOT NULL,        -- 1: days alone are known, as of imported records
    sign_up      BIGINT NOT NULL,        -- 1: who comes is asked to say so
    capacity     BIGINT NOT NULL,        -- people; 0: no limit
    closes_at    BIGINT NOT NULL,        -- the last moment of signing up
    metric_id    TEXT   NOT NULL,        -- '' none; else the metric of an initiative that attendance counts for
    state        TEXT   NOT NULL,        -- draft: for staff alone; published; cancelled; held: how many came is known
    reason       TEXT   NOT NULL,        -- public: why it was cancelled
    origin       TEXT   NOT NULL,        -- '' the provider's own; invented: made up for the demonstration
    import_key   TEXT   UNIQUE,          -- of an imported one: what tells it from others of its file
    added_at     BIGINT NOT NULL,
    published_at BIGINT,
    changed_at   BIGINT NOT NULL,
    sequence     BIGINT NOT NULL,        -- counts changes of when, where and whether, as calendars do
    version      BIGINT NOT NULL,        -- counts changes: of two who save at once, one is told
    list_turn    BIGINT NOT NULL         -- counts changes of the list: its row is the lock under which places are given
) /* WITHOUT ROWID */;

-- What comes, what was, and what waits for its attendance.
CREATE INDEX community_event_end ON community_event (ends_at, id) WHERE state <> 'draft';
CREATE INDEX community_event_published ON community_event (published_at) WHERE state <> 'draft';
CREATE INDEX community_event_cancelled ON community_event (changed_at) WHERE state = 'cancelled';
CREATE INDEX community_event_state ON community_event (state, ends_at);
CREATE INDEX community_event_host ON community_event (host) WHERE state <> 'draft';
CREATE INDEX community_event_metric ON community_event (metric_id) WHERE state <> 'draft' AND metric_id <> '';

-- Who wants to come, in the order in which they said so. Names, contacts and the code go some days after the event.
CREATE TABLE event_sign_up (
    event_id  TEXT   NOT NULL REFERENCES community_event (id),
    seq       BIGINT NOT NULL, -- from 1
    code_hash TEXT   UNIQUE,   -- of the code that opens it; NULL once the person is forgotten
    people    BIGINT NOT NULL,
    state     TEXT   NOT NULL, -- place; waiting: on the list; left: does not come after all
    name      TEXT   NOT NULL, -- for staff alone
    contact   TEXT   NOT NULL, -- for staff alone
    language  TEXT   NOT NULL,
    signed_at BIGINT NOT NULL,
    moved_at  BIGINT,          -- when it moved up from the waiting list
    PRIMARY KEY (event_id, seq)
) /* WITHOUT ROWID */;

CREATE INDEX event_sign_up_known ON event_sign_up (event_id) WHERE code_hash IS NOT NULL;

-- How many came. Nothing here is ever changed: a correction is a further version.
CREATE TABLE event_attendance (
    event_id   TEXT   NOT NULL REFERENCES community_event (id),
    version    BIGINT NOT NULL, -- from 1
    people     BIGINT NOT NULL,
    reason     TEXT   NOT NULL, -- public: why it was corrected; '' of the first version
    entered_by TEXT   NOT NULL, -- for staff alone
    entered_at BIGINT NOT NULL,
    PRIMARY KEY (event_id, version)
) /* WITHOUT ROWID */;

-- The newest corrections first, for the public log.
CREATE INDEX event_attendance_corrected ON event_attendance (entered_at) WHERE version > 1;
