-- The directory of services. What a package said is kept row by row, as it said it; listings and the search index are
-- made from those rows and can be made again at any time.

-- Where rows came from.
CREATE TABLE directory_source (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    imported_on TEXT NOT NULL,
    sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1))
) STRICT;

-- One row of one HSDS table (or of a table we do not know). `data` is a JSON object of text values, columns we do not
-- know included. `local` holds only the fields that were changed here; they win when shown and when written out.
CREATE TABLE directory_row (
    id INTEGER PRIMARY KEY,
    tbl TEXT NOT NULL,
    uid TEXT NOT NULL,
    data TEXT NOT NULL,
    local TEXT,
    source INTEGER NOT NULL REFERENCES directory_source (id)
) STRICT;
CREATE UNIQUE INDEX directory_row_uid ON directory_row (tbl, uid);

-- Which row belongs to which: a phone to a service, a door to a service and to a location. Made from the rows, and
-- made again whenever rows come or go.
CREATE TABLE directory_link (
    owner INTEGER NOT NULL,
    part INTEGER NOT NULL,
    PRIMARY KEY (owner, part)
) STRICT, WITHOUT ROWID;

-- One door: a service at a location, or a service that has no location. `card` is what a screen shows, as JSON.
CREATE TABLE listing (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    service INTEGER NOT NULL REFERENCES directory_row (id) ON DELETE CASCADE,
    sort_name TEXT NOT NULL,
    card TEXT NOT NULL
) STRICT;
CREATE INDEX listing_service ON listing (service);
CREATE INDEX listing_sort_name ON listing (sort_name, id);

-- The search index: for each folded word, each beginning of a word and each property, the listings that have it.
CREATE TABLE search_posting (
    term TEXT PRIMARY KEY NOT NULL,
    listings BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Positions, hours and name order of all listings, one value per listing, packed.
CREATE TABLE search_column (
    name TEXT PRIMARY KEY NOT NULL,
    packed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
