"""Amounts with their units, exact: what a person weighed and what a law names, brought to one measure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from companion.errors import Problem

# Measures that can be compared with themselves only: grams of a mass, millilitres of a volume, and counted things.
# The ounce is the international avoirdupois ounce (28.349523125 g exactly).
_UNITS: dict[str, tuple[str, Decimal]] = {
    "kg": ("mass", Decimal(1000)),
    "g": ("mass", Decimal(1)),
    "mg": ("mass", Decimal("0.001")),
    "ug": ("mass", Decimal("0.000001")),
    "oz": ("mass", Decimal("28.349523125")),
    "l": ("volume", Decimal(1000)),
    "dl": ("volume", Decimal(100)),
    "ml": ("volume", Decimal(1)),
    "tablet": ("tablet", Decimal(1)),
    "blotter": ("blotter", Decimal(1)),
    "plant": ("plant", Decimal(1)),
    "dose": ("dose", Decimal(1)),
    "piece": ("piece", Decimal(1)),
}
UNITS = tuple(_UNITS)
ASKED_UNITS = ("g", "mg", "ug", "kg", "ml", "oz", "tablet", "blotter", "plant", "dose")
LARGEST = Decimal(10) ** 9
_THOUSANDS = re.compile(r"[+]?[1-9]\d{0,2},\d{3}")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of units. `measure` says what it can be compared with, `base` is its size in that measure."""

    value: Decimal
    unit: str

    @property
    def measure(self) -> str:
        """`mass`, `volume`, or the counted thing."""
        return _UNITS[self.unit][0]

    @property
    def base(self) -> Decimal:
        """Grams, millilitres or pieces."""
        return self.value * _UNITS[self.unit][1]

    def share_of(self, line: Amount) -> Fraction:
        """How many times that line it is, exactly."""
        return Fraction(self.base) / Fraction(line.base)


def parse_amount(text: str) -> Amount:
    """`"1.5 g"` as content writes it; anything else is refused with `rights.bad_amount`."""
    match = re.fullmatch(r"\s*(\S+)\s+([a-z]+)\s*", text)
    if not match:
        raise Problem("rights.bad_amount", amount=text)
    return amount_of(match.group(1), match.group(2))


def amount_of(value: str | int | float | Decimal, unit: str) -> Amount:
    """The amount a person gave; a comma may stand for the point.

    Refuses what is no number above zero (`rights.bad_amount`), and a comma before three digits, which is one for some
    and a thousand for others (`rights.ambiguous_amount`).
    """
    if unit not in _UNITS:
        raise Problem("rights.unknown_unit", unit=unit, units=", ".join(ASKED_UNITS))
    if _THOUSANDS.fullmatch(str(value).strip()):
        raise Problem("rights.ambiguous_amount", amount=str(value))
    try:
        number = Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation:
        raise Problem("rights.bad_amount", amount=str(value)) from None
    if not number.is_finite() or number <= 0 or number > LARGEST:
        raise Problem("rights.bad_amount", amount=str(value))
    return Amount(number, unit)
