"""Each rule of the ladder, on logs small enough to count by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from companion import clock
from companion.errors import Problem
from companion.log.contacts import Age, Asked, Contact, Gender, Referral, Service, Test, Topic
from companion.log.months import Month
from companion.log.places import Places
from companion.log.store import LogStore
from companion.reports.disclosure import ReleasedTable, release
from companion.reports.families import AGE_GENDER, AMOUNTS, CONTACTS, FIRST_TIME, REPORTED_AMOUNTS, Family, Level
from companion.reports.ladder import RungState, plan
from companion.reports.layouts import Layout
from companion.reports.periods import Period
from companion.reports.release import publish
from companion.reports.tables import Table

PLACES = Places(areas=(1, 2), sites={1: 1, 2: 1, 3: 2, 4: 2})
JANUARY, FEBRUARY, MARCH = Month(2026, 1), Month(2026, 2), Month(2026, 3)
QUARTER = Period.parse("2026-Q1")
ALL_SERVICES: dict[str, Any] = {
    "needles_given": 10,
    "topics": frozenset({Topic.RIGHTS}),
    "naloxone_doses": 2,
    "referrals": frozenset({Referral.HOUSING}),
    "tests": frozenset({Test.HIV}),
}


def add(log: LogStore, number: int, month: Month, site: int = 1, **fields: Any) -> None:
    contact = Contact(month=month, area=PLACES.sites[site] if site else 0, site=site, **fields)
    log.add_many([(contact, month)] * number)


def busy(log: LogStore, month: Month, site: int, number: int = 5) -> None:
    """`number` contacts with each service and as many without, so that every cell of the site reaches `number`."""
    add(log, number, month, site, **ALL_SERVICES)
    add(log, number, month, site)


def told(log: LogStore, period: Period, family: Family = CONTACTS, k: int = 5) -> list[tuple[str, Level, int]]:
    """The units within a period: months, level, number of cells."""
    made = plan(log, period, k)
    units = made.units_within(family, period.months)
    return [("/".join(map(str, unit.months)), family.levels[unit.level], len(unit.cells)) for unit in units]


@pytest.fixture
def log(empty: LogStore) -> LogStore:
    empty.set_places(PLACES)
    return empty


def test_a_table_with_no_small_cell_is_told_at_the_finest_level(log: LogStore) -> None:
    for site in PLACES.sites:
        busy(log, JANUARY, site)
    assert told(log, Period.parse("2026-01")) == [("2026-01", Level.SITE_SERVICE, 24)]


def test_one_small_cell_takes_the_whole_table_one_level_up(log: LogStore) -> None:
    for site in (1, 2, 3):
        busy(log, JANUARY, site)
    busy(log, JANUARY, 4, number=4)
    assert told(log, Period.parse("2026-01")) == [("2026-01", Level.AREA_SERVICE, 12)]
    made = plan(log, Period.parse("2026-01"))
    first, second = made.climbs[CONTACTS.number, Period.parse("2026-01")]
    assert (first.level, first.state, first.cells, first.failing) == (Level.SITE_SERVICE, RungState.HELD_BACK, 20, 5)
    assert (second.level, second.state, second.failing) == (Level.AREA_SERVICE, RungState.SHOWN, 0)


def test_an_empty_column_holds_back_because_it_was_possible(log: LogStore) -> None:
    for site in (1, 2, 3):
        busy(log, JANUARY, site)
    assert told(log, Period.parse("2026-01"))[0][1] is Level.AREA_SERVICE


def test_what_was_declared_impossible_beforehand_holds_nothing_back(log: LogStore) -> None:
    for site in (1, 2, 3):
        busy(log, JANUARY, site)
    add(log, 5, JANUARY, 4, needles_given=5)
    add(log, 5, JANUARY, 4)
    never = [service for service in Service if service is not Service.NEEDLE_EXCHANGE]
    log.declare_impossible(4, never)
    assert told(log, Period.parse("2026-01")) == [("2026-01", Level.SITE_SERVICE, 20)]
    add(log, 1, JANUARY, 4, naloxone_doses=1)
    assert told(log, Period.parse("2026-01"))[0][1] is Level.AREA_SERVICE


def test_nearly_everybody_got_it_is_as_telling_as_nearly_nobody(log: LogStore) -> None:
    for site in PLACES.sites:
        busy(log, JANUARY, site)
    add(log, 40, JANUARY, 1, needles_given=5)
    assert told(log, Period.parse("2026-01"))[0][1] is Level.SITE_SERVICE
    add(log, 40, FEBRUARY, 1, needles_given=5)
    add(log, 4, FEBRUARY, 1)
    assert told(log, Period.parse("2026-02")) == [("2026-02", Level.TOTAL, 1)]


def test_contacts_outside_the_declared_places_hold_the_finer_levels_back(log: LogStore) -> None:
    for site in PLACES.sites:
        busy(log, JANUARY, site)
    log.set_places(Places(areas=(1, 2), sites={1: 1, 2: 1, 3: 2}))
    assert told(log, Period.parse("2026-01"))[0][1] is Level.AREA_SERVICE


def test_a_team_without_areas_has_no_levels_of_places(log: LogStore) -> None:
    log.set_places(Places())
    busy(log, JANUARY, 1)
    assert told(log, Period.parse("2026-01")) == [("2026-01", Level.SERVICE, 6)]


def test_an_area_without_sites_is_a_column_of_its_own(log: LogStore) -> None:
    log.set_places(Places(areas=(1, 2), sites={1: 1}))
    busy(log, JANUARY, 1)
    contact = Contact(month=JANUARY, area=2, needles_given=4)
    log.add_many([(contact, JANUARY)] * 3)
    made = plan(log, Period.parse("2026-01"))
    assert made.climbs[CONTACTS.number, Period.parse("2026-01")][0].cells == 10
    assert told(log, Period.parse("2026-01"))[0][1] is Level.SERVICE


def test_months_too_small_wait_for_the_quarter_and_are_told_together(log: LogStore) -> None:
    add(log, 30, JANUARY)
    add(log, 3, FEBRUARY)
    add(log, 4, MARCH)
    assert told(log, Period.parse("2026-02")) == []
    assert [(months, level) for months, level, _ in told(log, QUARTER)] == [
        ("2026-01", Level.TOTAL),
        ("2026-02/2026-03", Level.TOTAL),
    ]
    table = release(plan(log, QUARTER), QUARTER, Layout.CONTACTS)
    assert table is not None
    assert list(table.table.cells.values()) == [37]
    assert table.months == QUARTER.months


def test_a_single_small_month_is_never_given_away_by_its_quarter(log: LogStore) -> None:
    add(log, 30, JANUARY)
    add(log, 3, FEBRUARY)
    add(log, 30, MARCH)
    table = release(plan(log, QUARTER), QUARTER, Layout.CONTACTS)
    assert table is not None
    assert list(table.table.cells.values()) == [60]
    assert table.months == (JANUARY, MARCH)
    year = Period.parse("2026")
    add(log, 3, Month(2026, 8))
    assert ("2026-02/2026-08", Level.TOTAL) not in [unit[:2] for unit in told(log, Period.parse("2026-H1"))]
    assert [unit[:2] for unit in told(log, year)][1] == (
        "/".join(f"2026-{number:02d}" for number in (2, 4, 5, 6, 7, 8, 9, 10, 11, 12)),
        Level.TOTAL,
    )


def test_ages_leave_out_months_whose_contacts_are_not_out(log: LogStore) -> None:
    """Else the ages' grand total, less January and March, would be February."""
    for month in (JANUARY, MARCH):
        for gender in Gender:
            for age in Age:
                add(log, 3, month, gender=gender, age=age)
    add(log, 3, FEBRUARY, gender=Gender.MALE, age=Age.UNDER_25)
    assert told(log, QUARTER, AGE_GENDER) == [("2026-01/2026-03", Level.AGE_GENDER, 12)]


