-- Relations that the officer brought in: from tables and typed in. What lists and the starter set
-- print stays where it is (record_relation, relation).

-- One table that was read, or one sitting of typing in.
CREATE TABLE relation_intake (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    basis TEXT NOT NULL CHECK (basis IN ('imported', 'typed in')),
    file_name TEXT NOT NULL,                   -- empty where it was typed in
    sha256 TEXT NOT NULL,
    sheet TEXT NOT NULL,
    rows_read INTEGER NOT NULL,
    rows_not_used INTEGER NOT NULL
) STRICT;

-- The ends are names as given: whom a name means is found when it is asked, so that a holder who is
-- listed next month counts from then on. A party's number is a name too.
CREATE TABLE stated_relation (
    id INTEGER PRIMARY KEY,
    intake_id INTEGER NOT NULL REFERENCES relation_intake (id),
    row INTEGER NOT NULL,                      -- of the table; 0 where it was typed in
    subject TEXT NOT NULL CHECK (subject <> ''),
    kind TEXT NOT NULL,
    object TEXT NOT NULL CHECK (object <> ''),
    share_low TEXT,                            -- percent, exact; NULL where no share was stated
    share_high TEXT,
    share_stated TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    evidence TEXT NOT NULL,
    note TEXT NOT NULL,
    source TEXT NOT NULL,
    CHECK ((share_low IS NULL) = (share_high IS NULL))
) STRICT;
CREATE INDEX stated_relation_intake ON stated_relation (intake_id);

-- Withdrawn relations count no more; they stay on record with who withdrew them and why.
CREATE TABLE relation_withdrawal (
    id INTEGER PRIMARY KEY,
    relation_id INTEGER NOT NULL UNIQUE REFERENCES stated_relation (id),
    at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    reason TEXT NOT NULL CHECK (reason <> '')
) STRICT;
