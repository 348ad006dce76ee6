"""The figures funders and monitors ask for, as far as an anonymous log can honestly serve them.

Only numerators: schemes divide by different populations under one name, so no rate is made here. A figure is read from
a released table and from nowhere else. What cannot be known from this log is listed too, with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from companion.i18n.catalogs import N_
from companion.log.contacts import Age, Gender, NaloxoneFor, NaloxoneKit
from companion.log.months import Month
from companion.reports.disclosure import ReleasedTable
from companion.reports.layouts import Layout, Unit
from companion.reports.tables import Dimension, Heading

Cells = tuple[tuple[Heading, Heading], ...]


@dataclass(frozen=True)
class Indicator:
    """A figure's name, what it means, who asks for it, and the cells of a released table it is the sum of.

    `label` and `definition` are English sentences marked for the catalogs. `asked_by` names schemes, as they do.
    `instead`: the cells that say the same where the table is told at a coarser level.
    """

    code: str
    label: str
    definition: str
    unit: Unit
    asked_by: tuple[str, ...]
    layout: Layout
    cells: Cells
    instead: Cells = ()


@dataclass(frozen=True)
class Unknowable:
    """What a scheme asks for and this log cannot say."""

    code: str
    label: str
    reason: str
    asked_by: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """An indicator's number for a period; None when it is held back. `months` are those it covers."""

    indicator: Indicator
    value: int | None
    months: tuple[Month, ...] = ()


KIRBY, EUDA, WHO, GAM = "Kirby NSP minimum data set", "EUDA ST10", "WHO PRV.10", "UNAIDS GAM"
PHS, MONITORS = "Public Health Scotland", "INPUD"
_ALL_PLACES = Heading(Dimension.ALL_PLACES)
_CONTACTS = Heading(Dimension.CONTACTS)
_INCIDENTS = Heading(Dimension.INCIDENTS)
_AGES = tuple(Heading(Dimension.AGE, age.value) for age in Age)
_GENDERS = tuple(Heading(Dimension.GENDER, gender.value) for gender in Gender)
_KIT_FOR = tuple(Heading(Dimension.NALOXONE_FOR, whom.value) for whom in NaloxoneFor)
_KITS = tuple(Heading(Dimension.NALOXONE_KIT, kit.value) for kit in NaloxoneKit)


def _amount(code: str) -> Cells:
    return ((Heading(Dimension.AMOUNT, code), _ALL_PLACES),)


def _service(code: str) -> Cells:
    return ((Heading(Dimension.SERVICE, code), _ALL_PLACES),)


def _row(dimension: Dimension, *codes: str) -> Cells:
    return tuple((Heading(dimension, code), _CONTACTS) for code in codes)


def _indicator(
    code: str,
    words: tuple[str, str],
    unit: Unit,
    asked_by: tuple[str, ...],
    where: tuple[Layout, Cells],
    instead: Cells = (),
) -> Indicator:
    return Indicator(code, *words, unit, asked_by, *where, instead)


_TESTED = N_("Contacts in which this test was offered, taken up or not.")
_SENT = N_("Contacts in which the person was sent on there, whether or not they went.")

