-- What follows a case: sanctions, communications, talks, counselling, family guidance, reports to the bureau.

CREATE TABLE sanction (
    position             INTEGER PRIMARY KEY,
    id                   TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    uuid                 TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    concern_id           TEXT NOT NULL REFERENCES concern (id),
    student_id           TEXT NOT NULL REFERENCES student (id),
    kind                 TEXT NOT NULL CHECK (kind IN ('warning', 'serious_warning', 'demerit', 'probation')),
    tier                 TEXT NOT NULL CHECK (tier IN ('L1', 'L2', 'L3', 'L4')),
    decided_on           TEXT NOT NULL CHECK (date(decided_on) IS decided_on AND decided_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    minutes_no           TEXT NOT NULL REFERENCES determination (minutes_no),
    statement_heard_on   TEXT NOT NULL CHECK (date(statement_heard_on) IS statement_heard_on
        AND statement_heard_on BETWEEN '1950-01-01' AND '2099-12-31'),
    guardian_notified_on TEXT NOT NULL CHECK (date(guardian_notified_on) IS guardian_notified_on
        AND guardian_notified_on BETWEEN '1950-01-01' AND '2099-12-31'),
    appeal_notice_on     TEXT CHECK (date(appeal_notice_on) IS appeal_notice_on
        AND appeal_notice_on BETWEEN '1950-01-01' AND '2099-12-31'),
    effective_kind       TEXT NOT NULL CHECK (effective_kind IN ('warning', 'serious_warning', 'demerit',
        'probation')),
    status               TEXT NOT NULL CHECK (status IN ('in_force', 'lifted', 'revoked'))
) STRICT;
CREATE INDEX sanction_by_concern ON sanction (concern_id);

CREATE TABLE appeal (
    sanction_id       TEXT PRIMARY KEY REFERENCES sanction (id),
    filed_on          TEXT NOT NULL CHECK (date(filed_on) IS filed_on AND filed_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    filed_by_relation TEXT NOT NULL CHECK (length(filed_by_relation) <= 4000),
    body              TEXT NOT NULL CHECK (length(body) <= 4000),
    vote_for          INTEGER NOT NULL CHECK (vote_for BETWEEN 0 AND 1000000000),
    vote_against      INTEGER NOT NULL CHECK (vote_against BETWEEN 0 AND 1000000000),
    vote_abstain      INTEGER NOT NULL CHECK (vote_abstain BETWEEN 0 AND 1000000000),
    decided_on        TEXT CHECK (date(decided_on) IS decided_on AND decided_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    outcome           TEXT CHECK (outcome IN ('upheld', 'changed', 'revoked')),
    changed_kind      TEXT CHECK (changed_kind IN ('warning', 'serious_warning', 'demerit', 'probation')),
    reason            TEXT CHECK (length(reason) <= 4000)
) STRICT, WITHOUT ROWID;

CREATE TABLE appeal_present (
    sanction_id TEXT NOT NULL REFERENCES appeal (sanction_id),
    position    INTEGER NOT NULL,
    person_id   TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (sanction_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE communication (
    position          INTEGER PRIMARY KEY,
    id                TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    uuid              TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    concern_id        TEXT NOT NULL REFERENCES concern (id),
    at_ms             INTEGER NOT NULL CHECK (at_ms BETWEEN -631180800000 AND 4102416000000),
    student_id        TEXT NOT NULL REFERENCES student (id),
    guardian_relation TEXT NOT NULL CHECK (length(guardian_relation) <= 4000),
    mode              TEXT NOT NULL CHECK (mode IN ('phone', 'at_school', 'home_visit', 'wechat', 'other_in_person')),
    staff_id          TEXT NOT NULL REFERENCES staff (id),
    minutes           INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1000000000),
    points            TEXT NOT NULL CHECK (length(points) <= 4000),
    guardian_reply    TEXT NOT NULL CHECK (length(guardian_reply) <= 4000),
    follow_up         TEXT NOT NULL CHECK (length(follow_up) <= 4000),
    doc_type          TEXT NOT NULL CHECK (length(doc_type) <= 4000)
) STRICT;
CREATE INDEX communication_by_concern ON communication (concern_id);

CREATE TABLE communication_notice (
    communication_id  TEXT PRIMARY KEY REFERENCES communication (id),
    matter            TEXT NOT NULL CHECK (length(matter) <= 4000),
    facts             TEXT NOT NULL CHECK (length(facts) <= 4000),
    school_measures   TEXT NOT NULL CHECK (length(school_measures) <= 4000),
    meeting_ms        INTEGER CHECK (meeting_ms BETWEEN -631180800000 AND 4102416000000),
    receipt_signed_on TEXT CHECK (date(receipt_signed_on) IS receipt_signed_on
        AND receipt_signed_on BETWEEN '1950-01-01' AND '2099-12-31'),
    will_attend       INTEGER CHECK (will_attend IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE communication_right (
    communication_id TEXT NOT NULL REFERENCES communication_notice (communication_id),
    position         INTEGER NOT NULL,
    text             TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (communication_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE talk (
    position          INTEGER PRIMARY KEY,
    id                TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    uuid              TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    concern_id        TEXT NOT NULL REFERENCES concern (id),
    at_ms             INTEGER NOT NULL CHECK (at_ms BETWEEN -631180800000 AND 4102416000000),
    ended_ms          INTEGER NOT NULL CHECK (ended_ms BETWEEN -631180800000 AND 4102416000000),
    student_id        TEXT NOT NULL REFERENCES student (id),
    kind              TEXT NOT NULL CHECK (length(kind) <= 4000),
    staff_id          TEXT NOT NULL REFERENCES staff (id),
    recorder_id       TEXT NOT NULL REFERENCES person (id),
    place             TEXT NOT NULL CHECK (length(place) <= 100),
    reason            TEXT NOT NULL CHECK (length(reason) <= 4000),
    points            TEXT NOT NULL CHECK (length(points) <= 4000),
    student_statement TEXT NOT NULL CHECK (length(student_statement) <= 4000),
    student_signed    INTEGER NOT NULL CHECK (student_signed IN (0, 1)),
    guardian_signed   INTEGER NOT NULL CHECK (guardian_signed IN (0, 1))
) STRICT;
CREATE INDEX talk_by_concern ON talk (concern_id);

CREATE TABLE talk_present (
    talk_id  TEXT NOT NULL REFERENCES talk (id),
    position INTEGER NOT NULL,
    text     TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (talk_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE talk_question (
    talk_id  TEXT NOT NULL REFERENCES talk (id),
    position INTEGER NOT NULL,
    question TEXT NOT NULL CHECK (length(question) <= 4000),
    answer   TEXT NOT NULL CHECK (length(answer) <= 4000),
    PRIMARY KEY (talk_id, position)
) STRICT, WITHOUT ROWID;

-- Without the sealed texts, which only the counsellor may read.
CREATE TABLE counselling (
    position          INTEGER PRIMARY KEY,
    id                TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    uuid              TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    concern_id        TEXT NOT NULL REFERENCES concern (id),
    at_ms             INTEGER NOT NULL CHECK (at_ms BETWEEN -631180800000 AND 4102416000000),
    student_id        TEXT NOT NULL REFERENCES student (id),
    source            TEXT NOT NULL CHECK (length(source) <= 4000),
    session           INTEGER NOT NULL CHECK (session BETWEEN 0 AND 1000000000),
    form              TEXT NOT NULL CHECK (length(form) <= 4000),
    counsellor_id     TEXT NOT NULL REFERENCES person (id),
    minutes           INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1000000000),
    risk_level        TEXT NOT NULL CHECK (risk_level IN ('low', 'medium', 'high')),
    plan              TEXT NOT NULL CHECK (length(plan) <= 4000),
    guardian_informed INTEGER NOT NULL CHECK (guardian_informed IN (0, 1)),
    consent           TEXT NOT NULL CHECK (length(consent) <= 4000),
    next_on           TEXT CHECK (date(next_on) IS next_on AND next_on BETWEEN '1950-01-01' AND '2099-12-31')
) STRICT;
CREATE INDEX counselling_by_concern ON counselling (concern_id);

CREATE TABLE counselling_refusal (
    position      INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    uuid          TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    concern_id    TEXT NOT NULL REFERENCES concern (id),
    student_id    TEXT NOT NULL REFERENCES student (id),
    refused_on    TEXT NOT NULL CHECK (date(refused_on) IS refused_on AND refused_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    offered_by_id TEXT NOT NULL REFERENCES person (id),
    refused_by    TEXT NOT NULL CHECK (length(refused_by) <= 4000),
    reason        TEXT NOT NULL CHECK (length(reason) <= 4000),
    document      TEXT NOT NULL CHECK (length(document) <= 4000)
) STRICT;

CREATE TABLE family_guidance (
    position          INTEGER PRIMARY KEY,
    id                TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    uuid              TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    concern_id        TEXT NOT NULL REFERENCES concern (id),
    student_id        TEXT NOT NULL REFERENCES student (id),
    held_on           TEXT NOT NULL CHECK (date(held_on) IS held_on AND held_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    guardian_relation TEXT NOT NULL CHECK (length(guardian_relation) <= 4000),
    by_id             TEXT NOT NULL REFERENCES person (id),
    minutes           INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1000000000),
    topic             TEXT NOT NULL CHECK (length(topic) <= 4000),
    guardian_signed   INTEGER NOT NULL CHECK (guardian_signed IN (0, 1))
) STRICT;

CREATE TABLE incident_report (
    position    INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    uuid        TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    concern_id  TEXT NOT NULL REFERENCES concern (id),
    seq         INTEGER NOT NULL CHECK (seq BETWEEN 0 AND 1000000000),
    kind        TEXT NOT NULL CHECK (kind IN ('first', 'follow_up', 'final')),
    mode        TEXT NOT NULL CHECK (mode IN ('phone', 'written')),
    sent_ms     INTEGER NOT NULL CHECK (sent_ms BETWEEN -631180800000 AND 4102416000000),
    reporter_id TEXT NOT NULL REFERENCES person (id),
    reviewer_id TEXT REFERENCES person (id),
    issuer_id   TEXT NOT NULL REFERENCES person (id),
    version     INTEGER NOT NULL CHECK (version BETWEEN 0 AND 1000000000),
    previous_id TEXT REFERENCES incident_report (id),
    state       TEXT NOT NULL CHECK (state IN ('draft', 'in_review', 'issued', 'queued', 'delivered', 'receipted',
        'returned')),
    content     TEXT CHECK (length(content) <= 4000)
) STRICT;
CREATE INDEX incident_report_by_concern ON incident_report (concern_id);

CREATE TABLE incident_report_to (
    incident_report_id TEXT NOT NULL REFERENCES incident_report (id),
    position           INTEGER NOT NULL,
    text               TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (incident_report_id, position)
) STRICT, WITHOUT ROWID;

-- The facts of a written report: six that the notice requires and four that the forms add.
CREATE TABLE incident_report_facts (
    incident_report_id TEXT PRIMARY KEY REFERENCES incident_report (id),
    time               TEXT NOT NULL CHECK (length(time) <= 4000),
    place              TEXT NOT NULL CHECK (length(place) <= 4000),
    cause              TEXT NOT NULL CHECK (length(cause) <= 4000),
    course             TEXT NOT NULL CHECK (length(course) <= 4000),
    people             TEXT NOT NULL CHECK (length(people) <= 4000),
    measures           TEXT NOT NULL CHECK (length(measures) <= 4000),
    harm               TEXT NOT NULL CHECK (length(harm) <= 4000),
    evidence           TEXT NOT NULL CHECK (length(evidence) <= 4000),
    police             TEXT NOT NULL CHECK (length(police) <= 4000),
    public_opinion     TEXT NOT NULL CHECK (length(public_opinion) <= 4000)
) STRICT, WITHOUT ROWID;
