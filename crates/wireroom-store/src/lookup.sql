-- What a server looks things up by, format 2: made from the other tables when they are full, so
-- that an older file can be given it too. Every index ends in the position (the rowid), so a list
-- comes in the order of the contract.

CREATE INDEX documents_outlet ON documents (outlet, published);
CREATE INDEX documents_aside ON documents (position) WHERE text IS NULL;

CREATE INDEX events_facets ON events (kind, place, date);
CREATE INDEX event_documents_event ON event_documents (event, document);
CREATE INDEX event_documents_document ON event_documents (document, event);
CREATE INDEX event_families_event ON event_families (event, family);
CREATE INDEX event_families_family ON event_families (family, event);
CREATE INDEX event_parties_event ON event_parties (event, entity);
CREATE INDEX event_parties_entity ON event_parties (entity, event);
CREATE INDEX background_is_event ON background (is_event, event) WHERE is_event IS NOT NULL;

-- Whom what is said of an event goes back to.
CREATE TABLE event_origins (event TEXT NOT NULL, entity TEXT NOT NULL);
INSERT INTO event_origins
    SELECT e.id, o.value FROM events e, json_each(e.json, '$.origins') o ORDER BY e.position, o.key;
CREATE INDEX event_origins_event ON event_origins (event, entity);
CREATE INDEX event_origins_entity ON event_origins (entity, event);

CREATE INDEX claims_id ON claims (id);
CREATE INDEX claims_event ON claims (event);
CREATE INDEX claims_polarity ON claims (polarity);
CREATE INDEX claim_statements_claim ON claim_statements (claim);
CREATE INDEX claim_statements_statement ON claim_statements (statement, claim);
CREATE INDEX claim_origins_entity ON claim_origins (entity, claim);

CREATE INDEX statements_document ON statements (document);
CREATE INDEX statements_event ON statements (event);
CREATE INDEX statements_origin ON statements (origin);
CREATE INDEX statements_source_entity ON statements (source_entity);
CREATE INDEX statements_polarity ON statements (polarity);
CREATE INDEX statement_relays_entity ON statement_relays (entity, statement);

CREATE INDEX differences_id ON differences (id);
CREATE INDEX differences_event ON differences (event);
CREATE INDEX differences_kind ON differences (kind);
CREATE INDEX difference_sides_document ON difference_sides (document, difference);

CREATE INDEX storylines_id ON storylines (id);
CREATE INDEX storyline_events_event ON storyline_events (event, storyline);
CREATE INDEX entities_kind ON entities (kind);

-- Families of two witnesses or more.
CREATE TABLE copied_families (position INTEGER PRIMARY KEY);
INSERT INTO copied_families
    SELECT f.position FROM families f
    WHERE (SELECT count(*) FROM witnesses w WHERE w.family = f.id) > 1 ORDER BY 1;

-- Which documents name an entity.
CREATE TABLE mentions (
    entity TEXT NOT NULL,
    document INTEGER NOT NULL, -- its position
    PRIMARY KEY (entity, document)
) WITHOUT ROWID;
INSERT OR IGNORE INTO mentions
    SELECT json_extract(n.value, '$.entity'), d.position
    FROM documents d, json_each(d.annotation, '$.names') n
    WHERE json_extract(n.value, '$.entity') IS NOT NULL;

-- Which document a statement is of, by position.
CREATE TABLE statement_documents (position INTEGER PRIMARY KEY, document INTEGER NOT NULL);
INSERT INTO statement_documents
    SELECT s.position, min(d.position) FROM statements s JOIN documents d ON d.id = s.document
    GROUP BY s.position;

-- Full text of what is searched beside texts and statements; the rowid is the position.
CREATE VIRTUAL TABLE events_search USING fts5 (
    title, place, kind, content = '', tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO events_search (rowid, title, place, kind)
    SELECT position, title, place, kind FROM events ORDER BY position;
CREATE VIRTUAL TABLE entities_search USING fts5 (
    name, aliases, content = '', tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO entities_search (rowid, name, aliases)
    SELECT e.position, e.name,
        (SELECT group_concat(a.value, ' / ') FROM json_each(e.json, '$.aliases') a)
    FROM entities e ORDER BY e.position;

-- How common each value is, so that a query starts from the rarest.
ANALYZE;
