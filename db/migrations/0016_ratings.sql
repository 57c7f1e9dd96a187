-- Whether answers helped, as their residents say. What was said before is counted in here.

CREATE INDEX case_event_rated ON case_event (case_id, seq) WHERE kind = 'rated';

-- The last word of each resident; it can be changed for seven days and is one all the same.
CREATE TABLE case_rating (
    case_id TEXT   PRIMARY KEY REFERENCES feedback_case (id),
    day     BIGINT NOT NULL, -- the station day of the first word
    rating  TEXT   NOT NULL  -- yes, partly, no
) /* WITHOUT ROWID */;

-- Counted in the transaction of each rating; a recount of the events gives the same.
CREATE TABLE rating_day (
    day    BIGINT NOT NULL,
    rating TEXT   NOT NULL,
    n      BIGINT NOT NULL,
    PRIMARY KEY (day, rating)
) /* WITHOUT ROWID */;

-- What was published, and stands until enough residents have newly rated.
CREATE TABLE rating_published (
    id           TEXT   PRIMARY KEY, -- current
    first_day    BIGINT NOT NULL,
    last_day     BIGINT NOT NULL,
    n            BIGINT NOT NULL,    -- who rated in these days
    helped       BIGINT NOT NULL,    -- of them, who said yes
    seen         BIGINT NOT NULL,    -- all who had ever rated when it was published
    wanted       BIGINT NOT NULL,    -- published anew after so many more; drawn anew each time; 0: not drawn yet
    published_at BIGINT NOT NULL
) /* WITHOUT ROWID */;

INSERT INTO rating_published (id, first_day, last_day, n, helped, seen, wanted, published_at)
VALUES ('current', 0, -1, 0, 0, 0, 0, 0);

INSERT INTO case_rating (case_id, day, rating)
SELECT f.case_id, f.day, x.code
  FROM (SELECT case_id, MAX(seq) AS last_seq, MIN(day) AS day
          FROM case_event
         WHERE kind = 'rated'
         GROUP BY case_id) f
  JOIN case_text x ON x.case_id = f.case_id AND x.seq = f.last_seq;

INSERT INTO rating_day (day, rating, n)
SELECT day, rating, COUNT(*)
  FROM case_rating
 GROUP BY day, rating;
