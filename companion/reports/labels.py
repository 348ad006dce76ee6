"""Words for a report's codes, translated where they are shown; a team's own place names stay as they are."""

from __future__ import annotations

from collections.abc import Mapping

from companion.i18n.catalogs import N_, tr
from companion.log.contacts import Age, Gender, Service
from companion.log.labels import AGE_LABELS, FIELD_LABELS, GENDER_LABELS, SERVICE_LABELS
from companion.log.places import PlaceNames
from companion.reports.families import Level
from companion.reports.ladder import RungState
from companion.reports.layouts import Layout
from companion.reports.periods import PeriodKind
from companion.reports.release import NoteCode
from companion.reports.tables import Dimension, Heading

PERIOD_LABELS: Mapping[PeriodKind, str] = {
    PeriodKind.MONTH: N_("Month"),
    PeriodKind.QUARTER: N_("Quarter"),
    PeriodKind.HALF_YEAR: N_("Half-year"),
    PeriodKind.YEAR: N_("Year"),
}
TITLES: Mapping[Layout, str] = {
    Layout.CONTACTS: N_("Contacts by area and service"),
    Layout.BY_MONTH: N_("Contacts, month by month"),
    Layout.SUPPLIES: N_("Things given and taken back"),
    Layout.AGE_GENDER: N_("Contacts by age and gender"),
    Layout.FIRST_TIME: N_("First time here?"),
}
LEVEL_LABELS: Mapping[Level, str] = {
    Level.SITE_SERVICE: N_("Each site, each service"),
    Level.AREA_SERVICE: N_("Each area, each service"),
    Level.SERVICE: N_("All areas, each service"),
    Level.TOTAL: N_("Total only"),
    Level.AGE_GENDER: N_("Age and gender together"),
    Level.AGE_GENDER_APART: N_("Age and gender, each by itself"),
    Level.FIRST_TIME: N_("First this year, first this month, or not"),
    Level.FIRST_OR_NOT: N_("First time or not"),
    Level.SITE: N_("Each site"),
    Level.AREA: N_("Each area"),
    Level.ALL_PLACES: N_("All areas together"),
}
RUNG_LABELS: Mapping[RungState, str] = {
    RungState.HELD_BACK: N_("Held back."),
    RungState.LATER: N_("Tried when the year is over."),
    RungState.SHOWN: N_("Shown here and in the export."),
    RungState.NOT_NEEDED: N_("Not needed."),
}
NOTE_LABELS: Mapping[NoteCode, str] = {
    NoteCode.CONTACTS_NOT_PEOPLE: N_("Contacts, not people: the same person may be in many."),
    NoteCode.ROWS_OVERLAP: N_("One contact can count in several rows."),
    NoteCode.FIRST_TIME_COUNTS_WRONG: N_(
        "“First time here” counts too high across sites and too low where people were not asked."
    ),
    NoteCode.MONTHS_MISSING: N_("Not in these figures, because too few contacts were logged: %(months)s."),
    NoteCode.NOT_OVER: N_("This period is not over. Nothing of it can go out before its last day."),
    NoteCode.FIXED: N_("This has gone out and is fixed. Late entries count in the month they are typed in."),
    NoteCode.WILL_BE_FIXED: N_("Once exported, this is fixed. Late entries count in the month they are typed in."),
}
FIRST_TIME_LABELS: Mapping[str, str] = {
    "first_this_year": N_("First time this year"),
    "first_this_month": N_("First time this month, not this year or not known"),
    "here_before": N_("Here before"),
    "not_asked": N_("Not asked"),
    "first": N_("First time this month or year"),
    "not_first": N_("Here before, or not asked"),
}


def heading_label(heading: Heading, names: PlaceNames) -> str:
    """The words of a heading in the language in use. Months are not worded here but formatted: see `i18n.locales`."""
    match heading.dimension:
        case Dimension.SERVICE:
            return tr(SERVICE_LABELS[Service(heading.code)])
        case Dimension.AMOUNT:
            return tr(FIELD_LABELS[heading.code])
        case Dimension.GENDER:
            return tr(GENDER_LABELS[Gender(heading.code)])
        case Dimension.AGE:
            return tr(AGE_LABELS[Age(heading.code)])
        case Dimension.FIRST_TIME:
            return tr(FIRST_TIME_LABELS[heading.code])
        case Dimension.AREA:
            return names.areas.get(int(heading.code)) or tr("Area %(number)s", number=heading.code)
        case Dimension.SITE:
            return names.sites.get(int(heading.code)) or tr("Site %(number)s", number=heading.code)
        case Dimension.ALL_CONTACTS:
            return tr("All contacts")
        case Dimension.ALL_PLACES:
            return tr("All areas")
        case Dimension.CONTACTS:
            return tr("Contacts")
        case Dimension.MONTHS:
            return heading.code
