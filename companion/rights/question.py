"""A question about the law: what was said is a point, what was not said is the whole dimension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from companion.rights.amounts import Amount
from companion.vocabulary import Act, Setting


@dataclass(frozen=True, slots=True)
class Question:
    """Who asks what. `None` means "not said". `purity` is the share of pure substance, above 0 and at most 1.

    `given` answers the circumstances that one place alone knows.
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
