-- Safeguards: legal bases, answers and requests of guardians, cases marked as sensitive.

-- What a purpose rests on from a moment on; the newest row of a purpose counts.
CREATE TABLE purpose_basis (
    position INTEGER PRIMARY KEY,
    purpose  TEXT NOT NULL CHECK (purpose IN ('roster', 'case_work', 'home_contact', 'reporting', 'screening',
        'counselling', 'imaging')),
    basis    TEXT NOT NULL CHECK (basis IN ('duty', 'consent')),
    reason   TEXT NOT NULL CHECK (length(reason) BETWEEN 4 AND 400),
    by_id    TEXT NOT NULL REFERENCES staff (id),
    at_ms    INTEGER NOT NULL CHECK (at_ms BETWEEN -631180800000 AND 4102416000000)
) STRICT;

-- What guardians answered; the newest row for a pupil and a purpose counts. Without a purpose it is an answer to all.
CREATE TABLE consent (
    position    INTEGER PRIMARY KEY,
    student_id  TEXT NOT NULL REFERENCES student (id),
    purpose     TEXT CHECK (purpose IN ('roster', 'case_work', 'home_contact', 'reporting', 'screening',
        'counselling', 'imaging')),
    answer      TEXT NOT NULL CHECK (answer IN ('given', 'refused', 'withdrawn')),
    guardian    TEXT CHECK (length(guardian) BETWEEN 1 AND 100),
    way         TEXT NOT NULL CHECK (way IN ('paper', 'spoken', 'file')),
    answered_on TEXT CHECK (date(answered_on) IS answered_on AND answered_on BETWEEN '1950-01-01' AND '2099-12-31'),
    by_id       TEXT REFERENCES staff (id),
    at_ms       INTEGER NOT NULL CHECK (at_ms BETWEEN -631180800000 AND 4102416000000),
    -- Only a school file leaves out who, when and by whom.
    CHECK (way = 'file' OR (guardian IS NOT NULL AND answered_on IS NOT NULL AND by_id IS NOT NULL))
) STRICT;
CREATE INDEX consent_by_student ON consent (student_id, position);

-- What guardians asked for (未成年人网络保护条例 art. 34).
CREATE TABLE guardian_request (
    position   INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    student_id TEXT NOT NULL REFERENCES student (id),
    kind       TEXT NOT NULL CHECK (kind IN ('view', 'correct', 'delete', 'copy')),
    asked_by   TEXT NOT NULL CHECK (length(asked_by) BETWEEN 1 AND 100),
    asked_on   TEXT NOT NULL CHECK (date(asked_on) IS asked_on AND asked_on BETWEEN '1950-01-01' AND '2099-12-31'),
    detail     TEXT NOT NULL CHECK (length(detail) BETWEEN 1 AND 4000),
    by_id      TEXT NOT NULL REFERENCES staff (id),
    at_ms      INTEGER NOT NULL CHECK (at_ms BETWEEN -631180800000 AND 4102416000000)
) STRICT;

-- What became of it: one answer for each.
CREATE TABLE guardian_answer (
    request_id  TEXT NOT NULL PRIMARY KEY REFERENCES guardian_request (id),
    outcome     TEXT NOT NULL CHECK (outcome IN ('done', 'restricted', 'refused')),
    text        TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
    answered_on TEXT NOT NULL CHECK (date(answered_on) IS answered_on
        AND answered_on BETWEEN '1950-01-01' AND '2099-12-31'),
    by_id       TEXT NOT NULL REFERENCES staff (id),
    at_ms       INTEGER NOT NULL CHECK (at_ms BETWEEN -631180800000 AND 4102416000000)
) STRICT, WITHOUT ROWID;

-- Cases whose every opening is logged; the newest row of a case counts.
CREATE TABLE sensitive_mark (
    position   INTEGER PRIMARY KEY,
    concern_id TEXT NOT NULL REFERENCES concern (id),
    marked     INTEGER NOT NULL CHECK (marked IN (0, 1)),
    reason     TEXT NOT NULL CHECK (length(reason) BETWEEN 4 AND 400),
    by_id      TEXT NOT NULL REFERENCES staff (id),
    at_ms      INTEGER NOT NULL CHECK (at_ms BETWEEN -631180800000 AND 4102416000000)
) STRICT;
CREATE INDEX sensitive_mark_by_concern ON sensitive_mark (concern_id, position);

-- A school file said whose consent was still out, and so that everybody else's was there.
INSERT INTO consent (student_id, answer, way, at_ms)
    SELECT student.id, 'given', 'file', (SELECT at_ms FROM audit ORDER BY seq LIMIT 1)
    FROM student, privacy
    WHERE student.id NOT IN (SELECT student_id FROM privacy_pending_consent)
        AND EXISTS (SELECT 1 FROM audit)
    ORDER BY student.position;

CREATE TRIGGER purpose_basis_no_delete BEFORE DELETE ON purpose_basis
BEGIN SELECT RAISE(ABORT, 'locked:purpose_basis'); END;
CREATE TRIGGER purpose_basis_no_update BEFORE UPDATE ON purpose_basis
BEGIN SELECT RAISE(ABORT, 'locked:purpose_basis'); END;
CREATE TRIGGER purpose_basis_taken BEFORE INSERT ON purpose_basis
WHEN EXISTS (SELECT 1 FROM purpose_basis WHERE position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:purpose_basis'); END;
CREATE TRIGGER consent_no_delete BEFORE DELETE ON consent
BEGIN SELECT RAISE(ABORT, 'locked:consent'); END;
CREATE TRIGGER consent_no_update BEFORE UPDATE ON consent
BEGIN SELECT RAISE(ABORT, 'locked:consent'); END;
CREATE TRIGGER consent_taken BEFORE INSERT ON consent
WHEN EXISTS (SELECT 1 FROM consent WHERE position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:consent'); END;
CREATE TRIGGER guardian_request_no_delete BEFORE DELETE ON guardian_request
BEGIN SELECT RAISE(ABORT, 'locked:guardian_request'); END;
CREATE TRIGGER guardian_request_no_update BEFORE UPDATE ON guardian_request
BEGIN SELECT RAISE(ABORT, 'locked:guardian_request'); END;
CREATE TRIGGER guardian_request_taken BEFORE INSERT ON guardian_request
WHEN EXISTS (SELECT 1 FROM guardian_request WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM guardian_request WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'taken:guardian_request'); END;
CREATE TRIGGER guardian_answer_no_delete BEFORE DELETE ON guardian_answer
BEGIN SELECT RAISE(ABORT, 'locked:guardian_answer'); END;
CREATE TRIGGER guardian_answer_no_update BEFORE UPDATE ON guardian_answer
BEGIN SELECT RAISE(ABORT, 'locked:guardian_answer'); END;
CREATE TRIGGER guardian_answer_taken BEFORE INSERT ON guardian_answer
WHEN EXISTS (SELECT 1 FROM guardian_answer WHERE request_id = NEW.request_id)
BEGIN SELECT RAISE(ABORT, 'taken:guardian_answer'); END;
CREATE TRIGGER sensitive_mark_no_delete BEFORE DELETE ON sensitive_mark
BEGIN SELECT RAISE(ABORT, 'locked:sensitive_mark'); END;
CREATE TRIGGER sensitive_mark_no_update BEFORE UPDATE ON sensitive_mark
BEGIN SELECT RAISE(ABORT, 'locked:sensitive_mark'); END;
CREATE TRIGGER sensitive_mark_taken BEFORE INSERT ON sensitive_mark
WHEN EXISTS (SELECT 1 FROM sensitive_mark WHERE position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:sensitive_mark'); END;
