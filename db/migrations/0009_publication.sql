-- What residents wrote, in public: only after a person approved it, for each surface apart (design.md 7, reliability.md
-- S12). The original stays in case_text; here is the public text, and what was decided about it.

-- 1: the resident has agreed that it may be shown in public, after a person has looked.
ALTER TABLE case_detail ADD COLUMN may_show BIGINT NOT NULL DEFAULT 0;

-- The public text of a case that was proposed for publication, or resolved with an answer.
CREATE TABLE publication (
    case_id     TEXT   PRIMARY KEY REFERENCES feedback_case (id),
    entered_at  BIGINT NOT NULL, -- when it came into the queue
    revision    BIGINT NOT NULL, -- goes up with every change: a decision names the one that it saw
    title       TEXT   NOT NULL, -- by the moderator; '' none
    said        TEXT   NOT NULL, -- the resident's words, as they may be shown
    did         TEXT   NOT NULL, -- the answer, as it may be shown
    why         TEXT   NOT NULL, -- by the moderator: what was decided and why; '' none
    edit_reason TEXT   NOT NULL, -- why said or did is not what was written; '' it is
    edit_note   TEXT   NOT NULL,
    edited_at   BIGINT           -- when a moderator last changed a text; NULL: never
) /* WITHOUT ROWID */;

CREATE TABLE publication_surface (
    case_id     TEXT   NOT NULL REFERENCES publication (case_id),
    surface     TEXT   NOT NULL, -- web, lobby
    state       TEXT   NOT NULL, -- waiting, approved, refused, withdrawn (was shown before)
    reason      TEXT   NOT NULL, -- of refused and withdrawn
    note        TEXT   NOT NULL,
    decision_id TEXT   NOT NULL, -- the decision that made it so; '' none
    decided_at  BIGINT,
    shown_from  BIGINT,          -- of approved: not before the time to take it back is over
    PRIMARY KEY (case_id, surface)
) /* WITHOUT ROWID */;

CREATE INDEX publication_surface_waiting ON publication_surface (case_id) WHERE state = 'waiting';
CREATE INDEX publication_surface_shown ON publication_surface (surface, shown_from) WHERE state = 'approved';

-- What was decided, by whom. Rows are added; one that was taken back within half a minute says so.
CREATE TABLE publication_decision (
    id        TEXT   PRIMARY KEY,
    case_id   TEXT   NOT NULL REFERENCES publication (case_id),
    surface   TEXT   NOT NULL, -- web, lobby; '' the text, or an appeal
    decision  TEXT   NOT NULL, -- approved, refused, withdrawn, waiting (decided anew), edited, upheld, granted
    reason    TEXT   NOT NULL,
    note      TEXT   NOT NULL,
    member_id TEXT   NOT NULL,
    at        BIGINT NOT NULL,
    batch     TEXT   NOT NULL, -- what was decided together is taken back together
    undone_at BIGINT
) /* WITHOUT ROWID */;

CREATE INDEX publication_decision_case ON publication_decision (case_id);
CREATE INDEX publication_decision_batch ON publication_decision (batch);
CREATE INDEX publication_decision_at ON publication_decision (at);

-- A resident may ask once that somebody else looks at it.
CREATE TABLE publication_appeal (
    case_id    TEXT   PRIMARY KEY REFERENCES publication (case_id),
    asked_at   BIGINT NOT NULL,
    body       TEXT   NOT NULL, -- '' once erased
    decision   TEXT   NOT NULL, -- '' open, upheld, granted
    decided_at BIGINT
) /* WITHOUT ROWID */;

-- Words that make a person look twice. A match holds a case; it refuses and deletes nothing.
CREATE TABLE hold_word (
    language TEXT   NOT NULL,
    word     TEXT   NOT NULL, -- as it is compared: see HoldWords
    added_at BIGINT NOT NULL,
    PRIMARY KEY (language, word)
) /* WITHOUT ROWID */;

-- The one place that says what is public. Readers add only the time: visible_at must have come, which is never within
-- 24 hours of receipt.
CREATE VIEW shown_case AS
SELECT p.case_id, d.reference, d.language, c.category_id, c.area_id, c.received_day, c.replied_day, c.resolved_at,
       p.title, p.said, p.did, p.why, p.edit_reason, p.edit_note, p.edited_at, COALESCE(n.name, '') AS name,
       CASE WHEN c.resolved_at IS NULL THEN '' ELSE
            COALESCE((SELECT t.code
                        FROM case_event e
                        JOIN case_text t ON t.case_id = e.case_id AND t.seq = e.seq
                       WHERE e.case_id = p.case_id AND e.kind = 'resolved'
                         AND NOT EXISTS (SELECT 1 FROM case_event v WHERE v.case_id = e.case_id AND v.voids = e.seq)
                       ORDER BY e.at DESC, e.seq DESC
                       LIMIT 1), '') END AS outcome,
       CASE WHEN s.shown_from > c.received_at + 86400000
            THEN s.shown_from ELSE c.received_at + 86400000 END AS visible_at
  FROM publication_surface s
  JOIN publication p ON p.case_id = s.case_id
  JOIN case_detail d ON d.case_id = s.case_id
  JOIN case_clock c ON c.case_id = s.case_id
  LEFT JOIN case_sender n ON n.case_id = s.case_id AND n.hidden_from_public = 0
 WHERE s.surface = 'web' AND s.state = 'approved'
   AND p.said <> '' AND d.queue = 'desk' AND d.may_show = 1 AND d.erased_at IS NULL AND c.excluded = 0;
