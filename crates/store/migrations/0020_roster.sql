-- Roster: 学籍号, leaving and graduation, whom to call, imports that can be taken back.

ALTER TABLE staff ADD COLUMN staff_no TEXT CHECK (length(staff_no) BETWEEN 1 AND 40);
ALTER TABLE staff ADD COLUMN left_on TEXT CHECK (date(left_on) IS left_on AND left_on BETWEEN '1950-01-01'
    AND '2099-12-31');
ALTER TABLE class ADD COLUMN graduated_on TEXT CHECK (date(graduated_on) IS graduated_on
    AND graduated_on BETWEEN '1950-01-01' AND '2099-12-31');
ALTER TABLE student ADD COLUMN national_no TEXT CHECK (length(national_no) BETWEEN 2 AND 40);
ALTER TABLE student ADD COLUMN left_on TEXT CHECK (date(left_on) IS left_on AND left_on BETWEEN '1950-01-01'
    AND '2099-12-31');
ALTER TABLE student ADD COLUMN left_reason TEXT CHECK (left_reason IN ('transferred', 'graduated', 'suspended',
    'entered_in_error')) CHECK ((left_reason IS NULL) = (left_on IS NULL));

-- The keys of an import. A number belongs to one person for ever, also after they left.
CREATE UNIQUE INDEX student_by_no ON student (student_no);
CREATE UNIQUE INDEX student_by_national_no ON student (national_no) WHERE national_no IS NOT NULL;
CREATE UNIQUE INDEX staff_by_no ON staff (staff_no) WHERE staff_no IS NOT NULL;

-- Whom to call for a pupil. No packet reads this table.
CREATE TABLE guardian (
    position   INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    student_id TEXT NOT NULL REFERENCES student (id),
    name       TEXT CHECK (length(name) BETWEEN 2 AND 20),
    relation   TEXT NOT NULL CHECK (length(relation) BETWEEN 1 AND 100),
    phone      TEXT CHECK (length(phone) BETWEEN 1 AND 40),
    -- The first civil day on which they are no longer called.
    until_on   TEXT CHECK (date(until_on) IS until_on AND until_on BETWEEN '1950-01-01' AND '2099-12-31')
) STRICT;
CREATE INDEX guardian_by_student ON guardian (student_id);

-- One import, one change of the school year, or one step of a single pupil.
CREATE TABLE roster_batch (
    position INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    kind     TEXT NOT NULL CHECK (kind IN ('students', 'guardians', 'classes', 'staff', 'rollover', 'pupil')),
    -- The name of the file, without its place.
    file     TEXT CHECK (length(file) BETWEEN 1 AND 200),
    by_id    TEXT NOT NULL REFERENCES staff (id),
    at_ms    INTEGER NOT NULL CHECK (at_ms BETWEEN -631180800000 AND 4102416000000)
) STRICT;

