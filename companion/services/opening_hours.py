"""Opening hours: open, closed or unknown at a moment, and until when.

Only hours that `hours_grammar` understands completely are evaluated; for everything else `parse` gives None and the
screens say "hours not checked, call first". The order in which rules overwrite each other is that of the reference
evaluator (opening_hours.js), so that no door is called open which the reference calls closed or unknown.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from itertools import pairwise, product

from companion.services.hours_grammar import DAY, Holiday, NotUnderstood, Rule, Span, Weekdays, read

_WEEK = 9  # days to look ahead when only weekdays and times decide
_YEARS = 800  # days to look ahead when dates decide
_ONE_DAY = timedelta(days=1)


class Kind(StrEnum):
    """What can be said of a door."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Holidays:
    """Public and school holidays of a place, and for which years they are known.

    Outside `public_years` (or `school_years`) nobody knows whether a day is a holiday: hours that depend on it are
    unknown then.
    """

    public: frozenset[date] = frozenset()
    public_years: frozenset[int] = frozenset()
    school: frozenset[date] = frozenset()
    school_years: frozenset[int] = frozenset()

    def is_holiday(self, code: str, day: date) -> bool | None:
        """Whether `day` is one (`code`: ph or sh); None when that is not known."""
        known, days = (self.public_years, self.public) if code == "ph" else (self.school_years, self.school)
        return day in days if day.year in known else None


@dataclass(frozen=True)
class Segment:
    """Minutes after midnight of one day, [start, end): one kind all through."""

    start: int
    end: int
    kind: Kind
    comment: str = ""


