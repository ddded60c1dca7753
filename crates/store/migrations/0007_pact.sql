-- Pacts against bullying and who signed them.

CREATE TABLE pact (
    position     INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    uuid         TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    level        TEXT NOT NULL CHECK (level IN ('school', 'grade', 'class')),
    scope        TEXT NOT NULL CHECK (length(scope) <= 4000),
    class_id     TEXT REFERENCES class (id),
    title        TEXT NOT NULL CHECK (length(title) <= 100),
    version      INTEGER NOT NULL CHECK (version BETWEEN 0 AND 1000000000),
    supersedes   TEXT CHECK (length(supersedes) <= 4000),
    preamble     TEXT NOT NULL CHECK (length(preamble) <= 4000),
    adopted_on   TEXT CHECK (date(adopted_on) IS adopted_on AND adopted_on BETWEEN '1950-01-01' AND '2099-12-31'),
    adoption     TEXT CHECK (length(adoption) <= 4000),
    effective_on TEXT CHECK (date(effective_on) IS effective_on AND effective_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    status       TEXT NOT NULL CHECK (status IN ('draft', 'voting', 'signing', 'effective', 'superseded')),
    witness      TEXT CHECK (length(witness) <= 4000),
    CHECK ((level = 'class') = (class_id IS NOT NULL))
) STRICT;

CREATE TABLE pact_step (
    pact_id    TEXT NOT NULL REFERENCES pact (id),
    position   INTEGER NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('draft', 'voting', 'signing', 'effective', 'superseded')),
    reached_on TEXT NOT NULL CHECK (date(reached_on) IS reached_on AND reached_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    PRIMARY KEY (pact_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE pact_article (
    pact_id  TEXT NOT NULL REFERENCES pact (id),
    position INTEGER NOT NULL,
    text     TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (pact_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE pact_signatory (
    pact_id         TEXT NOT NULL REFERENCES pact (id),
    position        INTEGER NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('staff', 'external', 'student')),
    person_id       TEXT REFERENCES person (id),
    student_id      TEXT REFERENCES student (id),
    signed_on       TEXT NOT NULL CHECK (date(signed_on) IS signed_on AND signed_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    method          TEXT CHECK (length(method) <= 4000),
    guardian_signed INTEGER CHECK (guardian_signed IN (0, 1)),
    PRIMARY KEY (pact_id, position),
    CHECK ((kind = 'student') = (student_id IS NOT NULL) AND (kind <> 'student') = (person_id IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE pact_unsigned (
    pact_id    TEXT NOT NULL REFERENCES pact (id),
    position   INTEGER NOT NULL,
    student_id TEXT NOT NULL REFERENCES student (id),
    reason     TEXT NOT NULL CHECK (reason IN ('leave', 'sick', 'transferring', 'other')),
    PRIMARY KEY (pact_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE pact_attachment (
    pact_id  TEXT NOT NULL REFERENCES pact (id),
    position INTEGER NOT NULL,
    text     TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (pact_id, position)
) STRICT, WITHOUT ROWID;
