-- Totals grow by rows, not by columns: a code that a later version adds needs no migration. Incidents get a record and
-- their totals. Every column is still an integer with bounds: there is no place for a name.

-- One row per month of counting, area, site, kind of total and code (companion/log/tally.py). `contacts` counts
-- contacts, or incidents where the kind is one of theirs; of things also their sum and the most of one contact. What
-- belongs to one place and month stands together.
CREATE TABLE tally_by_code (
    counted INTEGER NOT NULL CHECK (counted BETWEEN 200001 AND 299912 AND counted % 100 BETWEEN 1 AND 12),
    area INTEGER NOT NULL CHECK (area BETWEEN 0 AND 99),
    site INTEGER NOT NULL CHECK (site BETWEEN 0 AND 899),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 99),
    code INTEGER NOT NULL CHECK (code BETWEEN 0 AND 999),
    contacts INTEGER NOT NULL CHECK (contacts BETWEEN 0 AND 9999999),
    amount INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 99999999999),
    greatest INTEGER NOT NULL CHECK (greatest BETWEEN 0 AND 9999),
    PRIMARY KEY (counted, area, site, kind, code)
) STRICT, WITHOUT ROWID;

INSERT INTO tally_by_code
SELECT counted, area, site, 1, 0, contacts, 0, 0 FROM tally WHERE contacts > 0
UNION ALL SELECT counted, area, site, 2, 1, service_needle_exchange, 0, 0 FROM tally WHERE service_needle_exchange > 0
UNION ALL SELECT counted, area, site, 2, 2, service_rights_advice, 0, 0 FROM tally WHERE service_rights_advice > 0
UNION ALL SELECT counted, area, site, 2, 3, service_naloxone, 0, 0 FROM tally WHERE service_naloxone > 0
UNION ALL SELECT counted, area, site, 2, 4, service_sent_on, 0, 0 FROM tally WHERE service_sent_on > 0
UNION ALL SELECT counted, area, site, 2, 5, service_tests_offered, 0, 0 FROM tally WHERE service_tests_offered > 0
UNION ALL SELECT counted, area, site, 3, 1, gave_needles_given, sum_needles_given, most_needles_given FROM tally WHERE gave_needles_given > 0
UNION ALL SELECT counted, area, site, 3, 2, gave_needles_back, sum_needles_back, most_needles_back FROM tally WHERE gave_needles_back > 0
UNION ALL SELECT counted, area, site, 3, 3, gave_collecting_for, sum_collecting_for, most_collecting_for FROM tally WHERE gave_collecting_for > 0
UNION ALL SELECT counted, area, site, 3, 4, gave_foil_pipes, sum_foil_pipes, most_foil_pipes FROM tally WHERE gave_foil_pipes > 0
UNION ALL SELECT counted, area, site, 3, 5, gave_water_swabs, sum_water_swabs, most_water_swabs FROM tally WHERE gave_water_swabs > 0
UNION ALL SELECT counted, area, site, 3, 6, gave_condoms, sum_condoms, most_condoms FROM tally WHERE gave_condoms > 0
UNION ALL SELECT counted, area, site, 3, 7, gave_filters, sum_filters, most_filters FROM tally WHERE gave_filters > 0
UNION ALL SELECT counted, area, site, 3, 8, gave_cookers, sum_cookers, most_cookers FROM tally WHERE gave_cookers > 0
UNION ALL SELECT counted, area, site, 3, 9, gave_acidifier, sum_acidifier, most_acidifier FROM tally WHERE gave_acidifier > 0
UNION ALL SELECT counted, area, site, 3, 10, gave_sharps_boxes, sum_sharps_boxes, most_sharps_boxes FROM tally WHERE gave_sharps_boxes > 0
UNION ALL SELECT counted, area, site, 3, 11, gave_test_strips, sum_test_strips, most_test_strips FROM tally WHERE gave_test_strips > 0
UNION ALL SELECT counted, area, site, 3, 12, gave_naloxone_doses, sum_naloxone_doses, most_naloxone_doses FROM tally WHERE gave_naloxone_doses > 0
UNION ALL SELECT counted, area, site, 3, 13, gave_reversals, sum_reversals, most_reversals FROM tally WHERE gave_reversals > 0
UNION ALL SELECT counted, area, site, 3, 14, gave_police_interference, sum_police_interference, most_police_interference FROM tally WHERE gave_police_interference > 0
UNION ALL SELECT counted, area, site, 4, 0, people_female_under_25, 0, 0 FROM tally WHERE people_female_under_25 > 0
UNION ALL SELECT counted, area, site, 4, 1, people_female_from_25, 0, 0 FROM tally WHERE people_female_from_25 > 0
UNION ALL SELECT counted, area, site, 4, 2, people_female_not_asked, 0, 0 FROM tally WHERE people_female_not_asked > 0
UNION ALL SELECT counted, area, site, 4, 10, people_male_under_25, 0, 0 FROM tally WHERE people_male_under_25 > 0
UNION ALL SELECT counted, area, site, 4, 11, people_male_from_25, 0, 0 FROM tally WHERE people_male_from_25 > 0
UNION ALL SELECT counted, area, site, 4, 12, people_male_not_asked, 0, 0 FROM tally WHERE people_male_not_asked > 0
UNION ALL SELECT counted, area, site, 4, 20, people_other_or_trans_under_25, 0, 0 FROM tally WHERE people_other_or_trans_under_25 > 0
UNION ALL SELECT counted, area, site, 4, 21, people_other_or_trans_from_25, 0, 0 FROM tally WHERE people_other_or_trans_from_25 > 0
UNION ALL SELECT counted, area, site, 4, 22, people_other_or_trans_not_asked, 0, 0 FROM tally WHERE people_other_or_trans_not_asked > 0
UNION ALL SELECT counted, area, site, 4, 30, people_not_asked_under_25, 0, 0 FROM tally WHERE people_not_asked_under_25 > 0
UNION ALL SELECT counted, area, site, 4, 31, people_not_asked_from_25, 0, 0 FROM tally WHERE people_not_asked_from_25 > 0
UNION ALL SELECT counted, area, site, 4, 32, people_not_asked_not_asked, 0, 0 FROM tally WHERE people_not_asked_not_asked > 0
UNION ALL SELECT counted, area, site, 5, 0, first_yes_yes, 0, 0 FROM tally WHERE first_yes_yes > 0
UNION ALL SELECT counted, area, site, 5, 1, first_yes_no, 0, 0 FROM tally WHERE first_yes_no > 0
UNION ALL SELECT counted, area, site, 5, 2, first_yes_not_asked, 0, 0 FROM tally WHERE first_yes_not_asked > 0
UNION ALL SELECT counted, area, site, 5, 10, first_no_yes, 0, 0 FROM tally WHERE first_no_yes > 0
UNION ALL SELECT counted, area, site, 5, 11, first_no_no, 0, 0 FROM tally WHERE first_no_no > 0
UNION ALL SELECT counted, area, site, 5, 12, first_no_not_asked, 0, 0 FROM tally WHERE first_no_not_asked > 0
UNION ALL SELECT counted, area, site, 5, 20, first_not_asked_yes, 0, 0 FROM tally WHERE first_not_asked_yes > 0
UNION ALL SELECT counted, area, site, 5, 21, first_not_asked_no, 0, 0 FROM tally WHERE first_not_asked_no > 0
UNION ALL SELECT counted, area, site, 5, 22, first_not_asked_not_asked, 0, 0 FROM tally WHERE first_not_asked_not_asked > 0
UNION ALL SELECT counted, area, site, 6, 0, setting_fixed, 0, 0 FROM tally WHERE setting_fixed > 0
UNION ALL SELECT counted, area, site, 6, 1, setting_mobile, 0, 0 FROM tally WHERE setting_mobile > 0
UNION ALL SELECT counted, area, site, 6, 2, setting_outreach, 0, 0 FROM tally WHERE setting_outreach > 0
UNION ALL SELECT counted, area, site, 6, 3, setting_pharmacy, 0, 0 FROM tally WHERE setting_pharmacy > 0
UNION ALL SELECT counted, area, site, 6, 4, setting_prison, 0, 0 FROM tally WHERE setting_prison > 0
UNION ALL SELECT counted, area, site, 7, 0, referral_legal_aid, 0, 0 FROM tally WHERE referral_legal_aid > 0
UNION ALL SELECT counted, area, site, 7, 1, referral_health, 0, 0 FROM tally WHERE referral_health > 0
UNION ALL SELECT counted, area, site, 7, 2, referral_housing, 0, 0 FROM tally WHERE referral_housing > 0
UNION ALL SELECT counted, area, site, 7, 3, referral_drug_checking, 0, 0 FROM tally WHERE referral_drug_checking > 0
UNION ALL SELECT counted, area, site, 7, 4, referral_treatment, 0, 0 FROM tally WHERE referral_treatment > 0
UNION ALL SELECT counted, area, site, 7, 5, referral_testing, 0, 0 FROM tally WHERE referral_testing > 0
UNION ALL SELECT counted, area, site, 7, 6, referral_social, 0, 0 FROM tally WHERE referral_social > 0
UNION ALL SELECT counted, area, site, 7, 7, referral_shelter, 0, 0 FROM tally WHERE referral_shelter > 0
UNION ALL SELECT counted, area, site, 7, 8, referral_consumption_room, 0, 0 FROM tally WHERE referral_consumption_room > 0
UNION ALL SELECT counted, area, site, 7, 9, referral_mental_health, 0, 0 FROM tally WHERE referral_mental_health > 0
UNION ALL SELECT counted, area, site, 7, 10, referral_other, 0, 0 FROM tally WHERE referral_other > 0
UNION ALL SELECT counted, area, site, 8, 0, topic_overdose, 0, 0 FROM tally WHERE topic_overdose > 0
UNION ALL SELECT counted, area, site, 8, 1, topic_rights, 0, 0 FROM tally WHERE topic_rights > 0
UNION ALL SELECT counted, area, site, 8, 2, topic_safer_use, 0, 0 FROM tally WHERE topic_safer_use > 0
UNION ALL SELECT counted, area, site, 8, 3, topic_wounds, 0, 0 FROM tally WHERE topic_wounds > 0
UNION ALL SELECT counted, area, site, 8, 4, topic_bloodborne, 0, 0 FROM tally WHERE topic_bloodborne > 0
UNION ALL SELECT counted, area, site, 8, 5, topic_sexual_health, 0, 0 FROM tally WHERE topic_sexual_health > 0
UNION ALL SELECT counted, area, site, 8, 6, topic_treatment, 0, 0 FROM tally WHERE topic_treatment > 0
UNION ALL SELECT counted, area, site, 8, 7, topic_drug_checking, 0, 0 FROM tally WHERE topic_drug_checking > 0
UNION ALL SELECT counted, area, site, 8, 8, topic_violence, 0, 0 FROM tally WHERE topic_violence > 0
UNION ALL SELECT counted, area, site, 8, 9, topic_other, 0, 0 FROM tally WHERE topic_other > 0
UNION ALL SELECT counted, area, site, 9, 0, test_hiv, 0, 0 FROM tally WHERE test_hiv > 0
UNION ALL SELECT counted, area, site, 9, 1, test_hepatitis_c, 0, 0 FROM tally WHERE test_hepatitis_c > 0
UNION ALL SELECT counted, area, site, 9, 2, test_hepatitis_b, 0, 0 FROM tally WHERE test_hepatitis_b > 0
UNION ALL SELECT counted, area, site, 9, 3, test_syphilis, 0, 0 FROM tally WHERE test_syphilis > 0
UNION ALL SELECT counted, area, site, 9, 4, test_tuberculosis, 0, 0 FROM tally WHERE test_tuberculosis > 0
UNION ALL SELECT counted, area, site, 10, 0, naloxone_self_first, 0, 0 FROM tally WHERE naloxone_self_first > 0
UNION ALL SELECT counted, area, site, 10, 1, naloxone_self_repeat, 0, 0 FROM tally WHERE naloxone_self_repeat > 0
UNION ALL SELECT counted, area, site, 10, 2, naloxone_self_not_asked, 0, 0 FROM tally WHERE naloxone_self_not_asked > 0
UNION ALL SELECT counted, area, site, 10, 10, naloxone_someone_else_first, 0, 0 FROM tally WHERE naloxone_someone_else_first > 0
UNION ALL SELECT counted, area, site, 10, 11, naloxone_someone_else_repeat, 0, 0 FROM tally WHERE naloxone_someone_else_repeat > 0
UNION ALL SELECT counted, area, site, 10, 12, naloxone_someone_else_not_asked, 0, 0 FROM tally WHERE naloxone_someone_else_not_asked > 0
UNION ALL SELECT counted, area, site, 10, 20, naloxone_not_asked_first, 0, 0 FROM tally WHERE naloxone_not_asked_first > 0
UNION ALL SELECT counted, area, site, 10, 21, naloxone_not_asked_repeat, 0, 0 FROM tally WHERE naloxone_not_asked_repeat > 0
UNION ALL SELECT counted, area, site, 10, 22, naloxone_not_asked_not_asked, 0, 0 FROM tally WHERE naloxone_not_asked_not_asked > 0;

