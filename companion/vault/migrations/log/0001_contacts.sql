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
-- 0 once the month it happened in is closed. `id` is `counted` times 10000000 and a number,
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
    tests INTEGER NOT NULL CHECK (tests BETWEEN 0 AND 65535)
) STRICT;

-- Totals kept as contacts arrive, in the same transaction, so that a report never reads the contacts. One wide row per
-- month of counting, area and site, because changing one row is what a save can afford. Of things: how many contacts
-- gave them, their sum, and the most of one contact. The columns stand in companion/log/tally.py in this order.
CREATE TABLE tally (
    counted INTEGER NOT NULL CHECK (counted BETWEEN 200001 AND 299912),
    area INTEGER NOT NULL CHECK (area BETWEEN 0 AND 99),
    site INTEGER NOT NULL CHECK (site BETWEEN 0 AND 899),
    contacts INTEGER NOT NULL CHECK (contacts >= 0),
    service_needle_exchange INTEGER NOT NULL CHECK (service_needle_exchange >= 0),
    service_rights_advice INTEGER NOT NULL CHECK (service_rights_advice >= 0),
    service_naloxone INTEGER NOT NULL CHECK (service_naloxone >= 0),
    service_sent_on INTEGER NOT NULL CHECK (service_sent_on >= 0),
    service_tests_offered INTEGER NOT NULL CHECK (service_tests_offered >= 0),
    gave_needles_given INTEGER NOT NULL CHECK (gave_needles_given >= 0),
    sum_needles_given INTEGER NOT NULL CHECK (sum_needles_given >= 0),
    most_needles_given INTEGER NOT NULL CHECK (most_needles_given BETWEEN 0 AND 9999),
    gave_needles_back INTEGER NOT NULL CHECK (gave_needles_back >= 0),
    sum_needles_back INTEGER NOT NULL CHECK (sum_needles_back >= 0),
    most_needles_back INTEGER NOT NULL CHECK (most_needles_back BETWEEN 0 AND 9999),
    gave_collecting_for INTEGER NOT NULL CHECK (gave_collecting_for >= 0),
    sum_collecting_for INTEGER NOT NULL CHECK (sum_collecting_for >= 0),
    most_collecting_for INTEGER NOT NULL CHECK (most_collecting_for BETWEEN 0 AND 9999),
    gave_foil_pipes INTEGER NOT NULL CHECK (gave_foil_pipes >= 0),
    sum_foil_pipes INTEGER NOT NULL CHECK (sum_foil_pipes >= 0),
    most_foil_pipes INTEGER NOT NULL CHECK (most_foil_pipes BETWEEN 0 AND 9999),
    gave_water_swabs INTEGER NOT NULL CHECK (gave_water_swabs >= 0),
    sum_water_swabs INTEGER NOT NULL CHECK (sum_water_swabs >= 0),
    most_water_swabs INTEGER NOT NULL CHECK (most_water_swabs BETWEEN 0 AND 9999),
    gave_condoms INTEGER NOT NULL CHECK (gave_condoms >= 0),
    sum_condoms INTEGER NOT NULL CHECK (sum_condoms >= 0),
    most_condoms INTEGER NOT NULL CHECK (most_condoms BETWEEN 0 AND 9999),
    gave_filters INTEGER NOT NULL CHECK (gave_filters >= 0),
    sum_filters INTEGER NOT NULL CHECK (sum_filters >= 0),
    most_filters INTEGER NOT NULL CHECK (most_filters BETWEEN 0 AND 9999),
    gave_cookers INTEGER NOT NULL CHECK (gave_cookers >= 0),
    sum_cookers INTEGER NOT NULL CHECK (sum_cookers >= 0),
    most_cookers INTEGER NOT NULL CHECK (most_cookers BETWEEN 0 AND 9999),
    gave_acidifier INTEGER NOT NULL CHECK (gave_acidifier >= 0),
    sum_acidifier INTEGER NOT NULL CHECK (sum_acidifier >= 0),
    most_acidifier INTEGER NOT NULL CHECK (most_acidifier BETWEEN 0 AND 9999),
    gave_sharps_boxes INTEGER NOT NULL CHECK (gave_sharps_boxes >= 0),
    sum_sharps_boxes INTEGER NOT NULL CHECK (sum_sharps_boxes >= 0),
    most_sharps_boxes INTEGER NOT NULL CHECK (most_sharps_boxes BETWEEN 0 AND 9999),
    gave_test_strips INTEGER NOT NULL CHECK (gave_test_strips >= 0),
    sum_test_strips INTEGER NOT NULL CHECK (sum_test_strips >= 0),
    most_test_strips INTEGER NOT NULL CHECK (most_test_strips BETWEEN 0 AND 9999),
    gave_naloxone_doses INTEGER NOT NULL CHECK (gave_naloxone_doses >= 0),
    sum_naloxone_doses INTEGER NOT NULL CHECK (sum_naloxone_doses >= 0),
    most_naloxone_doses INTEGER NOT NULL CHECK (most_naloxone_doses BETWEEN 0 AND 9999),
    gave_reversals INTEGER NOT NULL CHECK (gave_reversals >= 0),
    sum_reversals INTEGER NOT NULL CHECK (sum_reversals >= 0),
    most_reversals INTEGER NOT NULL CHECK (most_reversals BETWEEN 0 AND 9999),
    gave_police_interference INTEGER NOT NULL CHECK (gave_police_interference >= 0),
    sum_police_interference INTEGER NOT NULL CHECK (sum_police_interference >= 0),
    most_police_interference INTEGER NOT NULL CHECK (most_police_interference BETWEEN 0 AND 9999),
    people_female_under_25 INTEGER NOT NULL CHECK (people_female_under_25 >= 0),
    people_female_from_25 INTEGER NOT NULL CHECK (people_female_from_25 >= 0),
    people_female_not_asked INTEGER NOT NULL CHECK (people_female_not_asked >= 0),
    people_male_under_25 INTEGER NOT NULL CHECK (people_male_under_25 >= 0),
    people_male_from_25 INTEGER NOT NULL CHECK (people_male_from_25 >= 0),
    people_male_not_asked INTEGER NOT NULL CHECK (people_male_not_asked >= 0),
    people_other_or_trans_under_25 INTEGER NOT NULL CHECK (people_other_or_trans_under_25 >= 0),
    people_other_or_trans_from_25 INTEGER NOT NULL CHECK (people_other_or_trans_from_25 >= 0),
    people_other_or_trans_not_asked INTEGER NOT NULL CHECK (people_other_or_trans_not_asked >= 0),
    people_not_asked_under_25 INTEGER NOT NULL CHECK (people_not_asked_under_25 >= 0),
    people_not_asked_from_25 INTEGER NOT NULL CHECK (people_not_asked_from_25 >= 0),
    people_not_asked_not_asked INTEGER NOT NULL CHECK (people_not_asked_not_asked >= 0),
    first_yes_yes INTEGER NOT NULL CHECK (first_yes_yes >= 0),
    first_yes_no INTEGER NOT NULL CHECK (first_yes_no >= 0),
    first_yes_not_asked INTEGER NOT NULL CHECK (first_yes_not_asked >= 0),
    first_no_yes INTEGER NOT NULL CHECK (first_no_yes >= 0),
    first_no_no INTEGER NOT NULL CHECK (first_no_no >= 0),
    first_no_not_asked INTEGER NOT NULL CHECK (first_no_not_asked >= 0),
    first_not_asked_yes INTEGER NOT NULL CHECK (first_not_asked_yes >= 0),
    first_not_asked_no INTEGER NOT NULL CHECK (first_not_asked_no >= 0),
    first_not_asked_not_asked INTEGER NOT NULL CHECK (first_not_asked_not_asked >= 0),
    setting_fixed INTEGER NOT NULL CHECK (setting_fixed >= 0),
    setting_mobile INTEGER NOT NULL CHECK (setting_mobile >= 0),
    setting_outreach INTEGER NOT NULL CHECK (setting_outreach >= 0),
    setting_pharmacy INTEGER NOT NULL CHECK (setting_pharmacy >= 0),
    setting_prison INTEGER NOT NULL CHECK (setting_prison >= 0),
    referral_legal_aid INTEGER NOT NULL CHECK (referral_legal_aid >= 0),
    referral_health INTEGER NOT NULL CHECK (referral_health >= 0),
    referral_housing INTEGER NOT NULL CHECK (referral_housing >= 0),
    referral_drug_checking INTEGER NOT NULL CHECK (referral_drug_checking >= 0),
    referral_treatment INTEGER NOT NULL CHECK (referral_treatment >= 0),
    referral_testing INTEGER NOT NULL CHECK (referral_testing >= 0),
    referral_social INTEGER NOT NULL CHECK (referral_social >= 0),
    referral_shelter INTEGER NOT NULL CHECK (referral_shelter >= 0),
    referral_consumption_room INTEGER NOT NULL CHECK (referral_consumption_room >= 0),
    referral_mental_health INTEGER NOT NULL CHECK (referral_mental_health >= 0),
    referral_other INTEGER NOT NULL CHECK (referral_other >= 0),
    topic_overdose INTEGER NOT NULL CHECK (topic_overdose >= 0),
    topic_rights INTEGER NOT NULL CHECK (topic_rights >= 0),
    topic_safer_use INTEGER NOT NULL CHECK (topic_safer_use >= 0),
    topic_wounds INTEGER NOT NULL CHECK (topic_wounds >= 0),
    topic_bloodborne INTEGER NOT NULL CHECK (topic_bloodborne >= 0),
    topic_sexual_health INTEGER NOT NULL CHECK (topic_sexual_health >= 0),
    topic_treatment INTEGER NOT NULL CHECK (topic_treatment >= 0),
    topic_drug_checking INTEGER NOT NULL CHECK (topic_drug_checking >= 0),
    topic_violence INTEGER NOT NULL CHECK (topic_violence >= 0),
    topic_other INTEGER NOT NULL CHECK (topic_other >= 0),
    test_hiv INTEGER NOT NULL CHECK (test_hiv >= 0),
    test_hepatitis_c INTEGER NOT NULL CHECK (test_hepatitis_c >= 0),
    test_hepatitis_b INTEGER NOT NULL CHECK (test_hepatitis_b >= 0),
    test_syphilis INTEGER NOT NULL CHECK (test_syphilis >= 0),
    test_tuberculosis INTEGER NOT NULL CHECK (test_tuberculosis >= 0),
    naloxone_self_first INTEGER NOT NULL CHECK (naloxone_self_first >= 0),
    naloxone_self_repeat INTEGER NOT NULL CHECK (naloxone_self_repeat >= 0),
    naloxone_self_not_asked INTEGER NOT NULL CHECK (naloxone_self_not_asked >= 0),
    naloxone_someone_else_first INTEGER NOT NULL CHECK (naloxone_someone_else_first >= 0),
    naloxone_someone_else_repeat INTEGER NOT NULL CHECK (naloxone_someone_else_repeat >= 0),
    naloxone_someone_else_not_asked INTEGER NOT NULL CHECK (naloxone_someone_else_not_asked >= 0),
    naloxone_not_asked_first INTEGER NOT NULL CHECK (naloxone_not_asked_first >= 0),
    naloxone_not_asked_repeat INTEGER NOT NULL CHECK (naloxone_not_asked_repeat >= 0),
    naloxone_not_asked_not_asked INTEGER NOT NULL CHECK (naloxone_not_asked_not_asked >= 0),
    PRIMARY KEY (counted, area, site)
) STRICT, WITHOUT ROWID;

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

-- One row: up to which month counting is over, because a report of it has gone out, and up to which month days are
-- dropped, because it is closed. 0: none yet.
CREATE TABLE log_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    counted_through INTEGER NOT NULL CHECK (counted_through BETWEEN 0 AND 299912),
    closed_through INTEGER NOT NULL CHECK (closed_through BETWEEN 0 AND 299912)
) STRICT;
INSERT INTO log_state VALUES (1, 0, 0);