def test_age_and_gender_apart_are_tried_only_when_the_year_is_over(log: LogStore) -> None:
    for gender in Gender:
        add(log, 20, JANUARY, gender=gender, age=Age.UNDER_25)
    for age in Age:
        add(log, 20, JANUARY, gender=Gender.MALE, age=age)
    assert told(log, QUARTER, AGE_GENDER) == []
    assert told(log, Period.parse("2026"), AGE_GENDER) == [("2026-01", Level.AGE_GENDER_APART, 7)]


def test_first_time_is_one_question_with_answers_that_exclude_each_other(log: LogStore) -> None:
    add(log, 6, JANUARY, first_this_year=Asked.YES, first_this_month=Asked.YES)
    add(log, 7, JANUARY, first_this_month=Asked.YES)
    add(log, 8, JANUARY, first_this_year=Asked.NO)
    add(log, 9, JANUARY)
    period = Period.parse("2026-01")
    table = release(plan(log, period), period, Layout.FIRST_TIME)
    assert table is not None
    assert [(row.code, number) for (row, _), number in table.table.cells.items()] == [
        ("first_this_year", 6),
        ("first_this_month", 7),
        ("here_before", 8),
        ("not_asked", 9),
    ]
    coarse = release(plan(log, period, k=8), period, Layout.FIRST_TIME)
    assert coarse is not None
    assert sorted(coarse.table.cells.values()) == [13, 17]


