-- Sealed texts, such as counselling notes: their content is encrypted once more, under a key that few slots hold. The label
-- stands in the clear and names nobody.
CREATE TABLE sealed_text (
    position    INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    object_kind TEXT NOT NULL CHECK (length(object_kind) BETWEEN 1 AND 40 AND object_kind NOT GLOB '*[^a-z0-9_]*'),
    object_id   TEXT NOT NULL CHECK (length(object_id) BETWEEN 1 AND 60),
    label       TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 100),
    -- The text that this one replaces; both stay.
    supersedes  TEXT UNIQUE REFERENCES sealed_text (id),
    written_by  TEXT NOT NULL REFERENCES staff (id),
    written_ms  INTEGER NOT NULL CHECK (written_ms BETWEEN -631180800000 AND 4102416000000),
    content     BLOB NOT NULL CHECK (length(content) BETWEEN 41 AND 200000)
) STRICT;
CREATE INDEX sealed_text_by_object ON sealed_text (object_kind, object_id);

CREATE TRIGGER sealed_text_no_delete BEFORE DELETE ON sealed_text BEGIN SELECT RAISE(ABORT, 'locked:sealed_text'); END;
CREATE TRIGGER sealed_text_no_update BEFORE UPDATE ON sealed_text BEGIN SELECT RAISE(ABORT, 'locked:sealed_text'); END;
