"""A question about the law: what was said is a point, what was not said is the whole dimension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from companion.rights.amounts import Amount
from companion.vocabulary import Act, Setting


@dataclass(frozen=True, slots=True)
class Item:
    """Something else that is carried beside; None: how much of it was not said."""

    substance: str
    amount: Amount | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Who asks what. `None` means "not said". `purity` is the share of pure substance, above 0 and at most 1.

    `given` answers the circumstances that one place alone knows. `also` is what else is carried. `weight` is the mass
    of what `amount` counts: four tablets that weigh half a gram.
    """

    place: str
    substance: str
    on: date
    act: Act = Act.POSSESS
    amount: Amount | None = None
    purity: Decimal | None = None
    setting: Setting | None = None
    age: int | None = None
    dependent: bool | None = None
    earlier: bool | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    also: tuple[Item, ...] = ()
    weight: Amount | None = None

    @property
    def substances(self) -> tuple[str, ...]:
        """Every substance once, the one asked about first."""
        return tuple(dict.fromkeys((self.substance, *(item.substance for item in self.also))))


_BASE_UNITS = {"mass": "g", "volume": "ml"}


def merged(question: Question) -> Question:
    """The same question with amounts of one substance in one measure added up, and nothing said twice. How pure the
    whole is nobody has said when something was added to it."""
    rows: list[Item] = [Item(question.substance, question.amount)]
    for item in question.also:
        at = next((i for i, other in enumerate(rows) if _adds(other, item)), None)
        if at is None:
            rows.append(item)
        else:
            rows[at] = Item(item.substance, _sum(rows[at].amount, item.amount))
    first, *rest = rows
    purity = question.purity if first.amount == question.amount else None
    return replace(question, amount=first.amount, purity=purity, also=tuple(rest))


def _adds(one: Item, other: Item) -> bool:
    if one.substance != other.substance or (one.amount is None) != (other.amount is None):
        return False
    return one.amount is None or other.amount is None or one.amount.measure == other.amount.measure


def _sum(one: Amount | None, other: Amount | None) -> Amount | None:
    if one is None or other is None:
        return None
    if one.unit == other.unit:
        return Amount(one.value + other.value, one.unit)
    return Amount(one.base + other.base, _BASE_UNITS[one.measure])
