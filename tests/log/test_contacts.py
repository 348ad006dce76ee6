"""A contact holds codes and small numbers, and says field by field what is wrong."""

from __future__ import annotations

import dataclasses
import typing
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.log import labels
from companion.log.contacts import MOST, OTHER_ITEMS, Amount, Asked, Contact, NaloxoneFor, NaloxoneKit, check
from companion.log.months import Month
from companion.log.places import PlaceNames, Places
from companion.log.rows import contact_of, row_of
from tests.log.conftest import PLACES
from tests.log.generate import contacts

TODAY = date(2026, 11, 20)
SOUND = Contact.on(TODAY, area=1, site=2, needles_given=10)


def findings(**fields: Any) -> list[tuple[str, str]]:
    return [(one.field, one.code) for one in check(replace(SOUND, **fields), PLACES, TODAY)]


def test_a_contact_has_no_field_for_text() -> None:
    allowed = {int, Month}
    for name, kind in typing.get_type_hints(Contact).items():
        inner = typing.get_args(kind)[0] if typing.get_args(kind) else kind
        assert inner in allowed or issubclass(inner, StrEnum), name


def test_an_empty_contact_is_sound_because_two_people_talked() -> None:
    assert check(Contact.on(TODAY), Places(), TODAY) == []


@pytest.mark.parametrize("amount", Amount)
@pytest.mark.parametrize("over", [-1, None, True, 1.5, "3", 10**6])
def test_every_number_has_bounds_and_the_finding_names_its_field(amount: Amount, over: object) -> None:
    assert findings(**{amount.value: over}) == [(amount.value, "log.out_of_bounds")]


@pytest.mark.parametrize("amount", Amount)
def test_the_largest_number_is_sound(amount: Amount) -> None:
    assert findings(**{amount.value: MOST[amount]}) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"day": 21}, ("day", "log.in_the_future")),
        ({"month": Month(2026, 12), "day": 0}, ("day", "log.in_the_future")),
        ({"day": 31}, ("day", "log.out_of_bounds")),
        ({"area": 3}, ("area", "log.unknown_area")),
        ({"area": 0}, ("area", "log.unknown_area")),
        ({"site": 3}, ("site", "log.unknown_site")),
        ({"site": 0}, ("site", "log.unknown_site")),
        ({"setting": "outreach"}, ("setting", "log.unknown_code")),
        ({"gender": "Ana Silva"}, ("gender", "log.unknown_code")),
        ({"topics": frozenset({"Ana Silva"})}, ("topics", "log.unknown_code")),
        ({"topics": ["rights"]}, ("topics", "log.unknown_code")),
        (
            {"first_this_year": Asked.YES, "first_this_month": Asked.NO},
            ("first_this_month", "log.first_time_contradiction"),
        ),
        ({"naloxone_for": NaloxoneFor.SELF}, ("naloxone_for", "log.naloxone_without_doses")),
        ({"naloxone_kit": NaloxoneKit.FIRST}, ("naloxone_kit", "log.naloxone_without_doses")),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(fields: dict[str, Any], expected: tuple[str, str]) -> None:
    assert findings(**fields) == [expected]


def test_a_finding_becomes_a_problem_with_the_field_and_the_bounds() -> None:
    problem = check(replace(SOUND, needles_back=-1), PLACES, TODAY)[0].problem()
    assert (problem.code, problem.facts) == (
        "log.out_of_bounds",
        {"field": "needles_back", "least": 0, "most": MOST[Amount.NEEDLES_BACK]},
    )


@given(contacts(PLACES, (Month(2026, 9), Month(2026, 10))), st.sampled_from([Month(2026, 10), Month(2026, 11)]))
def test_a_contact_comes_back_from_its_numbers(contact: Contact, counted: Month) -> None:
    assert check(contact, PLACES, TODAY) == []
    row = row_of(contact, counted)
    assert all(type(value) is int for value in row)
    assert contact_of(row) == (contact, counted)


def test_every_field_and_choice_has_words_and_somebody_it_is_kept_for() -> None:
    fields = {field.name for field in dataclasses.fields(Contact)}
    assert fields == set(labels.FIELD_LABELS) == set(labels.KEPT_FOR)
    kinds = typing.get_type_hints(Contact)
    for name in fields:
        kind = typing.get_args(kinds[name])[0] if typing.get_args(kinds[name]) else kinds[name]
        if issubclass(kind, StrEnum):
            assert set(labels.CHOICE_LABELS[name]) == set(kind), name


def test_other_items_are_amounts_that_no_other_part_of_the_form_asks_for() -> None:
    elsewhere = {
        Amount.NEEDLES_GIVEN,
        Amount.NEEDLES_BACK,
        Amount.COLLECTING_FOR,
        Amount.NALOXONE_DOSES,
        Amount.REVERSALS,
        Amount.POLICE_INTERFERENCE,
    }
    assert set(OTHER_ITEMS) | elsewhere == set(Amount)
    assert not elsewhere & set(OTHER_ITEMS)


def test_names_of_places_survive_the_settings_and_nonsense_is_left_out() -> None:
    names = PlaceNames({1: "North"}, {2: "Bus"})
    assert PlaceNames.from_setting(names.as_setting()) == names
    assert PlaceNames.from_setting({"areas": {"x": "North", "2": 7, "3": ""}, "sites": []}) == PlaceNames()
    assert PlaceNames.from_setting(None) == PlaceNames()