@dataclass(frozen=True)
class Day:
    """One day of the week picture.

    `segments` cover 0 to 1440 without a gap, for bars. `spans` are the open times that start on this day, for words:
    an end over 1440 is on the next day.
    """

    date: date
    segments: tuple[Segment, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class State:
    """How a door stands at a moment.

    `until`: when that changes; None when it never does. `next_open`: the next moment that is certainly open, for a
    door that is not open now; None when there is none within two years.
    """

    kind: Kind
    until: datetime | None = None
    next_open: datetime | None = None
    comment: str = ""


UNCHECKED = State(Kind.UNKNOWN)


@functools.lru_cache(maxsize=4096)
def parse(text: str) -> Hours | None:
    """The hours of an `opening_hours` text, or None when any part of it is not understood."""
    try:
        return Hours(text.strip(), read(text))
    except NotUnderstood:
        return None


class Hours:
    """Fully understood opening hours. Equal when their text is."""

    def __init__(
        self, text: str, rules: tuple[Rule, ...], valid_from: date | None = None, valid_to: date | None = None
    ) -> None:
        """`valid_from` and `valid_to` (inclusive): outside them nothing is known."""
        self.text = text
        self.valid_from = valid_from
        self.valid_to = valid_to
        self._rules = rules
        self._order = tuple(_with_wrapped(rules))
        self._holiday_codes = tuple(
            sorted({day.code for rule in rules for day in rule.days if isinstance(day, Holiday)})
        )
        self._dated = bool(valid_from or valid_to) or any(_needs_calendar(rule) for rule in rules)
        self._profiles: dict[date | int, tuple[Segment, ...]] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hours) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[str, date | None, date | None]:
        return self.text, self.valid_from, self.valid_to

    def between(self, first: date | None, last: date | None) -> Hours:
        """The same hours, known only from `first` to `last` (inclusive)."""
        return Hours(self.text, self._rules, first, last)

    def segment_at(self, wall: datetime, holidays: Holidays | None = None) -> Segment:
        """The part of the day that a naive local time is in, without looking ahead: for many doors at once."""
        minute = wall.hour * 60 + wall.minute
        return next(part for part in self._profile(wall.date(), holidays) if part.end > minute)

    @property
    def uses_holidays(self) -> bool:
        """Whether the hours depend on public or school holidays."""
        return bool(self._holiday_codes)

    def state(self, moment: datetime, holidays: Holidays | None = None, *, zone: tzinfo | None = None) -> State:
        """Open, closed or unknown at `moment`.

        An aware moment is turned into the clock of `zone` (without one: of this computer), and the answer's times are
        aware in that zone. A naive moment is taken as the clock on the wall there, and the answer is naive.
        """
        wall, aware = _wall_clock(moment, zone)
        walk = self._walk(wall, holidays)
        _, now = next(walk)
        until: datetime | None = None
        next_open: datetime | None = None
        for start, segment in walk:
            if until is None and segment.kind != now.kind:
                until = start
            if segment.kind == Kind.OPEN and now.kind != Kind.OPEN:
                next_open = start
            if until is not None and (next_open is not None or now.kind == Kind.OPEN):
                break
        if not aware:
            return State(now.kind, until, next_open, now.comment)
        return State(now.kind, _aware(until, moment, zone), _aware(next_open, moment, zone), now.comment)

    def week(self, first: date, holidays: Holidays | None = None) -> list[Day]:
        """The seven days from `first`, for drawing."""
        return [self._day(first + timedelta(days=step), holidays) for step in range(7)]

    def _day(self, day: date, holidays: Holidays | None) -> Day:
        segments = self._profile(day, holidays)
        following = self._profile(day + _ONE_DAY, holidays)[0]
        spans = []
        for segment in segments:
            if segment.kind != Kind.OPEN or (segment.start == 0 and self._runs_into(day, holidays)):
                continue
            end = segment.end
            if end == DAY and following.kind == Kind.OPEN and following.end < DAY and segment.start > 0:
                end += following.end
            spans.append((segment.start, end))
        return Day(day, segments, tuple(spans))

    def _runs_into(self, day: date, holidays: Holidays | None) -> bool:
        """Whether what is open at midnight of `day` belongs to the evening before."""
        first = self._profile(day, holidays)[0]
        last = self._profile(day - _ONE_DAY, holidays)[-1]
        return first.end < DAY and last.kind == Kind.OPEN and last.start > 0

    def _walk(self, wall: datetime, holidays: Holidays | None) -> Iterator[tuple[datetime, Segment]]:
        """The segment at `wall`, then every later one with its start, as far as it can matter."""
        minute = wall.hour * 60 + wall.minute
        horizon = _YEARS if self._dated or self._holiday_codes else _WEEK
        for step in range(horizon):
            day = wall.date() + timedelta(days=step)
            for segment in self._profile(day, holidays):
                if step == 0 and segment.end <= minute:
                    continue
                yield datetime.combine(day, time.min) + timedelta(minutes=segment.start), segment

    def _profile(self, day: date, holidays: Holidays | None) -> tuple[Segment, ...]:
        if self._holiday_codes:
            return self._holiday_profile(day, holidays)
        key: date | int = day if self._dated else day.weekday()
        found = self._profiles.get(key)
        if found is None:
            if len(self._profiles) > 1000:
                self._profiles.clear()
            found = self._profiles[key] = self._plain_profile(day, {})
        return found

    def _holiday_profile(self, day: date, holidays: Holidays | None) -> tuple[Segment, ...]:
        """As plain, but what depends on a holiday nobody has told us is unknown."""
        facts = [(code, when) for code in self._holiday_codes for when in (day, day - _ONE_DAY)]
        choices = []
        for code, when in facts:
            known = holidays.is_holiday(code, when) if holidays else None
            choices.append((False, True) if known is None else (known,))
        profiles = {self._plain_profile(day, dict(zip(facts, chosen, strict=True))) for chosen in product(*choices)}
        return functools.reduce(_agreement, profiles)

    def _plain_profile(self, day: date, facts: dict[tuple[str, date], bool]) -> tuple[Segment, ...]:
        if (self.valid_from and day < self.valid_from) or (self.valid_to and day > self.valid_to):
            return (Segment(0, DAY, Kind.UNKNOWN),)
        matching = self._matching(day, facts)
        cuts = {0, DAY}
        for rule, spans in matching:
            cuts.update(minute for span in spans for minute in (span.start, span.end) if 0 < minute < DAY and rule)
        edges = sorted(cuts)
        found = [Segment(start, end, *_at(matching, start)) for start, end in pairwise(edges)]
        return _merged(found)

    def _matching(self, day: date, facts: dict[tuple[str, date], bool]) -> list[tuple[Rule, tuple[Span, ...]]]:
        """The rules for `day` after overwriting, each with its spans as minutes of that day."""
        matching: list[tuple[Rule, tuple[Span, ...]]] = []
        before: Rule | None = None
        for rule, wrapped in self._order:
            if _matches(rule, day - _ONE_DAY if wrapped else day, facts):
                overwrites = rule.dated or (before is not None and rule.state == "open" and not before.dated)
                if overwrites and rule.state != "closed" and not wrapped and not rule.additional:
                    matching = []
                matching.append((rule, _spans(rule, wrapped)))
            before = rule
        return matching


