-- Lists and search: views that a person keeps, what hangs on a concern in the search index, the school's own numbers of
-- the handling, and the calendar of each year.

CREATE TABLE saved_view (
    position INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    owner    TEXT NOT NULL REFERENCES staff (id),
    page     TEXT NOT NULL CHECK (page IN ('concerns', 'search')),
    name     TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
    -- The filters as the address of the page has them.
    query    TEXT NOT NULL CHECK (length(query) <= 2000),
    saved_ms INTEGER NOT NULL CHECK (saved_ms BETWEEN -631180800000 AND 4102416000000),
    UNIQUE (owner, page, name)
) STRICT;

-- What no statute fixes; the defaults are those of the program.
ALTER TABLE setting ADD COLUMN discipline_min_grade INTEGER NOT NULL DEFAULT 5 CHECK (discipline_min_grade BETWEEN 4 AND 7);
ALTER TABLE setting ADD COLUMN phone_report_minutes INTEGER NOT NULL DEFAULT 60 CHECK (phone_report_minutes BETWEEN 10 AND 1440);
ALTER TABLE setting ADD COLUMN written_report_hours INTEGER NOT NULL DEFAULT 24 CHECK (written_report_hours BETWEEN 1 AND 168);
ALTER TABLE setting ADD COLUMN follow_up_days INTEGER NOT NULL DEFAULT 1 CHECK (follow_up_days BETWEEN 1 AND 30);
ALTER TABLE setting ADD COLUMN appeal_decision_days INTEGER NOT NULL DEFAULT 15 CHECK (appeal_decision_days BETWEEN 1 AND 60);
ALTER TABLE setting ADD COLUMN notice_days INTEGER NOT NULL DEFAULT 3 CHECK (notice_days BETWEEN 1 AND 30);
ALTER TABLE setting ADD COLUMN verify_days INTEGER NOT NULL DEFAULT 1 CHECK (verify_days BETWEEN 1 AND 30);
ALTER TABLE setting ADD COLUMN internal_report_hours INTEGER NOT NULL DEFAULT 24 CHECK (internal_report_hours BETWEEN 1 AND 168);
ALTER TABLE setting ADD COLUMN duplicate_days INTEGER NOT NULL DEFAULT 3 CHECK (duplicate_days BETWEEN 0 AND 30);
ALTER TABLE setting ADD COLUMN extension_max_days INTEGER NOT NULL DEFAULT 10 CHECK (extension_max_days BETWEEN 1 AND 30);

-- The holidays and makeup workdays of one year, as somebody set them: the newest edition of a year counts, and what the
-- calendar said about that year before counts no more.
CREATE TABLE calendar_year (
    position INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    year     INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2099),
    note     TEXT NOT NULL CHECK (length(note) <= 400),
    set_by   TEXT NOT NULL REFERENCES staff (id),
    set_ms   INTEGER NOT NULL CHECK (set_ms BETWEEN -631180800000 AND 4102416000000)
) STRICT;

