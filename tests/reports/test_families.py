"""Each family of figures against a recount, and the rule of the families that were added beneath the contacts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from companion import clock
from companion.errors import Problem
from companion.log.contacts import Contact, ContactSetting, NaloxoneFor, NaloxoneKit, Referral, Test, Topic
from companion.log.exchange import Team
from companion.log.exchange_bundle import make_bundle, read_bundle
from companion.log.exchange_counts import take
from companion.log.incidents import ByWhom, Incident, IncidentKind, IncidentLog, IncidentSetting
from companion.log.ledger import Ledger
from companion.log.months import Month
from companion.log.places import PlaceNames
from companion.log.store import LogStore
from companion.log.tally import Kind, WorkshopFor
from companion.reports import families
from companion.reports.declared import code_number, declare_never, never_used
from companion.reports.families import Family, Level
from companion.reports.ladder import plan
from companion.reports.layouts import Layout
from companion.reports.periods import Period
from companion.reports.release import NoteCode, publish, release
from companion.reports.tables import Dimension, Heading
from companion.reports.telling import coverage_text, withheld
from companion.vault.vault import Vault
from tests.log.generate import services_of
from tests.reports.simulation import PLACES, declare, live

JANUARY, FEBRUARY = Month(2026, 1), Month(2026, 2)
QUARTER = Period.parse("2026-Q1")
AFTER = datetime(2026, 4, 20, tzinfo=UTC)


@pytest.fixture
def log(empty: LogStore) -> LogStore:
    declare(empty)
    return empty


def add(log: LogStore, number: int, month: Month, site: int = 1, **fields: object) -> None:
    contact = Contact(month=month, area=PLACES.sites[site], site=site, **fields)  # type: ignore[arg-type]
    log.add_many([(contact, month)] * number)


def told(log: LogStore, family: Family, period: Period = QUARTER, k: int = 5) -> list[tuple[str, Level]]:
    units = plan(log, period, k).units_within(family, period.months)
    return [("/".join(map(str, unit.months)), family.levels[unit.level]) for unit in units]


# What each table must be, found from the raw contacts by another road than the program's.
RECOUNTS: dict[Dimension, Callable[[Contact, str], bool]] = {
    Dimension.SETTING: lambda contact, code: contact.setting.value == code,
    Dimension.REFERRAL: lambda contact, code: code in {one.value for one in contact.referrals},
    Dimension.TOPIC: lambda contact, code: code in {one.value for one in contact.topics},
    Dimension.TEST: lambda contact, code: code in {one.value for one in contact.tests},
    Dimension.GENDER: lambda contact, code: contact.gender.value == code,
    Dimension.AGE: lambda contact, code: contact.age.value == code,
    Dimension.SERVICE: lambda contact, code: code in services_of(contact),
    Dimension.NALOXONE_FOR: lambda contact, code: (
        contact.naloxone_doses > 0
        and (
            contact.naloxone_for.value == code
            or (code == "not_someone_else" and contact.naloxone_for.value != "someone_else")
        )
    ),
    Dimension.NALOXONE_KIT: lambda contact, code: (
        contact.naloxone_doses > 0
        and (contact.naloxone_kit.value == code or (code == "not_first" and contact.naloxone_kit.value != "first"))
    ),
    Dimension.ALL_CONTACTS: lambda contact, code: True,
    Dimension.CONTACTS: lambda contact, code: True,
    Dimension.ALL_PLACES: lambda contact, code: True,
    Dimension.AREA: lambda contact, code: contact.area == int(code),
    Dimension.SITE: lambda contact, code: contact.site == int(code),
}
WHOLE = {
    Layout.REFERRALS: lambda contact: bool(contact.referrals),
    Layout.TESTS: lambda contact: bool(contact.tests),
}


def counts(contact: Contact, heading: Heading, layout: Layout) -> bool:
    if heading.dimension is Dimension.ALL_OF_THESE:
        return bool(WHOLE[layout](contact))
    return RECOUNTS[heading.dimension](contact, heading.code)


@pytest.mark.parametrize("size", [60, 300])
def test_every_table_equals_a_recount_from_raw_rows(tmp_path: Path, size: int) -> None:
    recounted: set[Layout] = set()
    with Vault.throw_away(tmp_path / "vault") as vault:
        log = LogStore(vault.log)
        _, incidents = live(log, size, Random(4))
        kept = list(log.contacts())
        with clock.frozen(datetime(2027, 2, 1, tzinfo=UTC)):
            for text in ("2025-05", "2025-Q2", "2026-H1", "2026"):
                report = release(log, Period.parse(text))
                for layout in Layout:
                    released = report.table(layout)
                    if released is None or layout in (Layout.SUPPLIES, Layout.POLICE, Layout.FIRST_TIME):
                        continue
                    if layout in (Layout.BY_MONTH, Layout.NEEDLES_BY_MONTH):
                        continue
                    recounted.add(layout)
                    for (row, column), number in released.table.cells.items():
                        months = released.table.months[row]
                        if column.dimension is Dimension.INCIDENTS:
                            there = [one for one, month in incidents if month in months]
                            assert number == sum(of_incident(one, row) for one in there)
                            continue
                        if column.dimension is Dimension.PEOPLE:
                            assert number == attended(log, months, row)
                            continue
                        found = [one for one, month in kept if month in months]
                        assert number == sum(counts(one, row, layout) and counts(one, column, layout) for one in found)
    assert recounted >= {Layout.CONTACTS, Layout.SETTING, Layout.TOPICS, Layout.INCIDENTS, Layout.WORKSHOPS}


def attended(log: LogStore, months: tuple[Month, ...], row: Heading) -> int:
    """People counted at the workshops of some months that a row is about."""
    return sum(
        one.contacts
        for one in log.tallies(months[0], months[-1], (Kind.WORKSHOPS,))
        if Month.from_code(one.counted) in months
        and (row.dimension is Dimension.ALL_WORKSHOPS or tuple(WorkshopFor)[one.code].value == row.code)
    )


def of_incident(incident: Incident, row: Heading) -> bool:
    return (
        row.dimension is Dimension.ALL_INCIDENTS
        or row.code in {kind.value for kind in incident.kinds}
        or (row.dimension is Dimension.INCIDENT_BY and row.code == incident.by_whom.value)
    )


def test_police_and_needles_by_month_equal_a_recount(year: LogStore) -> None:
    report = release(year, Period.parse("2026-Q3"))
    kept = list(year.contacts())
    police, needles = report.table(Layout.POLICE), report.table(Layout.NEEDLES_BY_MONTH)
    assert police is not None and needles is not None
    total = police.table.number(police.table.rows[0], Heading(Dimension.ALL_PLACES))
    assert total == sum(one.police_interference for one, month in kept if month in police.months)
    assert len(needles.table.rows) == 11
    for (row, column), number in needles.table.cells.items():
        there = [one for one, month in kept if month in needles.table.months[row]]
        assert number == sum(getattr(one, column.code) for one in there)


def test_kinds_that_overlap_are_held_to_the_rule_on_both_sides(log: LogStore) -> None:
    other_services(log, JANUARY)
    add(log, 10, JANUARY, tests=frozenset({Test.HIV}))
    add(log, 3, JANUARY, tests=frozenset({Test.HEPATITIS_C}))
    assert told(log, families.TESTS) == []  # 3 without an HIV test
    add(log, 7, JANUARY, tests=frozenset({Test.HEPATITIS_C}))
    assert told(log, families.TESTS) == [("2026-01", Level.TEST_KIND)]
    add(log, 3, JANUARY, tests=frozenset({Test.HIV, Test.HEPATITIS_C}))
    assert told(log, families.TESTS) == []  # the two sums less the total would say: 3 had both
    add(log, 2, JANUARY, tests=frozenset({Test.HIV, Test.HEPATITIS_C}))
    table = release(log, Period.parse("2026-01")).table(Layout.TESTS)
    assert table is not None
    assert [(row.code, number) for (row, _), number in table.table.cells.items()] == [
        ("hiv", 15),
        ("hepatitis_c", 15),
        ("", 25),
    ]


def test_rights_are_told_among_the_services_and_nowhere_else(log: LogStore) -> None:
    add(log, 20, JANUARY)
    add(log, 10, JANUARY, topics=frozenset({Topic.RIGHTS}))
    for topic in (Topic.OVERDOSE, Topic.SAFER_USE, Topic.WOUNDS):
        add(log, 10, JANUARY, topics=frozenset({topic}))
    table = release(log, Period.parse("2026-01")).table(Layout.TOPICS)
    assert table is not None
    assert [row.code for row in table.table.rows] == ["overdose", "safer_use", "wounds", ""]


def test_what_was_declared_never_to_occur_and_occurred_holds_the_table_back(log: LogStore) -> None:
    for setting in (ContactSetting.FIXED, ContactSetting.MOBILE, ContactSetting.OUTREACH):
        add(log, 9, JANUARY, setting=setting)
    assert told(log, families.SETTING) == [("2026-01", Level.SETTING)]
    add(log, 1, JANUARY, setting=ContactSetting.PRISON)
    assert told(log, families.SETTING) == []
    declare_never(log, [(Kind.SETTING, ContactSetting.PHARMACY)])
    assert never_used(log) == {(Kind.SETTING, code_number(ContactSetting.PHARMACY))}
    add(log, 4, JANUARY, setting=ContactSetting.PRISON)
    assert told(log, families.SETTING) == [("2026-01", Level.SETTING)]


def test_naloxone_goes_up_three_levels(log: LogStore) -> None:
    for whom in NaloxoneFor:
        for kit in NaloxoneKit:
            add(log, 8, JANUARY, naloxone_doses=1, naloxone_for=whom, naloxone_kit=kit)
    for site in (1, 2, 3, 4):
        busy(log, JANUARY, site)
    month = Period.parse("2026-01")
    assert told(log, families.NALOXONE, month) == [("2026-01", Level.NALOXONE_USE)]
    assert told(log, families.NALOXONE, month, k=10) == [("2026-01", Level.NALOXONE_APART)]
    with clock.frozen(AFTER):
        publish(log, month)
    strict = release(log, month, k=20).table(Layout.NALOXONE)
    assert strict is not None and strict.level is Level.NALOXONE_APART
    assert strict.table.number(Heading(Dimension.NALOXONE_FOR, "someone_else"), Heading(Dimension.CONTACTS)) == 24
    for whom in (NaloxoneFor.SELF, NaloxoneFor.SOMEONE_ELSE):
        add(log, 6, FEBRUARY, naloxone_doses=1, naloxone_for=whom, naloxone_kit=NaloxoneKit.FIRST)
        add(log, 6, FEBRUARY, naloxone_doses=1, naloxone_for=whom, naloxone_kit=NaloxoneKit.REPEAT)
    for site in (1, 2, 3, 4):
        busy(log, FEBRUARY, site)
    asked_always = release(log, Period.parse("2026-02")).table(Layout.NALOXONE)
    assert asked_always is not None and asked_always.level is Level.NALOXONE_OR_NOT
    assert {row.code: number for (row, _), number in asked_always.table.cells.items()} == {
        "someone_else": 12,
        "not_someone_else": 92,
        "first": 92,
        "not_first": 12,
    }


def other_services(log: LogStore, month: Month) -> None:
    """Enough of every service but tests for them to be told."""
    add(log, 9, month, needles_given=5)
    add(log, 9, month, topics=frozenset({Topic.RIGHTS}))
    add(log, 9, month, referrals=frozenset({Referral.HEALTH}))
    add(log, 9, month, naloxone_doses=1)


def busy(log: LogStore, month: Month, site: int) -> None:
    """Enough of everything at a site for its services to be told."""
    add(log, 20, month, site)
    add(log, 20, month, site, needles_given=5)
    add(log, 20, month, site, topics=frozenset({Topic.RIGHTS}))
    add(log, 20, month, site, tests=frozenset({Test.HIV}))
    add(log, 20, month, site, referrals=frozenset({Referral.HEALTH}))
    add(log, 20, month, site, naloxone_doses=1, naloxone_for=NaloxoneFor.SELF, naloxone_kit=NaloxoneKit.FIRST)


def test_things_are_never_told_over_months_with_and_without_their_service(log: LogStore) -> None:
    """January's naloxone contacts are out, February's are 2. One dose each: doses of both less January's would be 2."""
    for site in (1, 2, 3, 4):
        busy(log, JANUARY, site)
    add(log, 1, JANUARY, naloxone_doses=90)  # over half: January's doses wait
    add(log, 30, FEBRUARY)
    add(log, 2, FEBRUARY, naloxone_doses=1)
    doses = families.AMOUNTS[families.REPORTED_AMOUNTS[10]]
    assert doses.code == "naloxone_doses"
    assert [level for _, level in told(log, families.CONTACTS)] == [Level.SITE_SERVICE, Level.TOTAL]
    assert told(log, doses) == []


