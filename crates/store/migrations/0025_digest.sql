-- The salt of the digests of finished records, which stand in the log: without it nobody can guess a record's content from
-- its digest. One for a database, made when the first record is finished, and never another one.
CREATE TABLE digest_salt (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    salt BLOB NOT NULL CHECK (length(salt) = 32)
) STRICT;

CREATE TRIGGER digest_salt_no_delete BEFORE DELETE ON digest_salt
BEGIN SELECT RAISE(ABORT, 'locked:digest_salt'); END;
CREATE TRIGGER digest_salt_no_update BEFORE UPDATE ON digest_salt
BEGIN SELECT RAISE(ABORT, 'locked:digest_salt'); END;
CREATE TRIGGER digest_salt_taken BEFORE INSERT ON digest_salt
WHEN EXISTS (SELECT 1 FROM digest_salt WHERE one = NEW.one)
BEGIN SELECT RAISE(ABORT, 'taken:digest_salt'); END;
