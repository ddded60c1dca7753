-- The standing mechanism: ledger, rules, surveys, screening, checks, training, education, assessment, inspection.

CREATE TABLE ledger (
    position     INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    uuid         TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    area         TEXT NOT NULL CHECK (area IN ('work_mechanism', 'rules', 'team', 'responsibility', 'publicity',
        'discipline', 'resources')),
    source       TEXT NOT NULL CHECK (length(source) <= 4000),
    found_on     TEXT NOT NULL CHECK (date(found_on) IS found_on AND found_on BETWEEN '1950-01-01' AND '2099-12-31'),
    recorded_on  TEXT NOT NULL CHECK (date(recorded_on) IS recorded_on AND recorded_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    problem      TEXT NOT NULL CHECK (length(problem) <= 4000),
    level        TEXT NOT NULL CHECK (level IN ('ordinary', 'larger', 'major')),
    measures     TEXT NOT NULL CHECK (length(measures) <= 4000),
    leader_id    TEXT NOT NULL REFERENCES person (id),
    owner_id     TEXT NOT NULL REFERENCES person (id),
    verifier_id  TEXT REFERENCES person (id),
    -- The first deadline, never changed; a new one stands in ledger_extension.
    deadline     TEXT NOT NULL CHECK (date(deadline) IS deadline AND deadline BETWEEN '1950-01-01' AND '2099-12-31'),
    status       TEXT NOT NULL CHECK (status IN ('pending', 'in_progress', 'awaiting_verify', 'closed')),
    completed_on TEXT CHECK (date(completed_on) IS completed_on AND completed_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    verified_on  TEXT CHECK (date(verified_on) IS verified_on AND verified_on BETWEEN '1950-01-01' AND '2099-12-31'),
    closed_on    TEXT CHECK (date(closed_on) IS closed_on AND closed_on BETWEEN '1950-01-01' AND '2099-12-31'),
    remark       TEXT NOT NULL CHECK (length(remark) <= 4000),
    CHECK (verifier_id <> owner_id)
) STRICT;
CREATE INDEX ledger_by_status ON ledger (status, deadline);

CREATE TABLE ledger_extension (
    ledger_id      TEXT PRIMARY KEY REFERENCES ledger (id),
    applied_on     TEXT NOT NULL CHECK (date(applied_on) IS applied_on AND applied_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    reason         TEXT NOT NULL CHECK (length(reason) <= 4000),
    new_deadline   TEXT NOT NULL CHECK (date(new_deadline) IS new_deadline AND new_deadline BETWEEN '1950-01-01'
        AND '2099-12-31'),
    approved_on    TEXT CHECK (date(approved_on) IS approved_on AND approved_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    approved_by_id TEXT REFERENCES person (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_progress (
    ledger_id TEXT NOT NULL REFERENCES ledger (id),
    position  INTEGER NOT NULL,
    noted_on  TEXT NOT NULL CHECK (date(noted_on) IS noted_on AND noted_on BETWEEN '1950-01-01' AND '2099-12-31'),
    by_id     TEXT NOT NULL REFERENCES person (id),
    text      TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (ledger_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_evidence (
    ledger_id TEXT NOT NULL REFERENCES ledger (id),
    position  INTEGER NOT NULL,
    name      TEXT NOT NULL CHECK (length(name) <= 100),
    added_on  TEXT NOT NULL CHECK (date(added_on) IS added_on AND added_on BETWEEN '1950-01-01' AND '2099-12-31'),
    PRIMARY KEY (ledger_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE policy_doc (
    position              INTEGER PRIMARY KEY,
    id                    TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    uuid                  TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    kind                  TEXT NOT NULL CHECK (length(kind) <= 4000),
    title                 TEXT NOT NULL CHECK (length(title) <= 100),
    version               INTEGER NOT NULL CHECK (version BETWEEN 0 AND 1000000000),
    status                TEXT NOT NULL CHECK (status IN ('in_force', 'draft')),
    consulted_teachers_on TEXT CHECK (date(consulted_teachers_on) IS consulted_teachers_on
        AND consulted_teachers_on BETWEEN '1950-01-01' AND '2099-12-31'),
    consulted_students_on TEXT CHECK (date(consulted_students_on) IS consulted_students_on
        AND consulted_students_on BETWEEN '1950-01-01' AND '2099-12-31'),
    consulted_parents_on  TEXT CHECK (date(consulted_parents_on) IS consulted_parents_on
        AND consulted_parents_on BETWEEN '1950-01-01' AND '2099-12-31'),
    adopted_on            TEXT CHECK (date(adopted_on) IS adopted_on AND adopted_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    published_on          TEXT CHECK (date(published_on) IS published_on AND published_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    supersedes            TEXT CHECK (length(supersedes) <= 4000),
    file_sha256           TEXT CHECK (length(file_sha256) <= 4000)
) STRICT;

CREATE TABLE policy_doc_ledger (
    policy_doc_id TEXT NOT NULL REFERENCES policy_doc (id),
    position      INTEGER NOT NULL,
    ledger_id     TEXT NOT NULL REFERENCES ledger (id),
    PRIMARY KEY (policy_doc_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE survey (
    position      INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    uuid          TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    name          TEXT NOT NULL CHECK (length(name) <= 100),
    held_on       TEXT NOT NULL CHECK (date(held_on) IS held_on AND held_on BETWEEN '1950-01-01' AND '2099-12-31'),
    audience      TEXT NOT NULL CHECK (length(audience) <= 4000),
    due           INTEGER NOT NULL CHECK (due BETWEEN 0 AND 1000000000),
    valid         INTEGER NOT NULL CHECK (valid BETWEEN 0 AND 1000000000),
    clues         INTEGER NOT NULL CHECK (clues BETWEEN 0 AND 1000000000),
    clue_handling TEXT CHECK (length(clue_handling) <= 4000),
    channel_known INTEGER CHECK (channel_known BETWEEN 0 AND 1000000000)
) STRICT;

CREATE TABLE survey_concern (
    survey_id  TEXT NOT NULL REFERENCES survey (id),
    position   INTEGER NOT NULL,
    concern_id TEXT NOT NULL REFERENCES concern (id),
    PRIMARY KEY (survey_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE screening (
    position        INTEGER PRIMARY KEY,
    id              TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    uuid            TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    round           TEXT NOT NULL CHECK (length(round) <= 4000),
    class_id        TEXT NOT NULL REFERENCES class (id),
    done_on         TEXT NOT NULL CHECK (date(done_on) IS done_on AND done_on BETWEEN '1950-01-01' AND '2099-12-31'),
    due             INTEGER NOT NULL CHECK (due BETWEEN 0 AND 1000000000),
    screened        INTEGER NOT NULL CHECK (screened BETWEEN 0 AND 1000000000),
    psychological   TEXT NOT NULL CHECK (length(psychological) <= 4000),
    mood            TEXT NOT NULL CHECK (length(mood) <= 4000),
    peer            TEXT NOT NULL CHECK (length(peer) <= 4000),
    parent_contacts INTEGER NOT NULL CHECK (parent_contacts BETWEEN 0 AND 1000000000),
    conclusion      TEXT NOT NULL CHECK (conclusion IN ('nothing_found', 'problem_found')),
    screener_id     TEXT NOT NULL REFERENCES person (id),
    makeup_of       TEXT REFERENCES screening (id)
) STRICT;

CREATE TABLE screening_method (
    screening_id TEXT NOT NULL REFERENCES screening (id),
    position     INTEGER NOT NULL,
    method       TEXT NOT NULL CHECK (method IN ('questionnaire', 'talk', 'visit', 'parents')),
    PRIMARY KEY (screening_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE screening_missed (
    screening_id TEXT NOT NULL REFERENCES screening (id),
    position     INTEGER NOT NULL,
    student_id   TEXT NOT NULL REFERENCES student (id),
    reason       TEXT NOT NULL CHECK (length(reason) <= 4000),
    PRIMARY KEY (screening_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE screening_focus (
    screening_id TEXT NOT NULL REFERENCES screening (id),
    position     INTEGER NOT NULL,
    student_id   TEXT NOT NULL REFERENCES student (id),
    PRIMARY KEY (screening_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE screening_concern (
    screening_id TEXT NOT NULL REFERENCES screening (id),
    position     INTEGER NOT NULL,
    concern_id   TEXT NOT NULL REFERENCES concern (id),
    PRIMARY KEY (screening_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE screening_ledger (
    screening_id TEXT NOT NULL REFERENCES screening (id),
    position     INTEGER NOT NULL,
    ledger_id    TEXT NOT NULL REFERENCES ledger (id),
    PRIMARY KEY (screening_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE self_check (
    position   INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    uuid       TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    area       TEXT NOT NULL CHECK (area IN ('work_mechanism', 'rules', 'team', 'responsibility', 'publicity',
        'discipline', 'resources')),
    checked_on TEXT NOT NULL CHECK (date(checked_on) IS checked_on AND checked_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    checker_id TEXT NOT NULL REFERENCES person (id),
    checked    TEXT NOT NULL CHECK (length(checked) <= 4000),
    conclusion TEXT NOT NULL CHECK (conclusion IN ('nothing_found', 'problem_found')),
    finding    TEXT NOT NULL CHECK (length(finding) <= 4000)
) STRICT;

CREATE TABLE self_check_ledger (
    self_check_id TEXT NOT NULL REFERENCES self_check (id),
    position      INTEGER NOT NULL,
    ledger_id     TEXT NOT NULL REFERENCES ledger (id),
    PRIMARY KEY (self_check_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE self_check_open_ledger (
    self_check_id TEXT NOT NULL REFERENCES self_check (id),
    position      INTEGER NOT NULL,
    ledger_id     TEXT NOT NULL REFERENCES ledger (id),
    PRIMARY KEY (self_check_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE lookback (
    position      INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    uuid          TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    past_on       TEXT NOT NULL CHECK (date(past_on) IS past_on AND past_on BETWEEN '1950-01-01' AND '2099-12-31'),
    past_incident TEXT NOT NULL CHECK (length(past_incident) <= 4000),
    checked_on    TEXT NOT NULL CHECK (date(checked_on) IS checked_on AND checked_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    checker_id    TEXT NOT NULL REFERENCES person (id),
    findings      TEXT NOT NULL CHECK (length(findings) <= 4000),
    rectified     INTEGER NOT NULL CHECK (rectified IN (0, 1))
) STRICT;

CREATE TABLE lookback_past_measure (
    lookback_id TEXT NOT NULL REFERENCES lookback (id),
    position    INTEGER NOT NULL,
    text        TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (lookback_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE lookback_new_ledger (
    lookback_id TEXT NOT NULL REFERENCES lookback (id),
    position    INTEGER NOT NULL,
    ledger_id   TEXT NOT NULL REFERENCES ledger (id),
    PRIMARY KEY (lookback_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE lookback_related_ledger (
    lookback_id TEXT NOT NULL REFERENCES lookback (id),
    position    INTEGER NOT NULL,
    ledger_id   TEXT NOT NULL REFERENCES ledger (id),
    PRIMARY KEY (lookback_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE lookback_related_concern (
    lookback_id TEXT NOT NULL REFERENCES lookback (id),
    position    INTEGER NOT NULL,
    concern_id  TEXT NOT NULL REFERENCES concern (id),
    PRIMARY KEY (lookback_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE inspection (
    position       INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    uuid           TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    kind           TEXT NOT NULL CHECK (length(kind) <= 4000),
    held_on        TEXT NOT NULL CHECK (date(held_on) IS held_on AND held_on BETWEEN '1950-01-01' AND '2099-12-31'),
    received_by_id TEXT NOT NULL REFERENCES person (id),
    scope          TEXT NOT NULL CHECK (length(scope) <= 4000),
    praise         TEXT CHECK (length(praise) <= 4000),
    feedback_on    TEXT CHECK (date(feedback_on) IS feedback_on AND feedback_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    replied_on     TEXT CHECK (date(replied_on) IS replied_on AND replied_on BETWEEN '1950-01-01' AND '2099-12-31'),
    campaign_phase INTEGER CHECK (campaign_phase BETWEEN 0 AND 1000000000)
) STRICT;

CREATE TABLE inspection_visitor (
    inspection_id TEXT NOT NULL REFERENCES inspection (id),
    position      INTEGER NOT NULL,
    person_id     TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (inspection_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE inspection_finding (
    inspection_id TEXT NOT NULL REFERENCES inspection (id),
    position      INTEGER NOT NULL,
    no            INTEGER NOT NULL CHECK (no BETWEEN 0 AND 1000000000),
    text          TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (inspection_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE inspection_finding_ledger (
    inspection_id TEXT NOT NULL,
    finding       INTEGER NOT NULL,
    position      INTEGER NOT NULL,
    ledger_id     TEXT NOT NULL REFERENCES ledger (id),
    PRIMARY KEY (inspection_id, finding, position),
    FOREIGN KEY (inspection_id, finding) REFERENCES inspection_finding (inspection_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE training (
    position         INTEGER PRIMARY KEY,
    id               TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    uuid             TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    title            TEXT NOT NULL CHECK (length(title) <= 100),
    audience         TEXT NOT NULL CHECK (length(audience) <= 4000),
    held_on          TEXT NOT NULL CHECK (date(held_on) IS held_on AND held_on BETWEEN '1950-01-01' AND '2099-12-31'),
    trainer_id       TEXT REFERENCES person (id),
    trainer          TEXT CHECK (length(trainer) <= 4000),
    hours_hundredths INTEGER NOT NULL CHECK (hours_hundredths BETWEEN 0 AND 100000),
    due              INTEGER NOT NULL CHECK (due BETWEEN 0 AND 1000000000),
    attended         INTEGER NOT NULL CHECK (attended BETWEEN 0 AND 1000000000),
    tested           INTEGER CHECK (tested BETWEEN 0 AND 1000000000),
    passed           INTEGER CHECK (passed BETWEEN 0 AND 1000000000),
    -- 1: a training that repeats an earlier one lists who came, perhaps nobody.
    attendees_named  INTEGER NOT NULL CHECK (attendees_named IN (0, 1))
) STRICT;

CREATE TABLE training_absent (
    training_id TEXT NOT NULL REFERENCES training (id),
    position    INTEGER NOT NULL,
    staff_id    TEXT NOT NULL REFERENCES staff (id),
    PRIMARY KEY (training_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE training_failed (
    training_id TEXT NOT NULL REFERENCES training (id),
    position    INTEGER NOT NULL,
    staff_id    TEXT NOT NULL REFERENCES staff (id),
    PRIMARY KEY (training_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE training_attendee (
    training_id TEXT NOT NULL REFERENCES training (id),
    position    INTEGER NOT NULL,
    staff_id    TEXT NOT NULL REFERENCES staff (id),
    PRIMARY KEY (training_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE training_material (
    training_id TEXT NOT NULL REFERENCES training (id),
    position    INTEGER NOT NULL,
    text        TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (training_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE education_event (
    position         INTEGER PRIMARY KEY,
    id               TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    uuid             TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    kind             TEXT NOT NULL CHECK (length(kind) <= 4000),
    title            TEXT NOT NULL CHECK (length(title) <= 100),
    held_on          TEXT NOT NULL CHECK (date(held_on) IS held_on AND held_on BETWEEN '1950-01-01' AND '2099-12-31'),
    audience         TEXT NOT NULL CHECK (length(audience) <= 4000),
    participants     INTEGER NOT NULL CHECK (participants BETWEEN 0 AND 1000000000),
    hours_hundredths INTEGER NOT NULL CHECK (hours_hundredths BETWEEN 0 AND 100000),
    lead_id          TEXT NOT NULL REFERENCES person (id)
) STRICT;

CREATE TABLE education_event_concern (
    education_event_id TEXT NOT NULL REFERENCES education_event (id),
    position           INTEGER NOT NULL,
    concern_id         TEXT NOT NULL REFERENCES concern (id),
    PRIMARY KEY (education_event_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE assessment (
    position  INTEGER PRIMARY KEY,
    staff_id  TEXT NOT NULL REFERENCES staff (id),
    post      TEXT NOT NULL CHECK (length(post) <= 4000),
    period    TEXT NOT NULL CHECK (length(period) <= 4000),
    score     INTEGER NOT NULL CHECK (score BETWEEN 0 AND 1000000000),
    veto      INTEGER NOT NULL CHECK (veto IN (0, 1)),
    suspended INTEGER NOT NULL CHECK (suspended IN (0, 1)),
    reason    TEXT NOT NULL CHECK (length(reason) <= 4000)
) STRICT;