def _with_wrapped(rules: tuple[Rule, ...]) -> Iterator[tuple[Rule, bool]]:
    """Each rule, and after it again for the morning after when it runs over midnight."""
    for rule in rules:
        yield rule, False
        if any(span.end > DAY for span in rule.times):
            yield rule, True


def _spans(rule: Rule, wrapped: bool) -> tuple[Span, ...]:
    if not rule.times:
        return (Span(0, DAY),)
    if wrapped:
        return tuple(replace(span, start=max(0, span.start - DAY), end=span.end - DAY) for span in rule.times)
    return tuple(replace(span, end=min(span.end, DAY)) for span in rule.times)


def _at(matching: list[tuple[Rule, tuple[Span, ...]]], minute: int) -> tuple[Kind, str]:
    """The last rule that speaks about this minute decides."""
    kind, comment = Kind.CLOSED, ""
    for rule, spans in matching:
        for span in spans:
            if span.start <= minute < span.end:
                kind = Kind(rule.state)
                if not span.certain and kind == Kind.OPEN:
                    kind = Kind.UNKNOWN
                comment = rule.comment
    return kind, comment


def _merged(segments: list[Segment]) -> tuple[Segment, ...]:
    merged: list[Segment] = []
    for segment in segments:
        if merged and (merged[-1].kind, merged[-1].comment) == (segment.kind, segment.comment):
            merged[-1] = replace(merged[-1], end=segment.end)
        else:
            merged.append(segment)
    return tuple(merged)


def _agreement(one: tuple[Segment, ...], other: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """What both profiles say; unknown where they differ."""
    edges = sorted({edge for profile in (one, other) for part in profile for edge in (part.start, part.end)})
    found = []
    for start, end in pairwise(edges):
        first, second = (next(part for part in profile if part.end > start) for profile in (one, other))
        kind = first.kind if first.kind == second.kind else Kind.UNKNOWN
        found.append(Segment(start, end, kind, first.comment if first.comment == second.comment else ""))
    return _merged(found)


def _matches(rule: Rule, day: date, facts: dict[tuple[str, date], bool]) -> bool:
    if rule.calendar and not any(part.matches(day) for part in rule.calendar):
        return False
    if rule.weeks and not any(part.matches(day) for part in rule.weeks):
        return False
    return not rule.days or any(
        facts[part.code, day] if isinstance(part, Holiday) else part.matches(day) for part in rule.days
    )


def _needs_calendar(rule: Rule) -> bool:
    return bool(rule.calendar or rule.weeks or any(isinstance(day, Weekdays) and day.nth for day in rule.days))


def _wall_clock(moment: datetime, zone: tzinfo | None) -> tuple[datetime, bool]:
    if moment.tzinfo is None:
        return moment, False
    return moment.astimezone(zone).replace(tzinfo=None), True


def _aware(wall: datetime | None, moment: datetime, zone: tzinfo | None) -> datetime | None:
    """`wall` as a moment after `moment`; an hour that summer time skips or repeats is taken so that this holds."""
    if wall is None:
        return None
    for fold in (0, 1):
        at = wall.replace(tzinfo=zone, fold=fold) if zone else wall.replace(fold=fold).astimezone()
        if at.astimezone(UTC) > moment.astimezone(UTC):
            break
    return at.astimezone(UTC).astimezone(zone)
