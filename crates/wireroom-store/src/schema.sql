-- The tables of a record; `lookup.sql` makes the rest from them. Read them with any SQLite program; write them with none.
--
-- Names are those of the contract (`wireroom schema`). Every `json` column holds the row as the
-- contract prints it, lists and all; the other columns are the same values taken apart for queries.
-- `position` is the order of the contract. Spans are UTF-8 bytes, half open, into `received.text`.

-- Key and value: format, contract, version.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- What was received and nothing else. All other tables can be made again from this one,
-- `set_aside` and `notes`.
CREATE TABLE received (
    position INTEGER PRIMARY KEY,
    document TEXT NOT NULL UNIQUE,
    source_id TEXT,           -- the id that the input gave
    path TEXT,                -- as the user gave it; - for standard input
    url TEXT,
    outlet TEXT,
    title TEXT,               -- from metadata; NULL for plain text
    published TEXT, published_basis TEXT,
    updated TEXT, updated_basis TEXT,
    byline TEXT,
    credit TEXT NOT NULL,     -- a JSON array
    language TEXT,
    format TEXT NOT NULL,     -- text, html, mhtml or json
    text TEXT NOT NULL        -- decoded, not repaired
);

-- What could not be read.
CREATE TABLE set_aside (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    path TEXT NOT NULL,
    source_id TEXT,
    reason TEXT NOT NULL,
    what TEXT NOT NULL,
    advice TEXT NOT NULL
);

-- What the user should know that set nothing aside.
CREATE TABLE notes (position INTEGER PRIMARY KEY, path TEXT NOT NULL, what TEXT NOT NULL);

-- Documents as the record shows them, those set aside last.
CREATE TABLE documents (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    path TEXT,
    outlet TEXT,
    title TEXT,
    published TEXT,
    family TEXT,              -- NULL where set aside
    text TEXT,                -- after repair; NULL where set aside
    annotation TEXT,          -- a line of `wireroom annotate`, without its text
    json TEXT NOT NULL
);
CREATE INDEX documents_id ON documents (id);

-- One edit each, from received to repaired text.
CREATE TABLE repairs (
    document TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    applied INTEGER NOT NULL  -- 0 where it is only proposed
);
CREATE INDEX repairs_document ON repairs (document);

-- What part of a page each passage is.
CREATE TABLE zones (
    document TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    kind TEXT NOT NULL
);
CREATE INDEX zones_document ON zones (document);

CREATE TABLE families (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, json TEXT NOT NULL);

CREATE TABLE witnesses (
    family TEXT NOT NULL,
    document TEXT NOT NULL,
    parent TEXT,              -- a document or an exemplar; NULL for a root
    relation TEXT,
    share REAL NOT NULL
);
CREATE INDEX witnesses_family ON witnesses (family);

CREATE TABLE exemplars (
    id TEXT NOT NULL,
    family TEXT NOT NULL,
    held TEXT,                -- the document; NULL where the exemplar is inferred
    label TEXT NOT NULL
);

CREATE TABLE entities (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    role TEXT,
    mentions INTEGER NOT NULL,
    json TEXT NOT NULL
);

CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    kind TEXT,
    date TEXT, date_basis TEXT,
    place TEXT, country TEXT, lat REAL, lon REAL,
    witnesses INTEGER NOT NULL,
    accounts INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    json TEXT NOT NULL
);
CREATE TABLE event_documents (event TEXT NOT NULL, document TEXT NOT NULL);
CREATE TABLE event_families (event TEXT NOT NULL, family TEXT NOT NULL);
CREATE TABLE event_parties (event TEXT NOT NULL, entity TEXT NOT NULL);

-- Events that texts mention but are not about.
CREATE TABLE background (
    event TEXT NOT NULL,      -- the event whose texts mention it
    what TEXT NOT NULL,
    kind TEXT,
    date TEXT, date_basis TEXT,
    place TEXT, country TEXT,
    is_event TEXT             -- the event of the pile that it is, if any
);

CREATE TABLE statements (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    document TEXT NOT NULL,
    family TEXT,
    event TEXT,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    said TEXT NOT NULL,       -- content.text
    source TEXT,
    source_entity TEXT,
    origin TEXT,
    polarity TEXT NOT NULL,
    manner TEXT NOT NULL,
    json TEXT NOT NULL
);
CREATE INDEX statements_id ON statements (id);
CREATE TABLE statement_relays (statement TEXT NOT NULL, position INTEGER NOT NULL, entity TEXT NOT NULL);

CREATE TABLE claims (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    event TEXT NOT NULL,
    text TEXT NOT NULL,
    polarity TEXT NOT NULL,
    witnesses INTEGER NOT NULL,
    accounts INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    doubtful INTEGER NOT NULL,
    json TEXT NOT NULL
);
CREATE TABLE claim_statements (claim TEXT NOT NULL, statement TEXT NOT NULL);
CREATE TABLE claim_origins (claim TEXT NOT NULL, entity TEXT NOT NULL);

CREATE TABLE differences (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    event TEXT NOT NULL,
    kind TEXT NOT NULL,
    why TEXT NOT NULL,
    json TEXT NOT NULL
);
CREATE TABLE difference_sides (
    difference TEXT NOT NULL,
    document TEXT NOT NULL,
    start INTEGER, "end" INTEGER, text TEXT -- NULL where the account is silent
);

CREATE TABLE storylines (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    why TEXT NOT NULL,
    json TEXT NOT NULL
);
CREATE TABLE storyline_events (storyline TEXT NOT NULL, position INTEGER NOT NULL, event TEXT NOT NULL);

-- Full text: SELECT d.path FROM documents_search s JOIN documents d ON d.position = s.rowid
--            WHERE documents_search MATCH 'harbor';
CREATE VIRTUAL TABLE documents_search USING fts5 (
    title, text, content = 'documents', content_rowid = 'position',
    tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE statements_search USING fts5 (
    said, source, content = 'statements', content_rowid = 'position',
    tokenize = "unicode61 remove_diacritics 2"
);
