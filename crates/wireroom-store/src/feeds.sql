-- What `wireroom watch` knows of the feeds that it asks, format 4. Nothing in a record depends on it:
-- it says what is in the record already and what is asked next. Times are seconds since 1970.

CREATE TABLE feeds (
    address TEXT PRIMARY KEY, -- as the user gave it
    moved TEXT,               -- where it is, if its server says that it moved for good
    etag TEXT, modified TEXT, -- what the last answer that was taken said of itself
    asked INTEGER NOT NULL,   -- when it was asked last
    not_before INTEGER NOT NULL,
    failures INTEGER NOT NULL, -- in a row
    trouble TEXT              -- what was wrong the last time; NULL for nothing
) WITHOUT ROWID;

-- Entries that are done with: read, or given up.
CREATE TABLE feed_entries (
    feed TEXT NOT NULL,
    entry TEXT NOT NULL,      -- the entry's own id, else its address
    mark TEXT NOT NULL,       -- changes when what the feed says of it does
    url TEXT,                 -- the page that was asked for, if one was
    PRIMARY KEY (feed, entry)
) WITHOUT ROWID;

-- Entries whose page is yet to be fetched; from `document` on what the feed holds of each, in the
-- columns of `received`.
CREATE TABLE feed_waiting (
    feed TEXT NOT NULL,
    entry TEXT NOT NULL,
    not_before INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    document TEXT NOT NULL,
    source_id TEXT, path TEXT, url TEXT, outlet TEXT, title TEXT,
    published TEXT, published_basis TEXT, updated TEXT, updated_basis TEXT,
    byline TEXT, credit TEXT NOT NULL, language TEXT, format TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (feed, entry)
) WITHOUT ROWID;

-- What hosts ask of programs.
CREATE TABLE feed_hosts (
    host TEXT PRIMARY KEY,    -- scheme, name and port
    robots TEXT,              -- its robots.txt; NULL where there is none
    trouble TEXT,             -- why it could not be had; nothing is asked then
    robots_until INTEGER NOT NULL,
    not_before INTEGER NOT NULL
) WITHOUT ROWID;
