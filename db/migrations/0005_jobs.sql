-- What the timetable did: a row per run of a job. The last runs of each job are kept, older ones are dropped.
CREATE TABLE job_run (
    id         TEXT   PRIMARY KEY,
    job        TEXT   NOT NULL,
    node       TEXT   NOT NULL, -- the process that ran it
    started_at BIGINT NOT NULL,
    ended_at   BIGINT,          -- NULL while it runs; of an interrupted one, when that was noticed
    outcome    TEXT   NOT NULL, -- running, ok, failed, alarm (it found something wrong), interrupted
    reason     TEXT             -- why it was not ok, in a sentence
) /* WITHOUT ROWID */;

-- Serves the last runs of a job, and the one to close when its process died.
CREATE INDEX job_run_job ON job_run (job, started_at);
