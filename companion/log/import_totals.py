"""Totals from a file: what another program, or a team's paper, has counted already, month by month.

Reports rely on each question sharing out the contacts of its month and place, so that is checked. Where a file tells
fewer than all contacts by gender and age, or by first time, the rest is "not asked".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

from companion.log.contacts import (
    Age,
    Amount,
    Asked,
    ContactSetting,
    Gender,
    NaloxoneFor,
    NaloxoneKit,
    Referral,
    Service,
    Test,
    Topic,
)
from companion.log.import_rows import RowReader, SourceFile, area_and_site, counting_in
from companion.log.months import Month
from companion.log.places import PlaceNames
from companion.log.rows import number_of
from companion.log.store import LogStore
from companion.log.tally import Kind, Place, Totals, add, amount_code, service_code

FIELDS = ("date", "month", "area", "site", "total", "code", "contacts", "amount", "greatest")


def _plain(kind: type[StrEnum]) -> dict[str, int]:
    return {one.value: number_of(one) for one in kind}


def _pairs(first: type[StrEnum], second: type[StrEnum]) -> dict[str, int]:
    """Two answers with a stroke between them: `female/under_25`."""
    return {f"{one.value}/{other.value}": number_of(one) * 10 + number_of(other) for one in first for other in second}


# What a total is called in a file, the kind it is, and its codes.
TOTALS: Mapping[str, tuple[Kind, Mapping[str, int]]] = {
    "contacts": (Kind.CONTACTS, {"": 0}),
    "service": (Kind.SERVICE, {one.value: service_code(one) for one in Service}),
    "amount": (Kind.AMOUNT, {one.value: amount_code(one) for one in Amount}),
    "gender_age": (Kind.PEOPLE, _pairs(Gender, Age)),
    "first_time": (Kind.FIRST_TIME, _pairs(Asked, Asked)),
    "setting": (Kind.SETTING, _plain(ContactSetting)),
    "referral": (Kind.REFERRAL, _plain(Referral)),
    "topic": (Kind.TOPIC, _plain(Topic)),
    "test": (Kind.TEST, _plain(Test)),
    "naloxone_for": (Kind.NALOXONE_USE, _pairs(NaloxoneFor, NaloxoneKit)),
}
_NAMES = {kind: name for name, (kind, _) in TOTALS.items()}
# Questions that every contact answers once, and what stands for no answer.
_SHARED_OUT = {Kind.PEOPLE: 32, Kind.FIRST_TIME: 22}
_WITHOUT_BLANK = (Kind.SETTING,)


def totals(source: SourceFile, log: LogStore, names: PlaceNames, today: date) -> dict[Place, Totals]:
    """The totals of a file by month of counting and place. What is wrong is added to the file's findings."""
    places, counting, through = log.places(), log.counting_month(), log.counted_through()
    months: dict[tuple[Month, int, int], tuple[int, Totals]] = {}
    for line, row in source.rows:
        reader = RowReader(source, line, row)
        when, (area, site) = reader.when(), area_and_site(reader, places, names)
        found = _total(reader)
        if when is not None and when[0] > Month.of(today):
            reader.refuse("date", "log.in_the_future")
        if reader.sound and area not in (places.areas or (0,)):
            reader.refuse("area", "log.unknown_area")
        elif reader.sound and site not in (places.sites_of(area) or (0,)):
            reader.refuse("site", "log.unknown_site")
        if when is None or found is None or not reader.sound:
            continue
        known = months.setdefault((when[0], area, site), (line, {}))[1]
        if found[0] in known:
            reader.refuse("code", "log.total_twice")
        known[found[0]] = found[1]
    by_place: dict[Place, Totals] = {}
    for (month, area, site), (line, known) in months.items():
        reader = RowReader(source, line, {})
        for word, number, contacts in _disagreeing(known):
            reader.refuse("total", "log.totals_disagree", word=word, number=number, contacts=contacts)
        counted = counting_in(month, today, counting, through)
        add(by_place.setdefault((counted.code, area, site), {}), _filled_up(known))
    return by_place


def _total(reader: RowReader) -> tuple[tuple[int, int], tuple[int, int, int]] | None:
    """A line's kind and code, and its numbers; None where something is wrong with it."""
    name, code = reader.text("total").casefold(), reader.text("code").casefold()
    kind, codes = TOTALS.get(name, (None, {}))
    if kind is None:
        reader.refuse("total", "log.unknown_word", word=name[:30], choices=", ".join(TOTALS))
        return None
    if code not in codes:
        reader.refuse("code", "log.unknown_word", word=code[:30], choices=", ".join(filter(None, codes)))
        return None
    contacts, amount = reader.number("contacts"), reader.number("amount")
    # Where the most of one contact is not told, it is the most it can have been: all others gave one.
    greatest = reader.number("greatest", min(max(amount - contacts + 1, 0), _MOST))
    if contacts < 1:
        reader.refuse("contacts", "log.out_of_bounds", least=1, most=_MOST_CONTACTS)
    if kind is not Kind.AMOUNT:
        return (kind, codes[code]), (contacts, 0, 0)
    if not contacts <= amount <= _MOST * max(contacts, 1):
        reader.refuse("amount", "log.out_of_bounds", least=contacts, most=_MOST * contacts)
    elif not amount <= greatest * contacts or greatest > min(amount - contacts + 1, _MOST):
        reader.refuse("greatest", "log.out_of_bounds", least=-(-amount // contacts), most=amount - contacts + 1)
    return (kind, codes[code]), (contacts, amount, greatest)


_MOST, _MOST_CONTACTS = 9999, 9_999_999


def _disagreeing(known: Totals) -> Iterator[tuple[str, int, int]]:
    """Totals that cannot be of the same contacts: a question with more answers than contacts, or with fewer."""
    contacts = known.get((Kind.CONTACTS, 0), (0, 0, 0))[0]
    sums: dict[int, int] = {}
    for (kind, _), (number, _, _) in known.items():
        if kind in (*_SHARED_OUT, *_WITHOUT_BLANK, Kind.NALOXONE_USE):
            sums[kind] = sums.get(kind, 0) + number
        elif number > contacts:
            yield _NAMES[Kind(kind)], number, contacts
    for kind, number in sums.items():
        if number > contacts or (kind in _WITHOUT_BLANK and number < contacts):
            yield _NAMES[Kind(kind)], number, contacts


def _filled_up(known: Totals) -> Totals:
    """The same with every contact in each question: who was not told of was not asked."""
    filled = dict(known)
    contacts = known.get((Kind.CONTACTS, 0), (0, 0, 0))[0]
    for kind, blank in _SHARED_OUT.items():
        missing = contacts - sum(number for (one, _), (number, _, _) in known.items() if one == kind)
        if missing > 0:
            add(filled, {(kind, blank): (missing, 0, 0)})
    return filled
