-- The first schema of a workspace. See ../README.md for the drawing and the reasons.
-- Texts that a publisher printed are stored verbatim. Times are ISO 8601 UTC. Dates are ISO,
-- possibly partial. JSON columns hold canonical JSON.

-- One row: what tells this workspace from another one that was made in the same place.
CREATE TABLE workspace (id TEXT NOT NULL) STRICT;
INSERT INTO workspace (id) VALUES (lower(hex(randomblob(16))));

-- A person with a key. The same person with a new key is a new row.
CREATE TABLE operator (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    public_key BLOB NOT NULL,
    fingerprint TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX operator_name ON operator (name);

CREATE TABLE number_sequence (
    prefix TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last > 0),
    PRIMARY KEY (prefix, year)
) STRICT, WITHOUT ROWID;

-- Payloads lie apart from the chain, so that retention can delete one and leave a chain that
-- still verifies. The body is zlib-compressed canonical JSON; the hash is over salt + JSON.
CREATE TABLE payload (
    id INTEGER PRIMARY KEY,
    salt BLOB NOT NULL CHECK (length(salt) = 16),
    body BLOB NOT NULL
) STRICT;

CREATE TABLE audit_entry (
    seq INTEGER PRIMARY KEY CHECK (seq > 0),
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    operator TEXT NOT NULL,
    payload_id INTEGER,                        -- no foreign key: the payload may be deleted
    payload_sha256 TEXT NOT NULL,
    previous TEXT NOT NULL CHECK (length(previous) = 64),
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    signature TEXT NOT NULL,
    key TEXT NOT NULL
) STRICT;

