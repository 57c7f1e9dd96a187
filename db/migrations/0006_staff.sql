-- Staff: who may sign in, with what, and what was done. Secrets that open something are stored as hashes, except the
-- key of an authenticator app, which the program must know to tell which code is right.

-- A person. There is no row before a passkey, or a password with an authenticator app, was set up.
CREATE TABLE staff_member (
    id                TEXT   PRIMARY KEY,
    name              TEXT   NOT NULL,
    name_key          TEXT   NOT NULL UNIQUE, -- the name as it is compared
    role              TEXT   NOT NULL,        -- viewer, officer, moderator, host, publisher, admin
    language          TEXT   NOT NULL,        -- en, fr; '' follows the browser
    password_hash     TEXT,                   -- NULL: signs in with passkeys only
    authenticator_key TEXT,                   -- Base32; set with the password
    code_step         BIGINT NOT NULL,        -- the 30-second step of the last code that was used: each is good once
    created_at        BIGINT NOT NULL,
    disabled_at       BIGINT
) /* WITHOUT ROWID */;

CREATE TABLE staff_passkey (
    credential_id TEXT   PRIMARY KEY, -- hexadecimal
    member_id     TEXT   NOT NULL REFERENCES staff_member (id),
    data          TEXT   NOT NULL,    -- JSON: the public key and what its authenticator said
    created_at    BIGINT NOT NULL,
    used_at       BIGINT
) /* WITHOUT ROWID */;

CREATE INDEX staff_passkey_member ON staff_passkey (member_id);

-- Codes for who has lost the authenticator app; the row goes when its code is used.
CREATE TABLE staff_recovery (
    member_id TEXT NOT NULL REFERENCES staff_member (id),
    code_hash TEXT NOT NULL,
    PRIMARY KEY (member_id, code_hash)
) /* WITHOUT ROWID */;

-- A link, good once, by which a person becomes staff, or a member of staff sets up a new way to sign in.
CREATE TABLE staff_invitation (
    id                TEXT   PRIMARY KEY,
    code_hash         TEXT   NOT NULL UNIQUE,
    member_id         TEXT   REFERENCES staff_member (id), -- NULL: for somebody new
    name              TEXT   NOT NULL,                     -- '': the person chooses
    role              TEXT   NOT NULL,
    authenticator_key TEXT   NOT NULL,                     -- offered with the choice of a password
    made_by           TEXT   NOT NULL,                     -- the name of who made it
    made_at           BIGINT NOT NULL,
    expires_at        BIGINT NOT NULL,
    used_at           BIGINT
) /* WITHOUT ROWID */;

-- What a passkey was asked to sign; each is good once and for a few minutes.
CREATE TABLE staff_challenge (
    id         TEXT   PRIMARY KEY,
    state      TEXT   NOT NULL,
    expires_at BIGINT NOT NULL
) /* WITHOUT ROWID */;

-- Who is signed in where. The cookie holds the token; only its hash is here.
CREATE TABLE staff_session (
    id         TEXT   PRIMARY KEY,
    token_hash TEXT   NOT NULL UNIQUE,
    member_id  TEXT   NOT NULL REFERENCES staff_member (id),
    device     TEXT   NOT NULL, -- browser/system, as far as the browser said
    started_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL, -- to the minute
    ends_at    BIGINT NOT NULL, -- whatever is done until then
    proved_at  BIGINT NOT NULL  -- when a second factor was last shown
) /* WITHOUT ROWID */;

CREATE INDEX staff_session_member ON staff_session (member_id);

-- What was done, by whom, to what. Rows are added and never changed.
CREATE TABLE staff_audit (
    id       TEXT   PRIMARY KEY, -- in the order of time
    at       BIGINT NOT NULL,
    actor_id TEXT   NOT NULL,    -- '': nobody who is known
    actor    TEXT   NOT NULL,    -- the name at that time
    kind     TEXT   NOT NULL,
    subject  TEXT   NOT NULL,
    was      TEXT   NOT NULL,
    became   TEXT   NOT NULL
) /* WITHOUT ROWID */;

CREATE INDEX staff_audit_at ON staff_audit (at);

-- The keys that protect forms against foreign pages; all nodes share them.
CREATE TABLE protection_key (
    id      TEXT   PRIMARY KEY,
    xml     TEXT   NOT NULL,
    made_at BIGINT NOT NULL
) /* WITHOUT ROWID */;
