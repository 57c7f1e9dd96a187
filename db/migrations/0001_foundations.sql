-- What the storage itself needs.
-- /* WITHOUT ROWID */ is a comment to PostgreSQL; for SQLite the program takes it out of its comment marks, so that a
-- table is stored by its key, once, and not a second time in an index.
-- Every *_at column holds Unix milliseconds; every id is random text made by the program.

-- Facts about this instance that must not change under its data, such as the time zone that its days are counted in.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) /* WITHOUT ROWID */;

-- A request that may be repeated: its key is stored in the transaction of its effect, with the answer it was given.
CREATE TABLE idempotency (
    key          TEXT   PRIMARY KEY,
    request_hash TEXT   NOT NULL,
    answer       TEXT   NOT NULL,
    written_at   BIGINT NOT NULL
) /* WITHOUT ROWID */;
