-- A forum after its end, a picture that was frozen, and whose votes a forum replays.

ALTER TABLE forum ADD COLUMN origin TEXT NOT NULL DEFAULT '';     -- of replayed votes: their record, london-2022; '' those of the room
ALTER TABLE forum ADD COLUMN ended_code TEXT NOT NULL DEFAULT ''; -- the code that it had; '' it has not ended
ALTER TABLE forum ADD COLUMN picture TEXT NOT NULL DEFAULT '';    -- what the projector showed when it was frozen (JSON); '' none

CREATE INDEX forum_ended_code ON forum (ended_code, ended_at) WHERE ended_code <> '';
