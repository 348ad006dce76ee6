-- The directory takes lists in while the program is in use: rows of a running import wait beside the others until all
-- of them are there, and the index is made as a generation of its own. Ids that are UUIDs take 16 bytes instead of 36.
-- Listings and index are made from the rows, so the old ones go and the program makes them anew.
DROP TABLE listing;
DROP TABLE search_posting;
DROP TABLE search_column;

-- `pending`: a running import; its rows are not there yet for anybody else.
ALTER TABLE directory_source ADD COLUMN pending INTEGER NOT NULL DEFAULT 0 CHECK (pending IN (0, 1));

-- `uid` is a blob of 16 bytes for a UUID in its usual spelling, the id's text otherwise; `data` no longer repeats it.
CREATE TABLE directory_row_new (
    id INTEGER PRIMARY KEY,
    tbl TEXT NOT NULL,
    uid ANY NOT NULL,
    data TEXT NOT NULL,
    local TEXT,
    source INTEGER NOT NULL REFERENCES directory_source (id)
) STRICT;
INSERT INTO directory_row_new (id, tbl, uid, data, local, source)
SELECT
    id,
    tbl,
    CASE
        WHEN
            length(uid) = 36
            AND uid NOT GLOB '*[^-0-9a-f]*'
            AND substr(uid, 9, 1) || substr(uid, 14, 1) || substr(uid, 19, 1) || substr(uid, 24, 1) = '----'
            AND length(replace(uid, '-', '')) = 32
        THEN unhex(replace(uid, '-', ''))
        ELSE uid
    END,
    json_remove(data, '$.id'),
    local,
    source
FROM directory_row;
DROP TABLE directory_row;
ALTER TABLE directory_row_new RENAME TO directory_row;
CREATE UNIQUE INDEX directory_row_uid ON directory_row (tbl, uid);

-- What a running import will say instead of rows that are there. `dropped`: columns (JSON list) of `local` that the
-- person gave up for what the package says.
CREATE TABLE directory_change (
    row INTEGER PRIMARY KEY,
    data TEXT NOT NULL,
    dropped TEXT NOT NULL DEFAULT '[]',
    source INTEGER NOT NULL
) STRICT;

-- Services edited while an import runs: its index is brought up to date with them at the end.
CREATE TABLE directory_touched (
    service INTEGER PRIMARY KEY
) STRICT;

-- Which generation of the index is in use, by which program version it was made (0: it must be made), and a number
-- that rises with every change, so that what was read before is read again.
CREATE TABLE directory_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    generation INTEGER NOT NULL,
    version INTEGER NOT NULL,
    turn INTEGER NOT NULL
) STRICT;
INSERT INTO directory_state (id, generation, version, turn) VALUES (1, 0, 0, 0);

-- One door: a service at a location, or a service that has no location. `id` is generation * 2^32 + number; `card` is
-- what a screen shows, as JSON.
CREATE TABLE listing (
    id INTEGER PRIMARY KEY,
    uid ANY NOT NULL,
    service INTEGER NOT NULL,
    sort_name TEXT NOT NULL,
    card TEXT NOT NULL
) STRICT;
CREATE INDEX listing_uid ON listing (uid);
CREATE INDEX listing_service ON listing (service);

-- For each folded word, each beginning of a word and each property, the numbers of the listings that have it.
CREATE TABLE search_posting (
    generation INTEGER NOT NULL,
    term TEXT NOT NULL,
    listings BLOB NOT NULL,
    PRIMARY KEY (generation, term)
) STRICT, WITHOUT ROWID;

-- Positions, hours, days of confirmation and name order of all listings, one value per listing, packed.
CREATE TABLE search_column (
    generation INTEGER NOT NULL,
    name TEXT NOT NULL,
    packed BLOB NOT NULL,
    PRIMARY KEY (generation, name)
) STRICT, WITHOUT ROWID;

-- How the columns of a team's own spreadsheet are read, under the name somebody gave it. JSON: the headers in order,
-- and for each header the field it fills.
CREATE TABLE column_mapping (
    name TEXT PRIMARY KEY NOT NULL,
    headers TEXT NOT NULL,
    columns TEXT NOT NULL
) STRICT, WITHOUT ROWID;
