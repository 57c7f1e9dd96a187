-- Connected systems that send cases.

-- A key of a connected system. What is stored cannot be used to send anything: the secret is nowhere.
CREATE TABLE api_key (
    id           TEXT   PRIMARY KEY, -- public: the first part of what is sent
    source       TEXT   NOT NULL,    -- its name, and the source of the cases that it sends; several keys may share one
    secret_hash  TEXT   NOT NULL,    -- SHA-256, hexadecimal
    scopes       TEXT   NOT NULL,    -- separated by spaces
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    revoked_at   BIGINT,
    last_used_at BIGINT              -- to the hour: the last write that it made
) /* WITHOUT ROWID */;

-- Serves the job that drops answers which nobody will ask for again.
CREATE INDEX idempotency_written ON idempotency (written_at);