INDICATORS: tuple[Indicator, ...] = (
    _indicator(
        "contacts",
        (
            N_("Contacts"),
            N_("Occasions on which the team met somebody and something was given, done or talked about. Not people."),
        ),
        Unit.CONTACTS,
        (KIRBY, EUDA),
        (Layout.CONTACTS, ((Heading(Dimension.ALL_CONTACTS), _ALL_PLACES),)),
    ),
    _indicator(
        "needles_given",
        (N_("Needles given"), N_("Needles and syringes handed out, with or without others coming back.")),
        Unit.THINGS,
        (WHO, GAM, EUDA, KIRBY),
        (Layout.SUPPLIES, _amount("needles_given")),
    ),
    _indicator(
        "needles_back",
        (N_("Needles back"), N_("Used needles and syringes brought back, as told or estimated by size of container.")),
        Unit.THINGS,
        (KIRBY,),
        (Layout.SUPPLIES, _amount("needles_back")),
    ),
    _indicator(
        "needle_exchange",
        (N_("Contacts with needle exchange"), N_("Contacts in which needles were given or taken back.")),
        Unit.CONTACTS,
        (KIRBY, EUDA),
        (Layout.CONTACTS, _service("needle_exchange")),
    ),
    _indicator(
        "naloxone_doses",
        (N_("Naloxone doses"), N_("Doses of naloxone handed out to take home; a kit may hold several.")),
        Unit.THINGS,
        (PHS,),
        (Layout.SUPPLIES, _amount("naloxone_doses")),
    ),
    _indicator(
        "naloxone_contacts",
        (N_("Contacts with naloxone"), N_("Contacts in which naloxone was handed out to take home.")),
        Unit.CONTACTS,
        (PHS,),
        (Layout.CONTACTS, _service("naloxone")),
    ),
    _indicator(
        "naloxone_first_kits",
        (N_("First naloxone kits"), N_("Contacts in which the person said that it was their first kit.")),
        Unit.CONTACTS,
        (PHS,),
        (Layout.NALOXONE, tuple((whom, _KITS[0]) for whom in _KIT_FOR)),
        _row(Dimension.NALOXONE_KIT, "first"),
    ),
    _indicator(
        "naloxone_for_others",
        (
            N_("Naloxone for somebody else"),
            N_("Contacts in which the kit was taken for somebody else: family, friends."),
        ),
        Unit.CONTACTS,
        (PHS,),
        (Layout.NALOXONE, tuple((_KIT_FOR[1], kit) for kit in _KITS)),
        _row(Dimension.NALOXONE_FOR, "someone_else"),
    ),
    _indicator(
        "reversals",
        (
            N_("Reversals told"),
            N_("Overdoses turned round with naloxone, as people told the team. Most are never told."),
        ),
        Unit.TIMES,
        (PHS,),
        (Layout.SUPPLIES, _amount("reversals")),
    ),
    _indicator(
        "sent_on",
        (
            N_("Sent on"),
            N_("Contacts in which the person was sent on to another service, whether or not they went."),
        ),
        Unit.CONTACTS,
        (KIRBY,),
        (Layout.CONTACTS, _service("sent_on")),
    ),
    _indicator(
        "sent_to_treatment",
        (N_("Sent on to treatment"), _SENT),
        Unit.CONTACTS,
        (KIRBY,),
        (Layout.REFERRALS, _row(Dimension.REFERRAL, "treatment")),
    ),
    _indicator(
        "sent_to_testing",
        (N_("Sent on to testing"), _SENT),
        Unit.CONTACTS,
        (KIRBY,),
        (Layout.REFERRALS, _row(Dimension.REFERRAL, "testing")),
    ),
    _indicator(
        "tests_offered",
        (N_("Tests offered"), N_("Contacts in which a test for an infection was offered, taken up or not.")),
        Unit.CONTACTS,
        (KIRBY,),
        (Layout.CONTACTS, _service("tests_offered")),
    ),
    _indicator(
        "hiv_tests_offered",
        (N_("HIV tests offered"), _TESTED),
        Unit.CONTACTS,
        (KIRBY,),
        (Layout.TESTS, _row(Dimension.TEST, "hiv")),
    ),
    _indicator(
        "hepatitis_c_tests_offered",
        (N_("Hepatitis C tests offered"), _TESTED),
        Unit.CONTACTS,
        (KIRBY,),
        (Layout.TESTS, _row(Dimension.TEST, "hepatitis_c")),
    ),
    _indicator(
        "women",
        (
            N_("Contacts with women"),
            N_("Contacts in which the person said she is a woman; too low where it was not asked."),
        ),
        Unit.CONTACTS,
        (KIRBY, GAM),
        (Layout.AGE_GENDER, tuple((_GENDERS[0], age) for age in _AGES)),
        _row(Dimension.GENDER, "female"),
    ),
    _indicator(
        "under_25",
        (
            N_("Contacts with people under 25"),
            N_("Contacts in which the person is under 25; too low where it was not asked."),
        ),
        Unit.CONTACTS,
        (KIRBY, GAM),
        (Layout.AGE_GENDER, tuple((gender, _AGES[0]) for gender in _GENDERS)),
        _row(Dimension.AGE, "under_25"),
    ),
    _indicator(
        "outreach_contacts",
        (N_("Contacts on the street"), N_("Contacts on foot, away from any fixed place and from the van.")),
        Unit.CONTACTS,
        (KIRBY, EUDA),
        (Layout.SETTING, _row(Dimension.SETTING, "outreach")),
    ),
    _indicator(
        "first_time",
        (
            N_("First time here"),
            N_("Contacts in which the person said it was their first time here this month or this year."),
        ),
        Unit.CONTACTS,
        (KIRBY,),
        (Layout.FIRST_TIME, _row(Dimension.FIRST_TIME, "first_this_year", "first_this_month")),
        _row(Dimension.FIRST_TIME, "first"),
    ),
    _indicator(
        "first_time_this_year",
        (
            N_("First time here this year"),
            N_(
                "Contacts in which the person said it was their first time here this year: "
                "the nearest to people reached."
            ),
        ),
        Unit.CONTACTS,
        (WHO, GAM),
        (Layout.FIRST_TIME, _row(Dimension.FIRST_TIME, "first_this_year")),
    ),
    _indicator(
        "police_interference",
        (N_("Police interference"), N_("Times that police stood in the way of a contact, as the team saw it.")),
        Unit.TIMES,
        (MONITORS,),
        (Layout.POLICE, _amount("police_interference")),
    ),
    _indicator(
        "incidents",
        (
            N_("Incidents"),
            N_("Rights violations that people told the team of. Most are never told; one may be told twice."),
        ),
        Unit.INCIDENTS,
        (MONITORS,),
        (Layout.INCIDENTS, ((Heading(Dimension.ALL_INCIDENTS), _INCIDENTS),)),
    ),
    _indicator(
        "workshop_people",
        (
            N_("People at workshops"),
            N_("People counted at workshops, by show of hands; nobody is known, and one may have come twice."),
        ),
        Unit.PEOPLE,
        (),
        (Layout.WORKSHOPS, ((Heading(Dimension.ALL_WORKSHOPS), Heading(Dimension.PEOPLE)),)),
    ),
)
HEADLINE = ("contacts", "needles_given", "needles_back", "naloxone_doses", "sent_on")