CREATE TABLE setting_event (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;

-- Lists ------------------------------------------------------------------------------------

CREATE TABLE list_import (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    channel TEXT NOT NULL,
    format TEXT NOT NULL,
    parser_version INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    size INTEGER NOT NULL,
    note TEXT NOT NULL DEFAULT ''
) STRICT;

-- An edition of one list from one channel. A refused one is kept with its reason and counts,
-- without members. `position` orders the editions of a (list, channel); editions imported late
-- get a position between their neighbours.
CREATE TABLE release (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES list_import (id),
    list_code TEXT NOT NULL,
    channel TEXT NOT NULL,
    position REAL,
    released TEXT,
    released_basis TEXT NOT NULL,
    rows INTEGER NOT NULL,
    parties INTEGER NOT NULL,
    names INTEGER NOT NULL,
    addresses INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    refused INTEGER NOT NULL CHECK (refused IN (0, 1)),
    reason TEXT NOT NULL DEFAULT '',
    published_fields TEXT NOT NULL,
    links TEXT NOT NULL,
    CHECK ((position IS NULL) = (refused = 1)),
    UNIQUE (list_code, channel, position)
) STRICT;

-- What is in service is a view over these events: per list the newest 'in service' or
-- 'retired' one. 'refused' and 'missing' are lasting warnings until a later 'in service'.
CREATE TABLE service_event (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    list_code TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('in service', 'retired', 'refused', 'missing')),
    release_id INTEGER REFERENCES release (id),
    import_id INTEGER REFERENCES list_import (id),
    reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX service_event_list ON service_event (list_code, id);
CREATE INDEX service_event_state ON service_event (list_code, id)
    WHERE kind IN ('in service', 'retired');

-- Rows that could not be read, or that belong to no known list (then without a release).
CREATE TABLE unread_row (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES list_import (id),
    release_id INTEGER REFERENCES release (id),
    row INTEGER NOT NULL,
    reason TEXT NOT NULL,
    raw TEXT NOT NULL
) STRICT;

-- Who a list means, across all its releases and channels. `number` is what people see.
CREATE TABLE party (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    list_code TEXT NOT NULL,
    publisher_id TEXT NOT NULL,
    name_key TEXT NOT NULL
) STRICT;
CREATE INDEX party_name ON party (list_code, name_key);
CREATE INDEX party_publisher ON party (list_code, publisher_id) WHERE publisher_id <> '';

-- One distinct published content of a party, stored once however many releases repeat it.
CREATE TABLE record (
    id INTEGER PRIMARY KEY,
    party_id INTEGER NOT NULL REFERENCES party (id),
    list_code TEXT NOT NULL,
    content_sha256 BLOB NOT NULL,              -- exact content, order of values apart
    substance_sha256 BLOB NOT NULL,            -- content folded: case, spaces, punctuation apart
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    publisher_id TEXT NOT NULL,
    row_id TEXT NOT NULL,
    listed TEXT NOT NULL,
    effective TEXT NOT NULL,
    ends TEXT NOT NULL,
    federal_register TEXT NOT NULL,
    release_id INTEGER NOT NULL REFERENCES release (id),  -- the first one imported that prints it
    row INTEGER NOT NULL,                      -- in the file of that release
    detail TEXT NOT NULL,
    published TEXT NOT NULL
) STRICT;
CREATE INDEX record_party ON record (party_id);

CREATE TABLE record_name (
    record_id INTEGER NOT NULL REFERENCES record (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    source_key TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (record_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE record_address (
    record_id INTEGER NOT NULL REFERENCES record (id),
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    city TEXT NOT NULL,
    state TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    country TEXT NOT NULL,
    PRIMARY KEY (record_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE record_identifier (
    record_id INTEGER NOT NULL REFERENCES record (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    country TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (record_id, position)
) STRICT, WITHOUT ROWID;

-- From which release to before which release a record was printed. As many intervals as
-- needed: delisted and relisted, or an older edition imported late. The only table whose rows
-- are ever changed, and only by closing or splitting an interval.
CREATE TABLE membership (
    id INTEGER PRIMARY KEY,
    record_id INTEGER NOT NULL REFERENCES record (id),
    list_code TEXT NOT NULL,
    channel TEXT NOT NULL,
    from_release INTEGER NOT NULL REFERENCES release (id),
    to_release INTEGER REFERENCES release (id)
) STRICT;
CREATE INDEX membership_open ON membership (list_code, channel, to_release);
CREATE INDEX membership_record ON membership (record_id);

-- Sourced statements that no list publishes ---------------------------------------------------

CREATE TABLE overlay_set (
    id INTEGER PRIMARY KEY,
    label TEXT NOT NULL,
    as_of TEXT NOT NULL,
    sentence TEXT NOT NULL,
    version INTEGER NOT NULL,                  -- of the starter set: the higher one is current
    sha256 TEXT NOT NULL,
    loaded_at TEXT NOT NULL
) STRICT;

CREATE TABLE source (
    set_id INTEGER NOT NULL REFERENCES overlay_set (id),
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    locator TEXT NOT NULL,
    date TEXT NOT NULL,
    url TEXT NOT NULL,
    mark TEXT NOT NULL CHECK (mark IN ('published', 'verified', 'secondary', 'unverified')),
    PRIMARY KEY (set_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE overlay_party (
    set_id INTEGER NOT NULL REFERENCES overlay_set (id),
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    list_code TEXT NOT NULL,
    country TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    federal_register TEXT NOT NULL,
    PRIMARY KEY (set_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX overlay_party_name ON overlay_party (list_code, name_key);

CREATE TABLE overlay_name (
    set_id INTEGER NOT NULL,
    party_key TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (set_id, party_key, position),
    FOREIGN KEY (set_id, party_key) REFERENCES overlay_party (set_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE overlay_identifier (
    set_id INTEGER NOT NULL,
    party_key TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    country TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (set_id, party_key, position),
    FOREIGN KEY (set_id, party_key) REFERENCES overlay_party (set_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE relation (
    id INTEGER PRIMARY KEY,
    set_id INTEGER NOT NULL REFERENCES overlay_set (id),
    subject TEXT NOT NULL,
    subject_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    object TEXT NOT NULL,
    object_key TEXT NOT NULL,
    detail TEXT NOT NULL,
    date TEXT NOT NULL,
    source TEXT NOT NULL
) STRICT;
CREATE INDEX relation_subject ON relation (set_id, subject_key);
CREATE INDEX relation_object ON relation (set_id, object_key);

-- Cases and suppliers ---------------------------------------------------------------------------

CREATE TABLE case_file (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id)
) STRICT;

-- Parties come and go by events; the parties of a case are the joined ones not left since.
CREATE TABLE case_party (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    at TEXT NOT NULL,
    event TEXT NOT NULL CHECK (event IN ('joined', 'left')),
    role TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    address TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT ''
) STRICT;

-- The newest row of a case is its transaction.
CREATE TABLE case_transaction (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    at TEXT NOT NULL,
    items TEXT NOT NULL DEFAULT '',
    eccn TEXT NOT NULL DEFAULT '',
    destination TEXT NOT NULL DEFAULT '',
    end_use TEXT NOT NULL DEFAULT '',
    transaction_date TEXT,
    flows_to_supplier TEXT NOT NULL DEFAULT '',
    flows_from_supplier TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE supplier_book (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    reading TEXT NOT NULL,
    rows_read INTEGER NOT NULL,
    duplicates INTEGER NOT NULL
) STRICT;

CREATE TABLE supplier (
    id INTEGER PRIMARY KEY,
    book_id INTEGER NOT NULL REFERENCES supplier_book (id),
    row INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    country TEXT NOT NULL,
    reference TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;
CREATE INDEX supplier_book_row ON supplier (book_id, row);

CREATE TABLE supplier_row_not_taken (
    id INTEGER PRIMARY KEY,
    book_id INTEGER NOT NULL REFERENCES supplier_book (id),
    sheet TEXT NOT NULL,
    row INTEGER NOT NULL,
    column_name TEXT NOT NULL,
    reason TEXT NOT NULL,
    raw TEXT NOT NULL
) STRICT;

-- The record ------------------------------------------------------------------------------------

-- The lists and releases that answers were given from: stored once per distinct set.
CREATE TABLE coverage_set (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    releases_sha256 TEXT NOT NULL,             -- of the releases alone: age and warnings apart
    body TEXT NOT NULL
) STRICT;

CREATE TABLE screening (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    case_id INTEGER REFERENCES case_file (id),
    supplier_id INTEGER REFERENCES supplier (id),
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    screened_at TEXT NOT NULL,
    valid_until TEXT,
    as_of TEXT NOT NULL,
    in_force TEXT,
    name TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('hits', 'no match', 'not screened')),
    alerts INTEGER NOT NULL,
    best_score REAL,
    best_party TEXT NOT NULL DEFAULT '',
    best_list TEXT NOT NULL DEFAULT '',
    threshold REAL NOT NULL,
    engine_version TEXT NOT NULL,
    settings_sha256 TEXT NOT NULL,
    coverage_id INTEGER NOT NULL REFERENCES coverage_set (id),
    payload_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit_entry (seq)
) STRICT;
CREATE INDEX screening_supplier ON screening (supplier_id, id) WHERE supplier_id IS NOT NULL;
CREATE INDEX screening_case ON screening (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE hit (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    screening_id INTEGER NOT NULL REFERENCES screening (id),
    party_id INTEGER NOT NULL REFERENCES party (id),
    record_id INTEGER NOT NULL REFERENCES record (id),
    rank INTEGER NOT NULL,
    score REAL NOT NULL,
    band TEXT NOT NULL,
    contradicted INTEGER NOT NULL CHECK (contradicted IN (0, 1))
) STRICT;
CREATE INDEX hit_screening ON hit (screening_id, rank);
CREATE INDEX hit_party ON hit (party_id);

-- Bound to both sides' content, so that a later change of either can reopen the decision.
CREATE TABLE disposition (
    id INTEGER PRIMARY KEY,
    hit_id INTEGER NOT NULL REFERENCES hit (id),
    decision TEXT NOT NULL CHECK (decision IN ('true-match', 'false-positive', 'open')),
    reason TEXT NOT NULL CHECK (reason <> '' OR decision = 'open'),
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    decided_at TEXT NOT NULL,
    expires TEXT,
    query_sha256 TEXT NOT NULL,
    record_sha256 BLOB NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit_entry (seq)
) STRICT;
CREATE INDEX disposition_hit ON disposition (hit_id, id);

CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    screening_id INTEGER REFERENCES screening (id),
    case_id INTEGER REFERENCES case_file (id),
    text TEXT NOT NULL CHECK (text <> ''),
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    at TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit_entry (seq)
) STRICT;

CREATE TABLE memo (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    screening_id INTEGER NOT NULL REFERENCES screening (id),
    made_at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    pages INTEGER NOT NULL,
    chain_head TEXT NOT NULL,
    chain_length INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit_entry (seq)
) STRICT;

CREATE VIEW list_in_service AS
SELECT e.list_code, e.release_id, e.at
FROM (SELECT max(id) AS id FROM service_event
      WHERE kind IN ('in service', 'retired') GROUP BY list_code) AS newest
JOIN service_event AS e ON e.id = newest.id
WHERE e.kind = 'in service' AND e.release_id IS NOT NULL;

-- Which edition prints which record: from the first edition of an interval to before its end. A
-- refused release has no position and prints nothing.
CREATE VIEW printed AS
SELECT m.record_id, edition.id AS release_id, edition.position
FROM membership AS m
JOIN release AS f ON f.id = m.from_release
LEFT JOIN release AS t ON t.id = m.to_release
JOIN release AS edition
  ON edition.list_code = m.list_code AND edition.channel = m.channel
 AND edition.position >= f.position
 AND (t.position IS NULL OR edition.position < t.position);

CREATE VIEW current_disposition AS
SELECT d.* FROM disposition AS d
WHERE d.id = (SELECT max(l.id) FROM disposition AS l WHERE l.hit_id = d.hit_id);

CREATE VIEW newest_screening AS
SELECT s.* FROM screening AS s
WHERE s.supplier_id IS NOT NULL
  AND s.id = (SELECT max(l.id) FROM screening AS l WHERE l.supplier_id = s.supplier_id);