def test_workshops_have_a_ladder_of_their_own(log: LogStore) -> None:
    """People are told by audience where each is large enough, else in all; a month of too few waits for the next."""
    january, february, march = (Month(2026, number) for number in (1, 2, 3))
    given = {january: (15, 20), february: (12, 2), march: (3, 0)}
    for month, people in given.items():
        for audience, number in enumerate(people):
            log.totals.add((month.code, 0, 0), {(Kind.WORKSHOPS, audience): (number, 1, 0)})
    with clock.frozen(datetime(2026, 3, 31, 18, tzinfo=UTC)):
        told = {}
        for month in (january, february, march):
            report = release(log, Period.parse(str(month)))
            table = report.table(Layout.WORKSHOPS)
            told[month] = list(table.table.cells.values()) if table else []
            figure = next(f for f in report.indicators if f.indicator.code == "workshop_people")
            assert figure.value == (told[month][-1] if told[month] else None)
    assert told == {january: [15, 20, 35], february: [14], march: []}


def test_incidents_have_a_ladder_of_their_own(log: LogStore) -> None:
    with clock.frozen(AFTER):
        incidents = IncidentLog(log)

        def record(number: int, *kinds: IncidentKind, by: ByWhom = ByWhom.POLICE) -> None:
            for _ in range(number):
                incidents.save(Incident(Month(2026, 4), frozenset(kinds), by, IncidentSetting.STREET, area=1))

        record(4, IncidentKind.SEARCH)
        april = Period.parse("2026-04")
        assert release(log, april).table(Layout.INCIDENTS) is None
        record(3, IncidentKind.SEARCH, by=ByWhom.COURT)
        table = release(log, april).table(Layout.INCIDENTS)
        assert table is not None and (table.level, list(table.table.cells.values())) == (Level.INCIDENT_TOTAL, [7])
        record(6, IncidentKind.TAKEN, by=ByWhom.COURT)
        record(5, IncidentKind.VIOLENCE)
        report = release(log, april)
        table, by = report.table(Layout.INCIDENTS), report.table(Layout.INCIDENTS_BY)
        assert table is not None and by is not None
        assert [(row.code, n) for (row, _), n in table.table.cells.items()] == [
            ("search", 7),
            ("taken", 6),
            ("violence", 5),
            ("", 18),
        ]
        assert {row.code: n for (row, _), n in by.table.cells.items()} == {"police": 9, "court": 9}
        assert release(log, april, k=6).table(Layout.INCIDENTS).level is Level.INCIDENT_TOTAL  # type: ignore[union-attr]
        assert next(f for f in report.indicators if f.indicator.code == "incidents").value == 18
        assert not next(ladder for ladder in report.ladders if ladder.family is families.INCIDENTS).nothing