def test_things_need_enough_contacts_and_none_over_half(log: LogStore) -> None:
    needles = AMOUNTS[REPORTED_AMOUNTS[0]]
    period = Period.parse("2026-01")
    add(log, 30, JANUARY)
    add(log, 4, JANUARY, needles_given=10)
    assert told(log, period, needles) == []
    add(log, 1, JANUARY, needles_given=40)
    assert told(log, period, needles) == [("2026-01", Level.ALL_PLACES, 1)]
    add(log, 1, JANUARY, needles_given=81)
    assert told(log, period, needles) == []


def test_things_are_told_no_finer_than_their_contacts(log: LogStore) -> None:
    period = Period.parse("2026-01")
    for site in PLACES.sites:
        add(log, 20, JANUARY, site, needles_given=10)
    assert told(log, period)[0][1] is Level.TOTAL
    assert told(log, period, AMOUNTS[REPORTED_AMOUNTS[0]])[0][1] is Level.ALL_PLACES


def test_another_rule_later_tells_no_more_of_what_is_out(log: LogStore) -> None:
    for site in PLACES.sites:
        busy(log, JANUARY, site, number=8)
    period = Period.parse("2026-01")
    with clock.frozen(datetime(2026, 2, 3, tzinfo=UTC)):
        publish(log, period, k=10)
    assert told(log, period, k=10)[0][1] is Level.AREA_SERVICE
    assert told(log, period, k=5) == told(log, period, k=10)
    assert told(log, period, FIRST_TIME, k=5) == told(log, period, FIRST_TIME, k=10)


def test_a_stricter_rule_later_sums_up_what_is_out(log: LogStore) -> None:
    for site in PLACES.sites:
        busy(log, JANUARY, site, number=8)
    period = Period.parse("2026-01")
    with clock.frozen(datetime(2026, 2, 3, tzinfo=UTC)):
        assert {table.level for table in publish(log, period).tables} >= {Level.SITE_SERVICE}
    made = plan(log, period, k=10)
    table = release(made, period, Layout.CONTACTS)
    assert table is not None
    assert table.level is Level.AREA_SERVICE
    assert table.table.number(table.table.rows[0], table.table.columns[0]) == 16
    assert release(made, period, Layout.SUPPLIES) is None
    assert release(plan(log, period, k=100), period, Layout.CONTACTS) is None


def test_a_released_table_has_one_door(log: LogStore) -> None:
    with pytest.raises(TypeError, match="released by"):
        ReleasedTable(object(), "contacts", QUARTER, Level.TOTAL, 5, Table((), (), {}))
    assert release(plan(log, QUARTER), QUARTER, Layout.CONTACTS) is None


def test_nothing_goes_out_that_nobody_can_be_told(log: LogStore) -> None:
    add(log, 4, JANUARY)
    with pytest.raises(Problem) as caught:
        publish(log, Period.parse("2026-01"))
    assert caught.value.code == "reports.nothing_to_tell"
    assert log.counted_through() == Month(2000, 1)
