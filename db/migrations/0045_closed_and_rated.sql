-- How many cases staff closed, and of how many of these the resident said whether the answer helped. Counted are those
-- that stand closed, are not set aside, and that a code opens: of others, nobody could say it. They are kept by the
-- quarter of an hour in which they were closed, which no zone's midnight divides.

CREATE TABLE closed_quarter (
    quarter BIGINT PRIMARY KEY, -- Unix milliseconds / 900000
    closed  BIGINT NOT NULL,
    rated   BIGINT NOT NULL
) /* WITHOUT ROWID */;

INSERT INTO closed_quarter (quarter, closed, rated)
SELECT c.resolved_at / 900000, COUNT(*), COUNT(r.case_id)
  FROM case_clock c
  JOIN case_detail d ON d.case_id = c.case_id
  LEFT JOIN case_rating r ON r.case_id = c.case_id
 WHERE c.resolved_at IS NOT NULL AND c.excluded = 0 AND d.code_hash IS NOT NULL
 GROUP BY 1;

-- Of the same days as the ratings, frozen in the moment in which they are published; null: that was before this.
ALTER TABLE rating_published ADD COLUMN closed  BIGINT;
ALTER TABLE rating_published ADD COLUMN unrated BIGINT;
