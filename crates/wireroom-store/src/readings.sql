-- What was read of each text, format 5, for a record with more in it: bytes by what they depend on,
-- in a form that is no contract. Without a row a text is read again.
CREATE TABLE readings (key BLOB PRIMARY KEY, found BLOB NOT NULL) WITHOUT ROWID;
