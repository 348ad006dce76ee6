-- What left the building when, what the team never does, and the counts of several laptops of one team. As before,
-- every column is an integer with bounds.

-- One row per file or print-out that went out, for the team's own page. Its figures stand in released_*.
CREATE TABLE went_out (
    id INTEGER PRIMARY KEY,
    day INTEGER NOT NULL CHECK (day BETWEEN 20000101 AND 29991231),
    first INTEGER NOT NULL CHECK (first BETWEEN 200001 AND 299912 AND first % 100 BETWEEN 1 AND 12),
    months INTEGER NOT NULL CHECK (months IN (1, 3, 6, 12)),
    format INTEGER NOT NULL CHECK (format BETWEEN 1 AND 99),
    k INTEGER NOT NULL CHECK (k BETWEEN 3 AND 100),
    tables INTEGER NOT NULL CHECK (tables BETWEEN 1 AND 65535),
    written INTEGER NOT NULL CHECK (written IN (0, 1))
) STRICT;

-- Codes that a team never uses (a setting, a kind of referral …): declared beforehand, so that their empty cells do not
-- hold a table back. `kind` and `code` as in companion/log/tally.py.
CREATE TABLE never (
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 99),
    code INTEGER NOT NULL CHECK (code BETWEEN 0 AND 9999),
    PRIMARY KEY (kind, code)
) STRICT, WITHOUT ROWID;

-- Keys of 32 bytes, each as four signed whole numbers of eight bytes, the first bytes first. Purposes: 1 the seed this
-- laptop signs with, 2 the team's public key, 3 the team's secret key (on the coordinator's laptop only).
CREATE TABLE team_key (
    purpose INTEGER PRIMARY KEY CHECK (purpose BETWEEN 1 AND 3),
    part1 INTEGER NOT NULL,
    part2 INTEGER NOT NULL,
    part3 INTEGER NOT NULL,
    part4 INTEGER NOT NULL
) STRICT;

-- From which month to which this laptop's contacts are told by the team's coordinator and not by itself. Roles:
-- 1 coordinator, 2 member. `last` is 0 while it lasts. `revision` counts the bundles made.
CREATE TABLE team_time (
    id INTEGER PRIMARY KEY,
    role INTEGER NOT NULL CHECK (role IN (1, 2)),
    first INTEGER NOT NULL CHECK (first BETWEEN 200001 AND 299912 AND first % 100 BETWEEN 1 AND 12),
    last INTEGER NOT NULL CHECK (last BETWEEN 0 AND 299912),
    revision INTEGER NOT NULL CHECK (revision BETWEEN 0 AND 999999999),
    sent INTEGER NOT NULL CHECK (sent BETWEEN 0 AND 299912)
) STRICT;

-- The laptops a coordinator has admitted: a number and the key each signs with. Names are a setting of the library.
CREATE TABLE laptop (
    code INTEGER PRIMARY KEY CHECK (code BETWEEN 1 AND 99),
    in_use INTEGER NOT NULL CHECK (in_use IN (0, 1)),
    first INTEGER NOT NULL CHECK (first BETWEEN 200001 AND 299912 AND first % 100 BETWEEN 1 AND 12),
    revision INTEGER NOT NULL CHECK (revision BETWEEN 0 AND 999999999),
    part1 INTEGER NOT NULL,
    part2 INTEGER NOT NULL,
    part3 INTEGER NOT NULL,
    part4 INTEGER NOT NULL,
    UNIQUE (part1, part2, part3, part4)
) STRICT;

-- What a laptop last said of a month: in which revision, whether the month was over by then, in which month's report
-- it counts (a later one, if it came after its own was out), and whether something changed after that was out.
CREATE TABLE received_month (
    laptop INTEGER NOT NULL REFERENCES laptop (code) CHECK (laptop BETWEEN 1 AND 99),
    month INTEGER NOT NULL CHECK (month BETWEEN 200001 AND 299912 AND month % 100 BETWEEN 1 AND 12),
    revision INTEGER NOT NULL CHECK (revision BETWEEN 1 AND 999999999),
    whole INTEGER NOT NULL CHECK (whole IN (0, 1)),
    counted INTEGER NOT NULL CHECK (counted BETWEEN month AND 299912 AND counted % 100 BETWEEN 1 AND 12),
    changed_late INTEGER NOT NULL CHECK (changed_late IN (0, 1)),
    PRIMARY KEY (laptop, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE received_tally (
    laptop INTEGER NOT NULL REFERENCES laptop (code) CHECK (laptop BETWEEN 1 AND 99),
    month INTEGER NOT NULL CHECK (month BETWEEN 200001 AND 299912 AND month % 100 BETWEEN 1 AND 12),
    area INTEGER NOT NULL CHECK (area BETWEEN 0 AND 99),
    site INTEGER NOT NULL CHECK (site BETWEEN 0 AND 899),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 99),
    code INTEGER NOT NULL CHECK (code BETWEEN 0 AND 9999),
    contacts INTEGER NOT NULL CHECK (contacts >= 0),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    greatest INTEGER NOT NULL CHECK (greatest BETWEEN 0 AND 9999),
    PRIMARY KEY (laptop, month, area, site, kind, code)
) STRICT, WITHOUT ROWID;