def test_a_report_says_in_sentences_what_it_covers_and_what_it_holds_back(year: LogStore) -> None:
    report = release(year, Period.parse("2026-10"))
    sentences = withheld(report)
    assert coverage_text(report) == "Covers October. What this team counted; others work here too."
    assert (
        "Contacts by area and service: Told as “Each area, each service”, because a finer table would hold a number "
        "under 5."
    ) in sentences
    assert not any("cells" in sentence for sentence in sentences)
    assert any(sentence.startswith("Tests offered: Not told yet") for sentence in sentences)
    small = release(year, Period.parse("2026-10"), k=20)
    assert any(sentence.startswith("Not told: Reversals told") for sentence in withheld(small))


def test_a_member_of_a_team_tells_nothing_itself_and_the_coordinator_waits(tmp_path: Path) -> None:
    names = PlaceNames({1: "North", 2: "River"}, {1: "a", 2: "b", 3: "c", 4: "d"})
    march = Period.parse("2026-03")
    with clock.frozen(AFTER), Vault.throw_away(tmp_path / "c") as own, Vault.throw_away(tmp_path / "m") as other:
        log, member = LogStore(own.log), LogStore(other.log)
        for one in (log, member):
            declare(one)
            add(one, 30, Month(2026, 3))
        Team(log).coordinate()
        Team(member).join(" ".join(Team(log).team_words()))
        with pytest.raises(Problem, match="told_by_team"):
            publish(member, march)
        looked = release(member, march)
        assert looked.tables == () and looked.told_by_team
        assert NoteCode.TOLD_BY_TEAM in {note.code for note in looked.notes}
        bundle = read_bundle(log, make_bundle(member, names))
        Team(log).admit(bundle.signer, bundle.first)
        with pytest.raises(Problem, match="laptops_missing"):
            publish(log, march)
        take(log, bundle, names)
        report = publish(log, march)
        assert (report.headline[0].value, report.laptops, report.missing) == (60, 2, 0)
        assert "Counts of 2 laptops are in it." in coverage_text(report)
        assert NoteCode.OTHERS_KNOW_THEIRS in {note.code for note in report.notes}
        assert Ledger(member).entries() == []


def test_going_ahead_without_a_missing_laptop_has_to_be_said(tmp_path: Path) -> None:
    with clock.frozen(AFTER), Vault.throw_away(tmp_path / "c") as own:
        log = LogStore(own.log)
        declare(log)
        add(log, 30, Month(2026, 3))
        Team(log).coordinate()
        Team(log).admit(bytes(32), Month(2026, 3))
        march = Period.parse("2026-03")
        assert release(log, march).missing == 1
        assert publish(log, march, without_missing=True).headline[0].value == 30
        assert release(log, march).missing == 0  # it is out: what comes later counts later
