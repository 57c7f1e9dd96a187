-- What the provider achieved, what it decided and why, and its guides. Days are numbers of days since 0001-01-01, times are
-- Unix milliseconds. A place of the site is named by kind and key, as in case and 7K2M-9QXR.

CREATE TABLE story (
    id         TEXT   PRIMARY KEY,
    slug       TEXT   NOT NULL UNIQUE, -- in addresses; never changed once given
    kind       TEXT   NOT NULL,        -- safety, place, people, service
    day        BIGINT NOT NULL,
    proof_kind TEXT   NOT NULL,        -- the place that proves it; '' while none is chosen
    proof_key  TEXT   NOT NULL,
    state      TEXT   NOT NULL,        -- draft: for staff alone; published; withdrawn: its page says why
    reason     TEXT   NOT NULL,        -- public: why it was withdrawn
    origin     TEXT   NOT NULL,        -- '' the provider's own; invented: made up for the demonstration
    title_en   TEXT   NOT NULL,
    title_fr   TEXT   NOT NULL,
    body_en    TEXT   NOT NULL,        -- Markdown without HTML
    body_fr    TEXT   NOT NULL,
    added_at   BIGINT NOT NULL,
    shown_at   BIGINT,                 -- when it was first published; NULL: never
    changed_at BIGINT NOT NULL,
    version    BIGINT NOT NULL,        -- counts changes: of two who save at once, one is told
    CHECK (state <> 'published' OR proof_key <> '')
) /* WITHOUT ROWID */;

-- One thank of one browser for one story. The voice is a hash of both, so that two thanks of one browser have nothing in
-- common, and there is no time: nothing here says who thanked, or when.
CREATE TABLE story_thank (
    story_id TEXT NOT NULL REFERENCES story (id),
    voice    TEXT NOT NULL,
    PRIMARY KEY (story_id, voice)
) /* WITHOUT ROWID */;

-- Counted in the transaction of each thank; a recount of story_thank gives the same.
CREATE TABLE story_thanks (
    story_id TEXT   PRIMARY KEY REFERENCES story (id),
    n        BIGINT NOT NULL
) /* WITHOUT ROWID */;

-- A decision; what it says is its newest version.
CREATE TABLE decision (
    id       TEXT   PRIMARY KEY,
    slug     TEXT   NOT NULL UNIQUE,
    origin   TEXT   NOT NULL,
    added_at BIGINT NOT NULL,
    version  BIGINT NOT NULL
) /* WITHOUT ROWID */;

-- Every version as it was saved. Nothing here is ever changed.
CREATE TABLE decision_version (
    decision_id TEXT   NOT NULL REFERENCES decision (id),
    version     BIGINT NOT NULL, -- from 1
    state       TEXT   NOT NULL, -- draft, published, withdrawn
    stage       TEXT   NOT NULL, -- taken, under-way, done, reversed
    office      TEXT   NOT NULL, -- who decided: an office, no private person
    day         BIGINT NOT NULL, -- of the decision
    next_day    BIGINT,          -- of what happens next; NULL: no day is said
    title_en    TEXT   NOT NULL,
    title_fr    TEXT   NOT NULL,
    what_en     TEXT   NOT NULL,
    what_fr     TEXT   NOT NULL,
    why_en      TEXT   NOT NULL,
    why_fr      TEXT   NOT NULL,
    words_en    TEXT   NOT NULL, -- on whose words, where no page says it
    words_fr    TEXT   NOT NULL,
    others_en   TEXT   NOT NULL, -- what else was thought of, and why not
    others_fr   TEXT   NOT NULL,
    next_en     TEXT   NOT NULL,
    next_fr     TEXT   NOT NULL,
    reason      TEXT   NOT NULL, -- public: why it was changed; '' of the first that was published and of drafts
    saved_by    TEXT   NOT NULL, -- for staff alone
    saved_at    BIGINT NOT NULL,
    PRIMARY KEY (decision_id, version)
) /* WITHOUT ROWID */;

-- Changes of what is public, the newest first, for the log.
CREATE INDEX decision_changed ON decision_version (saved_at) WHERE reason <> '';

-- On whose words a version was decided: places of the site.
CREATE TABLE decision_source (
    decision_id TEXT   NOT NULL,
    version     BIGINT NOT NULL,
    position    BIGINT NOT NULL,
    kind        TEXT   NOT NULL,
    place       TEXT   NOT NULL,
    PRIMARY KEY (decision_id, version, position),
    FOREIGN KEY (decision_id, version) REFERENCES decision_version (decision_id, version)
) /* WITHOUT ROWID */;

CREATE INDEX decision_source_of ON decision_source (kind, place);

-- A short page that helps: a home, an emergency, whom to call.
CREATE TABLE guide (
    id         TEXT   PRIMARY KEY,
    slug       TEXT   NOT NULL UNIQUE,
    state      TEXT   NOT NULL, -- draft, published, withdrawn
    reason     TEXT   NOT NULL, -- public: why it was withdrawn
    origin     TEXT   NOT NULL,
    checked    BIGINT NOT NULL, -- the day on which somebody last looked whether it is still true
    title_en   TEXT   NOT NULL,
    title_fr   TEXT   NOT NULL,
    about_en   TEXT   NOT NULL, -- in a sentence
    about_fr   TEXT   NOT NULL,
    body_en    TEXT   NOT NULL, -- Markdown without HTML
    body_fr    TEXT   NOT NULL,
    added_at   BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version    BIGINT NOT NULL
) /* WITHOUT ROWID */;

-- The places that a guide belongs to, such as a statistic: their pages lead to it.
CREATE TABLE guide_place (
    guide_id TEXT   NOT NULL REFERENCES guide (id),
    position BIGINT NOT NULL,
    kind     TEXT   NOT NULL,
    place    TEXT   NOT NULL,
    PRIMARY KEY (guide_id, position)
) /* WITHOUT ROWID */;

CREATE INDEX guide_place_of ON guide_place (kind, place);
