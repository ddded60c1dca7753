-- Texts of a packet in which a pupil's name was confirmed to be an ordinary word.

CREATE TABLE name_clearance (
    position   INTEGER PRIMARY KEY,
    student_id TEXT NOT NULL REFERENCES student (id),
    -- SHA-256 over the word and the whole text: neither of them stands here.
    digest     BLOB NOT NULL CHECK (length(digest) = 32),
    reason     TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 400),
    by_id      TEXT NOT NULL REFERENCES staff (id),
    at_ms      INTEGER NOT NULL CHECK (at_ms BETWEEN -631180800000 AND 4102416000000),
    UNIQUE (student_id, digest)
) STRICT;

CREATE TRIGGER name_clearance_no_delete BEFORE DELETE ON name_clearance
BEGIN SELECT RAISE(ABORT, 'locked:name_clearance'); END;
CREATE TRIGGER name_clearance_no_update BEFORE UPDATE ON name_clearance
BEGIN SELECT RAISE(ABORT, 'locked:name_clearance'); END;
CREATE TRIGGER name_clearance_taken BEFORE INSERT ON name_clearance
WHEN EXISTS (SELECT 1 FROM name_clearance WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM name_clearance WHERE student_id = NEW.student_id AND digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'taken:name_clearance'); END;
