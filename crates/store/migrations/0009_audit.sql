-- The audit log: every row carries the hash of the row before it. Field names only, never values.

CREATE TABLE audit (
    seq         INTEGER PRIMARY KEY,
    at_ms       INTEGER NOT NULL CHECK (at_ms BETWEEN -631180800000 AND 4102416000000),
    actor       TEXT NOT NULL CHECK (length(actor) BETWEEN 1 AND 40),
    action      TEXT NOT NULL CHECK (length(action) BETWEEN 1 AND 60 AND action NOT GLOB '*[^a-z0-9_.]*'),
    object_kind TEXT NOT NULL CHECK (length(object_kind) BETWEEN 1 AND 40 AND object_kind NOT GLOB '*[^a-z0-9_]*'),
    object_id   TEXT NOT NULL CHECK (length(object_id) <= 60),
    detail      TEXT NOT NULL CHECK (length(detail) <= 4000 AND detail NOT GLOB '*[^a-z0-9_.,]*'),
    prev        BLOB NOT NULL CHECK (length(prev) = 32),
    hash        BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX audit_by_object ON audit (object_kind, object_id);

-- Refuses a gap, a fork, and REPLACE of an earlier row.
CREATE TRIGGER audit_chain BEFORE INSERT ON audit
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)
    OR NEW.prev IS NOT coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), zeroblob(32))
BEGIN
    SELECT RAISE(ABORT, 'locked:audit');
END;
