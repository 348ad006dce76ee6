"""The part of the OpenStreetMap `opening_hours` grammar that is understood completely, read into rules.

Whatever is outside it gives no rules at all: half-understood hours send somebody to a closed door. The grammar follows
https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification; where that page leaves a choice, the rule reads as
opening_hours.js (the reference evaluator) reads it, or not at all.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

DAY = 24 * 60
MOST_CHARACTERS = 1000

WEEKDAYS = {name: number for number, name in enumerate(("mo", "tu", "we", "th", "fr", "sa", "su"))}
MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
HOLIDAYS = ("ph", "sh")
STATES = {"open": "open", "off": "closed", "closed": "closed", "unknown": "unknown"}


class NotUnderstood(ValueError):
    """The text is outside the subset; the reader of the text says so instead of guessing."""


@dataclass(frozen=True)
class Weekdays:
    """`Mo-Fr`, or with `nth` the first, third or last (-1) such day of the month."""

    first: int
    last: int
    nth: frozenset[int] = frozenset()

    def matches(self, day: date) -> bool:
        weekday = day.weekday()
        inside = self.first <= weekday <= self.last
        if self.first > self.last:
            inside = weekday >= self.first or weekday <= self.last
        return inside and (not self.nth or bool(self.nth & _places_in_month(day)))

    @property
    def days(self) -> frozenset[int]:
        return frozenset((self.first + step) % 7 for step in range((self.last - self.first) % 7 + 1))


@dataclass(frozen=True)
class Holiday:
    """`PH` (public) or `SH` (school): which days those are comes from a content pack, never from a guess."""

    code: str


@dataclass(frozen=True)
class Months:
    """`Jan-Mar`; `Nov-Feb` runs over the new year."""

    first: int
    last: int

    def matches(self, day: date) -> bool:
        if self.first <= self.last:
            return self.first <= day.month <= self.last
        return day.month >= self.first or day.month <= self.last


@dataclass(frozen=True)
class Dates:
    """`Dec 24-Jan 02` in every year, or between two dates when both carry a year."""

    first: tuple[int, int]
    last: tuple[int, int]
    years: tuple[int, int] | None = None

    def matches(self, day: date) -> bool:
        if self.years is not None:
            return date(self.years[0], *self.first) <= day <= date(self.years[1], *self.last)
        place = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= place <= self.last
        return place >= self.first or place <= self.last


@dataclass(frozen=True)
class Weeks:
    """`week 1-53/2`: weeks of the year as ISO 8601 counts them."""

    first: int
    last: int
    step: int = 1

    def matches(self, day: date) -> bool:
        week = day.isocalendar().week
        return self.first <= week <= self.last and (week - self.first) % self.step == 0


@dataclass(frozen=True)
class Span:
    """Minutes after midnight of the day it starts; `end` over 1440 runs into the next day.

    `certain` is false after an open end (`17:00+`): somebody may still be there, nobody knows.
    """

    start: int
    end: int
    certain: bool = True


@dataclass(frozen=True)
class Rule:
    """On days that match every group of selectors, at these times (all day when there are none): this state."""

    calendar: tuple[Months | Dates, ...] = ()
    weeks: tuple[Weeks, ...] = ()
    days: tuple[Weekdays | Holiday, ...] = ()
    times: tuple[Span, ...] = ()
    state: str = "open"
    comment: str = ""
    additional: bool = False

    @property
    def dated(self) -> bool:
        return bool(self.calendar or self.weeks or self.days)


_TOKEN = re.compile(
    r"""\s*(?:
        (?P<always>24/7)
      | (?P<time>\d{1,2}:\d{2})(?!\d)
      | (?P<number>\d+)
      | (?P<word>[A-Za-z]+)
      | (?P<comment>"[^"]*")
      | (?P<mark>[-–,;:+/\[\]|])
    )""",
    re.VERBOSE,
)


def read(text: str) -> tuple[Rule, ...]:
    """The rules of `text`, in order. Raises `NotUnderstood` for anything outside the subset."""
    if not text.strip() or len(text) > MOST_CHARACTERS:
        raise NotUnderstood(text)
    return _Reader(_tokens(text)).rules()


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    at = 0
    end = len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise NotUnderstood(text)
        value = match.group(match.lastgroup)
        if match.lastgroup != "comment":
            value = value.casefold().replace("–", "-")
        if not value.isascii() and match.lastgroup != "comment":
            raise NotUnderstood(text)
        tokens.append((match.lastgroup, value))
        at = match.end()
    return tokens


class _Reader:
    """A reader that looks one token ahead and gives up at the first thing it does not know."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0

    def rules(self) -> tuple[Rule, ...]:
        rules = [self._rule(additional=False)]
        while not self._done():
            if self._take(";"):
                if self._done():
                    break
                rules.append(self._rule(additional=False))
            elif self._take(",") and rules[-1].dated | bool(rules[-1].times):
                rules.append(self._rule(additional=True))
            else:
                raise NotUnderstood(self._here())
        return tuple(rules)

    def _rule(self, *, additional: bool) -> Rule:
        start = self._at
        if self._kind() == "always":
            self._at += 1
            state, comment = self._state()
            return Rule(state=state or "open", comment=comment, additional=additional)
        months, weeks = self._wide()
        if months or weeks:
            self._take(":")
        days = self._days()
        times = self._times()
        selectors_end = self._at
        state, comment = self._state()
        if self._at == start or (not times and selectors_end == self._at):
            raise NotUnderstood("a rule of days alone says nothing about hours")
        return Rule(months, weeks, days, times, state or "open", comment, additional)

    def _state(self) -> tuple[str, str]:
        """The state and comment; a comment with no state means that nobody knows, as in the reference."""
        state = ""
        if self._kind() == "word" and self._here() in STATES:
            state = STATES[self._here()]
            self._at += 1
        comment = ""
        if self._kind() == "comment":
            comment = self._here()[1:-1].strip()
            self._at += 1
            state = state or "unknown"
        return state, comment

    def _wide(self) -> tuple[tuple[Months | Dates, ...], tuple[Weeks, ...]]:
        calendar_: list[Months | Dates] = []
        while self._kind() == "number" or (self._kind() == "word" and self._here() in MONTHS):
            calendar_.append(self._calendar())
            if not (self._here() == "," and self._is_calendar(self._at + 1)):
                break
            self._at += 1
        if len({type(part) for part in calendar_}) > 1:
            raise NotUnderstood("months and dates in one list")
        weeks: list[Weeks] = []
        if self._here() == "week":
            self._at += 1
            weeks.append(self._weeks())
            while self._here() == "," and self._kind(1) == "number":
                self._at += 1
                weeks.append(self._weeks())
        return tuple(calendar_), tuple(weeks)

    def _is_calendar(self, at: int) -> bool:
        kind, value = self._tokens[at] if at < len(self._tokens) else ("", "")
        return (kind == "word" and value in MONTHS) or (kind == "number" and len(value) == 4)

    def _calendar(self) -> Months | Dates:
        year = self._year()
        month = self._month()
        if self._kind() != "number":
            if year is not None:
                raise NotUnderstood("a month of one year")
            last = month
            if self._here() == "-":
                self._at += 1
                last = self._month()
                if self._kind() == "number":
                    raise NotUnderstood("from a month to a date")
            return Months(month, last)
        first = (month, self._number(1, 31))
        last_date, last_year = first, year
        if self._here() == "-":
            self._at += 1
            last_year = self._year() if year is not None and self._four_digits() else year
            last_month = self._month() if self._kind() == "word" else month
            last_date = (last_month, self._number(1, 31))
        return _dates(first, last_date, year, last_year)

    def _four_digits(self) -> bool:
        return self._kind() == "number" and len(self._here()) == 4

    def _year(self) -> int | None:
        if self._kind() != "number":
            return None
        if not self._four_digits():
            raise NotUnderstood(self._here())
        return self._number(1970, 2199)

    def _month(self) -> int:
        if self._here() not in MONTHS:
            raise NotUnderstood(self._here())
        self._at += 1
        return MONTHS[self._tokens[self._at - 1][1]]

    def _weeks(self) -> Weeks:
        first = last = self._number(1, 53)
        step = 1
        if self._take("-"):
            last = self._number(first, 53)
            if self._take("/"):
                step = self._number(1, 26)
        return Weeks(first, last, step)

    def _days(self) -> tuple[Weekdays | Holiday, ...]:
        days: list[Weekdays | Holiday] = []
        while self._kind() == "word" and (self._here() in WEEKDAYS or self._here() in HOLIDAYS):
            days.append(self._day())
            following = self._tokens[self._at + 1 : self._at + 2]
            if self._here() != "," or not following or following[0][1] not in (*WEEKDAYS, *HOLIDAYS):
                break
            self._at += 1
        return tuple(days)

    def _day(self) -> Weekdays | Holiday:
        name = self._here()
        self._at += 1
        if name in HOLIDAYS:
            return Holiday(name)
        first = last = WEEKDAYS[name]
        if self._take("-"):
            if self._here() not in WEEKDAYS:
                raise NotUnderstood(self._here())
            last = WEEKDAYS[self._here()]
            self._at += 1
        nth = self._nth() if self._here() == "[" else frozenset()
        if nth and first != last:
            raise NotUnderstood("the first of several days")
        return Weekdays(first, last, nth)

    def _nth(self) -> frozenset[int]:
        self._take("[")
        places: set[int] = set()
        while True:
            if self._take("-"):
                places.add(-self._number(1, 5))
            else:
                first = last = self._number(1, 5)
                if self._take("-"):
                    last = self._number(first, 5)
                places.update(range(first, last + 1))
            if self._take("]"):
                return frozenset(places)
            if not self._take(","):
                raise NotUnderstood(self._here())

    def _times(self) -> tuple[Span, ...]:
        spans: list[Span] = []
        while self._kind() == "time":
            spans.extend(self._span())
            if not (self._here() == "," and self._kind(1) == "time"):
                break
            self._at += 1
        for earlier, later in pairwise(spans):
            if earlier.certain and later.certain and later.start < earlier.end:
                raise NotUnderstood("times that overlap or go back")
        return tuple(spans)

    def _span(self) -> list[Span]:
        start = self._minutes(DAY - 1)
        if self._take("+"):
            return [Span(start, _open_end(start), certain=False)]
        if not self._take("-"):
            raise NotUnderstood("a moment instead of a span")
        end = self._minutes(2 * DAY)
        if end == start:
            raise NotUnderstood("a span from a time to the same time")
        if end < start:
            end += DAY
        if end > start + DAY:
            raise NotUnderstood("longer than a day")
        if self._here() == "/":
            raise NotUnderstood("moments in a span")
        if self._take("+"):
            last = _open_end(end % DAY) + end - end % DAY
            if last > 2 * DAY:
                raise NotUnderstood("an open end past a second midnight")
            return [Span(start, end), Span(end, last, certain=False)]
        return [Span(start, end)]

    def _minutes(self, most: int) -> int:
        if self._kind() != "time":
            raise NotUnderstood(self._here())
        hours, minutes = self._here().split(":")
        total = int(hours) * 60 + int(minutes)
        if int(minutes) > 59 or total > most:
            raise NotUnderstood(self._here())
        self._at += 1
        return total

    def _number(self, least: int, most: int) -> int:
        if self._kind() != "number" or len(self._here()) > 4 or not least <= int(self._here()) <= most:
            raise NotUnderstood(self._here())
        self._at += 1
        return int(self._tokens[self._at - 1][1])

    def _take(self, mark: str) -> bool:
        if self._here() == mark:
            self._at += 1
            return True
        return False

    def _kind(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._tokens[at][0] if at < len(self._tokens) else ""

    def _here(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    def _done(self) -> bool:
        return self._at >= len(self._tokens)


def _dates(first: tuple[int, int], last: tuple[int, int], year: int | None, last_year: int | None) -> Dates:
    for month, day in (first, last):
        # 29 February without a year: the evaluators disagree, so we say nothing.
        if day > calendar.monthrange(2023, month)[1]:
            raise NotUnderstood("a date that is not in every year")
    if year is None or last_year is None:
        return Dates(first, last)
    if date(last_year, *last) < date(year, *first):
        raise NotUnderstood("a period that ends before it starts")
    return Dates(first, last, (year, last_year))


def _open_end(start: int) -> int:
    """How long "nobody knows" lasts after an open end: the reference's own guess, minutes after midnight."""
    if start >= 22 * 60:
        return start + 8 * 60
    return start + 10 * 60 if start >= 17 * 60 else DAY


def _places_in_month(day: date) -> frozenset[int]:
    last = calendar.monthrange(day.year, day.month)[1]
    return frozenset(((day.day - 1) // 7 + 1, -((last - day.day) // 7 + 1)))
