-- The school, its bureau, term, calendar, campaign, committees, contacts, duties and data protection.

CREATE TABLE bureau (
    one       INTEGER PRIMARY KEY CHECK (one = 1),
    name      TEXT NOT NULL CHECK (length(name) <= 100),
    city      TEXT NOT NULL CHECK (length(city) <= 4000),
    police    TEXT NOT NULL CHECK (length(police) <= 4000),
    fictional INTEGER NOT NULL CHECK (fictional IN (0, 1))
) STRICT;

CREATE TABLE school (
    one          INTEGER PRIMARY KEY CHECK (one = 1),
    name         TEXT NOT NULL CHECK (length(name) <= 100),
    short        TEXT NOT NULL CHECK (length(short) <= 4000),
    school_code  TEXT NOT NULL CHECK (length(school_code) = 10 AND school_code NOT GLOB '*[^0-9]*'),
    note         TEXT NOT NULL CHECK (length(note) <= 4000),
    principal_id TEXT NOT NULL REFERENCES staff (id),
    class_count  INTEGER NOT NULL CHECK (class_count BETWEEN 0 AND 1000000000),
    staff_total  INTEGER NOT NULL CHECK (staff_total BETWEEN 0 AND 1000000000),
    doc_prefix   TEXT NOT NULL CHECK (length(doc_prefix) <= 4000),
    seal_note    TEXT NOT NULL CHECK (length(seal_note) <= 4000)
) STRICT;

CREATE TABLE term (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    school_year TEXT NOT NULL CHECK (length(school_year) <= 4000),
    term_no     INTEGER NOT NULL CHECK (term_no BETWEEN 0 AND 1000000000),
    label       TEXT NOT NULL CHECK (length(label) <= 4000),
    start_on    TEXT NOT NULL CHECK (date(start_on) IS start_on AND start_on BETWEEN '1950-01-01' AND '2099-12-31'),
    end_on      TEXT NOT NULL CHECK (date(end_on) IS end_on AND end_on BETWEEN '1950-01-01' AND '2099-12-31')
) STRICT;

CREATE TABLE calendar (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    note TEXT NOT NULL CHECK (length(note) <= 4000)
) STRICT;

CREATE TABLE holiday (
    position INTEGER PRIMARY KEY,
    calendar INTEGER NOT NULL DEFAULT 1 REFERENCES calendar (one),
    name     TEXT NOT NULL CHECK (length(name) <= 100),
    first_on TEXT NOT NULL CHECK (date(first_on) IS first_on AND first_on BETWEEN '1950-01-01' AND '2099-12-31'),
    last_on  TEXT NOT NULL CHECK (date(last_on) IS last_on AND last_on BETWEEN '1950-01-01' AND '2099-12-31')
) STRICT;

CREATE TABLE makeup_workday (
    position   INTEGER PRIMARY KEY,
    calendar   INTEGER NOT NULL DEFAULT 1 REFERENCES calendar (one),
    workday_on TEXT NOT NULL CHECK (date(workday_on) IS workday_on AND workday_on BETWEEN '1950-01-01'
        AND '2099-12-31')
) STRICT;

CREATE TABLE campaign (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    name        TEXT NOT NULL CHECK (length(name) <= 100),
    basis       TEXT NOT NULL CHECK (length(basis) <= 4000),
    received_on TEXT NOT NULL CHECK (date(received_on) IS received_on AND received_on BETWEEN '1950-01-01'
        AND '2099-12-31')
) STRICT;

CREATE TABLE campaign_phase (
    position    INTEGER PRIMARY KEY,
    campaign    INTEGER NOT NULL DEFAULT 1 REFERENCES campaign (one),
    no          INTEGER NOT NULL CHECK (no BETWEEN 0 AND 1000000000),
    name        TEXT NOT NULL CHECK (length(name) <= 100),
    start_on    TEXT NOT NULL CHECK (date(start_on) IS start_on AND start_on BETWEEN '1950-01-01' AND '2099-12-31'),
    due_on      TEXT NOT NULL CHECK (date(due_on) IS due_on AND due_on BETWEEN '1950-01-01' AND '2099-12-31'),
    done_on     TEXT CHECK (date(done_on) IS done_on AND done_on BETWEEN '1950-01-01' AND '2099-12-31'),
    deliverable TEXT NOT NULL CHECK (length(deliverable) <= 4000)
) STRICT;

