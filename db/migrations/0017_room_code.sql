-- Polls that only people in the room can answer: they type letters that the hall's screen shows, new every minute.

ALTER TABLE poll ADD COLUMN tier TEXT NOT NULL DEFAULT 'open'; -- open: who has the forum's code; room: and the room's too

ALTER TABLE participant ADD COLUMN in_room_at BIGINT; -- when the room's code was typed; NULL: it was not

ALTER TABLE forum ADD COLUMN room_key TEXT NOT NULL DEFAULT ''; -- what the room's codes are made of; '' no poll asks for one