CANNOT_BE_KNOWN: tuple[Unknowable, ...] = (
    Unknowable(
        "people_reached",
        N_("People reached"),
        N_("The log keeps no person, so the same person may be in many contacts. “First time here” is the nearest."),
        (WHO, GAM, KIRBY),
    ),
    Unknowable(
        "needles_per_person",
        N_("Needles per person who injects, per year"),
        N_("It needs an estimate of how many people inject here. Give the funder the needles and let them divide."),
        (WHO, GAM),
    ),
    Unknowable(
        "coverage",
        N_("Coverage: share of people reached"),
        N_("It needs people and a population; the log has contacts."),
        (WHO, GAM, EUDA),
    ),
    Unknowable(
        "test_results",
        N_("Tests taken and their results"),
        N_("Results belong to the person and the clinic. The log only counts that a test was offered."),
        (WHO, GAM),
    ),
    Unknowable(
        "infections",
        N_("How many people live with HIV or hepatitis"),
        N_("It needs a study with samples. A log of contacts would only show who happened to come."),
        (WHO, GAM),
    ),
    Unknowable(
        "safer_use",
        N_("Share who used a sterile needle last time"),
        N_("It needs a survey in which each person answers once. Asking it at the van would keep people away."),
        (GAM, KIRBY),
    ),
    Unknowable(
        "treatment_coverage",
        N_("Share of people in opioid agonist treatment"),
        N_("The log counts that somebody was sent on, never whether they went or stayed."),
        (WHO, GAM),
    ),
    Unknowable(
        "last_drug",
        N_("Which drug was injected last"),
        N_("The log does not ask what anybody uses: the answer would be a record of an offence."),
        (KIRBY,),
    ),
    Unknowable(
        "naloxone_used",
        N_("Naloxone kits that were used, and who survived"),
        N_("Only what people come back to tell is counted. Most are never told."),
        (PHS,),
    ),
    Unknowable(
        "deaths",
        N_("Deaths by overdose"),
        N_("They are counted by registers and coroners. The team may hear of some, and writes none down."),
        (EUDA,),
    ),
    Unknowable(
        "how_often",
        N_("How often police do this"),
        N_("Incidents are those that people told the team of. How many happened, nobody here can know."),
        (MONITORS,),
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
    for cells in (indicator.cells, indicator.instead):
        numbers = [released.table.number(row, column) for row, column in cells]
        if cells and None not in numbers:
            months = released.table.months.get(cells[0][0], released.months)
            return Figure(indicator, sum(number for number in numbers if number is not None), months)
    return Figure(indicator, None)
