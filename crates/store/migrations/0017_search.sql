-- The search index of concerns: every pair of neighbouring letters, made by the program (src/search). It can be made
-- again from the records at any time, so nothing in it is a record.

CREATE TABLE search_entry (
    entry INTEGER PRIMARY KEY,
    kind  TEXT NOT NULL CHECK (kind IN ('concern')),
    id    TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 40),
    UNIQUE (kind, id)
) STRICT;

CREATE VIRTUAL TABLE search USING fts5(
    number, title, text, place, people,
    content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1'
);
