-- Photographs, scans, recordings and documents that belong to a record. Their bytes lie outside the database, each file
-- encrypted under a key of its own, which stands here; so new keys of the home need no new encryption of them.

-- One row for each content, however many records it belongs to.
CREATE TABLE stored_file (
    position      INTEGER PRIMARY KEY,
    -- Its name on the disk: a keyed hash of the content.
    id            TEXT NOT NULL UNIQUE CHECK (length(id) = 64 AND id NOT GLOB '*[^a-f0-9]*'),
    -- SHA-256 of the content, by which the same one is known again.
    sha256        BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
    size          INTEGER NOT NULL CHECK (size BETWEEN 1 AND 1000000000000),
    -- SHA-256 and bytes of the encrypted file, so that it is judged without its key.
    stored_sha256 BLOB NOT NULL CHECK (length(stored_sha256) = 32),
    stored_size   INTEGER NOT NULL CHECK (stored_size BETWEEN 1 AND 1000000000000),
    key           BLOB NOT NULL CHECK (length(key) = 32),
    added_ms      INTEGER NOT NULL CHECK (added_ms BETWEEN -631180800000 AND 4102416000000)
) STRICT;

CREATE TABLE concern_attachment (
    position      INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 36),
    concern_id    TEXT NOT NULL REFERENCES concern (id),
    -- The number of the talk, communication, report or sanction that it belongs to; none for the case itself.
    about         TEXT CHECK (length(about) BETWEEN 1 AND 40),
    file_id       TEXT NOT NULL REFERENCES stored_file (id),
    -- The file as it was chosen, where a smaller picture was made of it and the original was to be kept.
    original_id   TEXT REFERENCES stored_file (id),
    -- What the chosen file was, by its first bytes.
    kind          TEXT NOT NULL CHECK (kind IN ('jpeg', 'png', 'webp', 'heic', 'gif', 'bmp', 'tiff', 'pdf', 'office',
        'old_office', 'mp3', 'm4a', 'aac', 'amr', 'wav', 'ogg', 'flac', 'video')),
    -- Whether `file_id` is a picture made from the chosen file: smaller, and without what the camera wrote into it.
    scaled        INTEGER NOT NULL CHECK (scaled IN (0, 1)),
    -- The name that the chosen file had.
    name          TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    source        TEXT NOT NULL CHECK (length(source) <= 100),
    note          TEXT NOT NULL CHECK (length(note) <= 400),
    by_id         TEXT NOT NULL REFERENCES staff (id),
    at_ms         INTEGER NOT NULL CHECK (at_ms BETWEEN -631180800000 AND 4102416000000),
    voided_ms     INTEGER CHECK (voided_ms BETWEEN -631180800000 AND 4102416000000),
    voided_by     TEXT REFERENCES staff (id),
    voided_reason TEXT CHECK (length(voided_reason) BETWEEN 1 AND 400),
    CHECK (original_id IS NULL OR scaled = 1),
    CHECK ((voided_ms IS NULL) = (voided_by IS NULL) AND (voided_ms IS NULL) = (voided_reason IS NULL))
) STRICT;
CREATE INDEX concern_attachment_by_concern ON concern_attachment (concern_id);

CREATE TABLE ledger_attachment (
    position      INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 36),
    ledger_id     TEXT NOT NULL REFERENCES ledger (id),
    about         TEXT CHECK (length(about) BETWEEN 1 AND 40),
    file_id       TEXT NOT NULL REFERENCES stored_file (id),
    original_id   TEXT REFERENCES stored_file (id),
    kind          TEXT NOT NULL CHECK (kind IN ('jpeg', 'png', 'webp', 'heic', 'gif', 'bmp', 'tiff', 'pdf', 'office',
        'old_office', 'mp3', 'm4a', 'aac', 'amr', 'wav', 'ogg', 'flac', 'video')),
    scaled        INTEGER NOT NULL CHECK (scaled IN (0, 1)),
    name          TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    source        TEXT NOT NULL CHECK (length(source) <= 100),
    note          TEXT NOT NULL CHECK (length(note) <= 400),
    by_id         TEXT NOT NULL REFERENCES staff (id),
    at_ms         INTEGER NOT NULL CHECK (at_ms BETWEEN -631180800000 AND 4102416000000),
    voided_ms     INTEGER CHECK (voided_ms BETWEEN -631180800000 AND 4102416000000),
    voided_by     TEXT REFERENCES staff (id),
    voided_reason TEXT CHECK (length(voided_reason) BETWEEN 1 AND 400),
    CHECK (original_id IS NULL OR scaled = 1),
    CHECK ((voided_ms IS NULL) = (voided_by IS NULL) AND (voided_ms IS NULL) = (voided_reason IS NULL))
) STRICT;
CREATE INDEX ledger_attachment_by_ledger ON ledger_attachment (ledger_id);

-- An attachment is never changed; it is withdrawn once, with a reason, and stays.
CREATE TRIGGER concern_attachment_withdrawn BEFORE UPDATE ON concern_attachment
WHEN OLD.voided_ms IS NOT NULL OR NEW.voided_ms IS NULL
    OR NEW.concern_id IS NOT OLD.concern_id OR NEW.about IS NOT OLD.about OR NEW.file_id IS NOT OLD.file_id
    OR NEW.original_id IS NOT OLD.original_id OR NEW.kind IS NOT OLD.kind OR NEW.scaled IS NOT OLD.scaled
    OR NEW.name IS NOT OLD.name OR NEW.source IS NOT OLD.source OR NEW.note IS NOT OLD.note
    OR NEW.by_id IS NOT OLD.by_id OR NEW.at_ms IS NOT OLD.at_ms
