-- Questions that people ask in a forum, and who wants them answered too.

CREATE TABLE question (
    id             TEXT   PRIMARY KEY,
    forum_id       TEXT   NOT NULL REFERENCES forum (id),
    participant_id TEXT   NOT NULL REFERENCES participant (id),
    sent           TEXT   NOT NULL, -- the id of the form: the same again is the same question
    language       TEXT   NOT NULL, -- of the page it was asked on: en, fr
    body           TEXT   NOT NULL, -- as it is shown
    original       TEXT   NOT NULL, -- as it was written, once a moderator has edited it; '' not
    state          TEXT   NOT NULL, -- pending, live, stage, answered, writing, merged, declined
    was            TEXT   NOT NULL, -- the state before, for taking a move back; '' nothing to take back
    reason         TEXT   NOT NULL, -- why it was declined or edited; '' neither
    merged_into    TEXT,            -- the question that stands for it
    asked_at       BIGINT NOT NULL,
    moved_at       BIGINT NOT NULL, -- into its state
    case_reference TEXT   NOT NULL, -- of the case that it became; '' none
    UNIQUE (forum_id, participant_id, sent)
) /* WITHOUT ROWID */;

CREATE INDEX question_forum ON question (forum_id, state);

-- One for a participant and a question. The author counts without a row.
CREATE TABLE question_support (
    question_id    TEXT NOT NULL REFERENCES question (id),
    participant_id TEXT NOT NULL,
    via            TEXT NOT NULL, -- the merged question that it came with; '' given to this one
    PRIMARY KEY (question_id, participant_id)
) /* WITHOUT ROWID */;
