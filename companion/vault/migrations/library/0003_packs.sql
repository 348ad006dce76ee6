-- Content packs that were taken in. Of each pack there is the version in use, and the one before it until the next.
CREATE TABLE content_pack (
    id INTEGER PRIMARY KEY,
    namespace TEXT NOT NULL,
    pack TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('current', 'previous')),
    issued TEXT NOT NULL,
    installed_on TEXT NOT NULL,
    digest BLOB NOT NULL,
    manifest TEXT NOT NULL,
    signers TEXT NOT NULL,
    UNIQUE (namespace, pack, state)
) STRICT;

-- The files of a pack, packed as they came (raw deflate), so that one place can be read without the others.
CREATE TABLE content_file (
    pack INTEGER NOT NULL REFERENCES content_pack (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX content_file_name ON content_file (pack, name);

-- The highest version of each pack that was ever taken in, and its digest: what is older is refused, whatever became of
-- the pack since.
CREATE TABLE content_highest (
    namespace TEXT NOT NULL,
    pack TEXT NOT NULL,
    version INTEGER NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (namespace, pack)
) STRICT, WITHOUT ROWID;

-- Whose signatures count, and for what. `scope` is JSON: kinds, places, namespace.
CREATE TABLE trusted_key (
    public_key BLOB PRIMARY KEY NOT NULL CHECK (length(public_key) = 32),
    name TEXT NOT NULL,
    scope TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('bundled', 'added', 'followed')),
    added_on TEXT NOT NULL,
    until TEXT,
    revoked_on TEXT
) STRICT, WITHOUT ROWID;

-- The highest date ever seen: a clock that was set back does not make content young again.
CREATE TABLE date_floor (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    day TEXT NOT NULL
) STRICT;
