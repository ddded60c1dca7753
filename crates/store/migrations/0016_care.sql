-- Backups that were read back and opened, rehearsals, and whether a new recovery code is due.

CREATE TABLE backup_log (
    position    INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    place       TEXT NOT NULL CHECK (place IN ('local', 'outside')),
    file_name   TEXT NOT NULL CHECK (length(file_name) BETWEEN 1 AND 80),
    size        INTEGER NOT NULL CHECK (size > 0),
    sha256      BLOB NOT NULL CHECK (length(sha256) = 32),
    audit_count INTEGER NOT NULL CHECK (audit_count >= 0),
    audit_head  BLOB NOT NULL CHECK (length(audit_head) = 32),
    made_ms     INTEGER NOT NULL CHECK (made_ms BETWEEN -631180800000 AND 4102416000000),
    verified_ms INTEGER NOT NULL CHECK (verified_ms BETWEEN -631180800000 AND 4102416000000)
) STRICT;

CREATE TABLE rehearsal (
    position INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL CHECK (kind IN ('restore', 'recovery')),
    at_ms    INTEGER NOT NULL CHECK (at_ms BETWEEN -631180800000 AND 4102416000000),
    by_id    TEXT NOT NULL REFERENCES staff (id),
    ok       INTEGER NOT NULL CHECK (ok IN (0, 1)),
    found    TEXT NOT NULL CHECK (length(found) <= 60 AND found NOT GLOB '*[^a-z0-9_]*')
) STRICT;

-- Since when a new recovery code is due and why, until it was made.
CREATE TABLE recovery_due (
    position INTEGER PRIMARY KEY,
    reason   TEXT NOT NULL CHECK (reason IN ('used', 'removed_for_cause', 'restored')),
    since_ms INTEGER NOT NULL CHECK (since_ms BETWEEN -631180800000 AND 4102416000000),
    done_ms  INTEGER CHECK (done_ms BETWEEN -631180800000 AND 4102416000000)
) STRICT;

CREATE TRIGGER backup_log_no_delete BEFORE DELETE ON backup_log BEGIN SELECT RAISE(ABORT, 'locked:backup_log'); END;
CREATE TRIGGER backup_log_no_update BEFORE UPDATE ON backup_log BEGIN SELECT RAISE(ABORT, 'locked:backup_log'); END;
CREATE TRIGGER rehearsal_no_delete BEFORE DELETE ON rehearsal BEGIN SELECT RAISE(ABORT, 'locked:rehearsal'); END;
CREATE TRIGGER rehearsal_no_update BEFORE UPDATE ON rehearsal BEGIN SELECT RAISE(ABORT, 'locked:rehearsal'); END;
CREATE TRIGGER recovery_due_no_delete BEFORE DELETE ON recovery_due
BEGIN SELECT RAISE(ABORT, 'locked:recovery_due'); END;
CREATE TRIGGER recovery_due_done BEFORE UPDATE ON recovery_due
WHEN OLD.done_ms IS NOT NULL OR NEW.position IS NOT OLD.position OR NEW.reason IS NOT OLD.reason
    OR NEW.since_ms IS NOT OLD.since_ms
BEGIN SELECT RAISE(ABORT, 'locked:recovery_due'); END;