-- What it changed, value by value; `entered` stands for a row that it made.
CREATE TABLE roster_change (
    batch_id  TEXT NOT NULL REFERENCES roster_batch (id),
    position  INTEGER NOT NULL,
    object    TEXT NOT NULL CHECK (object IN ('student', 'staff', 'class', 'guardian')),
    object_id TEXT NOT NULL CHECK (length(object_id) BETWEEN 1 AND 40),
    field     TEXT NOT NULL CHECK (length(field) BETWEEN 1 AND 40 AND field NOT GLOB '*[^a-z0-9_]*'),
    old_value TEXT CHECK (length(old_value) <= 4000),
    new_value TEXT CHECK (length(new_value) <= 4000),
    PRIMARY KEY (batch_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX roster_change_by_object ON roster_change (object, object_id);

-- That it was taken back.
CREATE TABLE roster_undo (
    batch_id TEXT NOT NULL PRIMARY KEY REFERENCES roster_batch (id),
    by_id    TEXT NOT NULL REFERENCES staff (id),
    at_ms    INTEGER NOT NULL CHECK (at_ms BETWEEN -631180800000 AND 4102416000000)
) STRICT, WITHOUT ROWID;

-- Which column of a table is which fact, remembered by the headings.
CREATE TABLE roster_mapping (
    kind     TEXT NOT NULL CHECK (kind IN ('students', 'guardians', 'classes', 'staff')),
    headings TEXT NOT NULL CHECK (length(headings) BETWEEN 1 AND 4000),
    place    INTEGER NOT NULL CHECK (place BETWEEN 0 AND 500),
    field    TEXT CHECK (length(field) BETWEEN 1 AND 40 AND field NOT GLOB '*[^a-z0-9_]*'),
    PRIMARY KEY (headings, place)
) STRICT, WITHOUT ROWID;

-- The triggers of the new tables, and those that the new keys change.
DROP TRIGGER staff_taken;
DROP TRIGGER student_taken;
DROP TRIGGER student_taken_update;
CREATE TRIGGER guardian_no_delete BEFORE DELETE ON guardian
BEGIN SELECT RAISE(ABORT, 'locked:guardian'); END;
CREATE TRIGGER guardian_same_id BEFORE UPDATE ON guardian
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id)
BEGIN SELECT RAISE(ABORT, 'locked:guardian'); END;
CREATE TRIGGER guardian_taken BEFORE INSERT ON guardian
WHEN EXISTS (SELECT 1 FROM guardian WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM guardian WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'taken:guardian'); END;
CREATE TRIGGER roster_batch_no_delete BEFORE DELETE ON roster_batch
BEGIN SELECT RAISE(ABORT, 'locked:roster_batch'); END;
CREATE TRIGGER roster_batch_no_update BEFORE UPDATE ON roster_batch
BEGIN SELECT RAISE(ABORT, 'locked:roster_batch'); END;
CREATE TRIGGER roster_batch_taken BEFORE INSERT ON roster_batch
WHEN EXISTS (SELECT 1 FROM roster_batch WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM roster_batch WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'taken:roster_batch'); END;
CREATE TRIGGER roster_change_finished_insert BEFORE INSERT ON roster_change
WHEN EXISTS (SELECT 1 FROM roster_batch WHERE id = NEW.batch_id)
BEGIN SELECT RAISE(ABORT, 'locked:roster_change'); END;
CREATE TRIGGER roster_change_finished_update BEFORE UPDATE ON roster_change
WHEN EXISTS (SELECT 1 FROM roster_batch WHERE id IN (OLD.batch_id, NEW.batch_id))
    OR ((NEW.batch_id IS NOT OLD.batch_id OR NEW.position IS NOT OLD.position)
        AND EXISTS (SELECT 1 FROM roster_change WHERE batch_id = NEW.batch_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'locked:roster_change'); END;
CREATE TRIGGER roster_change_no_delete BEFORE DELETE ON roster_change
BEGIN SELECT RAISE(ABORT, 'locked:roster_change'); END;
CREATE TRIGGER roster_mapping_no_delete BEFORE DELETE ON roster_mapping
BEGIN SELECT RAISE(ABORT, 'locked:roster_mapping'); END;
CREATE TRIGGER roster_mapping_same_id BEFORE UPDATE ON roster_mapping
WHEN (NEW.headings IS NOT OLD.headings OR NEW.place IS NOT OLD.place)
BEGIN SELECT RAISE(ABORT, 'locked:roster_mapping'); END;
CREATE TRIGGER roster_mapping_taken BEFORE INSERT ON roster_mapping
WHEN EXISTS (SELECT 1 FROM roster_mapping WHERE headings = NEW.headings AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'taken:roster_mapping'); END;
CREATE TRIGGER roster_undo_no_delete BEFORE DELETE ON roster_undo
BEGIN SELECT RAISE(ABORT, 'locked:roster_undo'); END;
CREATE TRIGGER roster_undo_no_update BEFORE UPDATE ON roster_undo
BEGIN SELECT RAISE(ABORT, 'locked:roster_undo'); END;
CREATE TRIGGER roster_undo_taken BEFORE INSERT ON roster_undo
WHEN EXISTS (SELECT 1 FROM roster_undo WHERE batch_id = NEW.batch_id)
BEGIN SELECT RAISE(ABORT, 'taken:roster_undo'); END;
CREATE TRIGGER staff_taken BEFORE INSERT ON staff
WHEN EXISTS (SELECT 1 FROM staff WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM staff WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM staff WHERE staff_no = NEW.staff_no AND staff_no IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'taken:staff'); END;
CREATE TRIGGER staff_taken_update BEFORE UPDATE ON staff
WHEN ((NEW.staff_no IS NOT OLD.staff_no) AND EXISTS (SELECT 1 FROM staff WHERE staff_no = NEW.staff_no AND staff_no IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'taken:staff'); END;
CREATE TRIGGER student_taken BEFORE INSERT ON student
WHEN EXISTS (SELECT 1 FROM student WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM student WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM student WHERE pseudonym = NEW.pseudonym)
    OR EXISTS (SELECT 1 FROM student WHERE national_no = NEW.national_no AND national_no IS NOT NULL)
    OR EXISTS (SELECT 1 FROM student WHERE student_no = NEW.student_no)
BEGIN SELECT RAISE(ABORT, 'taken:student'); END;
CREATE TRIGGER student_taken_update BEFORE UPDATE ON student
WHEN ((NEW.pseudonym IS NOT OLD.pseudonym) AND EXISTS (SELECT 1 FROM student WHERE pseudonym = NEW.pseudonym))
    OR ((NEW.national_no IS NOT OLD.national_no) AND EXISTS (SELECT 1 FROM student WHERE national_no = NEW.national_no AND national_no IS NOT NULL))
    OR ((NEW.student_no IS NOT OLD.student_no) AND EXISTS (SELECT 1 FROM student WHERE student_no = NEW.student_no))
BEGIN SELECT RAISE(ABORT, 'taken:student'); END;