CREATE TABLE calendar_year_day (
    calendar_year_id TEXT NOT NULL REFERENCES calendar_year (id),
    position         INTEGER NOT NULL,
    kind             TEXT NOT NULL CHECK (kind IN ('holiday', 'makeup')),
    name             TEXT NOT NULL CHECK (length(name) <= 100),
    first_on         TEXT NOT NULL CHECK (date(first_on) IS first_on AND first_on BETWEEN '1950-01-01' AND '2099-12-31'),
    last_on          TEXT NOT NULL CHECK (date(last_on) IS last_on AND last_on BETWEEN first_on AND '2099-12-31'),
    PRIMARY KEY (calendar_year_id, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER calendar_year_no_delete BEFORE DELETE ON calendar_year
BEGIN SELECT RAISE(ABORT, 'locked:calendar_year'); END;
CREATE TRIGGER calendar_year_no_update BEFORE UPDATE ON calendar_year
BEGIN SELECT RAISE(ABORT, 'locked:calendar_year'); END;
CREATE TRIGGER calendar_year_taken BEFORE INSERT ON calendar_year
WHEN EXISTS (SELECT 1 FROM calendar_year WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM calendar_year WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'taken:calendar_year'); END;
CREATE TRIGGER calendar_year_day_no_delete BEFORE DELETE ON calendar_year_day
BEGIN SELECT RAISE(ABORT, 'locked:calendar_year_day'); END;
CREATE TRIGGER calendar_year_day_no_update BEFORE UPDATE ON calendar_year_day
BEGIN SELECT RAISE(ABORT, 'locked:calendar_year_day'); END;
CREATE TRIGGER calendar_year_day_taken BEFORE INSERT ON calendar_year_day
WHEN EXISTS (SELECT 1 FROM calendar_year_day WHERE calendar_year_id = NEW.calendar_year_id AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'taken:calendar_year_day'); END;

-- The lists of a school of a hundred thousand concerns.
CREATE INDEX concern_listed ON concern
    (position, kind, status, class_id, owner_id, tier, discovered_ms, received_by_id, reporter_staff_id);
CREATE INDEX concern_open ON concern (status) WHERE status NOT IN ('struck_off', 'closed');
CREATE INDEX concern_told ON concern (status) WHERE report_level IS NOT NULL OR tier IN ('L3', 'L4')
    OR severity IN ('serious', 'criminal') OR result = 'transferred';
CREATE INDEX concern_by_place ON concern (class_id, place_type, discovered_ms);
CREATE INDEX sanction_not_told ON sanction (concern_id) WHERE appeal_notice_on IS NULL;
CREATE INDEX determination_not_told ON determination (concern_id, round) WHERE review_notice_on IS NULL;

-- The search index of 0017 is made again from the records: of a concern and of everything that hangs on it, under the
-- place of the concern in the order of entry.
DROP TABLE search;
DROP TABLE search_entry;
CREATE VIRTUAL TABLE search USING fts5(
    letters, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1'
);
-- The concerns of which the index does not know all yet.
CREATE TABLE search_waiting (position INTEGER PRIMARY KEY) STRICT;
INSERT INTO search_waiting SELECT position FROM concern;

CREATE TRIGGER concern_found_insert AFTER INSERT ON concern
BEGIN INSERT OR IGNORE INTO search_waiting (position) VALUES (NEW.position); END;
CREATE TRIGGER concern_found_update AFTER UPDATE ON concern
WHEN NEW.title IS NOT OLD.title OR NEW.place IS NOT OLD.place OR NEW.narrative IS NOT OLD.narrative
    OR NEW.immediate_action IS NOT OLD.immediate_action OR NEW.cause IS NOT OLD.cause
    OR NEW.finding IS NOT OLD.finding
BEGIN INSERT OR IGNORE INTO search_waiting (position) VALUES (NEW.position); END;
CREATE TRIGGER concern_involved_found_insert AFTER INSERT ON concern_involved
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER concern_involved_found_update AFTER UPDATE ON concern_involved
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER concern_outsider_found_insert AFTER INSERT ON concern_outsider
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER concern_outsider_found_update AFTER UPDATE ON concern_outsider
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER concern_event_found_insert AFTER INSERT ON concern_event
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER concern_event_found_update AFTER UPDATE ON concern_event
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER concern_measure_found_insert AFTER INSERT ON concern_measure
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER concern_measure_found_update AFTER UPDATE ON concern_measure
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER concern_lesson_found_insert AFTER INSERT ON concern_lesson
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER concern_lesson_found_update AFTER UPDATE ON concern_lesson
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER concern_review_note_found_insert AFTER INSERT ON concern_review_note
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER concern_review_note_found_update AFTER UPDATE ON concern_review_note
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER concern_police_found_insert AFTER INSERT ON concern_police
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER concern_police_found_update AFTER UPDATE ON concern_police
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER concern_transfer_found_insert AFTER INSERT ON concern_transfer
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER concern_transfer_found_update AFTER UPDATE ON concern_transfer
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER county_review_found_insert AFTER INSERT ON county_review
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER county_review_found_update AFTER UPDATE ON county_review
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER investigation_extension_found_insert AFTER INSERT ON investigation_extension
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER investigation_extension_found_update AFTER UPDATE ON investigation_extension
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER determination_found_insert AFTER INSERT ON determination
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER sanction_found_insert AFTER INSERT ON sanction
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER sanction_found_update AFTER UPDATE ON sanction
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER communication_found_insert AFTER INSERT ON communication
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER communication_found_update AFTER UPDATE ON communication
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER talk_found_insert AFTER INSERT ON talk
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER talk_found_update AFTER UPDATE ON talk
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER family_guidance_found_insert AFTER INSERT ON family_guidance
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER family_guidance_found_update AFTER UPDATE ON family_guidance
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER incident_report_found_insert AFTER INSERT ON incident_report
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER incident_report_found_update AFTER UPDATE ON incident_report
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
CREATE TRIGGER appeal_found_insert AFTER INSERT ON appeal
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = (SELECT concern_id FROM sanction WHERE id = NEW.sanction_id); END;
CREATE TRIGGER appeal_found_update AFTER UPDATE ON appeal
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = (SELECT concern_id FROM sanction WHERE id = NEW.sanction_id); END;
CREATE TRIGGER communication_notice_found_insert AFTER INSERT ON communication_notice
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = (SELECT concern_id FROM communication WHERE id = NEW.communication_id); END;
CREATE TRIGGER communication_notice_found_update AFTER UPDATE ON communication_notice
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = (SELECT concern_id FROM communication WHERE id = NEW.communication_id); END;
CREATE TRIGGER talk_question_found_insert AFTER INSERT ON talk_question
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = (SELECT concern_id FROM talk WHERE id = NEW.talk_id); END;
CREATE TRIGGER talk_question_found_update AFTER UPDATE ON talk_question
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = (SELECT concern_id FROM talk WHERE id = NEW.talk_id); END;
CREATE TRIGGER incident_report_facts_found_insert AFTER INSERT ON incident_report_facts
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = (SELECT concern_id FROM incident_report WHERE id = NEW.incident_report_id); END;
CREATE TRIGGER incident_report_facts_found_update AFTER UPDATE ON incident_report_facts
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = (SELECT concern_id FROM incident_report WHERE id = NEW.incident_report_id); END;
CREATE TRIGGER correction_found_insert AFTER INSERT ON correction
WHEN NEW.object_kind = 'concern'
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.object_id; END;
CREATE TRIGGER student_found_update AFTER UPDATE ON student
WHEN NEW.name IS NOT OLD.name
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id IN (SELECT concern_id FROM concern_involved WHERE student_id = NEW.id); END;
CREATE TRIGGER concern_turn_found_insert AFTER INSERT ON concern_turn
BEGIN INSERT OR IGNORE INTO search_waiting (position)
    SELECT position FROM concern WHERE id = NEW.concern_id; END;
