-- The audit log's whys, and its signed checkpoints.

-- The text of a reason. The log's row holds its SHA-256, so that the text can be erased one day and never exchanged.
CREATE TABLE audit_reason (
    seq    INTEGER PRIMARY KEY REFERENCES audit (seq),
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 400)
) STRICT;

-- What the school's key signed: so many rows, the last one with this hash.
CREATE TABLE checkpoint (
    position INTEGER PRIMARY KEY,
    count    INTEGER NOT NULL CHECK (count >= 0),
    head     BLOB NOT NULL CHECK (length(head) = 32),
    made_ms  INTEGER NOT NULL CHECK (made_ms BETWEEN -631180800000 AND 4102416000000),
    jws      TEXT NOT NULL CHECK (length(jws) BETWEEN 1 AND 16000)
) STRICT;

CREATE INDEX audit_by_actor ON audit (actor, seq);
CREATE INDEX audit_by_action ON audit (action, seq);
CREATE INDEX audit_by_time ON audit (at_ms);

CREATE TRIGGER audit_reason_no_delete BEFORE DELETE ON audit_reason
BEGIN SELECT RAISE(ABORT, 'locked:audit_reason'); END;
CREATE TRIGGER audit_reason_no_update BEFORE UPDATE ON audit_reason
BEGIN SELECT RAISE(ABORT, 'locked:audit_reason'); END;
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'locked:checkpoint'); END;
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'locked:checkpoint'); END;
-- A checkpoint is of the log as it stands.
CREATE TRIGGER checkpoint_of_head BEFORE INSERT ON checkpoint
WHEN NEW.count IS NOT (SELECT coalesce(max(seq), 0) FROM audit)
    OR NEW.head IS NOT coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), zeroblob(32))
BEGIN SELECT RAISE(ABORT, 'locked:checkpoint'); END;
