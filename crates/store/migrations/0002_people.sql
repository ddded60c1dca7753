-- People: staff, outsiders with a role, classes, pupils, and who may log in.

-- Every id that may stand where a record names a person.
CREATE TABLE person (
    id   TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 40),
    kind TEXT NOT NULL CHECK (kind IN ('staff', 'external')),
    UNIQUE (id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
    position      INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    kind          TEXT NOT NULL DEFAULT 'staff' CHECK (kind = 'staff'),
    name          TEXT NOT NULL CHECK (length(name) <= 100),
    gender        TEXT CHECK (gender IN ('M', 'F')),
    -- The person's own title; posts that carry rights stand in account_post.
    post          TEXT NOT NULL CHECK (length(post) <= 4000),
    campaign_role TEXT CHECK (length(campaign_role) <= 4000),
    phone_masked  TEXT CHECK (length(phone_masked) <= 4000),
    FOREIGN KEY (id, kind) REFERENCES person (id, kind)
) STRICT;

CREATE TABLE external (
    position INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    kind     TEXT NOT NULL DEFAULT 'external' CHECK (kind = 'external'),
    name     TEXT NOT NULL CHECK (length(name) <= 100),
    org      TEXT NOT NULL CHECK (length(org) <= 4000),
    role     TEXT NOT NULL CHECK (length(role) <= 4000),
    -- First/last civil day of an appointment.
    term     TEXT CHECK (length(term) <= 4000),
    FOREIGN KEY (id, kind) REFERENCES person (id, kind)
) STRICT;

CREATE TABLE class (
    position            INTEGER PRIMARY KEY,
    id                  TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    name                TEXT NOT NULL UNIQUE CHECK (length(name) <= 100),
    grade               INTEGER NOT NULL CHECK (grade BETWEEN 1 AND 12),
    class_no            INTEGER NOT NULL CHECK (class_no BETWEEN 1 AND 99),
    stage               TEXT NOT NULL CHECK (stage IN ('primary', 'junior', 'senior')),
    entry_year          INTEGER NOT NULL CHECK (entry_year BETWEEN 0 AND 1000000000),
    cohort              TEXT NOT NULL CHECK (length(cohort) <= 4000),
    enrolment           INTEGER NOT NULL CHECK (enrolment BETWEEN 0 AND 1000000000),
    homeroom_teacher_id TEXT REFERENCES staff (id),
    room                TEXT CHECK (length(room) <= 4000)
) STRICT;

CREATE TABLE class_safety_officer (
    class_id   TEXT NOT NULL REFERENCES class (id),
    position   INTEGER NOT NULL,
    student_id TEXT NOT NULL REFERENCES student (id),
    PRIMARY KEY (class_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE student (
    position              INTEGER PRIMARY KEY,
    id                    TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    student_no            TEXT NOT NULL CHECK (length(student_no) <= 4000),
    name                  TEXT NOT NULL CHECK (length(name) BETWEEN 2 AND 20),
    gender                TEXT CHECK (gender IN ('M', 'F')),
    class_id              TEXT NOT NULL REFERENCES class (id),
    birth_month           TEXT NOT NULL CHECK (date(birth_month || '-01') IS birth_month || '-01'
        AND birth_month BETWEEN '1950-01' AND '2099-12'),
    boarding              INTEGER NOT NULL CHECK (boarding IN (0, 1)),
    left_behind           INTEGER NOT NULL CHECK (left_behind IN (0, 1)),
    focus_care            INTEGER NOT NULL CHECK (focus_care IN (0, 1)),
    joined_on             TEXT CHECK (date(joined_on) IS joined_on AND joined_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    village               TEXT CHECK (length(village) <= 4000),
    guardian_relation     TEXT CHECK (length(guardian_relation) <= 4000),
    guardian_phone_masked TEXT CHECK (length(guardian_phone_masked) <= 4000),
    -- Random, unrelated to name and class.
    pseudonym             TEXT NOT NULL UNIQUE CHECK (length(pseudonym) <= 4000),
    CHECK ((guardian_relation IS NULL) = (guardian_phone_masked IS NULL))
) STRICT;
CREATE INDEX student_by_class ON student (class_id);

-- Who may log in. The number is the one of the key slot; a disabled account keeps its row.
CREATE TABLE account (
    number     INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 9999),
    staff_id   TEXT NOT NULL REFERENCES staff (id),
    disabled   INTEGER NOT NULL CHECK (disabled IN (0, 1)),
    created_ms INTEGER NOT NULL CHECK (created_ms BETWEEN -631180800000 AND 4102416000000)
) STRICT;

-- The posts that give an account its rights, each from when to when.
CREATE TABLE account_post (
    position INTEGER PRIMARY KEY,
    number   INTEGER NOT NULL REFERENCES account (number),
    post     TEXT NOT NULL CHECK (post IN ('principal', 'deputy_principal', 'discipline_director',
        'homeroom_teacher', 'counsellor', 'staff')),
    given_ms INTEGER NOT NULL CHECK (given_ms BETWEEN -631180800000 AND 4102416000000),
    taken_ms INTEGER CHECK (taken_ms BETWEEN -631180800000 AND 4102416000000),
    CHECK (taken_ms >= given_ms)
) STRICT;
CREATE UNIQUE INDEX account_post_held ON account_post (number, post) WHERE taken_ms IS NULL;
