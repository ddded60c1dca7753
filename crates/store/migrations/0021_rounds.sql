-- The rounds of a case. A determination that was revoked, and a closed case that was opened again, is investigated and
-- determined anew: what belongs to one round has the number of that round in its key, and what an earlier round said stays
-- as it was, whether or not the case was closed in between. A case of before this step has the one round that it had.
--   * `concern_turn` says why a case goes on. A closed case is opened by nothing but a turn that says so and is not used yet;
--     `reopening`, which the database writes itself, names the turn that it used.
--   * 举一反三 and the review note are kept in versions: the newest of the round counts, and none is overwritten.
--   * The cause that was found is typed again in a later round, as the finding is; `reopening` and `concern_turn` keep the one
--     of before.

PRAGMA defer_foreign_keys = ON;

CREATE TABLE concern_turn (
    position         INTEGER PRIMARY KEY,
    concern_id       TEXT NOT NULL REFERENCES concern (id),
    -- Whether it opens a closed case.
    opens            INTEGER NOT NULL CHECK (opens IN (0, 1)),
    -- The round that begins with it; none for an appeal or a review, which may leave everything as it was.
    round            INTEGER CHECK (round BETWEEN 2 AND 99),
    ground           TEXT NOT NULL CHECK (ground IN ('appeal', 'county_review', 'repeat', 'new_facts', 'unrecorded')),
    reason           TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 4000),
    other_concern_id TEXT REFERENCES concern (id) CHECK (other_concern_id <> concern_id),
    by_id            TEXT NOT NULL REFERENCES person (id),
    at_ms            INTEGER NOT NULL CHECK (at_ms BETWEEN -631180800000 AND 4102416000000),
    -- What the case said until then.
    cause            TEXT NOT NULL CHECK (length(cause) <= 4000),
    finding          TEXT CHECK (length(finding) <= 4000),
    result           TEXT CHECK (length(result) <= 40),
    severity         TEXT CHECK (length(severity) <= 40),
    tier             TEXT CHECK (length(tier) <= 40),
    closed_on        TEXT CHECK (date(closed_on) IS closed_on AND closed_on BETWEEN '1950-01-01' AND '2099-12-31'),
    CHECK (opens = 1 OR round IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX concern_turn_round ON concern_turn (concern_id, round);
CREATE INDEX counselling_refusal_by_concern ON counselling_refusal (concern_id);
CREATE INDEX family_guidance_by_concern ON family_guidance (concern_id);

ALTER TABLE reopening ADD COLUMN cause TEXT CHECK (length(cause) <= 4000);
ALTER TABLE reopening ADD COLUMN turn INTEGER REFERENCES concern_turn (position);
CREATE UNIQUE INDEX reopening_of_turn ON reopening (turn);
-- The notice that a determination may be reviewed: handed over with the minutes or days after them. `review_notice_on` of
-- `determination` holds those of before this step.
CREATE TABLE review_notice (
    concern_id  TEXT NOT NULL REFERENCES concern (id),
    round       INTEGER NOT NULL CHECK (round BETWEEN 1 AND 99),
    notified_on TEXT NOT NULL CHECK (date(notified_on) IS notified_on AND notified_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    PRIMARY KEY (concern_id, round)
) STRICT, WITHOUT ROWID;

ALTER TABLE concern_measure ADD COLUMN round INTEGER NOT NULL DEFAULT 1 CHECK (round BETWEEN 1 AND 99);

DROP VIEW finished_county_review;

-- The tables are made anew, children first, and hold what they held as the first round.

CREATE TABLE old_investigation AS SELECT * FROM investigation;
CREATE TABLE old_investigation_member AS SELECT * FROM investigation_member;
CREATE TABLE old_investigation_method AS SELECT * FROM investigation_method;
CREATE TABLE old_investigation_extension AS SELECT * FROM investigation_extension;
CREATE TABLE old_determination AS SELECT * FROM determination;
CREATE TABLE old_determination_due AS SELECT * FROM determination_due;
CREATE TABLE old_determination_present AS SELECT * FROM determination_present;
CREATE TABLE old_determination_recusal AS SELECT * FROM determination_recusal;
CREATE TABLE old_determination_basis AS SELECT * FROM determination_basis;
CREATE TABLE old_determination_guardian AS SELECT * FROM determination_guardian;
CREATE TABLE old_concern_lesson AS SELECT * FROM concern_lesson;
CREATE TABLE old_concern_lesson_ledger AS SELECT * FROM concern_lesson_ledger;
CREATE TABLE old_concern_review_note AS SELECT * FROM concern_review_note;
CREATE TABLE old_concern_police AS SELECT * FROM concern_police;
CREATE TABLE old_concern_public_attention AS SELECT * FROM concern_public_attention;
CREATE TABLE old_concern_transfer AS SELECT * FROM concern_transfer;
CREATE TABLE old_concern_transfer_material AS SELECT * FROM concern_transfer_material;
CREATE TABLE old_county_review AS SELECT * FROM county_review;
CREATE TABLE old_county_review_panel AS SELECT * FROM county_review_panel;

DROP TABLE investigation_member;
DROP TABLE investigation_method;
DROP TABLE investigation_extension;
DROP TABLE determination_due;
DROP TABLE determination_present;
DROP TABLE determination_recusal;
DROP TABLE determination_basis;
DROP TABLE determination_guardian;
DROP TABLE concern_lesson_ledger;
DROP TABLE concern_transfer_material;
DROP TABLE county_review_panel;
DROP TABLE investigation;
DROP TABLE determination;
DROP TABLE concern_lesson;
DROP TABLE concern_review_note;
DROP TABLE concern_police;
DROP TABLE concern_public_attention;
DROP TABLE concern_transfer;
DROP TABLE county_review;

CREATE TABLE investigation (
    concern_id  TEXT NOT NULL REFERENCES concern (id),
    round       INTEGER NOT NULL CHECK (round BETWEEN 1 AND 99),
    started_on  TEXT NOT NULL CHECK (date(started_on) IS started_on AND started_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    due_on      TEXT NOT NULL CHECK (date(due_on) IS due_on AND due_on BETWEEN '1950-01-01' AND '2099-12-31'),
    finished_on TEXT CHECK (date(finished_on) IS finished_on AND finished_on BETWEEN '1950-01-01' AND '2099-12-31'),
    PRIMARY KEY (concern_id, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE investigation_member (
    concern_id TEXT NOT NULL,
    round      INTEGER NOT NULL CHECK (round BETWEEN 1 AND 99),
    position   INTEGER NOT NULL,
    person_id  TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (concern_id, round, position),
    FOREIGN KEY (concern_id, round) REFERENCES investigation (concern_id, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE investigation_method (
    concern_id TEXT NOT NULL,
    round      INTEGER NOT NULL CHECK (round BETWEEN 1 AND 99),
    position   INTEGER NOT NULL,
    text       TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (concern_id, round, position),
    FOREIGN KEY (concern_id, round) REFERENCES investigation (concern_id, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE investigation_extension (
    concern_id     TEXT NOT NULL,
    round          INTEGER NOT NULL CHECK (round BETWEEN 1 AND 99),
    applied_on     TEXT NOT NULL CHECK (date(applied_on) IS applied_on AND applied_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    applied_by_id  TEXT NOT NULL REFERENCES person (id),
    days           INTEGER NOT NULL CHECK (days BETWEEN 0 AND 1000000000),
    reason         TEXT NOT NULL CHECK (length(reason) <= 4000),
    basis          TEXT NOT NULL CHECK (length(basis) <= 4000),
    approved_on    TEXT CHECK (date(approved_on) IS approved_on AND approved_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    approved_by_id TEXT REFERENCES person (id),
    PRIMARY KEY (concern_id, round),
    FOREIGN KEY (concern_id, round) REFERENCES investigation (concern_id, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE determination (
    concern_id            TEXT NOT NULL REFERENCES concern (id),
    round                 INTEGER NOT NULL CHECK (round BETWEEN 1 AND 99),
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
        AND review_notice_on BETWEEN '1950-01-01' AND '2099-12-31'),
    PRIMARY KEY (concern_id, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE determination_due (
    concern_id TEXT NOT NULL,
    round      INTEGER NOT NULL CHECK (round BETWEEN 1 AND 99),
    position   INTEGER NOT NULL,
    person_id  TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (concern_id, round, position),
    FOREIGN KEY (concern_id, round) REFERENCES determination (concern_id, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE determination_present (
    concern_id TEXT NOT NULL,
    round      INTEGER NOT NULL CHECK (round BETWEEN 1 AND 99),
    position   INTEGER NOT NULL,
    person_id  TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (concern_id, round, position),
    FOREIGN KEY (concern_id, round) REFERENCES determination (concern_id, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE determination_recusal (
    concern_id TEXT NOT NULL,
    round      INTEGER NOT NULL CHECK (round BETWEEN 1 AND 99),
    position   INTEGER NOT NULL,
    person_id  TEXT NOT NULL REFERENCES person (id),
    reason     TEXT NOT NULL CHECK (length(reason) <= 4000),
    PRIMARY KEY (concern_id, round, position),
    FOREIGN KEY (concern_id, round) REFERENCES determination (concern_id, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE determination_basis (
    concern_id TEXT NOT NULL,
    round      INTEGER NOT NULL CHECK (round BETWEEN 1 AND 99),
    position   INTEGER NOT NULL,
    text       TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (concern_id, round, position),
    FOREIGN KEY (concern_id, round) REFERENCES determination (concern_id, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE determination_guardian (
    concern_id  TEXT NOT NULL,
    round       INTEGER NOT NULL CHECK (round BETWEEN 1 AND 99),
    position    INTEGER NOT NULL,
    student_id  TEXT NOT NULL REFERENCES student (id),
    side        TEXT NOT NULL CHECK (side IN ('victim', 'actor', 'joiner', 'party', 'focus', 'bystander', 'witness')),
    notified_on TEXT NOT NULL CHECK (date(notified_on) IS notified_on AND notified_on BETWEEN '1950-01-01'
        AND '2099-12-31'),
    attended    INTEGER NOT NULL CHECK (attended IN (0, 1)),
    PRIMARY KEY (concern_id, round, position),
    FOREIGN KEY (concern_id, round) REFERENCES determination (concern_id, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE concern_lesson (
    concern_id     TEXT NOT NULL REFERENCES concern (id),
    round          INTEGER NOT NULL CHECK (round BETWEEN 1 AND 99),
    version        INTEGER NOT NULL CHECK (version BETWEEN 1 AND 9999),
    has_ledger_ids INTEGER NOT NULL CHECK (has_ledger_ids IN (0, 1)),
    reason         TEXT CHECK (length(reason) <= 4000),
    PRIMARY KEY (concern_id, round, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE concern_lesson_ledger (
    concern_id TEXT NOT NULL,
    round      INTEGER NOT NULL CHECK (round BETWEEN 1 AND 99),
    version    INTEGER NOT NULL CHECK (version BETWEEN 1 AND 9999),
    position   INTEGER NOT NULL,
    ledger_id  TEXT NOT NULL REFERENCES ledger (id),
    PRIMARY KEY (concern_id, round, version, position),
    FOREIGN KEY (concern_id, round, version) REFERENCES concern_lesson (concern_id, round, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE concern_review_note (
    concern_id TEXT NOT NULL REFERENCES concern (id),
    round      INTEGER NOT NULL CHECK (round BETWEEN 1 AND 99),
    version    INTEGER NOT NULL CHECK (version BETWEEN 1 AND 9999),
    noted_on   TEXT NOT NULL CHECK (date(noted_on) IS noted_on AND noted_on BETWEEN '1950-01-01' AND '2099-12-31'),
    by_id      TEXT NOT NULL REFERENCES person (id),
    text       TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (concern_id, round, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE concern_police (
    concern_id  TEXT NOT NULL REFERENCES concern (id),
    round       INTEGER NOT NULL CHECK (round BETWEEN 1 AND 99),
    reported_ms INTEGER NOT NULL CHECK (reported_ms BETWEEN -631180800000 AND 4102416000000),
    how         TEXT NOT NULL CHECK (length(how) <= 4000),
    kind        TEXT NOT NULL CHECK (kind IN ('called', 'noted')),
    case_text   TEXT CHECK (length(case_text) <= 4000),
    PRIMARY KEY (concern_id, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE concern_public_attention (
    concern_id TEXT NOT NULL REFERENCES concern (id),
    round      INTEGER NOT NULL CHECK (round BETWEEN 1 AND 99),
    online     INTEGER NOT NULL CHECK (online IN (0, 1)),
    views      INTEGER CHECK (views BETWEEN 0 AND 1000000000),
    media      INTEGER NOT NULL CHECK (media IN (0, 1)),
    PRIMARY KEY (concern_id, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE concern_transfer (
    concern_id  TEXT NOT NULL REFERENCES concern (id),
    round       INTEGER NOT NULL CHECK (round BETWEEN 1 AND 99),
    to_org      TEXT NOT NULL CHECK (length(to_org) <= 4000),
    reported_ms INTEGER NOT NULL CHECK (reported_ms BETWEEN -631180800000 AND 4102416000000),
    accepted_on TEXT CHECK (date(accepted_on) IS accepted_on AND accepted_on BETWEEN '1950-01-01' AND '2099-12-31'),
    PRIMARY KEY (concern_id, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE concern_transfer_material (
    concern_id TEXT NOT NULL,
    round      INTEGER NOT NULL CHECK (round BETWEEN 1 AND 99),
    position   INTEGER NOT NULL,
    text       TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (concern_id, round, position),
    FOREIGN KEY (concern_id, round) REFERENCES concern_transfer (concern_id, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE county_review (
    concern_id         TEXT NOT NULL REFERENCES concern (id),
    round              INTEGER NOT NULL CHECK (round BETWEEN 1 AND 99),
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
    student_id         TEXT NOT NULL REFERENCES student (id),
    PRIMARY KEY (concern_id, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE county_review_panel (
    concern_id TEXT NOT NULL,
    round      INTEGER NOT NULL CHECK (round BETWEEN 1 AND 99),
    position   INTEGER NOT NULL,
    text       TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (concern_id, round, position),
    FOREIGN KEY (concern_id, round) REFERENCES county_review (concern_id, round)
) STRICT, WITHOUT ROWID;

INSERT INTO investigation SELECT concern_id, 1, started_on, due_on, finished_on FROM old_investigation;
INSERT INTO investigation_member SELECT concern_id, 1, position, person_id FROM old_investigation_member;
INSERT INTO investigation_method SELECT concern_id, 1, position, text FROM old_investigation_method;
INSERT INTO investigation_extension
SELECT concern_id, 1, applied_on, applied_by_id, days, reason, basis, approved_on, approved_by_id
FROM old_investigation_extension;
INSERT INTO determination
SELECT concern_id, 1, minutes_no, body, held_ms, chair_id, recusal_note, facts, between_students_met,
    between_students_text, intent_met, intent_text, means_met, means_text, harm_met, harm_text, result, severity,
    tier, proposed_handling, student_statements, guardian_opinions, vote_for, vote_against, vote_abstain,
    not_bullying_reasons, review_notice_on
FROM old_determination;
INSERT INTO determination_due SELECT concern_id, 1, position, person_id FROM old_determination_due;
INSERT INTO determination_present SELECT concern_id, 1, position, person_id FROM old_determination_present;
INSERT INTO determination_recusal SELECT concern_id, 1, position, person_id, reason FROM old_determination_recusal;
INSERT INTO determination_basis SELECT concern_id, 1, position, text FROM old_determination_basis;
INSERT INTO determination_guardian
SELECT concern_id, 1, position, student_id, side, notified_on, attended
FROM old_determination_guardian;
INSERT INTO concern_lesson SELECT concern_id, 1, 1, has_ledger_ids, reason FROM old_concern_lesson;
INSERT INTO concern_lesson_ledger SELECT concern_id, 1, 1, position, ledger_id FROM old_concern_lesson_ledger;
INSERT INTO concern_review_note SELECT concern_id, 1, 1, noted_on, by_id, text FROM old_concern_review_note;
INSERT INTO concern_police SELECT concern_id, 1, reported_ms, how, kind, case_text FROM old_concern_police;
INSERT INTO concern_public_attention SELECT concern_id, 1, online, views, media FROM old_concern_public_attention;
INSERT INTO concern_transfer SELECT concern_id, 1, to_org, reported_ms, accepted_on FROM old_concern_transfer;
INSERT INTO concern_transfer_material SELECT concern_id, 1, position, text FROM old_concern_transfer_material;
INSERT INTO county_review
SELECT concern_id, 1, level, applicant_relation, applied_on, accepted_on, due_on, finished_on, outcome, answer,
    student_id
FROM old_county_review;
INSERT INTO county_review_panel SELECT concern_id, 1, position, text FROM old_county_review_panel;

DROP TABLE old_investigation;
DROP TABLE old_investigation_member;
DROP TABLE old_investigation_method;
DROP TABLE old_investigation_extension;
DROP TABLE old_determination;
DROP TABLE old_determination_due;
DROP TABLE old_determination_present;
DROP TABLE old_determination_recusal;
DROP TABLE old_determination_basis;
DROP TABLE old_determination_guardian;
DROP TABLE old_concern_lesson;
DROP TABLE old_concern_lesson_ledger;
DROP TABLE old_concern_review_note;
DROP TABLE old_concern_police;
DROP TABLE old_concern_public_attention;
DROP TABLE old_concern_transfer;
DROP TABLE old_concern_transfer_material;
DROP TABLE old_county_review;
DROP TABLE old_county_review_panel;

-- A case that was opened by an earlier version: nobody was asked why.
DROP TRIGGER reopening_no_update;
INSERT INTO concern_turn (position, concern_id, opens, round, ground, reason, by_id, at_ms, cause, finding, result, severity,
    tier, closed_on)
SELECT reopening.position, concern.id, 1, NULL, 'unrecorded', '升级前重新打开，当时没有记明原因', owner_id,
    coalesce((unixepoch(reopening.closed_on) - 28800) * 1000, discovered_ms), concern.cause, reopening.finding,
    reopening.result, reopening.severity, reopening.tier, reopening.closed_on
FROM reopening JOIN concern ON concern.id = reopening.concern_id;
UPDATE reopening SET turn = position, cause = (SELECT cause FROM concern WHERE id = reopening.concern_id);

-- The round that a case is in.
CREATE VIEW present_round AS
SELECT id AS concern_id, 1 + (SELECT count(*) FROM concern_turn
    WHERE concern_turn.concern_id = concern.id AND round IS NOT NULL) AS round
FROM concern;
-- The rounds in which a case was closed and opened again.
CREATE VIEW reopened_round AS
SELECT concern_id, 1 + (SELECT count(*) FROM concern_turn
    WHERE concern_turn.concern_id = reopening.concern_id AND round IS NOT NULL AND position < reopening.turn) AS round
FROM reopening;
-- What opens a closed case and is not used yet.
CREATE VIEW open_turn AS
SELECT position, concern_id, ground FROM concern_turn
WHERE opens = 1 AND NOT EXISTS (SELECT 1 FROM reopening WHERE reopening.turn = concern_turn.position);
CREATE VIEW finished_county_review AS
SELECT concern_id AS id, round FROM county_review WHERE finished_on IS NOT NULL;

-- Rules of one table each.

-- A closed case is opened by its turn alone: a repetition and new facts lead to an investigation, an appeal and a review to 复查.
DROP TRIGGER concern_reopened;
CREATE TRIGGER concern_reopened BEFORE UPDATE OF status, closed_on ON concern
WHEN OLD.status = 'struck_off'
    OR (OLD.status = 'closed' AND (NEW.closed_on IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM open_turn WHERE concern_id = OLD.id
            AND ((NEW.status = 'investigating' AND ground IN ('repeat', 'new_facts'))
                OR (NEW.status = 'under_review' AND ground IN ('appeal', 'county_review'))))))
    OR EXISTS (SELECT 1 FROM voiding WHERE object_kind = 'concern' AND object_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'locked:concern'); END;
DROP TRIGGER concern_reopening;
CREATE TRIGGER concern_reopening AFTER UPDATE OF status ON concern
WHEN OLD.status IN ('struck_off', 'closed') AND NEW.status NOT IN ('struck_off', 'closed')
BEGIN
    INSERT INTO reopening (concern_id, status, closed_on, result, severity, tier, report_level, finding, cause, turn)
    VALUES (OLD.id, OLD.status, OLD.closed_on, OLD.result, OLD.severity, OLD.tier, OLD.report_level, OLD.finding, OLD.cause,
        (SELECT position FROM open_turn WHERE concern_id = OLD.id));
END;
-- Only the trigger above finds a turn that is not used and a case that is open at once.
DROP TRIGGER reopening_of_reopened;
CREATE TRIGGER reopening_of_reopened BEFORE INSERT ON reopening
WHEN NEW.turn IS NULL
    OR NOT EXISTS (SELECT 1 FROM open_turn WHERE position = NEW.turn AND concern_id = NEW.concern_id)
    OR NOT EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id AND status IN ('under_review', 'investigating'))
BEGIN SELECT RAISE(ABORT, 'locked:reopening'); END;
-- A turn opens a closed case that nothing else opens, or ends a round under review, and says what the case said. The turns of a
-- case that comes with a school file stand before it and open nothing.
CREATE TRIGGER concern_turn_of_concern BEFORE INSERT ON concern_turn
WHEN NEW.ground = 'unrecorded'
    OR (NEW.round IS NOT NULL AND NEW.round IS NOT (
        SELECT 2 + count(*) FROM concern_turn WHERE concern_id = NEW.concern_id AND round IS NOT NULL))
    OR (NEW.opens = 1 AND (NEW.ground IN ('repeat', 'new_facts')) IS NOT (NEW.round IS NOT NULL))
    OR (NEW.opens = 1 AND NOT EXISTS (
        SELECT 1 FROM concern WHERE id = NEW.concern_id AND status = 'closed'
            AND NOT EXISTS (SELECT 1 FROM open_turn WHERE concern_id = NEW.concern_id)
            AND NOT EXISTS (SELECT 1 FROM voiding WHERE object_kind = 'concern' AND object_id = NEW.concern_id)))
    OR EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern_id
        AND ((NEW.opens = 0 AND (status <> 'under_review' OR NEW.ground NOT IN ('appeal', 'county_review')))
            OR cause IS NOT NEW.cause OR finding IS NOT NEW.finding OR result IS NOT NEW.result
            OR severity IS NOT NEW.severity OR tier IS NOT NEW.tier OR closed_on IS NOT NEW.closed_on))
BEGIN SELECT RAISE(ABORT, 'locked:concern_turn'); END;
-- Minutes, lessons and notes are of the present round of an open case.
CREATE TRIGGER determination_finished_insert BEFORE INSERT ON determination
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
BEGIN SELECT RAISE(ABORT, 'locked:determination'); END;
CREATE TRIGGER concern_lesson_finished_insert BEFORE INSERT ON concern_lesson
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
BEGIN SELECT RAISE(ABORT, 'locked:concern_lesson'); END;
CREATE TRIGGER concern_review_note_finished_insert BEFORE INSERT ON concern_review_note
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
BEGIN SELECT RAISE(ABORT, 'locked:concern_review_note'); END;

-- The rules of each class, as src/lock/trigger.rs makes them.

DROP TRIGGER concern_finished;
DROP TRIGGER concern_measure_finished_insert;
DROP TRIGGER concern_measure_finished_update;
DROP TRIGGER reopening_taken;

CREATE TRIGGER concern_finished BEFORE UPDATE ON concern
WHEN (EXISTS (SELECT 1 FROM finished_concern WHERE id = OLD.id)
    AND (NEW.title IS NOT OLD.title OR NEW.kind IS NOT OLD.kind OR NEW.class_id IS NOT OLD.class_id
        OR NEW.occurred_from_on IS NOT OLD.occurred_from_on OR NEW.occurred_from_ms IS NOT OLD.occurred_from_ms
        OR NEW.occurred_to_on IS NOT OLD.occurred_to_on OR NEW.occurred_to_ms IS NOT OLD.occurred_to_ms
        OR NEW.discovered_ms IS NOT OLD.discovered_ms
        OR NEW.internal_reported_ms IS NOT OLD.internal_reported_ms OR NEW.recorded_ms IS NOT OLD.recorded_ms
        OR NEW.place IS NOT OLD.place OR NEW.place_type IS NOT OLD.place_type OR NEW.channel IS NOT OLD.channel
        OR NEW.reporter_kind IS NOT OLD.reporter_kind OR NEW.reporter_staff_id IS NOT OLD.reporter_staff_id
        OR NEW.reporter_student_id IS NOT OLD.reporter_student_id
        OR NEW.reporter_relation IS NOT OLD.reporter_relation OR NEW.received_by_id IS NOT OLD.received_by_id
        OR NEW.owner_id IS NOT OLD.owner_id OR NEW.narrative IS NOT OLD.narrative
        OR NEW.immediate_action IS NOT OLD.immediate_action OR NEW.cause IS NOT OLD.cause
        OR NEW.finding IS NOT OLD.finding OR NEW.result IS NOT OLD.result OR NEW.severity IS NOT OLD.severity
        OR NEW.tier IS NOT OLD.tier OR NEW.report_level IS NOT OLD.report_level))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id = OLD.id)
    AND (NEW.title IS NOT OLD.title OR NEW.kind IS NOT OLD.kind
        OR OLD.class_id IS NOT NULL AND NEW.class_id IS NOT OLD.class_id
        OR OLD.occurred_from_on IS NOT NULL AND NEW.occurred_from_on IS NOT OLD.occurred_from_on
        OR OLD.occurred_from_ms IS NOT NULL AND NEW.occurred_from_ms IS NOT OLD.occurred_from_ms
        OR OLD.occurred_to_on IS NOT NULL AND NEW.occurred_to_on IS NOT OLD.occurred_to_on
        OR OLD.occurred_to_ms IS NOT NULL AND NEW.occurred_to_ms IS NOT OLD.occurred_to_ms
        OR NEW.discovered_ms IS NOT OLD.discovered_ms
        OR NEW.internal_reported_ms IS NOT OLD.internal_reported_ms OR NEW.recorded_ms IS NOT OLD.recorded_ms
        OR NEW.place IS NOT OLD.place OR NEW.place_type IS NOT OLD.place_type OR NEW.channel IS NOT OLD.channel
        OR NEW.reporter_kind IS NOT OLD.reporter_kind
        OR OLD.reporter_staff_id IS NOT NULL AND NEW.reporter_staff_id IS NOT OLD.reporter_staff_id
        OR OLD.reporter_student_id IS NOT NULL AND NEW.reporter_student_id IS NOT OLD.reporter_student_id
        OR OLD.reporter_relation IS NOT NULL AND NEW.reporter_relation IS NOT OLD.reporter_relation
        OR NEW.received_by_id IS NOT OLD.received_by_id OR NEW.owner_id IS NOT OLD.owner_id
        OR NEW.narrative IS NOT OLD.narrative OR NEW.immediate_action IS NOT OLD.immediate_action))
BEGIN SELECT RAISE(ABORT, 'locked:concern'); END;
CREATE TRIGGER concern_lesson_ledger_finished_insert BEFORE INSERT ON concern_lesson_ledger
WHEN EXISTS (SELECT 1 FROM concern_lesson WHERE concern_id = NEW.concern_id AND round = NEW.round AND version = NEW.version)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR (EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round)
        AND EXISTS (SELECT 1 FROM concern_lesson_ledger WHERE concern_id = NEW.concern_id AND round = NEW.round AND version = NEW.version AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:concern_lesson_ledger'); END;
CREATE TRIGGER concern_lesson_ledger_finished_update BEFORE UPDATE ON concern_lesson_ledger
WHEN EXISTS (SELECT 1 FROM concern_lesson WHERE ((concern_id = OLD.concern_id AND round = OLD.round AND version = OLD.version)
        OR (concern_id = NEW.concern_id AND round = NEW.round AND version = NEW.version)))
    OR ((EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = OLD.concern_id AND round = OLD.round)
        OR EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round OR NEW.version IS NOT OLD.version
        OR NEW.position IS NOT OLD.position OR NEW.ledger_id IS NOT OLD.ledger_id))
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = OLD.concern_id AND round <> OLD.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round OR NEW.version IS NOT OLD.version
        OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM concern_lesson_ledger WHERE concern_id = NEW.concern_id AND round = NEW.round AND version = NEW.version AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:concern_lesson_ledger'); END;
CREATE TRIGGER concern_lesson_ledger_no_delete BEFORE DELETE ON concern_lesson_ledger
BEGIN SELECT RAISE(ABORT, 'locked:concern_lesson_ledger'); END;
CREATE TRIGGER concern_lesson_no_delete BEFORE DELETE ON concern_lesson
BEGIN SELECT RAISE(ABORT, 'locked:concern_lesson'); END;
CREATE TRIGGER concern_lesson_no_update BEFORE UPDATE ON concern_lesson
BEGIN SELECT RAISE(ABORT, 'locked:concern_lesson'); END;
CREATE TRIGGER concern_lesson_taken BEFORE INSERT ON concern_lesson
WHEN EXISTS (SELECT 1 FROM concern_lesson WHERE concern_id = NEW.concern_id AND round = NEW.round AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'taken:concern_lesson'); END;
CREATE TRIGGER concern_measure_finished_insert BEFORE INSERT ON concern_measure
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR (EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round)
        AND EXISTS (SELECT 1 FROM concern_measure WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:concern_measure'); END;
CREATE TRIGGER concern_measure_finished_update BEFORE UPDATE ON concern_measure
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR ((EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = OLD.concern_id AND round = OLD.round)
        OR EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position OR NEW.kind IS NOT OLD.kind
        OR OLD.student_id IS NOT NULL AND NEW.student_id IS NOT OLD.student_id
        OR NEW.done_on IS NOT OLD.done_on OR NEW.by_id IS NOT OLD.by_id OR NEW.text IS NOT OLD.text
        OR OLD.hours IS NOT NULL AND NEW.hours IS NOT OLD.hours
        OR OLD.from_on IS NOT NULL AND NEW.from_on IS NOT OLD.from_on
        OR OLD.to_on IS NOT NULL AND NEW.to_on IS NOT OLD.to_on
        OR OLD.school_days IS NOT NULL AND NEW.school_days IS NOT OLD.school_days
        OR OLD.guardian_notified_on IS NOT NULL AND NEW.guardian_notified_on IS NOT OLD.guardian_notified_on
        OR OLD.statement_heard_on IS NOT NULL AND NEW.statement_heard_on IS NOT OLD.statement_heard_on
        OR OLD.minutes_no IS NOT NULL AND NEW.minutes_no IS NOT OLD.minutes_no OR NEW.round IS NOT OLD.round))
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = OLD.concern_id AND round <> OLD.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM concern_measure WHERE concern_id = NEW.concern_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:concern_measure'); END;
CREATE TRIGGER concern_police_finished_insert BEFORE INSERT ON concern_police
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR (EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round)
        AND EXISTS (SELECT 1 FROM concern_police WHERE concern_id = NEW.concern_id AND round = NEW.round))
BEGIN SELECT RAISE(ABORT, 'locked:concern_police'); END;
CREATE TRIGGER concern_police_finished_update BEFORE UPDATE ON concern_police
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR ((EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = OLD.concern_id AND round = OLD.round)
        OR EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.reported_ms IS NOT OLD.reported_ms OR NEW.how IS NOT OLD.how OR NEW.kind IS NOT OLD.kind
        OR OLD.case_text IS NOT NULL AND NEW.case_text IS NOT OLD.case_text))
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = OLD.concern_id AND round <> OLD.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round)
        AND EXISTS (SELECT 1 FROM concern_police WHERE concern_id = NEW.concern_id AND round = NEW.round))
BEGIN SELECT RAISE(ABORT, 'locked:concern_police'); END;
CREATE TRIGGER concern_police_no_delete BEFORE DELETE ON concern_police
BEGIN SELECT RAISE(ABORT, 'locked:concern_police'); END;
CREATE TRIGGER concern_public_attention_finished_insert BEFORE INSERT ON concern_public_attention
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR (EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round)
        AND EXISTS (SELECT 1 FROM concern_public_attention WHERE concern_id = NEW.concern_id AND round = NEW.round))
BEGIN SELECT RAISE(ABORT, 'locked:concern_public_attention'); END;
CREATE TRIGGER concern_public_attention_finished_update BEFORE UPDATE ON concern_public_attention
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR ((EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = OLD.concern_id AND round = OLD.round)
        OR EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round OR NEW.online IS NOT OLD.online
        OR OLD.views IS NOT NULL AND NEW.views IS NOT OLD.views OR NEW.media IS NOT OLD.media))
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = OLD.concern_id AND round <> OLD.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round)
        AND EXISTS (SELECT 1 FROM concern_public_attention WHERE concern_id = NEW.concern_id AND round = NEW.round))
BEGIN SELECT RAISE(ABORT, 'locked:concern_public_attention'); END;
CREATE TRIGGER concern_public_attention_no_delete BEFORE DELETE ON concern_public_attention
BEGIN SELECT RAISE(ABORT, 'locked:concern_public_attention'); END;
CREATE TRIGGER concern_review_note_no_delete BEFORE DELETE ON concern_review_note
BEGIN SELECT RAISE(ABORT, 'locked:concern_review_note'); END;
CREATE TRIGGER concern_review_note_no_update BEFORE UPDATE ON concern_review_note
BEGIN SELECT RAISE(ABORT, 'locked:concern_review_note'); END;
CREATE TRIGGER concern_review_note_taken BEFORE INSERT ON concern_review_note
WHEN EXISTS (SELECT 1 FROM concern_review_note WHERE concern_id = NEW.concern_id AND round = NEW.round AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'taken:concern_review_note'); END;
CREATE TRIGGER concern_transfer_finished_insert BEFORE INSERT ON concern_transfer
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR (EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round)
        AND EXISTS (SELECT 1 FROM concern_transfer WHERE concern_id = NEW.concern_id AND round = NEW.round))
BEGIN SELECT RAISE(ABORT, 'locked:concern_transfer'); END;
CREATE TRIGGER concern_transfer_finished_update BEFORE UPDATE ON concern_transfer
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR ((EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = OLD.concern_id AND round = OLD.round)
        OR EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round OR NEW.to_org IS NOT OLD.to_org
        OR NEW.reported_ms IS NOT OLD.reported_ms
        OR OLD.accepted_on IS NOT NULL AND NEW.accepted_on IS NOT OLD.accepted_on))
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = OLD.concern_id AND round <> OLD.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round)
        AND EXISTS (SELECT 1 FROM concern_transfer WHERE concern_id = NEW.concern_id AND round = NEW.round))
BEGIN SELECT RAISE(ABORT, 'locked:concern_transfer'); END;
CREATE TRIGGER concern_transfer_material_finished_insert BEFORE INSERT ON concern_transfer_material
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR (EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round)
        AND EXISTS (SELECT 1 FROM concern_transfer_material WHERE concern_id = NEW.concern_id AND round = NEW.round AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:concern_transfer_material'); END;
CREATE TRIGGER concern_transfer_material_finished_update BEFORE UPDATE ON concern_transfer_material
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR ((EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = OLD.concern_id AND round = OLD.round)
        OR EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.position IS NOT OLD.position OR NEW.text IS NOT OLD.text))
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = OLD.concern_id AND round <> OLD.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM concern_transfer_material WHERE concern_id = NEW.concern_id AND round = NEW.round AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:concern_transfer_material'); END;
CREATE TRIGGER concern_transfer_material_no_delete BEFORE DELETE ON concern_transfer_material
BEGIN SELECT RAISE(ABORT, 'locked:concern_transfer_material'); END;
CREATE TRIGGER concern_transfer_no_delete BEFORE DELETE ON concern_transfer
BEGIN SELECT RAISE(ABORT, 'locked:concern_transfer'); END;
CREATE TRIGGER concern_turn_no_delete BEFORE DELETE ON concern_turn
BEGIN SELECT RAISE(ABORT, 'locked:concern_turn'); END;
CREATE TRIGGER concern_turn_no_update BEFORE UPDATE ON concern_turn
BEGIN SELECT RAISE(ABORT, 'locked:concern_turn'); END;
CREATE TRIGGER concern_turn_taken BEFORE INSERT ON concern_turn
WHEN EXISTS (SELECT 1 FROM concern_turn WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM concern_turn WHERE concern_id = NEW.concern_id AND round = NEW.round)
BEGIN SELECT RAISE(ABORT, 'taken:concern_turn'); END;
CREATE TRIGGER county_review_finished_insert BEFORE INSERT ON county_review
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR (EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round)
        AND EXISTS (SELECT 1 FROM county_review WHERE concern_id = NEW.concern_id AND round = NEW.round))
BEGIN SELECT RAISE(ABORT, 'locked:county_review'); END;
CREATE TRIGGER county_review_finished_update BEFORE UPDATE ON county_review
WHEN EXISTS (SELECT 1 FROM finished_county_review WHERE id = OLD.concern_id AND round = OLD.round)
    OR EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = OLD.concern_id AND round <> OLD.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round)
        AND EXISTS (SELECT 1 FROM county_review WHERE concern_id = NEW.concern_id AND round = NEW.round))
BEGIN SELECT RAISE(ABORT, 'locked:county_review'); END;
CREATE TRIGGER county_review_no_delete BEFORE DELETE ON county_review
BEGIN SELECT RAISE(ABORT, 'locked:county_review'); END;
CREATE TRIGGER county_review_panel_finished_insert BEFORE INSERT ON county_review_panel
WHEN EXISTS (SELECT 1 FROM finished_county_review WHERE id = NEW.concern_id AND round = NEW.round)
    OR EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR (EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round)
        AND EXISTS (SELECT 1 FROM county_review_panel WHERE concern_id = NEW.concern_id AND round = NEW.round AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:county_review_panel'); END;
CREATE TRIGGER county_review_panel_finished_update BEFORE UPDATE ON county_review_panel
WHEN EXISTS (SELECT 1 FROM finished_county_review WHERE ((id = OLD.concern_id AND round = OLD.round)
        OR (id = NEW.concern_id AND round = NEW.round)))
    OR EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR ((EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = OLD.concern_id AND round = OLD.round)
        OR EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.position IS NOT OLD.position OR NEW.text IS NOT OLD.text))
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = OLD.concern_id AND round <> OLD.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM county_review_panel WHERE concern_id = NEW.concern_id AND round = NEW.round AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:county_review_panel'); END;
CREATE TRIGGER county_review_panel_no_delete BEFORE DELETE ON county_review_panel
BEGIN SELECT RAISE(ABORT, 'locked:county_review_panel'); END;
CREATE TRIGGER county_review_taken BEFORE INSERT ON county_review
WHEN EXISTS (SELECT 1 FROM county_review WHERE concern_id = NEW.concern_id AND round = NEW.round)
BEGIN SELECT RAISE(ABORT, 'taken:county_review'); END;
CREATE TRIGGER determination_basis_finished_insert BEFORE INSERT ON determination_basis
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id = NEW.concern_id AND round = NEW.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR (EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round)
        AND EXISTS (SELECT 1 FROM determination_basis WHERE concern_id = NEW.concern_id AND round = NEW.round AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:determination_basis'); END;
CREATE TRIGGER determination_basis_finished_update BEFORE UPDATE ON determination_basis
WHEN EXISTS (SELECT 1 FROM determination WHERE ((concern_id = OLD.concern_id AND round = OLD.round)
        OR (concern_id = NEW.concern_id AND round = NEW.round)))
    OR ((EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = OLD.concern_id AND round = OLD.round)
        OR EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.position IS NOT OLD.position OR NEW.text IS NOT OLD.text))
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = OLD.concern_id AND round <> OLD.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM determination_basis WHERE concern_id = NEW.concern_id AND round = NEW.round AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:determination_basis'); END;
CREATE TRIGGER determination_basis_no_delete BEFORE DELETE ON determination_basis
BEGIN SELECT RAISE(ABORT, 'locked:determination_basis'); END;
CREATE TRIGGER determination_due_finished_insert BEFORE INSERT ON determination_due
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id = NEW.concern_id AND round = NEW.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR (EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round)
        AND EXISTS (SELECT 1 FROM determination_due WHERE concern_id = NEW.concern_id AND round = NEW.round AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:determination_due'); END;
CREATE TRIGGER determination_due_finished_update BEFORE UPDATE ON determination_due
WHEN EXISTS (SELECT 1 FROM determination WHERE ((concern_id = OLD.concern_id AND round = OLD.round)
        OR (concern_id = NEW.concern_id AND round = NEW.round)))
    OR ((EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = OLD.concern_id AND round = OLD.round)
        OR EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.position IS NOT OLD.position OR NEW.person_id IS NOT OLD.person_id))
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = OLD.concern_id AND round <> OLD.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM determination_due WHERE concern_id = NEW.concern_id AND round = NEW.round AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:determination_due'); END;
CREATE TRIGGER determination_due_no_delete BEFORE DELETE ON determination_due
BEGIN SELECT RAISE(ABORT, 'locked:determination_due'); END;
CREATE TRIGGER determination_guardian_finished_insert BEFORE INSERT ON determination_guardian
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id = NEW.concern_id AND round = NEW.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR (EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round)
        AND EXISTS (SELECT 1 FROM determination_guardian WHERE concern_id = NEW.concern_id AND round = NEW.round AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:determination_guardian'); END;
CREATE TRIGGER determination_guardian_finished_update BEFORE UPDATE ON determination_guardian
WHEN EXISTS (SELECT 1 FROM determination WHERE ((concern_id = OLD.concern_id AND round = OLD.round)
        OR (concern_id = NEW.concern_id AND round = NEW.round)))
    OR ((EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = OLD.concern_id AND round = OLD.round)
        OR EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.position IS NOT OLD.position OR NEW.student_id IS NOT OLD.student_id OR NEW.side IS NOT OLD.side
        OR NEW.notified_on IS NOT OLD.notified_on OR NEW.attended IS NOT OLD.attended))
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = OLD.concern_id AND round <> OLD.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM determination_guardian WHERE concern_id = NEW.concern_id AND round = NEW.round AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:determination_guardian'); END;
CREATE TRIGGER determination_guardian_no_delete BEFORE DELETE ON determination_guardian
BEGIN SELECT RAISE(ABORT, 'locked:determination_guardian'); END;
CREATE TRIGGER determination_no_delete BEFORE DELETE ON determination
BEGIN SELECT RAISE(ABORT, 'locked:determination'); END;
CREATE TRIGGER determination_no_update BEFORE UPDATE ON determination
BEGIN SELECT RAISE(ABORT, 'locked:determination'); END;
CREATE TRIGGER determination_present_finished_insert BEFORE INSERT ON determination_present
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id = NEW.concern_id AND round = NEW.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR (EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round)
        AND EXISTS (SELECT 1 FROM determination_present WHERE concern_id = NEW.concern_id AND round = NEW.round AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:determination_present'); END;
CREATE TRIGGER determination_present_finished_update BEFORE UPDATE ON determination_present
WHEN EXISTS (SELECT 1 FROM determination WHERE ((concern_id = OLD.concern_id AND round = OLD.round)
        OR (concern_id = NEW.concern_id AND round = NEW.round)))
    OR ((EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = OLD.concern_id AND round = OLD.round)
        OR EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.position IS NOT OLD.position OR NEW.person_id IS NOT OLD.person_id))
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = OLD.concern_id AND round <> OLD.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM determination_present WHERE concern_id = NEW.concern_id AND round = NEW.round AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:determination_present'); END;
CREATE TRIGGER determination_present_no_delete BEFORE DELETE ON determination_present
BEGIN SELECT RAISE(ABORT, 'locked:determination_present'); END;
CREATE TRIGGER determination_recusal_finished_insert BEFORE INSERT ON determination_recusal
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id = NEW.concern_id AND round = NEW.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR (EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round)
        AND EXISTS (SELECT 1 FROM determination_recusal WHERE concern_id = NEW.concern_id AND round = NEW.round AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:determination_recusal'); END;
CREATE TRIGGER determination_recusal_finished_update BEFORE UPDATE ON determination_recusal
WHEN EXISTS (SELECT 1 FROM determination WHERE ((concern_id = OLD.concern_id AND round = OLD.round)
        OR (concern_id = NEW.concern_id AND round = NEW.round)))
    OR ((EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = OLD.concern_id AND round = OLD.round)
        OR EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.position IS NOT OLD.position OR NEW.person_id IS NOT OLD.person_id
        OR NEW.reason IS NOT OLD.reason))
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = OLD.concern_id AND round <> OLD.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM determination_recusal WHERE concern_id = NEW.concern_id AND round = NEW.round AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:determination_recusal'); END;
CREATE TRIGGER determination_recusal_no_delete BEFORE DELETE ON determination_recusal
BEGIN SELECT RAISE(ABORT, 'locked:determination_recusal'); END;
CREATE TRIGGER determination_taken BEFORE INSERT ON determination
WHEN EXISTS (SELECT 1 FROM determination WHERE concern_id = NEW.concern_id AND round = NEW.round)
    OR EXISTS (SELECT 1 FROM determination WHERE minutes_no = NEW.minutes_no)
BEGIN SELECT RAISE(ABORT, 'taken:determination'); END;
CREATE TRIGGER investigation_extension_finished_insert BEFORE INSERT ON investigation_extension
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR (EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round)
        AND EXISTS (SELECT 1 FROM investigation_extension WHERE concern_id = NEW.concern_id AND round = NEW.round))
BEGIN SELECT RAISE(ABORT, 'locked:investigation_extension'); END;
CREATE TRIGGER investigation_extension_finished_update BEFORE UPDATE ON investigation_extension
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR ((EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = OLD.concern_id AND round = OLD.round)
        OR EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.applied_on IS NOT OLD.applied_on OR NEW.applied_by_id IS NOT OLD.applied_by_id
        OR NEW.days IS NOT OLD.days OR NEW.reason IS NOT OLD.reason OR NEW.basis IS NOT OLD.basis
        OR OLD.approved_on IS NOT NULL AND NEW.approved_on IS NOT OLD.approved_on
        OR OLD.approved_by_id IS NOT NULL AND NEW.approved_by_id IS NOT OLD.approved_by_id))
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = OLD.concern_id AND round <> OLD.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round)
        AND EXISTS (SELECT 1 FROM investigation_extension WHERE concern_id = NEW.concern_id AND round = NEW.round))
BEGIN SELECT RAISE(ABORT, 'locked:investigation_extension'); END;
CREATE TRIGGER investigation_extension_no_delete BEFORE DELETE ON investigation_extension
BEGIN SELECT RAISE(ABORT, 'locked:investigation_extension'); END;
CREATE TRIGGER investigation_finished_insert BEFORE INSERT ON investigation
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR (EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round)
        AND EXISTS (SELECT 1 FROM investigation WHERE concern_id = NEW.concern_id AND round = NEW.round))
BEGIN SELECT RAISE(ABORT, 'locked:investigation'); END;
CREATE TRIGGER investigation_finished_update BEFORE UPDATE ON investigation
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR ((EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = OLD.concern_id AND round = OLD.round)
        OR EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.started_on IS NOT OLD.started_on OR NEW.due_on IS NOT OLD.due_on
        OR OLD.finished_on IS NOT NULL AND NEW.finished_on IS NOT OLD.finished_on))
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = OLD.concern_id AND round <> OLD.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round)
        AND EXISTS (SELECT 1 FROM investigation WHERE concern_id = NEW.concern_id AND round = NEW.round))
BEGIN SELECT RAISE(ABORT, 'locked:investigation'); END;
CREATE TRIGGER investigation_member_finished_insert BEFORE INSERT ON investigation_member
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR (EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round)
        AND EXISTS (SELECT 1 FROM investigation_member WHERE concern_id = NEW.concern_id AND round = NEW.round AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:investigation_member'); END;
CREATE TRIGGER investigation_member_finished_update BEFORE UPDATE ON investigation_member
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR ((EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = OLD.concern_id AND round = OLD.round)
        OR EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.position IS NOT OLD.position OR NEW.person_id IS NOT OLD.person_id))
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = OLD.concern_id AND round <> OLD.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM investigation_member WHERE concern_id = NEW.concern_id AND round = NEW.round AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:investigation_member'); END;
CREATE TRIGGER investigation_member_no_delete BEFORE DELETE ON investigation_member
BEGIN SELECT RAISE(ABORT, 'locked:investigation_member'); END;
CREATE TRIGGER investigation_method_finished_insert BEFORE INSERT ON investigation_method
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR (EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round)
        AND EXISTS (SELECT 1 FROM investigation_method WHERE concern_id = NEW.concern_id AND round = NEW.round AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:investigation_method'); END;
CREATE TRIGGER investigation_method_finished_update BEFORE UPDATE ON investigation_method
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR ((EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = OLD.concern_id AND round = OLD.round)
        OR EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.position IS NOT OLD.position OR NEW.text IS NOT OLD.text))
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = OLD.concern_id AND round <> OLD.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM investigation_method WHERE concern_id = NEW.concern_id AND round = NEW.round AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:investigation_method'); END;
CREATE TRIGGER investigation_method_no_delete BEFORE DELETE ON investigation_method
BEGIN SELECT RAISE(ABORT, 'locked:investigation_method'); END;
CREATE TRIGGER investigation_no_delete BEFORE DELETE ON investigation
BEGIN SELECT RAISE(ABORT, 'locked:investigation'); END;
CREATE TRIGGER reopening_no_update BEFORE UPDATE ON reopening
BEGIN SELECT RAISE(ABORT, 'locked:reopening'); END;
CREATE TRIGGER reopening_taken BEFORE INSERT ON reopening
WHEN EXISTS (SELECT 1 FROM reopening WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM reopening WHERE turn = NEW.turn)
BEGIN SELECT RAISE(ABORT, 'taken:reopening'); END;
CREATE TRIGGER review_notice_finished_insert BEFORE INSERT ON review_notice
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR (EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round)
        AND EXISTS (SELECT 1 FROM review_notice WHERE concern_id = NEW.concern_id AND round = NEW.round))
BEGIN SELECT RAISE(ABORT, 'locked:review_notice'); END;
CREATE TRIGGER review_notice_finished_update BEFORE UPDATE ON review_notice
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR ((EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = OLD.concern_id AND round = OLD.round)
        OR EXISTS (SELECT 1 FROM reopened_round WHERE concern_id = NEW.concern_id AND round = NEW.round))
    AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round
        OR NEW.notified_on IS NOT OLD.notified_on))
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = OLD.concern_id AND round <> OLD.round)
    OR EXISTS (SELECT 1 FROM present_round WHERE concern_id = NEW.concern_id AND round <> NEW.round)
    OR ((NEW.concern_id IS NOT OLD.concern_id OR NEW.round IS NOT OLD.round)
        AND EXISTS (SELECT 1 FROM review_notice WHERE concern_id = NEW.concern_id AND round = NEW.round))
BEGIN SELECT RAISE(ABORT, 'locked:review_notice'); END;
CREATE TRIGGER review_notice_no_delete BEFORE DELETE ON review_notice
BEGIN SELECT RAISE(ABORT, 'locked:review_notice'); END;
