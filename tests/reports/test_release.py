"""Reports against a recount; what is fixed when; and no figure from a cell that is not out."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion import clock
from companion.errors import Problem
from companion.log.contacts import Amount, Contact
from companion.log.ledger import Ledger
from companion.log.months import Month
from companion.log.store import LogStore
from companion.reports.families import Level
from companion.reports.indicators import CANNOT_BE_KNOWN, INDICATORS
from companion.reports.ladder import RungState
from companion.reports.layouts import Layout
from companion.reports.periods import Period
from companion.reports.release import NoteCode, Report, publish, release
from companion.reports.tables import Dimension, Heading, Table
from companion.vault.vault import Vault
from tests.log.generate import SERVICES, recount, services_of
from tests.reports.simulation import MONTHS, PLACES, live

OCTOBER = Period.parse("2026-10")
ALL_PLACES = Heading(Dimension.ALL_PLACES)


def code_of(run: object, *arguments: object) -> str:
    with pytest.raises(Problem) as caught:
        run(*arguments)  # type: ignore[operator]
    return caught.value.code


@pytest.mark.parametrize("text", ["2026-10", "2026-Q3", "2026-H1", "2026"])
def test_every_figure_equals_a_recount_of_the_contacts_of_its_months(year: LogStore, text: str) -> None:
    report = release(year, Period.parse(text))
    kept = list(year.contacts())
    contacts, supplies = report.table(Layout.CONTACTS), report.table(Layout.SUPPLIES)
    assert contacts is not None
    assert supplies is not None
    for (row, column), number in contacts.table.cells.items():
        there = [c for c, month in kept if month in contacts.table.months[row]]
        there = [c for c in there if column == ALL_PLACES or c.area == int(column.code)]
        assert number == sum(row.code in ("", *services_of(contact)) for contact in there)
    for (row, column), number in supplies.table.cells.items():
        there = [c for c, month in kept if month in supplies.table.months[row]]
        there = [c for c in there if column == ALL_PLACES or c.area == int(column.code)]
        assert number == recount(there)[f"amount:{row.code}"]


def test_the_report_of_a_month_as_the_screen_shows_it(year: LogStore) -> None:
    report = release(year, OCTOBER)
    assert [figure.indicator.code for figure in report.headline] == [
        "contacts",
        "needles_given",
        "needles_back",
        "naloxone_doses",
        "sent_on",
    ]
    assert report.headline[0].value == 412
    contacts, ages = report.ladders[:2]
    assert [(rung.level, rung.state) for rung in contacts.rungs] == [
        (Level.SITE_SERVICE, RungState.HELD_BACK),
        (Level.AREA_SERVICE, RungState.SHOWN),
        (Level.SERVICE, RungState.NOT_NEEDED),
        (Level.TOTAL, RungState.NOT_NEEDED),
    ]
    assert contacts.rungs[0].cells == 30
    assert (str(ages.waits_for), ages.rungs[0].state, ages.rungs[1].state) == (
        "2026-Q4",
        RungState.HELD_BACK,
        RungState.LATER,
    )
    by_month = report.table(Layout.BY_MONTH)
    assert by_month is not None
    assert [row.code for row in by_month.table.rows] == [str(Month(2025, 11).plus(n)) for n in range(12)]
    assert {note.code for note in report.notes} == {
        NoteCode.CONTACTS_NOT_PEOPLE,
        NoteCode.ROWS_OVERLAP,
        NoteCode.FIRST_TIME_COUNTS_WRONG,
        NoteCode.WILL_BE_FIXED,
    }


def test_looking_writes_nothing_down(year: LogStore) -> None:
    release(year, OCTOBER)
    release(year, Period.parse("2026"))
    assert Ledger(year).entries() == []
    assert year.counted_through() == Month(2000, 1)


def test_what_was_looked_at_is_what_goes_out(year: LogStore) -> None:
    looked, out = release(year, OCTOBER), publish(year, OCTOBER)
    assert [table.table for table in looked.tables] == [table.table for table in out.tables]
    assert (looked.is_fixed, out.is_fixed) == (False, True)
    assert NoteCode.FIXED in {note.code for note in out.notes}


def test_one_table_can_go_out_alone(year: LogStore) -> None:
    out = publish(year, OCTOBER, only=Layout.FIRST_TIME)
    assert [table.code for table in out.tables] == ["first_time"]
    families = {entry.family for entry in Ledger(year).entries()}
    assert families == {1, 3}  # its contacts are bound with it: see `disclosure`


def test_a_report_that_has_gone_out_is_the_same_ever_after(year: LogStore) -> None:
    before = figures_of(publish(year, OCTOBER))
    year.save(Contact.on(datetime(2026, 10, 30, tzinfo=UTC).date(), area=1, site=1, needles_given=50))
    assert figures_of(publish(year, OCTOBER)) == before
    assert figures_of(release(year, OCTOBER)) == before
    assert len(Ledger(year).entries()) == len({(e.family, e.months) for e in Ledger(year).entries()})


def figures_of(report: Report) -> list[object]:
    return [(table.code, table.level, dict(table.table.cells)) for table in report.tables]


def test_a_period_that_is_not_over_does_not_go_out(year: LogStore) -> None:
    november = Period.parse("2026-11")
    assert release(year, november).is_open
    assert NoteCode.NOT_OVER in {note.code for note in release(year, november).notes}
    assert code_of(publish, year, november) == "reports.not_over"
    assert code_of(publish, year, Period.parse("2026")) == "reports.not_over"
    assert code_of(release, year, Period.parse("2026-12")) == "reports.future_period"
    assert code_of(release, year, OCTOBER, 2) == "reports.unknown_rule"
    assert Ledger(year).entries() == []


def test_on_its_last_day_a_month_goes_out_and_later_contacts_count_in_the_next(year: LogStore) -> None:
    with clock.frozen(datetime(2026, 11, 30, 17, tzinfo=UTC)):
        november = Period.parse("2026-11")
        before = figures_of(publish(year, november))
        saved = year.save(Contact.on(clock.today(), area=1, site=1))
        assert saved.counted == Month(2026, 12)
        assert figures_of(release(year, november)) == before
        assert release(year, Period.parse("2026-12")).is_open


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**6), st.sampled_from([20, 80, 250]))
def test_every_figure_of_a_report_is_a_sum_of_units_that_are_out(
    tmp_path_factory: pytest.TempPathFactory, seed: int, size: int
) -> None:
    with Vault.throw_away(tmp_path_factory.mktemp("vault") / "v") as vault:
        log = LogStore(vault.log)
        truth, _ = live(log, size, Random(seed))
        units = [entry for entry in Ledger(log).entries() if entry.family == 1]
        with clock.frozen(datetime(2027, 2, 1, tzinfo=UTC)):
            for text in ("2025-03", "2025-Q2", "2026-H1", "2026"):
                report = release(log, Period.parse(text))
                within = [unit for unit in units if set(unit.months) <= set(Period.parse(text).months)]
                total = report.headline[0].value
                expected = sum(value for unit in within for (category, _), value in unit.cells.items() if not category)
                assert (total or 0) == expected
                months = {month for unit in within for month in unit.months}
                assert expected == sum(month in months for _, month in truth)


def test_indicators_have_words_and_withheld_ones_have_no_number(empty: LogStore) -> None:
    empty.set_places(PLACES)
    empty.add_many([(Contact(month=MONTHS[0], area=1, site=1), MONTHS[0])] * 4)
    report = release(empty, Period.parse("2025-01"))
    assert report.tables == ()
    assert {figure.value for figure in report.indicators} == {None}
    assert report.ladders[0].months_waiting == (MONTHS[0],)
    codes = [indicator.code for indicator in INDICATORS]
    assert len(set(codes)) == len(codes)
    assert all(one.definition for one in INDICATORS)
    assert [one.code for one in INDICATORS if not one.asked_by] == ["workshop_people"]  # our own: no scheme asks for it
    assert all(one.reason for one in CANNOT_BE_KNOWN)


def test_police_interference_has_a_table_of_its_own_and_collecting_for_has_none(year: LogStore) -> None:
    report = release(year, Period.parse("2026-Q3"))
    supplies, police = report.table(Layout.SUPPLIES), report.table(Layout.POLICE)
    assert supplies is not None and police is not None
    told = {row.code for row in supplies.table.rows}
    assert not told & {Amount.POLICE_INTERFERENCE.value, Amount.COLLECTING_FOR.value}
    assert {row.code for row in police.table.rows} == {Amount.POLICE_INTERFERENCE.value}
    assert set(SERVICES) == {row.code for row in _contacts(year).rows if row.code}


def _contacts(log: LogStore) -> Table:
    table = release(log, OCTOBER).table(Layout.CONTACTS)
    assert table is not None
    return table.table
