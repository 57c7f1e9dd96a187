-- A revision can also end what was published: a sum whose month is not in the series any more, or whose number is hidden.
CREATE TABLE statistic_change_next (
    statistic_id TEXT   NOT NULL REFERENCES statistic (id),
    revision     BIGINT NOT NULL,
    month        BIGINT NOT NULL,
    was          BIGINT NOT NULL,
    became       BIGINT, -- null: it is not published any more
    PRIMARY KEY (statistic_id, revision, month)
) /* WITHOUT ROWID */;

INSERT INTO statistic_change_next (statistic_id, revision, month, was, became)
SELECT statistic_id, revision, month, was, became
  FROM statistic_change;

DROP TABLE statistic_change;

ALTER TABLE statistic_change_next RENAME TO statistic_change;
