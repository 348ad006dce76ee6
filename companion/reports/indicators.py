"""The figures funders and monitors ask for, as far as an anonymous log can honestly serve them.

Only numerators: schemes divide by different populations under one name, so no rate is made here. A figure is read from
a released table and from nowhere else. What cannot be known from this log is listed too, with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from companion.i18n.catalogs import N_
from companion.log.months import Month
from companion.reports.disclosure import ReleasedTable
from companion.reports.layouts import Layout
from companion.reports.tables import Dimension, Heading


class Unit(StrEnum):
    """What is counted."""

    CONTACTS = "contacts"
    THINGS = "things"
    REVERSALS = "reversals"


@dataclass(frozen=True)
class Indicator:
    """A figure's name, what it means, who asks for it, and the cells of a released table it is the sum of.

    `label` and `definition` are English sentences marked for the catalogs. `asked_by` names schemes, as they do.
    """

    code: str
    label: str
    definition: str
    unit: Unit
    asked_by: tuple[str, ...]
    layout: Layout
    cells: tuple[tuple[Heading, Heading], ...]


@dataclass(frozen=True)
class Unknowable:
    """What a scheme asks for and this log cannot say."""

    code: str
    label: str
    reason: str


@dataclass(frozen=True)
class Figure:
    """An indicator's number for a period; None when it is held back. `months` are those it covers."""

    indicator: Indicator
    value: int | None
    months: tuple[Month, ...] = ()


_ALL_PLACES = Heading(Dimension.ALL_PLACES)
_CONTACTS = Heading(Dimension.CONTACTS)


def _amount(code: str) -> tuple[tuple[Heading, Heading], ...]:
    return ((Heading(Dimension.AMOUNT, code), _ALL_PLACES),)


def _service(code: str) -> tuple[tuple[Heading, Heading], ...]:
    return ((Heading(Dimension.SERVICE, code), _ALL_PLACES),)


def _first(*codes: str) -> tuple[tuple[Heading, Heading], ...]:
    return tuple((Heading(Dimension.FIRST_TIME, code), _CONTACTS) for code in codes)


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "contacts",
        N_("Contacts"),
        N_("Occasions on which the team met somebody and something was given, done or talked about. Not people."),
        Unit.CONTACTS,
        ("Kirby NSP minimum data set", "EUDA ST10"),
        Layout.CONTACTS,
        ((Heading(Dimension.ALL_CONTACTS), _ALL_PLACES),),
    ),
    Indicator(
        "needles_given",
        N_("Needles given"),
        N_("Needles and syringes handed out, with or without others coming back."),
        Unit.THINGS,
        ("WHO PRV.10", "UNAIDS GAM", "EUDA ST10", "Kirby NSP minimum data set"),
        Layout.SUPPLIES,
        _amount("needles_given"),
    ),
    Indicator(
        "needles_back",
        N_("Needles back"),
        N_("Used needles and syringes brought back, as told or estimated by size of container."),
        Unit.THINGS,
        ("Kirby NSP minimum data set",),
        Layout.SUPPLIES,
        _amount("needles_back"),
    ),
    Indicator(
        "naloxone_doses",
        N_("Naloxone doses"),
        N_("Doses of naloxone handed out to take home; a kit may hold several."),
        Unit.THINGS,
        ("Public Health Scotland",),
        Layout.SUPPLIES,
        _amount("naloxone_doses"),
    ),
    Indicator(
        "sent_on",
        N_("Sent on"),
        N_("Contacts in which the person was sent on to another service, whether or not they went."),
        Unit.CONTACTS,
        ("Kirby NSP minimum data set",),
        Layout.CONTACTS,
        _service("sent_on"),
    ),
    Indicator(
        "reversals",
        N_("Reversals told"),
        N_("Overdoses turned round with naloxone, as people told the team. Most are never told."),
        Unit.REVERSALS,
        ("Public Health Scotland",),
        Layout.SUPPLIES,
        _amount("reversals"),
    ),
    Indicator(
        "tests_offered",
        N_("Tests offered"),
        N_("Contacts in which a test for an infection was offered, taken up or not."),
        Unit.CONTACTS,
        ("Kirby NSP minimum data set",),
        Layout.CONTACTS,
        _service("tests_offered"),
    ),
    Indicator(
        "first_time",
        N_("First time here"),
        N_("Contacts in which the person said it was their first time here this month or this year."),
        Unit.CONTACTS,
        ("Kirby NSP minimum data set",),
        Layout.FIRST_TIME,
        _first("first_this_year", "first_this_month"),
    ),
    Indicator(
        "first_time_this_year",
        N_("First time here this year"),
        N_("Contacts in which the person said it was their first time here this year: the nearest to people reached."),
        Unit.CONTACTS,
        ("WHO", "UNAIDS GAM"),
        Layout.FIRST_TIME,
        _first("first_this_year"),
    ),
)
HEADLINE = ("contacts", "needles_given", "needles_back", "naloxone_doses", "sent_on")

CANNOT_BE_KNOWN: tuple[Unknowable, ...] = (
    Unknowable(
        "people_reached",
        N_("People reached"),
        N_("The log keeps no person, so the same person may be in many contacts. “First time here” is the nearest."),
    ),
    Unknowable(
        "needles_per_person",
        N_("Needles per person who injects, per year"),
        N_("It needs an estimate of how many people inject here. Give the funder the needles and let them divide."),
    ),
    Unknowable(
        "coverage",
        N_("Coverage: share of people reached"),
        N_("It needs people and a population; the log has contacts."),
    ),
    Unknowable(
        "test_results",
        N_("Tests taken and their results"),
        N_("Results belong to the person and the clinic. The log only counts that a test was offered."),
    ),
)


def figures(tables: Sequence[ReleasedTable], codes: Sequence[str] | None = None) -> tuple[Figure, ...]:
    """The indicators' numbers, from released tables only; all of them, or those of `codes` in that order."""
    known = {indicator.code: indicator for indicator in INDICATORS}
    wanted = INDICATORS if codes is None else tuple(known[code] for code in codes)
    return tuple(_figure(indicator, tables) for indicator in wanted)


def _figure(indicator: Indicator, tables: Sequence[ReleasedTable]) -> Figure:
    released = next((table for table in tables if table.code == indicator.layout.value), None)
    if released is None:
        return Figure(indicator, None)
    numbers = [released.table.number(row, column) for row, column in indicator.cells]
    if indicator.code == "first_time" and None in numbers:
        numbers = [released.table.number(Heading(Dimension.FIRST_TIME, "first"), _CONTACTS)]
    if any(number is None for number in numbers):
        return Figure(indicator, None)
    months = released.table.months.get(indicator.cells[0][0], released.months)
    return Figure(indicator, sum(number for number in numbers if number is not None), months)
