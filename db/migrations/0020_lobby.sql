-- Displays in the building: what each shows, what it was asked, and what it last said of itself. Times are Unix
-- milliseconds of the world's clock.

CREATE TABLE screen (
    id         TEXT   PRIMARY KEY,
    name       TEXT   NOT NULL,
    place      TEXT   NOT NULL, -- where it hangs; '' not said
    token      TEXT   NOT NULL, -- the hash of what its device keeps; '' disconnected
    paired_at  BIGINT NOT NULL,
    paired_by  TEXT   NOT NULL,
    languages  TEXT   NOT NULL, -- en, fr or en,fr
    panels     TEXT   NOT NULL, -- in their order, as reply,waiting,said@fr
    theme      TEXT   NOT NULL, -- dark, light
    zoom       BIGINT NOT NULL, -- per cent
    safe       BIGINT NOT NULL, -- the margin, in tenths of a rem
    dwell      BIGINT NOT NULL, -- seconds; 0: by the number of words
    day_from   BIGINT NOT NULL, -- minutes after midnight, station time; the same as day_to: no night
    day_to     BIGINT NOT NULL,
    night      TEXT   NOT NULL, -- dim, blank
    pin_forum  BIGINT NOT NULL, -- 1: an open forum pins its panel
    version    BIGINT NOT NULL, -- goes up with every change of the above: its page fetches itself anew
    -- what it said last
    seen_at    BIGINT,
    instance   TEXT   NOT NULL, -- random text of the page that speaks for it
    former     TEXT   NOT NULL, -- of the page before
    changed_at BIGINT,          -- when that page took over
    cloned_at  BIGINT,          -- when a page spoke that another had followed: two devices have its token
    panel      TEXT   NOT NULL, -- with its language, as reply@en
    cover      TEXT   NOT NULL, -- '' none, notice, takeover, blank, night, paused
    conn       TEXT   NOT NULL, -- how fresh its figures are: live, stale, …
    build      TEXT   NOT NULL,
    figures_at BIGINT,          -- of the newest figures that it shows, by the station's clock
    figures    TEXT   NOT NULL, -- their version
    started_at BIGINT,          -- when its page was loaded
    viewport   TEXT   NOT NULL  -- as 1920x1080
) /* WITHOUT ROWID */;

CREATE UNIQUE INDEX screen_token ON screen (token) WHERE token <> '';

-- A device that asks to become a screen. Deleted when it is over.
CREATE TABLE screen_pairing (
    id         TEXT   PRIMARY KEY, -- the hash of what the device keeps
    code       TEXT   NOT NULL,    -- what it shows, without the hyphen
    made_at    BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    address    TEXT   NOT NULL,    -- the network that it came from, to be recognised by
    device     TEXT   NOT NULL,    -- its browser and system
    screen_id  TEXT                -- once somebody approved it
) /* WITHOUT ROWID */;

CREATE UNIQUE INDEX screen_pairing_code ON screen_pairing (code);

-- What staff asked of a screen. It is done when the screen has said what it then shows.
CREATE TABLE screen_order (
    id           TEXT   PRIMARY KEY,
    screen_id    TEXT   NOT NULL REFERENCES screen (id),
    kind         TEXT   NOT NULL, -- pin, notice, takeover, blank (they stand until ends_at); next, identify, reload (once)
    value        TEXT   NOT NULL, -- the panel, or the text in the screen's first language
    other        TEXT   NOT NULL, -- the text in its second language; '' there is none
    member_id    TEXT   NOT NULL,
    issued_by    TEXT   NOT NULL,
    issued_at    BIGINT NOT NULL,
    ends_at      BIGINT NOT NULL, -- not begun any more after it, and over by it
    confirmed_at BIGINT,          -- by a second person, where one is needed; NULL: not yet
    confirmed_by TEXT   NOT NULL,
    done_at      BIGINT,          -- when the screen said what it then showed
    refused_at   BIGINT,          -- when it said that it cannot
    withdrawn_at BIGINT
) /* WITHOUT ROWID */;

CREATE INDEX screen_order_screen ON screen_order (screen_id, issued_at);

-- Goes up with everything that screens are to hear of.
CREATE TABLE lobby_state (
    id      TEXT   PRIMARY KEY, -- lobby
    version BIGINT NOT NULL
) /* WITHOUT ROWID */;

INSERT INTO lobby_state (id, version) VALUES ('lobby', 1);

-- The one place that says which texts a lobby may show: approved for it, by the rules of shown_case. No name with them.
CREATE VIEW lobby_case AS
SELECT p.case_id, d.language, c.received_day, c.resolved_at, p.said, p.did,
       CASE WHEN s.shown_from > c.received_at + 86400000
            THEN s.shown_from ELSE c.received_at + 86400000 END AS visible_at
  FROM publication_surface s
  JOIN publication p ON p.case_id = s.case_id
  JOIN case_detail d ON d.case_id = s.case_id
  JOIN case_clock c ON c.case_id = s.case_id
 WHERE s.surface = 'lobby' AND s.state = 'approved'
   AND p.said <> '' AND p.did <> '' AND d.queue = 'desk' AND d.may_show = 1 AND d.erased_at IS NULL AND c.excluded = 0;
