-- Settings that belong to the team and travel with the vault. Values are JSON.
CREATE TABLE setting (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Which slots of the header are in use, and for whom: the header itself does not tell.
CREATE TABLE key_slot (
    position INTEGER PRIMARY KEY CHECK (position BETWEEN 0 AND 7),
    identity BLOB NOT NULL UNIQUE,
    kind INTEGER NOT NULL,
    label TEXT NOT NULL DEFAULT ''
) STRICT;
