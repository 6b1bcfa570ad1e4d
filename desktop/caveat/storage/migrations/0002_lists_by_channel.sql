-- Lists from several channels, sets of files, the officer's own lists, bundles. Columns of the first
-- schema stay as they are: the audit log holds digests over them.

-- A tie to another party that an entry prints.
CREATE TABLE record_relation (
    record_id INTEGER NOT NULL REFERENCES record (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    other TEXT NOT NULL,
    other_id TEXT NOT NULL,
    share TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (record_id, position)
) STRICT, WITHOUT ROWID;

-- The files of a list that is published as several; none for a single file.
CREATE TABLE list_import_file (
    import_id INTEGER NOT NULL REFERENCES list_import (id),
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    size INTEGER NOT NULL,
    PRIMARY KEY (import_id, position)
) STRICT, WITHOUT ROWID;

-- Where a file came from, if not from the officer's own hand, and whether its format was ever tried
-- on a real file. Without a row: given by the officer, tried.
CREATE TABLE list_import_origin (
    import_id INTEGER PRIMARY KEY REFERENCES list_import (id),
    source_url TEXT NOT NULL,
    last_modified TEXT,
    carried_by TEXT NOT NULL,                  -- fingerprint of the installation that signed a bundle
    tried INTEGER NOT NULL CHECK (tried IN (0, 1))
) STRICT;

-- What a list is that resources/lists.csv does not know. The newest row of a code holds.
CREATE TABLE list_definition (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES list_import (id),
    list_code TEXT NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    url TEXT NOT NULL,
    published_every_days INTEGER NOT NULL,
    duty TEXT NOT NULL CHECK (duty IN ('', 'deny', 'licence', 'enquire', 'scrutinise')),
    private INTEGER NOT NULL CHECK (private IN (0, 1)),
    note TEXT NOT NULL
) STRICT;
CREATE INDEX list_definition_code ON list_definition (list_code, id);

-- Installations whose bundles are taken. The newest row of a fingerprint holds.
CREATE TABLE trusted_signer (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    name TEXT NOT NULL,
    public_key BLOB NOT NULL,
    fingerprint TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('accepted', 'revoked')),
    reason TEXT NOT NULL CHECK (reason <> '')
) STRICT;
