"""A calendar month, the finest period that ever leaves the building."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year. `code` is how the store holds it: 202611."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (2000 <= self.year <= 2999 and 1 <= self.number <= 12):
            raise ValueError(f"no such month: {self.year}-{self.number}")

    @staticmethod
    def of(day: date) -> Month:
        """The month `day` lies in."""
        return Month(day.year, day.month)

    @staticmethod
    def from_code(code: int) -> Month:
        """The month of a stored number: 202611."""
        return Month(code // 100, code % 100)

    @property
    def code(self) -> int:
        return self.year * 100 + self.number

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    def plus(self, months: int) -> Month:
        """The month that many later (or earlier, if negative)."""
        index = self.year * 12 + self.number - 1 + months
        return Month(index // 12, index % 12 + 1)

    def __str__(self) -> str:
        """As ISO 8601 writes it: 2026-11."""
        return f"{self.year:04d}-{self.number:02d}"
