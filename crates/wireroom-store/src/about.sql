-- What statements say of whom, format 3: made from the other tables when they are full, as
-- `lookup.sql` is, so that an older file can be given it too.

-- Where the documents name entities; only for what follows.
CREATE TEMP TABLE named (document INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, entity TEXT NOT NULL);
INSERT INTO temp.named
    SELECT d.position, json_extract(n.value, '$.span[0]'), json_extract(n.value, '$.span[1]'),
        json_extract(n.value, '$.entity')
    FROM documents d, json_each(d.annotation, '$.names') n
    WHERE json_extract(n.value, '$.entity') IS NOT NULL;
CREATE INDEX temp.named_place ON named (document, start);

-- Statements whose content names an entity that neither makes nor relays them and is not their
-- origin. What no one is quoted with is the outlet's own word, and not in here.
CREATE TABLE statements_about (
    entity TEXT NOT NULL,
    statement INTEGER NOT NULL, -- its position
    PRIMARY KEY (entity, statement)
) WITHOUT ROWID;
INSERT OR IGNORE INTO statements_about
    SELECT n.entity, s.position
    FROM statements s
    JOIN statement_documents x ON x.position = s.position,
    json_each(s.json, '$.content.pieces') p
    CROSS JOIN temp.named n ON n.document = x.document
        AND n.start >= json_extract(p.value, '$.span[0]')
        AND n.start < json_extract(p.value, '$.span[1]')
        AND n."end" <= json_extract(p.value, '$.span[1]')
    WHERE s.source IS NOT NULL
        AND s.source_entity IS NOT n.entity
        AND s.origin IS NOT n.entity
        AND NOT EXISTS (
            SELECT 1 FROM statement_relays r WHERE r.statement = s.id AND r.entity = n.entity
        );

DROP TABLE temp.named;
ANALYZE statements_about;
