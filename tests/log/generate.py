"""Contacts by the million for benchmarks, by the dozen for properties, and a recount that shares nothing with the log.

`python -m tests.log.generate FOLDER NUMBER` leaves nothing behind; it prints how long filling took.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import strategies as st

from companion.log import rows, tally
from companion.log.contacts import (
    MOST,
    Age,
    Amount,
    Asked,
    Contact,
    ContactSetting,
    Gender,
    NaloxoneFor,
    NaloxoneKit,
    Referral,
    Test,
    Topic,
)
from companion.log.months import Month
from companion.log.places import Places
from companion.log.store import LogStore

PLACES = Places(areas=(1, 2, 3), sites={1: 1, 2: 1, 3: 2, 4: 2, 5: 3, 6: 3})
TEMPLATES = 2000


def any_contact(chance: random.Random, month: Month, places: Places) -> Contact:
    """One sound contact, drawn from everything a contact can hold; half of its fields stay empty."""
    area = chance.choice(places.areas) if places.areas else 0
    sites = places.sites_of(area)
    doses = chance.choice((0, 0, 0, 1, 2))
    amounts: dict[str, Any] = {
        amount.value: chance.choice((0, 0, 0, 1, 5, 10)) for amount in Amount if amount is not Amount.NALOXONE_DOSES
    }
    year = chance.choice(tuple(Asked))
    return Contact(
        month=month,
        day=chance.randint(1, 28),
        area=area,
        site=chance.choice(sites) if sites else 0,
        setting=chance.choice(tuple(ContactSetting)),
        gender=chance.choice(tuple(Gender)),
        age=chance.choice(tuple(Age)),
        first_this_year=year,
        first_this_month=Asked.YES if year is Asked.YES else chance.choice(tuple(Asked)),
        naloxone_doses=doses,
        naloxone_for=chance.choice(tuple(NaloxoneFor)) if doses else NaloxoneFor.NOT_ASKED,
        naloxone_kit=chance.choice(tuple(NaloxoneKit)) if doses else NaloxoneKit.NOT_ASKED,
        referrals=_some(chance, tuple(Referral)),
        topics=_some(chance, tuple(Topic)),
        tests=_some(chance, tuple(Test)),
        **amounts,
    )


Choice = TypeVar("Choice")


def _some(chance: random.Random, choices: tuple[Choice, ...]) -> frozenset[Choice]:
    return frozenset(chance.sample(choices, chance.choice((0, 0, 1, 2))))


@st.composite
def contacts(draw: st.DrawFn, places: Places, months: tuple[Month, ...]) -> Contact:
    """Sound contacts up to the bounds of every field."""
    seed = draw(st.integers(0, 2**32))
    contact = any_contact(random.Random(seed), draw(st.sampled_from(months)), places)
    amount = draw(st.sampled_from([one for one in Amount if one is not Amount.NALOXONE_DOSES]))
    change: dict[str, Any] = {amount.value: draw(st.integers(0, MOST[amount]))}
    return replace(contact, **change)


def fill(log: LogStore, number: int, last: Month, months: int = 12, seed: int = 1) -> None:
    """Put `number` contacts, spread evenly over the months up to `last`, into an empty log: a million in seconds.

    The contacts repeat some thousands of drawn ones; the totals are kept right.
    """
    chance = random.Random(seed)
    log.set_places(PLACES)
    drawn = [any_contact(chance, last, PLACES) for _ in range(min(TEMPLATES, number))]
    marks = ", ".join("?" * (rows.COLUMNS.count(",") + 2))
    insert = f"INSERT INTO contact (id, {rows.COLUMNS}) VALUES ({marks})"
    with log.store.transaction():
        for back in range(months):
            month = last.plus(-back)
            share = number // months + (back < number % months)
            picked = chance.choices(range(len(drawn)), k=share)
            moved = [replace(contact, month=month) for contact in drawn]
            log.store.execute_many(insert, _numbered([rows.row_of(one, month) for one in moved], picked, month))
            totals = _totals(moved, month, Counter(picked))
            for place, numbers in totals.items():
                log.totals.add(place, numbers)
            log.totals.mark(month)


def _numbered(templates: list[tuple[int, ...]], picked: list[int], month: Month) -> Iterator[tuple[int, ...]]:
    first = rows.bounds(month)[0]
    for number, template in enumerate(picked, 1):
        yield (first + number, *templates[template])


def _totals(drawn: list[Contact], month: Month, times: Counter[int]) -> dict[tally.Place, tally.Totals]:
    totals: dict[tally.Place, tally.Totals] = {}
    for number, many in times.items():
        place = tally.place_of(drawn[number], month)
        tally.add(totals.setdefault(place, {}), tally.of_contact(drawn[number]), many)
    return totals


SERVICES = ("needle_exchange", "rights_advice", "naloxone", "sent_on", "tests_offered")


def services_of(contact: Contact) -> frozenset[str]:
    """The services of a contact, found by another road than the program's."""
    found = set()
    if contact.needles_given + contact.needles_back:
        found.add("needle_exchange")
    if any(topic.value == "rights" for topic in contact.topics):
        found.add("rights_advice")
    if contact.naloxone_doses:
        found.add("naloxone")
    if len(contact.referrals):
        found.add("sent_on")
    if len(contact.tests):
        found.add("tests_offered")
    return frozenset(found)


def recount(contacts_: Iterable[Contact]) -> Counter[str]:
    """Contacts, contacts of each service and things, over all places."""
    numbers: Counter[str] = Counter()
    for contact in contacts_:
        numbers["contacts"] += 1
        numbers.update(services_of(contact))
        for amount in Amount:
            numbers[f"amount:{amount.value}"] += getattr(contact, amount.value)
    return numbers


def main(folder: str, number: str) -> None:
    """Fill a throw-away vault and say how long it took."""
    from companion.vault.vault import Vault

    with Vault.throw_away(Path(folder)) as vault:
        begin = time.perf_counter()
        fill(LogStore(vault.log), int(number), Month.of(date(2026, 10, 1)))
        print(f"{number} contacts in {time.perf_counter() - begin:.1f} s")


if __name__ == "__main__":
    main(*sys.argv[1:])
