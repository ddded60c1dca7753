-- People: what the principal lends for a while, and who must choose a password of their own.

-- 1: somebody else set the password, so the person chooses a new one before anything else.
ALTER TABLE account ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1));

-- A right lent to an account until a moment at which it ends by itself.
CREATE TABLE delegation (
    position   INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    number     INTEGER NOT NULL REFERENCES account (number),
    right_id   TEXT NOT NULL CHECK (length(right_id) BETWEEN 1 AND 40 AND right_id NOT GLOB '*[^a-z_]*'),
    reason     TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 400),
    given_by   TEXT NOT NULL REFERENCES staff (id),
    from_ms    INTEGER NOT NULL CHECK (from_ms BETWEEN -631180800000 AND 4102416000000),
    until_ms   INTEGER NOT NULL CHECK (until_ms BETWEEN -631180800000 AND 4102416000000),
    ended_ms   INTEGER CHECK (ended_ms BETWEEN -631180800000 AND 4102416000000),
    CHECK (until_ms > from_ms)
) STRICT;
CREATE INDEX delegation_by_account ON delegation (number);

CREATE TRIGGER delegation_no_delete BEFORE DELETE ON delegation BEGIN SELECT RAISE(ABORT, 'locked:delegation'); END;
-- A delegation is only ever ended, once.
CREATE TRIGGER delegation_given BEFORE UPDATE ON delegation
WHEN OLD.ended_ms IS NOT NULL OR NEW.position IS NOT OLD.position OR NEW.number IS NOT OLD.number
    OR NEW.right_id IS NOT OLD.right_id OR NEW.reason IS NOT OLD.reason OR NEW.given_by IS NOT OLD.given_by
    OR NEW.from_ms IS NOT OLD.from_ms OR NEW.until_ms IS NOT OLD.until_ms
BEGIN SELECT RAISE(ABORT, 'locked:delegation'); END;
CREATE TRIGGER delegation_id_stays BEFORE UPDATE OF id ON delegation BEGIN SELECT RAISE(ABORT, 'locked:delegation'); END;
