"""Words for a report's codes, translated where they are shown; a team's own place names stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from companion.i18n.catalogs import N_, tr
from companion.log.contacts import Age, ContactSetting, Gender, Referral, Service, Test, Topic
from companion.log.incident_labels import BY_LABELS, KIND_LABELS
from companion.log.incidents import ByWhom, IncidentKind
from companion.log.labels import (
    AGE_LABELS,
    FIELD_LABELS,
    GENDER_LABELS,
    REFERRAL_LABELS,
    SERVICE_LABELS,
    SETTING_LABELS,
    TEST_LABELS,
    TOPIC_LABELS,
)
from companion.log.places import PlaceNames
from companion.reports.families import Level
from companion.reports.ladder import RungState
from companion.reports.layouts import Layout, Unit
from companion.reports.periods import PeriodKind
from companion.reports.release import NoteCode
from companion.reports.tables import Dimension, Heading

PERIOD_LABELS: Mapping[PeriodKind, str] = {
    PeriodKind.MONTH: N_("Month"),
    PeriodKind.QUARTER: N_("Quarter"),
    PeriodKind.HALF_YEAR: N_("Half-year"),
    PeriodKind.YEAR: N_("Year"),
}
FAMILY_LABELS: Mapping[str, str] = {
    "contacts": N_("Contacts by area and service"),
    "age_gender": N_("Contacts by age and gender"),
    "first_time": N_("First time here?"),
    "setting": N_("Contacts by setting"),
    "referrals": N_("Sent on to"),
    "topics": N_("Talked about"),
    "tests": N_("Tests offered"),
    "naloxone": N_("Naloxone: for whom, and whether a first kit"),
    "incidents": N_("Incidents by kind"),
    "incidents_by": N_("Incidents by who did it"),
    "workshops": N_("People counted at workshops"),
}
TITLES: Mapping[Layout, str] = {
    Layout.CONTACTS: N_("Contacts by area and service"),
    Layout.BY_MONTH: N_("Contacts, month by month"),
    Layout.SUPPLIES: N_("Things given and taken back"),
    Layout.AGE_GENDER: N_("Contacts by age and gender"),
    Layout.FIRST_TIME: N_("First time here?"),
    Layout.SETTING: N_("Contacts by setting"),
    Layout.NEEDLES_BY_MONTH: N_("Needles out and back, month by month"),
    Layout.NALOXONE: N_("Naloxone: for whom, and whether a first kit"),
    Layout.REFERRALS: N_("Sent on to"),
    Layout.TOPICS: N_("Talked about"),
    Layout.TESTS: N_("Tests offered"),
    Layout.POLICE: N_("Police interference"),
    Layout.INCIDENTS: N_("Incidents by kind"),
    Layout.INCIDENTS_BY: N_("Incidents by who did it"),
    Layout.WORKSHOPS: N_("People counted at workshops"),
}
UNIT_LABELS: Mapping[Unit, str] = {
    Unit.CONTACTS: N_("Contacts"),
    Unit.THINGS: N_("Things"),
    Unit.TIMES: N_("Times"),
    Unit.INCIDENTS: N_("Incidents"),
    Unit.PEOPLE: N_("People"),
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
    Level.SETTING: N_("Each setting"),
    Level.REFERRAL_KIND: N_("Sent on, each kind"),
    Level.TOPIC_KIND: N_("Talked about, each topic"),
    Level.TEST_KIND: N_("Tests offered, each kind"),
    Level.NALOXONE_USE: N_("Naloxone: for whom and which kit together"),
    Level.NALOXONE_APART: N_("Naloxone: for whom and which kit, each by itself"),
    Level.NALOXONE_OR_NOT: N_("Naloxone: for somebody else or not, first kit or not"),
    Level.INCIDENT_KIND: N_("Incidents, each kind"),
    Level.INCIDENT_TOTAL: N_("Incidents, total only"),
    Level.INCIDENT_BY: N_("Incidents, each kind of body"),
    Level.WORKSHOP_AUDIENCE: N_("Workshops, for whom"),
    Level.WORKSHOP_TOTAL: N_("Workshops, total only"),
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
    NoteCode.TOLD_BY_TEAM: N_("This laptop belongs to a team. What it counts goes out in the coordinator’s report."),
    NoteCode.LAPTOPS_MISSING: N_("Laptops of the team are missing. What they send later counts when it arrives."),
    NoteCode.OTHERS_KNOW_THEIRS: N_("Whoever knows one laptop’s counts can take them off the team’s."),
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
KIT_FOR_LABELS: Mapping[str, str] = {
    "self": N_("For themself"),
    "someone_else": N_("For somebody else"),
    "not_asked": N_("For whom: not asked"),
    "not_someone_else": N_("For themself, or not asked"),
}
KIT_LABELS: Mapping[str, str] = {
    "first": N_("First kit"),
    "repeat": N_("Another one"),
    "not_asked": N_("Which kit: not asked"),
    "not_first": N_("Another kit, or not asked"),
}
WORKSHOP_LABELS: Mapping[str, str] = {
    "peers": N_("Workshops for people who use drugs"),
    "police": N_("Workshops for police"),
}
_PLAIN: Mapping[Dimension, str] = {
    Dimension.ALL_CONTACTS: N_("All contacts"),
    Dimension.ALL_PLACES: N_("All areas"),
    Dimension.CONTACTS: N_("Contacts"),
    Dimension.ALL_OF_THESE: N_("Any of these"),
    Dimension.ALL_INCIDENTS: N_("All incidents"),
    Dimension.INCIDENTS: N_("Incidents"),
    Dimension.ALL_WORKSHOPS: N_("All workshops"),
    Dimension.PEOPLE: N_("People"),
}
_CODED: Mapping[Dimension, Callable[[str], str]] = {
    Dimension.SERVICE: lambda code: SERVICE_LABELS[Service(code)],
    Dimension.AMOUNT: lambda code: FIELD_LABELS[code],
    Dimension.GENDER: lambda code: GENDER_LABELS[Gender(code)],
    Dimension.AGE: lambda code: AGE_LABELS[Age(code)],
    Dimension.FIRST_TIME: lambda code: FIRST_TIME_LABELS[code],
    Dimension.SETTING: lambda code: SETTING_LABELS[ContactSetting(code)],
    Dimension.REFERRAL: lambda code: REFERRAL_LABELS[Referral(code)],
    Dimension.TOPIC: lambda code: TOPIC_LABELS[Topic(code)],
    Dimension.TEST: lambda code: TEST_LABELS[Test(code)],
    Dimension.NALOXONE_FOR: lambda code: KIT_FOR_LABELS[code],
    Dimension.NALOXONE_KIT: lambda code: KIT_LABELS[code],
    Dimension.INCIDENT: lambda code: KIND_LABELS[IncidentKind(code)],
    Dimension.INCIDENT_BY: lambda code: BY_LABELS[ByWhom(code)],
    Dimension.WORKSHOP: lambda code: WORKSHOP_LABELS[code],
}


def heading_label(heading: Heading, names: PlaceNames) -> str:
    """The words of a heading in the language in use. Months are not worded here but formatted: see `i18n.locales`."""
    if heading.dimension in _PLAIN:
        return tr(_PLAIN[heading.dimension])
    if heading.dimension in _CODED:
        return tr(_CODED[heading.dimension](heading.code))
    if heading.dimension is Dimension.AREA:
        return names.areas.get(int(heading.code)) or tr("Area %(number)s", number=heading.code)
    if heading.dimension is Dimension.SITE:
        return names.sites.get(int(heading.code)) or tr("Site %(number)s", number=heading.code)
    return heading.code
