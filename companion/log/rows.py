"""How a contact is written as whole numbers, and read back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from companion.log.contacts import (
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

Code = TypeVar("Code", bound=StrEnum)

AMOUNTS = tuple(Amount)
_COLUMNS = (
    "month",
    "day",
    "counted",
    "area",
    "site",
    "setting",
    "gender",
    "age",
    "first_this_year",
    "first_this_month",
    "naloxone_for",
    "naloxone_kit",
    "referrals",
    "topics",
    "tests",
    *(amount.value for amount in AMOUNTS),
)
COLUMNS = ", ".join(_COLUMNS)

# A month's rows stand together: their numbers begin with the month that counts them.
ROWS_OF_MONTH = 10_000_000
_MARKS = ", ".join(f"?{number}" for number in range(1, len(_COLUMNS) + 1))
INSERT = f"""
INSERT INTO contact (id, {COLUMNS}) VALUES ((
    SELECT coalesce(max(id), ?3 * {ROWS_OF_MONTH}) + 1 FROM contact
    WHERE id > ?3 * {ROWS_OF_MONTH} AND id < (?3 + 1) * {ROWS_OF_MONTH}
), {_MARKS})
"""  # noqa: S608  our own names


# Members of different enumerations can be equal as text ("not_asked", "treatment"), so each kind has its own table.
_KINDS: tuple[type[StrEnum], ...] = (
    ContactSetting,
    Gender,
    Age,
    Asked,
    NaloxoneFor,
    NaloxoneKit,
    Referral,
    Topic,
    Test,
)
_BY_CODE: dict[type[StrEnum], dict[StrEnum, int]] = {
    kind: {code: number for number, code in enumerate(kind)} for kind in _KINDS
}
_BY_NUMBER: dict[type[StrEnum], tuple[StrEnum, ...]] = {kind: tuple(kind) for kind in _KINDS}


def number_of(code: StrEnum) -> int:
    """The number a code is stored as: its place in its enumeration."""
    return _BY_CODE[type(code)][code]


def code_of(kind: type[Code], number: int) -> Code:
    """The code stored as `number`."""
    found: Any = _BY_NUMBER[kind][number]
    return found  # type: ignore[no-any-return]


def row_of(contact: Contact, counted: Month) -> tuple[int, ...]:
    """The contact as the values of `COLUMNS`."""
    return (
        contact.month.code,
        contact.day,
        counted.code,
        contact.area,
        contact.site,
        number_of(contact.setting),
        number_of(contact.gender),
        number_of(contact.age),
        number_of(contact.first_this_year),
        number_of(contact.first_this_month),
        number_of(contact.naloxone_for),
        number_of(contact.naloxone_kit),
        _bits(contact.referrals),
        _bits(contact.topics),
        _bits(contact.tests),
        *(contact.amount(amount) for amount in AMOUNTS),
    )


def bounds(month: Month) -> tuple[int, int]:
    """The numbers between which the rows counted in a month stand."""
    return month.code * ROWS_OF_MONTH, (month.code + 1) * ROWS_OF_MONTH


def contact_of(row: Sequence[int]) -> tuple[Contact, Month]:
    """The contact and the month it counts in, from the values of `COLUMNS`."""
    fixed, amounts = row[:15], row[15:]
    contact = Contact(
        month=Month.from_code(fixed[0]),
        day=fixed[1],
        area=fixed[3],
        site=fixed[4],
        setting=code_of(ContactSetting, fixed[5]),
        gender=code_of(Gender, fixed[6]),
        age=code_of(Age, fixed[7]),
        first_this_year=code_of(Asked, fixed[8]),
        first_this_month=code_of(Asked, fixed[9]),
        naloxone_for=code_of(NaloxoneFor, fixed[10]),
        naloxone_kit=code_of(NaloxoneKit, fixed[11]),
        referrals=_chosen(Referral, fixed[12]),
        topics=_chosen(Topic, fixed[13]),
        tests=_chosen(Test, fixed[14]),
        **{amount.value: value for amount, value in zip(AMOUNTS, amounts, strict=True)},
    )
    return contact, Month.from_code(fixed[2])


def _bits(chosen: Iterable[StrEnum]) -> int:
    return sum(1 << number_of(code) for code in chosen)


def _chosen(kind: type[Code], bits: int) -> frozenset[Code]:
    return frozenset(code for number, code in enumerate(kind) if bits >> number & 1)
