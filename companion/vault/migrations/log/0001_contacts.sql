-- The contact log. Every column of every table here is an integer with bounds: there is no place for a name.
-- What an integer means stands in companion/log/contacts.py; codes there are only ever added at the end.

-- The team's places. Their names are settings of the library store; the log knows numbers.
CREATE TABLE area (
    code INTEGER PRIMARY KEY CHECK (code BETWEEN 1 AND 99),
    in_use INTEGER NOT NULL CHECK (in_use IN (0, 1))
) STRICT;

CREATE TABLE site (
    code INTEGER PRIMARY KEY CHECK (code BETWEEN 1 AND 899),
    area INTEGER NOT NULL REFERENCES area (code) CHECK (area BETWEEN 1 AND 99),
    in_use INTEGER NOT NULL CHECK (in_use IN (0, 1))
) STRICT;

-- Services a site does not give: declared beforehand, so that their empty cells do not hold a table back.
CREATE TABLE impossible (
    site INTEGER NOT NULL REFERENCES site (code) CHECK (site BETWEEN 1 AND 899),
    service INTEGER NOT NULL CHECK (service BETWEEN 1 AND 99),
    PRIMARY KEY (site, service)
) STRICT, WITHOUT ROWID;

-- One encounter each, never a person. `month` is when it happened, `counted` the month whose report counts it; `day` is
-- kept only while that is the same month and it is not closed, else 0. `id` is `counted` times 10000000 and a number,
-- so that a month's rows stand together and no index is needed.
CREATE TABLE contact (
    id INTEGER PRIMARY KEY CHECK (id / 10000000 = counted),
    month INTEGER NOT NULL CHECK (month BETWEEN 200001 AND 299912 AND month % 100 BETWEEN 1 AND 12),
    day INTEGER NOT NULL CHECK (day BETWEEN 0 AND 31),
    counted INTEGER NOT NULL CHECK (counted BETWEEN month AND 299912 AND counted % 100 BETWEEN 1 AND 12),
    area INTEGER NOT NULL CHECK (area BETWEEN 0 AND 99),
    site INTEGER NOT NULL CHECK (site BETWEEN 0 AND 899),
    setting INTEGER NOT NULL CHECK (setting BETWEEN 0 AND 4),
    gender INTEGER NOT NULL CHECK (gender BETWEEN 0 AND 3),
    age INTEGER NOT NULL CHECK (age BETWEEN 0 AND 2),
    first_this_year INTEGER NOT NULL CHECK (first_this_year BETWEEN 0 AND 2),
    first_this_month INTEGER NOT NULL CHECK (first_this_month BETWEEN 0 AND 2),
    needles_given INTEGER NOT NULL CHECK (needles_given BETWEEN 0 AND 9999),
    needles_back INTEGER NOT NULL CHECK (needles_back BETWEEN 0 AND 9999),
    collecting_for INTEGER NOT NULL CHECK (collecting_for BETWEEN 0 AND 99),
    foil_pipes INTEGER NOT NULL CHECK (foil_pipes BETWEEN 0 AND 9999),
    water_swabs INTEGER NOT NULL CHECK (water_swabs BETWEEN 0 AND 9999),
    condoms INTEGER NOT NULL CHECK (condoms BETWEEN 0 AND 9999),
    filters INTEGER NOT NULL CHECK (filters BETWEEN 0 AND 9999),
    cookers INTEGER NOT NULL CHECK (cookers BETWEEN 0 AND 9999),
    acidifier INTEGER NOT NULL CHECK (acidifier BETWEEN 0 AND 9999),
    sharps_boxes INTEGER NOT NULL CHECK (sharps_boxes BETWEEN 0 AND 9999),
    test_strips INTEGER NOT NULL CHECK (test_strips BETWEEN 0 AND 9999),
    naloxone_doses INTEGER NOT NULL CHECK (naloxone_doses BETWEEN 0 AND 999),
    naloxone_for INTEGER NOT NULL CHECK (naloxone_for BETWEEN 0 AND 2),
    naloxone_kit INTEGER NOT NULL CHECK (naloxone_kit BETWEEN 0 AND 2),
    reversals INTEGER NOT NULL CHECK (reversals BETWEEN 0 AND 99),
    police_interference INTEGER NOT NULL CHECK (police_interference BETWEEN 0 AND 99),
    referrals INTEGER NOT NULL CHECK (referrals BETWEEN 0 AND 65535),
    topics INTEGER NOT NULL CHECK (topics BETWEEN 0 AND 65535),
    tests INTEGER NOT NULL CHECK (tests BETWEEN 0 AND 65535),
    CHECK (day = 0 OR month = counted)
) STRICT;

-- Totals kept as contacts arrive, in the same transaction, so that a report never reads the contacts.
-- `amount` is a sum of things (0 for kinds that only count contacts), `greatest` the largest of one contact.
CREATE TABLE tally (
    counted INTEGER NOT NULL CHECK (counted BETWEEN 200001 AND 299912),
    area INTEGER NOT NULL CHECK (area BETWEEN 0 AND 99),
    site INTEGER NOT NULL CHECK (site BETWEEN 0 AND 899),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 99),
    code INTEGER NOT NULL CHECK (code BETWEEN 0 AND 999),
    contacts INTEGER NOT NULL CHECK (contacts >= 0),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    greatest INTEGER NOT NULL CHECK (greatest BETWEEN 0 AND 9999),
    PRIMARY KEY (counted, area, site, kind, code)
) STRICT, WITHOUT ROWID;

-- The days of open months, for the team's own screen; they go when the month is closed.
CREATE TABLE tally_day (
    day INTEGER PRIMARY KEY CHECK (day BETWEEN 20000101 AND 29991231),
    contacts INTEGER NOT NULL CHECK (contacts >= 0),
    needles_given INTEGER NOT NULL CHECK (needles_given >= 0),
    needles_back INTEGER NOT NULL CHECK (needles_back >= 0),
    naloxone_doses INTEGER NOT NULL CHECK (naloxone_doses >= 0),
    sent_on INTEGER NOT NULL CHECK (sent_on >= 0)
) STRICT;

-- The export ledger: what has left the building, fixed for ever. A unit is a set of months of one family of figures
-- at one level; the key of `released_month` is what keeps a month from going out twice.
CREATE TABLE released_unit (
    id INTEGER PRIMARY KEY,
    family INTEGER NOT NULL CHECK (family BETWEEN 1 AND 999),
    level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 9),
    k INTEGER NOT NULL CHECK (k BETWEEN 3 AND 100)
) STRICT;

CREATE TABLE released_month (
    family INTEGER NOT NULL CHECK (family BETWEEN 1 AND 999),
    month INTEGER NOT NULL CHECK (month BETWEEN 200001 AND 299912 AND month % 100 BETWEEN 1 AND 12),
    unit INTEGER NOT NULL REFERENCES released_unit (id) CHECK (unit >= 1),
    PRIMARY KEY (family, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE released_cell (
    unit INTEGER NOT NULL REFERENCES released_unit (id) CHECK (unit >= 1),
    category INTEGER NOT NULL CHECK (category BETWEEN 0 AND 999),
    place INTEGER NOT NULL CHECK (place BETWEEN 0 AND 999),
    value INTEGER NOT NULL CHECK (value >= 0),
    PRIMARY KEY (unit, category, place)
) STRICT, WITHOUT ROWID;

-- Up to which month counting is over, because a report of it has gone out. One row.
CREATE TABLE counted_through (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    month INTEGER NOT NULL CHECK (month BETWEEN 0 AND 299912)
) STRICT;
INSERT INTO counted_through VALUES (1, 0);