CREATE TABLE contact (
    position           INTEGER PRIMARY KEY,
    id                 TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    uuid               TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    org                TEXT NOT NULL CHECK (length(org) <= 4000),
    coordination_group TEXT CHECK (length(coordination_group) <= 4000),
    role               TEXT NOT NULL CHECK (length(role) <= 4000),
    post               TEXT NOT NULL CHECK (length(post) <= 4000),
    name               TEXT CHECK (length(name) <= 100),
    staff_id           TEXT REFERENCES staff (id),
    phone_masked       TEXT NOT NULL CHECK (length(phone_masked) <= 4000)
) STRICT;

CREATE TABLE committee (
    position   INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    uuid       TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    name       TEXT NOT NULL CHECK (length(name) <= 100),
    founded_on TEXT NOT NULL CHECK (date(founded_on) IS founded_on AND founded_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    file_no    TEXT NOT NULL CHECK (length(file_no) <= 4000),
    office     TEXT NOT NULL CHECK (length(office) <= 4000),
    chair_id   TEXT NOT NULL REFERENCES person (id)
) STRICT;

-- The members from one day to another; to_on is null while the composition serves.
CREATE TABLE committee_composition (
    committee_id TEXT NOT NULL REFERENCES committee (id),
    position     INTEGER NOT NULL,
    from_on      TEXT NOT NULL CHECK (date(from_on) IS from_on AND from_on BETWEEN '1950-01-01' AND '2099-12-31'),
    to_on        TEXT CHECK (date(to_on) IS to_on AND to_on BETWEEN '1950-01-01' AND '2099-12-31'),
    vacant       INTEGER NOT NULL CHECK (vacant BETWEEN 0 AND 1000000000),
    PRIMARY KEY (committee_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE committee_member (
    committee_id TEXT NOT NULL,
    composition  INTEGER NOT NULL,
    position     INTEGER NOT NULL,
    person_id    TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (committee_id, composition, position),
    FOREIGN KEY (committee_id, composition) REFERENCES committee_composition (committee_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE channel (
    position       INTEGER PRIMARY KEY,
    kind           TEXT NOT NULL CHECK (length(kind) <= 4000),
    value          TEXT NOT NULL CHECK (length(value) <= 4000),
    person_id      TEXT REFERENCES person (id),
    hours          TEXT NOT NULL CHECK (length(hours) <= 4000),
    last_tested_on TEXT CHECK (date(last_tested_on) IS last_tested_on AND last_tested_on BETWEEN '1950-01-01'
        AND '2099-12-31')
) STRICT;

-- 责任清单: every post, what it has to do and who holds it.
CREATE TABLE duty (
    position  INTEGER PRIMARY KEY,
    post      TEXT NOT NULL UNIQUE CHECK (length(post) <= 4000),
    signed_on TEXT CHECK (date(signed_on) IS signed_on AND signed_on BETWEEN '1950-01-01' AND '2099-12-31')
) STRICT;

CREATE TABLE duty_task (
    post     TEXT NOT NULL REFERENCES duty (post),
    position INTEGER NOT NULL,
    text     TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (post, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE duty_holder (
    post     TEXT NOT NULL REFERENCES duty (post),
    position INTEGER NOT NULL,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    PRIMARY KEY (post, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE privacy (
    one                INTEGER PRIMARY KEY CHECK (one = 1),
    notice_version     TEXT NOT NULL CHECK (length(notice_version) <= 4000),
    retention_rule     TEXT NOT NULL CHECK (length(retention_rule) <= 4000),
    access_log_enabled INTEGER NOT NULL CHECK (access_log_enabled IN (0, 1))
) STRICT;

CREATE TABLE privacy_basis (
    position INTEGER PRIMARY KEY,
    privacy  INTEGER NOT NULL DEFAULT 1 REFERENCES privacy (one),
    text     TEXT NOT NULL CHECK (length(text) <= 4000)
) STRICT;

CREATE TABLE privacy_pending_consent (
    position   INTEGER PRIMARY KEY,
    privacy    INTEGER NOT NULL DEFAULT 1 REFERENCES privacy (one),
    student_id TEXT NOT NULL REFERENCES student (id)
) STRICT;
