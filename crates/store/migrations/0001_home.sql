-- The home itself: who it is, which packet epoch it is in, the numbers given out, the settings.

-- Which home this file belongs to; the keys file beside it names the same one.
CREATE TABLE meta (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    home_uuid  TEXT NOT NULL CHECK (length(home_uuid) = 36),
    created_ms INTEGER NOT NULL CHECK (created_ms BETWEEN -631180800000 AND 4102416000000),
    -- 1: a practice or demo home, whose papers and packets all say so.
    practice   INTEGER NOT NULL CHECK (practice IN (0, 1))
) STRICT;

-- The newest keys file that this database has been opened with: an older one is a rollback.
CREATE TABLE keys_seen (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    generation INTEGER NOT NULL CHECK (generation >= 0),
    digest     BLOB NOT NULL CHECK (length(digest) = 32),
    seen_ms    INTEGER NOT NULL CHECK (seen_ms BETWEEN -631180800000 AND 4102416000000)
) STRICT;

-- Packet numbering restarts with each epoch: the first start, and every restore of a backup.
CREATE TABLE epoch (
    position INTEGER PRIMARY KEY,
    epoch    TEXT NOT NULL UNIQUE CHECK (length(epoch) = 14 AND epoch NOT GLOB '*[^0-9]*'),
    begun_ms INTEGER NOT NULL CHECK (begun_ms BETWEEN -631180800000 AND 4102416000000),
    reason   TEXT NOT NULL CHECK (reason IN ('first_start', 'restore'))
) STRICT;

-- The last number given out in each series. Year 0 stands for a series that does not restart each year.
CREATE TABLE counter (
    prefix TEXT NOT NULL CHECK (length(prefix) BETWEEN 2 AND 8),
    year   INTEGER NOT NULL CHECK (year = 0 OR year BETWEEN 1950 AND 2099),
    last   INTEGER NOT NULL CHECK (last BETWEEN 0 AND 1000000000),
    PRIMARY KEY (prefix, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    one                INTEGER PRIMARY KEY CHECK (one = 1),
    -- 1: packets are uploaded whenever the bureau can be reached.
    send_automatically INTEGER NOT NULL CHECK (send_automatically IN (0, 1)),
    lock_after_minutes INTEGER NOT NULL CHECK (lock_after_minutes BETWEEN 1 AND 240)
) STRICT;

-- What the principal adds to the report due in June.
CREATE TABLE report (
    one       INTEGER PRIMARY KEY CHECK (one = 1),
    report_no TEXT NOT NULL CHECK (length(report_no) <= 4000)
) STRICT;

CREATE TABLE report_note (
    position INTEGER PRIMARY KEY,
    section  INTEGER NOT NULL CHECK (section BETWEEN 1 AND 9),
    text     TEXT NOT NULL CHECK (length(text) <= 4000)
) STRICT;
