-- 更正 and 作废 of records that are finished: rows of their own, so that the finished row itself never changes.

CREATE TABLE correction (
    position    INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    object_kind TEXT NOT NULL CHECK (object_kind IN ('concern', 'ledger', 'pact')),
    object_id   TEXT NOT NULL CHECK (length(object_id) BETWEEN 1 AND 40),
    field       TEXT NOT NULL CHECK (length(field) BETWEEN 1 AND 40 AND field NOT GLOB '*[^a-z0-9_]*'),
    old_value   TEXT NOT NULL CHECK (length(old_value) <= 8000),
    new_value   TEXT NOT NULL CHECK (length(new_value) <= 8000),
    reason      TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 400),
    by_id       TEXT NOT NULL REFERENCES staff (id),
    at_ms       INTEGER NOT NULL CHECK (at_ms BETWEEN -631180800000 AND 4102416000000)
) STRICT;
CREATE INDEX correction_by_object ON correction (object_kind, object_id);

CREATE TABLE voiding (
    position    INTEGER PRIMARY KEY,
    object_kind TEXT NOT NULL CHECK (object_kind IN ('concern', 'ledger', 'pact')),
    object_id   TEXT NOT NULL CHECK (length(object_id) BETWEEN 1 AND 40),
    reason      TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 400),
    by_id       TEXT NOT NULL REFERENCES staff (id),
    at_ms       INTEGER NOT NULL CHECK (at_ms BETWEEN -631180800000 AND 4102416000000),
    UNIQUE (object_kind, object_id)
) STRICT;

CREATE TRIGGER correction_no_delete BEFORE DELETE ON correction BEGIN SELECT RAISE(ABORT, 'locked:correction'); END;
CREATE TRIGGER correction_no_update BEFORE UPDATE ON correction BEGIN SELECT RAISE(ABORT, 'locked:correction'); END;
CREATE TRIGGER voiding_no_delete BEFORE DELETE ON voiding BEGIN SELECT RAISE(ABORT, 'locked:voiding'); END;
CREATE TRIGGER voiding_no_update BEFORE UPDATE ON voiding BEGIN SELECT RAISE(ABORT, 'locked:voiding'); END;

-- Only what is finished is corrected; what is open is changed.
CREATE TRIGGER correction_of_finished BEFORE INSERT ON correction
WHEN NOT EXISTS (
    SELECT 1 FROM concern WHERE NEW.object_kind = 'concern' AND id = NEW.object_id AND status IN ('struck_off', 'closed')
    UNION ALL SELECT 1 FROM ledger WHERE NEW.object_kind = 'ledger' AND id = NEW.object_id AND status = 'closed'
    UNION ALL SELECT 1 FROM pact WHERE NEW.object_kind = 'pact' AND id = NEW.object_id
        AND status IN ('signing', 'effective', 'superseded')
)
BEGIN SELECT RAISE(ABORT, 'locked:correction'); END;
-- What was voided is not corrected any more, and nothing is voided that is not there.
CREATE TRIGGER correction_of_voided BEFORE INSERT ON correction
WHEN EXISTS (SELECT 1 FROM voiding WHERE object_kind = NEW.object_kind AND object_id = NEW.object_id)
BEGIN SELECT RAISE(ABORT, 'locked:correction'); END;
CREATE TRIGGER voiding_of_something BEFORE INSERT ON voiding
WHEN NOT EXISTS (
    SELECT 1 FROM concern WHERE NEW.object_kind = 'concern' AND id = NEW.object_id
    UNION ALL SELECT 1 FROM ledger WHERE NEW.object_kind = 'ledger' AND id = NEW.object_id
    UNION ALL SELECT 1 FROM pact WHERE NEW.object_kind = 'pact' AND id = NEW.object_id
)
BEGIN SELECT RAISE(ABORT, 'locked:voiding'); END;
