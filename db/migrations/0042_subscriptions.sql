-- Who gets letters by e-mail of what, and the letters that wait to be sent. Times are Unix milliseconds.

CREATE TABLE subscription (
    id           TEXT   PRIMARY KEY,
    address      TEXT   NOT NULL,
    language     TEXT   NOT NULL,
    rhythm       TEXT   NOT NULL, -- daily, weekly
    topics       TEXT   NOT NULL, -- keys, parted by a space each
    confirm_hash TEXT   UNIQUE,   -- SHA-256 of what the first letter carries; null once it was used
    stop_token   TEXT   NOT NULL UNIQUE, -- stands in every letter, so it must be known; it opens nothing but the end
    asked_at     BIGINT NOT NULL,
    confirmed_at BIGINT,
    news_until   BIGINT NOT NULL  -- what was published until then was sent
) /* WITHOUT ROWID */;

CREATE INDEX subscription_address ON subscription (address);
CREATE INDEX subscription_news ON subscription (rhythm, news_until) WHERE confirmed_at IS NOT NULL;

-- Written with what it tells of in one transaction; deleted when a mail server has taken it.
CREATE TABLE letter (
    id              TEXT   PRIMARY KEY,
    subscription_id TEXT   NOT NULL,
    address         TEXT   NOT NULL,
    subject         TEXT   NOT NULL,
    body            TEXT   NOT NULL,
    stop            TEXT   NOT NULL, -- the token that ends it in one click; '' there is nothing to end yet
    made_at         BIGINT NOT NULL,
    due_at          BIGINT NOT NULL, -- not to be sent before
    tries           BIGINT NOT NULL
) /* WITHOUT ROWID */;

CREATE INDEX letter_due ON letter (due_at);
CREATE INDEX letter_of ON letter (subscription_id);

-- When an initiative was first shown; null while it is a draft.
ALTER TABLE initiative ADD COLUMN shown_at BIGINT;
UPDATE initiative SET shown_at = added_at WHERE state <> 'draft';

-- What changed lately of the metrics.
CREATE INDEX metric_period_changed ON metric_period (changed_at);
