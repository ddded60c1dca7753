-- Concerns: early signs, hazards and suspected incidents, with investigation and determination.

CREATE TABLE concern (
    position             INTEGER PRIMARY KEY,
    id                   TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    uuid                 TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    title                TEXT NOT NULL CHECK (length(title) <= 100),
    kind                 TEXT NOT NULL CHECK (kind IN ('sign', 'hazard', 'suspected')),
    class_id             TEXT REFERENCES class (id),
    occurred_from_on     TEXT CHECK (date(occurred_from_on) IS occurred_from_on
        AND occurred_from_on BETWEEN '1950-01-01' AND '2099-12-31'),
    occurred_from_ms     INTEGER CHECK (occurred_from_ms BETWEEN -631180800000 AND 4102416000000),
    occurred_to_on       TEXT CHECK (date(occurred_to_on) IS occurred_to_on
        AND occurred_to_on BETWEEN '1950-01-01' AND '2099-12-31'),
    occurred_to_ms       INTEGER CHECK (occurred_to_ms BETWEEN -631180800000 AND 4102416000000),
    discovered_ms        INTEGER NOT NULL CHECK (discovered_ms BETWEEN -631180800000 AND 4102416000000),
    internal_reported_ms INTEGER NOT NULL CHECK (internal_reported_ms BETWEEN -631180800000 AND 4102416000000),
    recorded_ms          INTEGER NOT NULL CHECK (recorded_ms BETWEEN -631180800000 AND 4102416000000),
    place                TEXT NOT NULL CHECK (length(place) <= 100),
    place_type           TEXT NOT NULL CHECK (length(place_type) <= 4000),
    channel              TEXT NOT NULL CHECK (length(channel) <= 4000),
    reporter_kind        TEXT NOT NULL CHECK (reporter_kind IN ('staff', 'student', 'guardian', 'anonymous')),
    reporter_staff_id    TEXT REFERENCES staff (id),
    reporter_student_id  TEXT REFERENCES student (id),
    reporter_relation    TEXT CHECK (length(reporter_relation) <= 4000),
    received_by_id       TEXT NOT NULL REFERENCES person (id),
    owner_id             TEXT NOT NULL REFERENCES person (id),
    narrative            TEXT NOT NULL CHECK (length(narrative) BETWEEN 20 AND 4000),
    immediate_action     TEXT NOT NULL CHECK (length(immediate_action) <= 4000),
    cause                TEXT NOT NULL CHECK (length(cause) <= 4000),
    finding              TEXT CHECK (length(finding) <= 4000),
    result               TEXT CHECK (result IN ('sign_confirmed', 'hazard_confirmed', 'excluded', 'bullying',
        'not_bullying', 'transferred')),
    severity             TEXT CHECK (severity IN ('light', 'moderate', 'serious', 'criminal')),
    tier                 TEXT CHECK (tier IN ('L1', 'L2', 'L3', 'L4')),
    report_level         TEXT CHECK (report_level IN ('county', 'city')),
    status               TEXT NOT NULL,
    closed_on            TEXT CHECK (date(closed_on) IS closed_on AND closed_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    CHECK (
        (kind = 'sign' AND status IN ('registered', 'verifying', 'intervening', 'tracking', 'struck_off', 'upgraded'))
        OR (kind = 'hazard' AND status IN ('registered', 'verifying', 'rectifying', 'accepted', 'struck_off'))
        OR (kind = 'suspected' AND status IN ('registered', 'verifying', 'investigating', 'pending_determination',
            'ordinary_dispute', 'handling', 'tracking', 'transferred', 'under_review', 'closed'))
    ),
    CHECK ((occurred_from_on IS NULL) <> (occurred_from_ms IS NULL)),
    CHECK (occurred_to_on IS NULL OR occurred_to_ms IS NULL)
) STRICT;
CREATE INDEX concern_by_status ON concern (kind, status);
CREATE INDEX concern_by_discovery ON concern (discovered_ms);

CREATE TABLE concern_form (
    concern_id TEXT NOT NULL REFERENCES concern (id),
    position   INTEGER NOT NULL,
    form       TEXT NOT NULL CHECK (form IN ('physical', 'verbal', 'property', 'social', 'cyber')),
    PRIMARY KEY (concern_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE concern_involved (
    concern_id TEXT NOT NULL REFERENCES concern (id),
    position   INTEGER NOT NULL,
    student_id TEXT NOT NULL REFERENCES student (id),
    role       TEXT NOT NULL CHECK (role IN ('victim', 'actor', 'joiner', 'party', 'focus', 'bystander', 'witness')),
    PRIMARY KEY (concern_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX concern_involved_by_student ON concern_involved (student_id);

CREATE TABLE concern_outsider (
    concern_id  TEXT NOT NULL REFERENCES concern (id),
    position    INTEGER NOT NULL,
    no          INTEGER NOT NULL CHECK (no BETWEEN 0 AND 1000000000),
    description TEXT NOT NULL CHECK (length(description) <= 4000),
    identity    TEXT NOT NULL CHECK (length(identity) <= 4000),
    PRIMARY KEY (concern_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE concern_measure (
    concern_id           TEXT NOT NULL REFERENCES concern (id),
    position             INTEGER NOT NULL,
    kind                 TEXT NOT NULL CHECK (kind IN ('criticism', 'warning_talk', 'education_talk', 'apology',
        'reflection', 'restitution', 'undertaking', 'guidance', 'public_service', 'special_education', 'suspension',
        'admonition', 'police_warning', 'quality_record', 'family_guidance', 'counselling', 'group_counselling',
        'protection', 'mediation', 'class_education', 'peer_support', 'management', 'environment', 'evidence',
        'transfer')),
    student_id           TEXT REFERENCES student (id),
    done_on              TEXT NOT NULL CHECK (date(done_on) IS done_on AND done_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    by_id                TEXT NOT NULL REFERENCES person (id),
    text                 TEXT NOT NULL CHECK (length(text) <= 4000),
    hours                INTEGER CHECK (hours BETWEEN 0 AND 1000000000),
    from_on              TEXT CHECK (date(from_on) IS from_on AND from_on BETWEEN '1950-01-01' AND '2099-12-31'),
    to_on                TEXT CHECK (date(to_on) IS to_on AND to_on BETWEEN '1950-01-01' AND '2099-12-31'),
    school_days          INTEGER CHECK (school_days BETWEEN 0 AND 1000000000),
    guardian_notified_on TEXT CHECK (date(guardian_notified_on) IS guardian_notified_on
        AND guardian_notified_on BETWEEN '1950-01-01' AND '2099-12-31'),
    statement_heard_on   TEXT CHECK (date(statement_heard_on) IS statement_heard_on
        AND statement_heard_on BETWEEN '1950-01-01' AND '2099-12-31'),
    minutes_no           TEXT REFERENCES determination (minutes_no),
    PRIMARY KEY (concern_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE concern_event (
    concern_id TEXT NOT NULL REFERENCES concern (id),
    position   INTEGER NOT NULL,
    at_on      TEXT CHECK (date(at_on) IS at_on AND at_on BETWEEN '1950-01-01' AND '2099-12-31'),
    at_ms      INTEGER CHECK (at_ms BETWEEN -631180800000 AND 4102416000000),
    kind       TEXT NOT NULL CHECK (kind IN ('state', 'note')),
    state      TEXT CHECK (state IN ('registered', 'verifying', 'intervening', 'tracking', 'struck_off', 'upgraded',
        'rectifying', 'accepted', 'investigating', 'pending_determination', 'ordinary_dispute', 'handling',
        'transferred', 'under_review', 'closed')),
    actor_id   TEXT NOT NULL REFERENCES person (id),
    text       TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (concern_id, position),
    CHECK ((at_on IS NULL) <> (at_ms IS NULL))
) STRICT, WITHOUT ROWID;

-- One link, told from both sides: each list keeps its own order, and a link that only one side names stays that way.
CREATE TABLE concern_ledger (
    concern_id          TEXT NOT NULL REFERENCES concern (id),
    ledger_id           TEXT NOT NULL REFERENCES ledger (id),
    position_in_concern INTEGER CHECK (position_in_concern >= 0),
    position_in_ledger  INTEGER CHECK (position_in_ledger >= 0),
    PRIMARY KEY (concern_id, ledger_id),
    CHECK (position_in_concern IS NOT NULL OR position_in_ledger IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX concern_ledger_by_ledger ON concern_ledger (ledger_id);

-- 举一反三: the ledger items that follow from the case, or why none does.
CREATE TABLE concern_lesson (
    concern_id     TEXT PRIMARY KEY REFERENCES concern (id),
    has_ledger_ids INTEGER NOT NULL CHECK (has_ledger_ids IN (0, 1)),
    reason         TEXT CHECK (length(reason) <= 4000)
) STRICT, WITHOUT ROWID;

CREATE TABLE concern_lesson_ledger (
    concern_id TEXT NOT NULL REFERENCES concern_lesson (concern_id),
    position   INTEGER NOT NULL,
    ledger_id  TEXT NOT NULL REFERENCES ledger (id),
    PRIMARY KEY (concern_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE concern_review_note (
    concern_id TEXT PRIMARY KEY REFERENCES concern (id),
    noted_on   TEXT NOT NULL CHECK (date(noted_on) IS noted_on AND noted_on BETWEEN '1950-01-01' AND '2099-12-31'),
    by_id      TEXT NOT NULL REFERENCES person (id),
    text       TEXT NOT NULL CHECK (length(text) <= 4000)
) STRICT, WITHOUT ROWID;

CREATE TABLE concern_police (
    concern_id  TEXT PRIMARY KEY REFERENCES concern (id),
    reported_ms INTEGER NOT NULL CHECK (reported_ms BETWEEN -631180800000 AND 4102416000000),
    how         TEXT NOT NULL CHECK (length(how) <= 4000),
    kind        TEXT NOT NULL CHECK (kind IN ('called', 'noted')),
    case_text   TEXT CHECK (length(case_text) <= 4000)
) STRICT, WITHOUT ROWID;

CREATE TABLE concern_public_attention (
    concern_id TEXT PRIMARY KEY REFERENCES concern (id),
    online     INTEGER NOT NULL CHECK (online IN (0, 1)),
    views      INTEGER CHECK (views BETWEEN 0 AND 1000000000),
    media      INTEGER NOT NULL CHECK (media IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE concern_transfer (
    concern_id  TEXT PRIMARY KEY REFERENCES concern (id),
    to_org      TEXT NOT NULL CHECK (length(to_org) <= 4000),
    reported_ms INTEGER NOT NULL CHECK (reported_ms BETWEEN -631180800000 AND 4102416000000),
    accepted_on TEXT CHECK (date(accepted_on) IS accepted_on AND accepted_on BETWEEN '1950-01-01' AND '2099-12-31')
) STRICT, WITHOUT ROWID;

CREATE TABLE concern_transfer_material (
    concern_id TEXT NOT NULL REFERENCES concern_transfer (concern_id),
    position   INTEGER NOT NULL,
    text       TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (concern_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE county_review (
    concern_id         TEXT PRIMARY KEY REFERENCES concern (id),
    level              TEXT NOT NULL CHECK (length(level) <= 4000),
    applicant_relation TEXT NOT NULL CHECK (length(applicant_relation) <= 4000),
    applied_on         TEXT NOT NULL CHECK (date(applied_on) IS applied_on AND applied_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    accepted_on        TEXT CHECK (date(accepted_on) IS accepted_on AND accepted_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    due_on             TEXT CHECK (date(due_on) IS due_on AND due_on BETWEEN '1950-01-01' AND '2099-12-31'),
    finished_on        TEXT CHECK (date(finished_on) IS finished_on AND finished_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    outcome            TEXT CHECK (length(outcome) <= 4000),
    answer             TEXT CHECK (length(answer) <= 4000),
    student_id         TEXT NOT NULL REFERENCES student (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE county_review_panel (
    concern_id TEXT NOT NULL REFERENCES county_review (concern_id),
    position   INTEGER NOT NULL,
    text       TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (concern_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE investigation (
    concern_id  TEXT PRIMARY KEY REFERENCES concern (id),
    started_on  TEXT NOT NULL CHECK (date(started_on) IS started_on AND started_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    due_on      TEXT NOT NULL CHECK (date(due_on) IS due_on AND due_on BETWEEN '1950-01-01' AND '2099-12-31'),
    finished_on TEXT CHECK (date(finished_on) IS finished_on AND finished_on BETWEEN '1950-01-01' AND '2099-12-31')
) STRICT, WITHOUT ROWID;

CREATE TABLE investigation_member (
    concern_id TEXT NOT NULL REFERENCES investigation (concern_id),
    position   INTEGER NOT NULL,
    person_id  TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (concern_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE investigation_method (
    concern_id TEXT NOT NULL REFERENCES investigation (concern_id),
    position   INTEGER NOT NULL,
    text       TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (concern_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE investigation_extension (
    concern_id     TEXT PRIMARY KEY REFERENCES investigation (concern_id),
    applied_on     TEXT NOT NULL CHECK (date(applied_on) IS applied_on AND applied_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    applied_by_id  TEXT NOT NULL REFERENCES person (id),
    days           INTEGER NOT NULL CHECK (days BETWEEN 0 AND 1000000000),
    reason         TEXT NOT NULL CHECK (length(reason) <= 4000),
    basis          TEXT NOT NULL CHECK (length(basis) <= 4000),
    approved_on    TEXT CHECK (date(approved_on) IS approved_on AND approved_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    approved_by_id TEXT REFERENCES person (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE determination (
    concern_id            TEXT PRIMARY KEY REFERENCES concern (id),
    minutes_no            TEXT NOT NULL UNIQUE CHECK (length(minutes_no) BETWEEN 1 AND 40),
    body                  TEXT NOT NULL CHECK (length(body) <= 4000),
    held_ms               INTEGER NOT NULL CHECK (held_ms BETWEEN -631180800000 AND 4102416000000),
    chair_id              TEXT NOT NULL REFERENCES person (id),
    recusal_note          TEXT CHECK (length(recusal_note) <= 4000),
    facts                 TEXT NOT NULL CHECK (length(facts) <= 4000),
    between_students_met  INTEGER NOT NULL CHECK (between_students_met IN (0, 1)),
    between_students_text TEXT NOT NULL CHECK (length(between_students_text) <= 4000),
    intent_met            INTEGER NOT NULL CHECK (intent_met IN (0, 1)),
    intent_text           TEXT NOT NULL CHECK (length(intent_text) <= 4000),
    means_met             INTEGER NOT NULL CHECK (means_met IN (0, 1)),
    means_text            TEXT NOT NULL CHECK (length(means_text) <= 4000),
    harm_met              INTEGER NOT NULL CHECK (harm_met IN (0, 1)),
    harm_text             TEXT NOT NULL CHECK (length(harm_text) <= 4000),
    result                TEXT NOT NULL CHECK (result IN ('sign_confirmed', 'hazard_confirmed', 'excluded',
        'bullying', 'not_bullying', 'transferred')),
    severity              TEXT CHECK (severity IN ('light', 'moderate', 'serious', 'criminal')),
    tier                  TEXT CHECK (tier IN ('L1', 'L2', 'L3', 'L4')),
    proposed_handling     TEXT NOT NULL CHECK (length(proposed_handling) <= 4000),
    student_statements    TEXT NOT NULL CHECK (length(student_statements) <= 4000),
    guardian_opinions     TEXT NOT NULL CHECK (length(guardian_opinions) <= 4000),
    vote_for              INTEGER NOT NULL CHECK (vote_for BETWEEN 0 AND 1000000000),
    vote_against          INTEGER NOT NULL CHECK (vote_against BETWEEN 0 AND 1000000000),
    vote_abstain          INTEGER NOT NULL CHECK (vote_abstain BETWEEN 0 AND 1000000000),
    not_bullying_reasons  TEXT CHECK (length(not_bullying_reasons) <= 4000),
    review_notice_on      TEXT CHECK (date(review_notice_on) IS review_notice_on
        AND review_notice_on BETWEEN '1950-01-01' AND '2099-12-31')
) STRICT, WITHOUT ROWID;

CREATE TABLE determination_due (
    concern_id TEXT NOT NULL REFERENCES determination (concern_id),
    position   INTEGER NOT NULL,
    person_id  TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (concern_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE determination_present (
    concern_id TEXT NOT NULL REFERENCES determination (concern_id),
    position   INTEGER NOT NULL,
    person_id  TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (concern_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE determination_recusal (
    concern_id TEXT NOT NULL REFERENCES determination (concern_id),
    position   INTEGER NOT NULL,
    person_id  TEXT NOT NULL REFERENCES person (id),
    reason     TEXT NOT NULL CHECK (length(reason) <= 4000),
    PRIMARY KEY (concern_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE determination_basis (
    concern_id TEXT NOT NULL REFERENCES determination (concern_id),
    position   INTEGER NOT NULL,
    text       TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (concern_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE determination_guardian (
    concern_id  TEXT NOT NULL REFERENCES determination (concern_id),
    position    INTEGER NOT NULL,
    student_id  TEXT NOT NULL REFERENCES student (id),
    side        TEXT NOT NULL CHECK (side IN ('victim', 'actor', 'joiner', 'party', 'focus', 'bystander', 'witness')),
    notified_on TEXT NOT NULL CHECK (date(notified_on) IS notified_on AND notified_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    attended    INTEGER NOT NULL CHECK (attended IN (0, 1)),
    PRIMARY KEY (concern_id, position)
) STRICT, WITHOUT ROWID;