BEGIN SELECT RAISE(ABORT, 'locked:concern_attachment'); END;
CREATE TRIGGER ledger_attachment_withdrawn BEFORE UPDATE ON ledger_attachment
WHEN OLD.voided_ms IS NOT NULL OR NEW.voided_ms IS NULL
    OR NEW.ledger_id IS NOT OLD.ledger_id OR NEW.about IS NOT OLD.about OR NEW.file_id IS NOT OLD.file_id
    OR NEW.original_id IS NOT OLD.original_id OR NEW.kind IS NOT OLD.kind OR NEW.scaled IS NOT OLD.scaled
    OR NEW.name IS NOT OLD.name OR NEW.source IS NOT OLD.source OR NEW.note IS NOT OLD.note
    OR NEW.by_id IS NOT OLD.by_id OR NEW.at_ms IS NOT OLD.at_ms
BEGIN SELECT RAISE(ABORT, 'locked:ledger_attachment'); END;

-- The rules of each class, as src/lock/trigger.rs makes them.

CREATE TRIGGER concern_attachment_finished_insert BEFORE INSERT ON concern_attachment
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id = NEW.concern_id)
BEGIN SELECT RAISE(ABORT, 'locked:concern_attachment'); END;
CREATE TRIGGER concern_attachment_finished_update BEFORE UPDATE ON concern_attachment
WHEN EXISTS (SELECT 1 FROM finished_concern WHERE id IN (OLD.concern_id, NEW.concern_id))
    OR (EXISTS (SELECT 1 FROM reopening WHERE concern_id IN (OLD.concern_id, NEW.concern_id))
    AND (NEW.concern_id IS NOT OLD.concern_id OR OLD.about IS NOT NULL AND NEW.about IS NOT OLD.about
        OR NEW.file_id IS NOT OLD.file_id
        OR OLD.original_id IS NOT NULL AND NEW.original_id IS NOT OLD.original_id OR NEW.kind IS NOT OLD.kind
        OR NEW.scaled IS NOT OLD.scaled OR NEW.name IS NOT OLD.name OR NEW.source IS NOT OLD.source
        OR NEW.note IS NOT OLD.note OR NEW.by_id IS NOT OLD.by_id OR NEW.at_ms IS NOT OLD.at_ms
        OR OLD.voided_ms IS NOT NULL AND NEW.voided_ms IS NOT OLD.voided_ms
        OR OLD.voided_by IS NOT NULL AND NEW.voided_by IS NOT OLD.voided_by
        OR OLD.voided_reason IS NOT NULL AND NEW.voided_reason IS NOT OLD.voided_reason))
BEGIN SELECT RAISE(ABORT, 'locked:concern_attachment'); END;
CREATE TRIGGER concern_attachment_no_delete BEFORE DELETE ON concern_attachment
BEGIN SELECT RAISE(ABORT, 'locked:concern_attachment'); END;
CREATE TRIGGER concern_attachment_same_id BEFORE UPDATE ON concern_attachment
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id)
BEGIN SELECT RAISE(ABORT, 'locked:concern_attachment'); END;
CREATE TRIGGER concern_attachment_taken BEFORE INSERT ON concern_attachment
WHEN EXISTS (SELECT 1 FROM concern_attachment WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM concern_attachment WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'taken:concern_attachment'); END;
CREATE TRIGGER ledger_attachment_finished_insert BEFORE INSERT ON ledger_attachment
WHEN EXISTS (SELECT 1 FROM finished_ledger WHERE id = NEW.ledger_id)
BEGIN SELECT RAISE(ABORT, 'locked:ledger_attachment'); END;
CREATE TRIGGER ledger_attachment_finished_update BEFORE UPDATE ON ledger_attachment
WHEN EXISTS (SELECT 1 FROM finished_ledger WHERE id IN (OLD.ledger_id, NEW.ledger_id))
BEGIN SELECT RAISE(ABORT, 'locked:ledger_attachment'); END;
CREATE TRIGGER ledger_attachment_no_delete BEFORE DELETE ON ledger_attachment
BEGIN SELECT RAISE(ABORT, 'locked:ledger_attachment'); END;
CREATE TRIGGER ledger_attachment_same_id BEFORE UPDATE ON ledger_attachment
WHEN (NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id)
BEGIN SELECT RAISE(ABORT, 'locked:ledger_attachment'); END;
CREATE TRIGGER ledger_attachment_taken BEFORE INSERT ON ledger_attachment
WHEN EXISTS (SELECT 1 FROM ledger_attachment WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM ledger_attachment WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'taken:ledger_attachment'); END;
CREATE TRIGGER stored_file_no_delete BEFORE DELETE ON stored_file
BEGIN SELECT RAISE(ABORT, 'locked:stored_file'); END;
CREATE TRIGGER stored_file_no_update BEFORE UPDATE ON stored_file
BEGIN SELECT RAISE(ABORT, 'locked:stored_file'); END;
CREATE TRIGGER stored_file_taken BEFORE INSERT ON stored_file
WHEN EXISTS (SELECT 1 FROM stored_file WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM stored_file WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM stored_file WHERE sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'taken:stored_file'); END;