DROP TABLE tally;
ALTER TABLE tally_by_code RENAME TO tally;

-- The same contacts with room for codes to come. What an integer means stands in companion/log/contacts.py.
CREATE TABLE contact_newer (
    id INTEGER PRIMARY KEY CHECK (id / 10000000 = counted),
    month INTEGER NOT NULL CHECK (month BETWEEN 200001 AND 299912 AND month % 100 BETWEEN 1 AND 12),
    day INTEGER NOT NULL CHECK (day BETWEEN 0 AND 31),
    counted INTEGER NOT NULL CHECK (counted BETWEEN month AND 299912 AND counted % 100 BETWEEN 1 AND 12),
    area INTEGER NOT NULL CHECK (area BETWEEN 0 AND 99),
    site INTEGER NOT NULL CHECK (site BETWEEN 0 AND 899),
    setting INTEGER NOT NULL CHECK (setting BETWEEN 0 AND 99),
    gender INTEGER NOT NULL CHECK (gender BETWEEN 0 AND 99),
    age INTEGER NOT NULL CHECK (age BETWEEN 0 AND 99),
    first_this_year INTEGER NOT NULL CHECK (first_this_year BETWEEN 0 AND 99),
    first_this_month INTEGER NOT NULL CHECK (first_this_month BETWEEN 0 AND 99),
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
    naloxone_for INTEGER NOT NULL CHECK (naloxone_for BETWEEN 0 AND 99),
    naloxone_kit INTEGER NOT NULL CHECK (naloxone_kit BETWEEN 0 AND 99),
    reversals INTEGER NOT NULL CHECK (reversals BETWEEN 0 AND 99),
    police_interference INTEGER NOT NULL CHECK (police_interference BETWEEN 0 AND 99),
    referrals INTEGER NOT NULL CHECK (referrals BETWEEN 0 AND 16777215),
    topics INTEGER NOT NULL CHECK (topics BETWEEN 0 AND 16777215),
    tests INTEGER NOT NULL CHECK (tests BETWEEN 0 AND 16777215)
) STRICT;

