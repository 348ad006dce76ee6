-- Letters: numbers put into the vault's letterbox while it was closed (companion/log/letterbox.py). Here stand the secret
-- they are opened with, and which were counted. Every column is an integer, as before.

-- The secret, 32 bytes as four signed whole numbers of eight bytes, the first bytes first.
CREATE TABLE letterbox_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    part1 INTEGER NOT NULL,
    part2 INTEGER NOT NULL,
    part3 INTEGER NOT NULL,
    part4 INTEGER NOT NULL
) STRICT;

-- The random mark, 16 bytes, of each letter that was counted: none is counted twice. Says nothing of its order.
CREATE TABLE letter_counted (
    part1 INTEGER NOT NULL,
    part2 INTEGER NOT NULL,
    PRIMARY KEY (part1, part2)
) STRICT, WITHOUT ROWID;
