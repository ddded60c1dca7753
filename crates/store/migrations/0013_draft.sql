-- What is being typed and is no record yet. The one table whose rows go: a draft ends when it is entered or given up.
CREATE TABLE draft (
    position  INTEGER PRIMARY KEY,
    form      TEXT NOT NULL CHECK (length(form) BETWEEN 1 AND 60 AND form NOT GLOB '*[^a-z0-9_:-]*'),
    -- Empty for a record that does not exist yet.
    object_id TEXT NOT NULL CHECK (length(object_id) <= 60),
    owner     TEXT NOT NULL REFERENCES staff (id),
    content   TEXT NOT NULL CHECK (length(content) <= 200000),
    begun_ms  INTEGER NOT NULL CHECK (begun_ms BETWEEN -631180800000 AND 4102416000000),
    saved_ms  INTEGER NOT NULL CHECK (saved_ms BETWEEN -631180800000 AND 4102416000000),
    UNIQUE (owner, form, object_id)
) STRICT;
