"""A file of counts comes in whole or not at all, once, and nothing about a person comes with it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion.errors import Problem
from companion.log.contacts import Amount, Asked, Contact, Gender, Referral, Service, Test, Topic
from companion.log.import_contacts import FIELDS, ImportResult, import_file
from companion.log.import_totals import TOTALS
from companion.log.ledger import Ledger
from companion.log.months import Month
from companion.log.places import PlaceNames
from companion.log.retention import close_month
from companion.log.store import LogStore
from companion.log.tally import Kind
from tests.log.test_notes import NAMES, NUMBERS
from tests.log.test_store import totals

NAMED = PlaceNames({1: "North", 2: "River"}, {1: "Bus stop", 2: "Streets", 3: "Van"})
OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)


def taken(log: LogStore, tmp_path: Path, text: str | bytes, name: str = "counts.csv") -> ImportResult:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return import_file(log, path, NAMED)


def found(result: ImportResult) -> list[tuple[int, str, str]]:
    return [(one.line, one.field, one.code) for one in result.findings]


def kept(log: LogStore) -> list[Contact]:
    return [contact for contact, _ in log.contacts()]


def test_contacts_of_a_csv_file_come_in(log: LogStore, tmp_path: Path) -> None:
    text = (
        "Date;Area;Site;needles_given;gender;first_this_month;topics;referrals;tests;times\r\n"
        "2026-10-30;north;Bus stop;10;female;yes;rights overdose;legal_aid;hiv, hepatitis_c;\r\n"
        "2026-10;;3;;;;;;;3\r\n"
        "\r\n"
    )
    result = taken(log, tmp_path, text)
    assert (result.taken, result.contacts, result.findings) == (True, 4, ())
    first = Contact.on(
        date(2026, 10, 30),
        area=1,
        site=1,
        needles_given=10,
        gender=Gender.FEMALE,
        first_this_month=Asked.YES,
        topics=frozenset({Topic.RIGHTS, Topic.OVERDOSE}),
        referrals=frozenset({Referral.LEGAL_AID}),
        tests=frozenset({Test.HIV, Test.HEPATITIS_C}),
    )
    assert kept(log) == [first, *[Contact(OCTOBER, area=2, site=3)] * 3]
    assert log.month(OCTOBER).contacts == 4
    assert log.can_undo is None


def test_contacts_of_a_json_file_come_in(log: LogStore, tmp_path: Path) -> None:
    entries = [{"date": "2026-11-02", "site": 2, "topics": ["wounds"], "naloxone_doses": 2, "naloxone_for": "self"}]
    for number, document in enumerate((entries, {"contacts": [*entries, *entries]})):
        assert taken(log, tmp_path, json.dumps(document), f"{number}.json").taken
    assert [contact.naloxone_doses for contact in kept(log)] == [2, 2, 2]


def test_one_fault_keeps_the_whole_file_out_and_all_are_told_at_once(log: LogStore, tmp_path: Path) -> None:
    text = (
        "date,area,site,needles_given,gender,times\n"
        "2026-10-30,North,1,10,female,1\n"
        "2026-02-30,North,1,10,,\n"
        "yesterday,North,1,10,,\n"
        "2026-12-01,North,1,10,,\n"
        "2026-10-30,Elsewhere,1,10,,\n"
        "2026-10-30,River,1,10,,\n"
        "2026-10-30,North,1,ten,,\n"
        "2026-10-30,North,1,99999,,\n"
        "2026-10-30,North,1,1,Ana,\n"
        "2026-10-30,North,1,1,,0\n"
        "2026-10-30,North,1,1,,1,more\n"
    )
    result = taken(log, tmp_path, text)
    assert not result.taken
    assert found(result) == [
        (3, "date", "log.no_month"),
        (4, "date", "log.no_month"),
        (5, "day", "log.in_the_future"),
        (6, "area", "log.unknown_place"),
        (7, "site", "log.unknown_site"),
        (8, "needles_given", "log.no_number"),
        (9, "needles_given", "log.out_of_bounds"),
        (10, "gender", "log.unknown_word"),
        (11, "times", "log.out_of_bounds"),
        (12, "", "log.cells_missing"),
    ]
    assert (kept(log), totals(log)) == ([], [])


def test_columns_that_are_none_of_the_log_are_named_and_never_kept(log: LogStore, tmp_path: Path) -> None:
    result = taken(log, tmp_path, "date,area,site,name,phone\n2026-10-30,1,1,Ana Silva,912345678\n")
    assert result.taken
    assert [(one.code, one.left_out, dict(one.facts)) for one in result.findings] == [
        ("log.unknown_field", True, {"word": "name"}),
        ("log.unknown_field", True, {"word": "phone"}),
    ]
    assert kept(log) == [Contact.on(date(2026, 10, 30), area=1, site=1)]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(sorted({*FIELDS} - {"month"})), st.sampled_from((*NAMES, *NUMBERS[:6])))
def test_no_field_of_a_file_takes_a_name_or_a_telephone_number(
    log: LogStore, tmp_path: Path, field: str, word: str
) -> None:
    entry = {"date": "2026-10-30", "area": 1, "site": 1} | {field: word}
    assert not taken(log, tmp_path, json.dumps([entry])).taken
    assert kept(log) == []


def test_the_same_file_comes_in_once(log: LogStore, tmp_path: Path) -> None:
    text = "date,site\n2026-10-30,1\n"
    assert taken(log, tmp_path, text).taken
    with pytest.raises(Problem, match=r"log\.imported_before"):
        taken(log, tmp_path, text, "another name.csv")
    assert log.month(OCTOBER).contacts == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "log.import_empty"),
        ("date,site\n", "log.import_empty"),
        ("[]", "log.import_empty"),
        ("{}", "log.import_form"),
        ("[1]", "log.import_form"),
        ("[{", "log.import_form"),
        ('date\n"2026-10', "log.import_form"),
        (b"date\n\xff\xfe", "file.not_utf8"),
    ],
)
def test_what_is_no_file_of_counts_is_refused(log: LogStore, tmp_path: Path, text: str | bytes, code: str) -> None:
    with pytest.raises(Problem) as caught:
        taken(log, tmp_path, text)
    assert caught.value.code == code


def test_a_column_that_stands_there_twice_is_refused(log: LogStore, tmp_path: Path) -> None:
    assert found(taken(log, tmp_path, "date,site,site\n2026-10-30,1,2\n")) == [(1, "site", "log.field_twice")]


def test_what_was_reported_is_not_changed_by_a_file(log: LogStore, tmp_path: Path) -> None:
    Ledger(log).record([], through=OCTOBER)
    close_month(log, OCTOBER, date(2026, 11, 20))
    assert taken(log, tmp_path, "date,site\n2026-10-30,1\n2026-11-02,1\n").taken
    assert (log.month(OCTOBER).contacts, log.month(NOVEMBER).contacts) == (0, 2)
    assert [contact.day for contact in kept(log)] == [0, 2]


TOTAL_LINES = """date,area,site,total,code,contacts,amount,greatest
2026-09,1,1,contacts,,40,,
2026-09,1,1,service,needle_exchange,30,,
2026-09,1,1,amount,needles_given,30,900,100
2026-09,1,1,amount,needles_back,10,200,
2026-09,1,1,gender_age,female/under_25,6,,
2026-09,1,1,first_time,no/no,40,,
2026-09,1,1,setting,outreach,40,,
2026-09,1,1,referral,housing,3,,
"""


def test_totals_come_in_and_every_question_shares_out_all_contacts(log: LogStore, tmp_path: Path) -> None:
    result = taken(log, tmp_path, TOTAL_LINES)
    assert (result.taken, result.contacts, result.findings) == (True, 0, ())
    month = log.month(Month(2026, 9))
    assert (month.contacts, month.services[Service.NEEDLE_EXCHANGE]) == (40, 30)
    assert month.amounts[Amount.NEEDLES_GIVEN] == 900
    rows = totals(log)
    for kind in (Kind.PEOPLE, Kind.FIRST_TIME, Kind.SETTING):
        assert sum(row.contacts for row in rows if row.kind == kind) == 40
    back = next(row for row in rows if row.kind == Kind.AMOUNT and row.amount == 200)
    assert back.greatest == 191  # not told, so it is the most it can have been


@pytest.mark.parametrize(
    ("line", "field", "code"),
    [
        ("2026-09,1,1,persons,,4,,", "total", "log.unknown_word"),
        ("2026-09,1,1,service,magic,4,,", "code", "log.unknown_word"),
        ("2026-09,1,1,service,naloxone,0,,", "contacts", "log.out_of_bounds"),
        ("2026-09,1,1,service,naloxone,41,,", "total", "log.totals_disagree"),
        ("2026-09,1,1,gender_age,male/from_25,35,,", "total", "log.totals_disagree"),
        ("2026-09,1,1,setting,fixed,1,,", "total", "log.totals_disagree"),
        ("2026-09,1,1,amount,condoms,5,3,", "amount", "log.out_of_bounds"),
        ("2026-09,1,1,amount,condoms,5,50,8", "greatest", "log.out_of_bounds"),
        ("2026-09,1,1,contacts,,40,,", "code", "log.total_twice"),
        ("2026-12,1,1,contacts,,40,,", "date", "log.in_the_future"),
        ("2026-09,,,contacts,,40,,", "area", "log.unknown_area"),
    ],
)
def test_totals_that_cannot_be_are_told_and_keep_the_file_out(
    log: LogStore, tmp_path: Path, line: str, field: str, code: str
) -> None:
    result = taken(log, tmp_path, f"{TOTAL_LINES}{line}\n")
    assert not result.taken
    assert (field, code) in {(one.field, one.code) for one in result.findings}
    assert totals(log) == []


def test_every_kind_of_a_contact_has_a_word_in_files() -> None:
    assert {kind for kind, _ in TOTALS.values()} == {kind for kind in Kind if kind < Kind.INCIDENTS}
