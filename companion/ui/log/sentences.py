"""A contact said in whole sentences: in full before it is saved, in short after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from companion import clock
from companion.i18n import locales
from companion.i18n.catalogs import N_, tr, trn
from companion.log.contacts import OTHER_ITEMS, Age, Amount, Asked, Contact, Gender, NaloxoneFor, NaloxoneKit
from companion.log.labels import (
    AGE_LABELS,
    FIELD_LABELS,
    GENDER_LABELS,
    REFERRAL_LABELS,
    SETTING_LABELS,
    TEST_LABELS,
    TOPIC_LABELS,
)
from companion.log.months import Month
from companion.log.places import PlaceNames

# So many are named; more would push Save out of sight, so they are counted.
_NAMED = 3
_KIT: Mapping[StrEnum, str] = {
    NaloxoneFor.SELF: N_("The kit is for themself."),
    NaloxoneFor.SOMEONE_ELSE: N_("The kit is for somebody else."),
    NaloxoneKit.FIRST: N_("A first kit."),
    NaloxoneKit.REPEAT: N_("Another kit after a first."),
}
_FURTHER = (*OTHER_ITEMS, Amount.COLLECTING_FOR, Amount.REVERSALS)


def in_full(contact: Contact, names: PlaceNames) -> str:
    """Everything that was filled in, and where."""
    said = [*_supplies(contact), *_further(contact), *_talk(contact), *_answers(contact), where(contact, names)]
    return " ".join(said)


def in_short(contact: Contact, names: PlaceNames) -> str:
    """What was given, or that people talked, and where: enough to know which one it was."""
    said = _supplies(contact)
    if not said:
        said = [tr("Other things given.")] if any(contact.amount(item) for item in OTHER_ITEMS) else [tr("A talk.")]
    place = _place(contact, names)
    return " ".join([*said, tr("%(place)s.", place=place) if place else where(contact, names)])


def where(contact: Contact, names: PlaceNames) -> str:
    """The setting, the area and the site."""
    setting, place = tr(SETTING_LABELS[contact.setting]), _place(contact, names)
    return tr("%(setting)s, %(place)s.", setting=setting, place=place) if place else tr("%(setting)s.", setting=setting)


def _place(contact: Contact, names: PlaceNames) -> str:
    if contact.site:
        return site_name(contact.site, names)
    return area_name(contact.area, names) if contact.area else ""


def area_name(area: int, names: PlaceNames) -> str:
    """What the team calls an area, or its number."""
    return names.areas.get(area) or tr("Area %(number)s", number=locales.number(area))


def site_name(site: int, names: PlaceNames) -> str:
    """What the team calls a site, or its number."""
    return names.sites.get(site) or tr("Site %(number)s", number=locales.number(site))


def late(day: date | None, counted: Month) -> str:
    """What has to be said of a late entry, and of one whose month is reported already; else nothing."""
    happened = day or clock.today()
    month = locales.month_year(counted.first_day)
    if Month.of(happened) != counted:
        if day is None:
            return tr("This month’s report has gone out: it counts in %(month)s.", month=month)
        return tr("Late entry for %(day)s. It counts in %(month)s.", day=locales.weekday_date(day), month=month)
    return "" if day is None else tr("Late entry for %(day)s.", day=locales.weekday_date(day))


def _supplies(contact: Contact) -> list[str]:
    given, back, doses = contact.needles_given, contact.needles_back, contact.naloxone_doses
    said: list[str] = []
    if given and back:
        said.append(
            trn(
                "%(n)s needle given, %(back)s back.",
                "%(n)s needles given, %(back)s back.",
                given,
                back=locales.number(back),
            )
        )
    elif given:
        said.append(trn("%(n)s needle given.", "%(n)s needles given.", given))
    elif back:
        said.append(trn("%(n)s needle back.", "%(n)s needles back.", back))
    if doses:
        said.append(trn("%(n)s dose of naloxone.", "%(n)s doses of naloxone.", doses))
    return said


def _further(contact: Contact) -> list[str]:
    said = [
        tr("%(thing)s: %(count)s.", thing=tr(FIELD_LABELS[item]), count=locales.number(contact.amount(item)))
        for item in _FURTHER
        if contact.amount(item)
    ]
    return said + [tr(_KIT[answer]) for answer in (contact.naloxone_for, contact.naloxone_kit) if answer in _KIT]


def _talk(contact: Contact) -> list[str]:
    said: list[str] = []
    if contact.topics:
        topics = [tr(words) for topic, words in TOPIC_LABELS.items() if topic in contact.topics]
        few = tr("Talked about: %(topics)s.", topics=locales.joined(topics))
        many = trn("Talked about %(n)s topic.", "Talked about %(n)s topics.", len(topics))
        said.append(few if len(topics) <= _NAMED else many)
    if contact.referrals:
        doors = [tr(words) for referral, words in REFERRAL_LABELS.items() if referral in contact.referrals]
        few = tr("Sent on to: %(places)s.", places=locales.joined(doors))
        many = trn("Sent on to %(n)s place.", "Sent on to %(n)s places.", len(doors))
        said.append(few if len(doors) <= _NAMED else many)
    if contact.tests:
        tests = [tr(words) for test, words in TEST_LABELS.items() if test in contact.tests]
        few = tr("Tests offered: %(tests)s.", tests=locales.joined(tests))
        many = trn("%(n)s test offered.", "%(n)s tests offered.", len(tests))
        said.append(few if len(tests) <= _NAMED else many)
    return said


def _answers(contact: Contact) -> list[str]:
    """What was answered to a question; what was not asked is not said."""
    said: list[str] = []
    if contact.gender is not Gender.NOT_ASKED:
        said.append(tr("%(answer)s.", answer=tr(GENDER_LABELS[contact.gender])))
    if contact.age is not Age.NOT_ASKED:
        said.append(tr("%(answer)s.", answer=tr(AGE_LABELS[contact.age])))
    if contact.first_this_year is Asked.YES:
        said.append(tr("First time this year."))
    elif contact.first_this_month is Asked.YES:
        said.append(tr("First time this month."))
    elif Asked.NO in (contact.first_this_month, contact.first_this_year):
        said.append(tr("Here before."))
    if contact.police_interference:
        said.append(tr("Police interfered."))
    return said