INSERT INTO contact_newer SELECT * FROM contact;
DROP TABLE contact;
ALTER TABLE contact_newer RENAME TO contact;

-- Contacts typed in after their month: few, and found at once when their time to go has come.
CREATE INDEX late_contact ON contact (month) WHERE month < counted;

-- A rights violation, as kinds and a month: not who, not which officer, not the day, not the street. `counted` and `id`
-- are as in `contact`. `kinds` and `done` are sets, one bit per code (companion/log/incidents.py).
CREATE TABLE incident (
    id INTEGER PRIMARY KEY CHECK (id / 10000000 = counted),
    month INTEGER NOT NULL CHECK (month BETWEEN 200001 AND 299912 AND month % 100 BETWEEN 1 AND 12),
    counted INTEGER NOT NULL CHECK (counted BETWEEN month AND 299912 AND counted % 100 BETWEEN 1 AND 12),
    area INTEGER NOT NULL CHECK (area BETWEEN 0 AND 99),
    kinds INTEGER NOT NULL CHECK (kinds BETWEEN 1 AND 16777215),
    by_whom INTEGER NOT NULL CHECK (by_whom BETWEEN 0 AND 99),
    setting INTEGER NOT NULL CHECK (setting BETWEEN 0 AND 99),
    done INTEGER NOT NULL CHECK (done BETWEEN 0 AND 16777215),
    solved INTEGER NOT NULL CHECK (solved BETWEEN 0 AND 99)
) STRICT;

-- Up to which row the contacts of a month stand in the totals: the others are counted when totals are next read.
CREATE TABLE totalled (
    counted INTEGER PRIMARY KEY CHECK (counted BETWEEN 200001 AND 299912 AND counted % 100 BETWEEN 1 AND 12),
    id INTEGER NOT NULL CHECK (id / 10000000 = counted)
) STRICT;
INSERT INTO totalled SELECT counted, max(id) FROM contact GROUP BY counted;

-- Up to which month contacts and incidents are erased, one by one; their totals stay. 0: none yet.
ALTER TABLE log_state ADD COLUMN erased_through INTEGER NOT NULL DEFAULT 0 CHECK (erased_through BETWEEN 0 AND 299912);

-- Files of counts that were taken in, by the SHA-256 of each as four signed whole numbers of eight bytes: the same file
-- a second time would count everything twice.
CREATE TABLE imported_file (
    part1 INTEGER NOT NULL,
    part2 INTEGER NOT NULL,
    part3 INTEGER NOT NULL,
    part4 INTEGER NOT NULL,
    PRIMARY KEY (part1, part2, part3, part4)
) STRICT, WITHOUT ROWID;
