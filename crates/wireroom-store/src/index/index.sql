-- An index of a collated pile. Documents and texts go by number: the digits of a document's id.

-- Keys: "settings", what it was collated with.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- What the documents are called; "at" says where their bytes are.
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    source_id TEXT,
    path TEXT
);

-- Documents with their reading texts, packed (zlib).
CREATE TABLE received (at INTEGER PRIMARY KEY, bytes BLOB NOT NULL);

-- What is held of a text, by the number of the first document that has it; a CRC-32 before it.
CREATE TABLE texts (number INTEGER PRIMARY KEY, entry BLOB NOT NULL);

-- Which text has these words, by a hash of them.
CREATE TABLE bodies (body BLOB PRIMARY KEY, text INTEGER NOT NULL) WITHOUT ROWID;

-- Which texts hold a shingle: runs of (shingle, number), sorted, see leaf.rs; "first" is not above the
-- place of the first of a run and above that of the last of the run before.
CREATE TABLE leaves (first INTEGER PRIMARY KEY, postings BLOB NOT NULL);

-- The days that documents are dated by.
CREATE TABLE days (day TEXT PRIMARY KEY) WITHOUT ROWID;
