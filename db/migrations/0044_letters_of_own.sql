-- Letters about one matter of somebody's own, such as a message that was sent, beside those of news.
-- They share the table, the first letter and the end. Times are Unix milliseconds.

ALTER TABLE subscription ADD COLUMN about     TEXT   NOT NULL DEFAULT ''; -- kind:key of the matter; '' news
ALTER TABLE subscription ADD COLUMN told_from BIGINT NOT NULL DEFAULT 0;  -- when the day began in which told counts
ALTER TABLE subscription ADD COLUMN told      BIGINT NOT NULL DEFAULT 0;  -- letters of a matter that were written in it

-- The rhythm of these is at-once.
CREATE INDEX subscription_about ON subscription (about) WHERE about <> '';
