-- Packets: those of the past, those on their way, and the keys and trust they depend on.

-- Packets that came with a loaded school file: history, never sent.
CREATE TABLE past_packet (
    position   INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 40),
    uuid       TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    seq        INTEGER NOT NULL CHECK (seq BETWEEN 0 AND 1000000000),
    kind       TEXT NOT NULL CHECK (kind IN ('incident-first', 'incident-followup', 'incident-final',
        'monthly-report', 'nil-report', 'campaign-report', 'rectification-ledger', 'pacts', 'correction',
        'key-rollover')),
    created_ms INTEGER NOT NULL CHECK (created_ms BETWEEN -631180800000 AND 4102416000000),
    edition    TEXT NOT NULL CHECK (edition IN ('statistics', 'pseudonymous', 'identified')),
    state      TEXT NOT NULL CHECK (state IN ('queued', 'uploading', 'uploaded', 'carried', 'receipted', 'returned',
        'quarantined')),
    receipt_ms INTEGER CHECK (receipt_ms BETWEEN -631180800000 AND 4102416000000),
    supersedes TEXT CHECK (length(supersedes) <= 4000),
    note       TEXT CHECK (length(note) <= 4000)
) STRICT;

CREATE TABLE past_packet_source (
    past_packet_id TEXT NOT NULL REFERENCES past_packet (id),
    position       INTEGER NOT NULL,
    text           TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (past_packet_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE past_packet_to (
    past_packet_id TEXT NOT NULL REFERENCES past_packet (id),
    position       INTEGER NOT NULL,
    text           TEXT NOT NULL CHECK (length(text) <= 4000),
    PRIMARY KEY (past_packet_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE past_packet_step (
    past_packet_id TEXT NOT NULL REFERENCES past_packet (id),
    position       INTEGER NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('queued', 'uploading', 'uploaded', 'carried', 'receipted',
        'returned', 'quarantined')),
    at_ms          INTEGER NOT NULL CHECK (at_ms BETWEEN -631180800000 AND 4102416000000),
    PRIMARY KEY (past_packet_id, position)
) STRICT, WITHOUT ROWID;

-- Packets made here. Each names the packet before it, so that the bureau sees a gap; a state is shown only when proved.
CREATE TABLE outbox (
    position        INTEGER PRIMARY KEY,
    packet_id       TEXT NOT NULL UNIQUE CHECK (length(packet_id) = 36),
    kind            TEXT NOT NULL CHECK (kind IN ('incident-first', 'incident-followup', 'incident-final',
        'monthly-report', 'nil-report', 'campaign-report', 'rectification-ledger', 'pacts', 'correction',
        'key-rollover')),
    edition         TEXT NOT NULL CHECK (edition IN ('statistics', 'pseudonymous', 'identified')),
    epoch           TEXT NOT NULL REFERENCES epoch (epoch),
    seq             INTEGER NOT NULL CHECK (seq BETWEEN 1 AND 9999),
    prev_sha256     TEXT CHECK (length(prev_sha256) = 64 AND prev_sha256 NOT GLOB '*[^0-9a-f]*'),
    manifest_sha256 TEXT NOT NULL CHECK (length(manifest_sha256) = 64 AND manifest_sha256 NOT GLOB '*[^0-9a-f]*'),
    file_name       TEXT NOT NULL UNIQUE CHECK (length(file_name) <= 4000),
    created_ms      INTEGER NOT NULL CHECK (created_ms BETWEEN -631180800000 AND 4102416000000),
    -- 1: made in a practice or demo home.
    test            INTEGER NOT NULL CHECK (test IN (0, 1)),
    -- 1: sealed for the bureau of an accepted profile.
    addressed       INTEGER NOT NULL CHECK (addressed IN (0, 1)),
    sealed_sha256   TEXT CHECK (length(sealed_sha256) = 64 AND sealed_sha256 NOT GLOB '*[^0-9a-f]*'),
    sealed_size     INTEGER CHECK (sealed_size > 0),
    state           TEXT NOT NULL CHECK (state IN ('queued', 'uploading', 'uploaded', 'carried', 'receipted',
        'returned', 'quarantined')),
    reason          TEXT CHECK (length(reason) <= 4000),
    upload_url      TEXT CHECK (length(upload_url) <= 4000),
    upload_offset   INTEGER NOT NULL CHECK (upload_offset BETWEEN 0 AND coalesce(sealed_size, 0)),
    attempts        INTEGER NOT NULL CHECK (attempts BETWEEN 0 AND 1000000000),
    next_at_ms      INTEGER CHECK (next_at_ms BETWEEN -631180800000 AND 4102416000000),
    last_error      TEXT CHECK (length(last_error) <= 100 AND last_error NOT GLOB '*[^a-z0-9_]*'),
    receipt         BLOB CHECK (length(receipt) <= 65536),
    receipt_ms      INTEGER CHECK (receipt_ms BETWEEN -631180800000 AND 4102416000000),
    UNIQUE (epoch, seq),
    CHECK ((seq = 1) = (prev_sha256 IS NULL)),
    CHECK ((sealed_sha256 IS NULL) = (sealed_size IS NULL)),
    CHECK (addressed = 0 OR sealed_sha256 IS NOT NULL),
    CHECK (addressed = 1 OR state IN ('queued', 'quarantined')),
    CHECK (state NOT IN ('receipted', 'returned') OR receipt IS NOT NULL),
    CHECK ((receipt IS NULL) = (receipt_ms IS NULL))
) STRICT;

CREATE TABLE outbox_step (
    packet_id TEXT NOT NULL REFERENCES outbox (packet_id),
    position  INTEGER NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('queued', 'uploading', 'uploaded', 'carried', 'receipted', 'returned',
        'quarantined')),
    at_ms     INTEGER NOT NULL CHECK (at_ms BETWEEN -631180800000 AND 4102416000000),
    PRIMARY KEY (packet_id, position)
) STRICT, WITHOUT ROWID;

-- The finished bytes of a packet and of its papers, kept here so that nothing readable lies on the disk.
CREATE TABLE packet_file (
    packet_id TEXT NOT NULL REFERENCES outbox (packet_id),
    name      TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100 AND name NOT GLOB '*..*'),
    sha256    TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
    size      INTEGER NOT NULL CHECK (size = length(bytes)),
    bytes     BLOB NOT NULL,
    PRIMARY KEY (packet_id, name)
) STRICT;

-- The school's signing key, PKCS#8 DER. The newest row is in use; older ones explain older signatures.
CREATE TABLE school_key (
    position INTEGER PRIMARY KEY,
    pkcs8    BLOB NOT NULL CHECK (length(pkcs8) BETWEEN 32 AND 4096),
    added_ms INTEGER NOT NULL CHECK (added_ms BETWEEN -631180800000 AND 4102416000000)
) STRICT;

-- Every certificate of the school's key, DER. The newest row is in use.
CREATE TABLE certificate (
    position INTEGER PRIMARY KEY,
    issuer   TEXT NOT NULL CHECK (issuer IN ('self', 'bureau')),
    der      BLOB NOT NULL UNIQUE CHECK (length(der) BETWEEN 64 AND 65536),
    added_ms INTEGER NOT NULL CHECK (added_ms BETWEEN -631180800000 AND 4102416000000)
) STRICT;

-- The age identity with which the school opens its own packets again.
CREATE TABLE recovery_identity (
    position  INTEGER PRIMARY KEY,
    secret    TEXT NOT NULL CHECK (length(secret) BETWEEN 1 AND 4000),
    recipient TEXT NOT NULL UNIQUE CHECK (length(recipient) BETWEEN 1 AND 4000),
    added_ms  INTEGER NOT NULL CHECK (added_ms BETWEEN -631180800000 AND 4102416000000)
) STRICT;

-- Bureau profiles the school has accepted, as the bytes that were signed. The newest row is trusted.
CREATE TABLE bureau_profile (
    position       INTEGER PRIMARY KEY,
    serial         INTEGER NOT NULL CHECK (serial >= 0),
    fingerprint    TEXT NOT NULL CHECK (length(fingerprint) BETWEEN 40 AND 60),
    jws            BLOB NOT NULL CHECK (length(jws) BETWEEN 1 AND 1048576),
    accepted_ms    INTEGER NOT NULL CHECK (accepted_ms BETWEEN -631180800000 AND 4102416000000),
    accepted_by_id TEXT REFERENCES staff (id),
    UNIQUE (fingerprint, serial)
) STRICT;
