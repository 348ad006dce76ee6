"""A plain week of opening hours as something to click: from an opening_hours text and back again.

Only hours that are the same every week can be drawn as a week. Days are 0 (Monday) to 6; an end over 1440 is on the
next day.
"""

from __future__ import annotations

from itertools import groupby

from companion.services.hours_grammar import DAY, NotUnderstood, Rule, Weekdays, read
from companion.services.opening_hours import parse

STEP = 30  # minutes of one cell
CELLS = DAY // STEP
_NAMES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
Spans = tuple[tuple[int, int], ...]
Week = tuple[Spans, ...]
EMPTY: Week = ((),) * 7


def week_of(text: str) -> Week | None:
    """The week that a text says, in spans of whole cells; None when it says more or less than a plain week."""
    if not text.strip():
        return EMPTY
    if text.strip() == "24/7":
        return (((0, DAY),),) * 7
    try:
        rules = read(text)
    except NotUnderstood:
        return None
    week: list[Spans] = [()] * 7
    for rule in rules:
        if not _is_plain(rule):
            return None
        spans = tuple((span.start, span.end) for span in rule.times)
        for day in sorted({day for part in rule.days if isinstance(part, Weekdays) for day in part.days} or range(7)):
            if rule.state == "closed":
                week[day] = ()
            else:
                week[day] = tuple(sorted(week[day] + spans)) if rule.additional else spans
    # What is drawn must say what the text says, also where its rules overlap in a way that was not thought of here.
    return tuple(week) if _says_the_same(text, text_of(tuple(week))) else None


def text_of(week: Week) -> str:
    """The text for a week, days that are alike together; "" for a week that is never open."""
    if all(spans == ((0, DAY),) for spans in week):
        return "24/7"
    parts = []
    for spans, days in groupby(range(7), key=lambda day: week[day]):
        if spans:
            listed = list(days)
            name = _NAMES[listed[0]] + (f"-{_NAMES[listed[-1]]}" if len(listed) > 1 else "")
            times = ",".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans)
            parts.append(f"{name} {times}")
    return ", ".join(parts) if any(end > DAY for spans in week for _, end in spans) else "; ".join(parts)


def cells_of(week: Week) -> list[list[bool]]:
    """For each day which of its cells are open; what runs over midnight lies on the next day."""
    cells = [[False] * CELLS for _ in range(7)]
    for day, spans in enumerate(week):
        for start, end in spans:
            for cell in range(start // STEP, -(-end // STEP)):
                cells[(day + cell // CELLS) % 7][cell % CELLS] = True
    return cells


def from_cells(cells: list[list[bool]]) -> Week:
    """The week that is drawn. What goes on over midnight and ends by noon belongs to the evening it began in."""
    week: list[list[tuple[int, int]]] = [_runs(day) for day in cells]
    if all(runs == [(0, DAY)] for runs in week):
        return tuple(tuple(runs) for runs in week)
    for day in range(7):
        after = (day + 1) % 7
        evening, morning = week[day], week[after]
        joins = evening and morning and evening[-1][1] == DAY and evening[-1][0] > 0 and morning[0][0] == 0
        if joins and morning[0][1] <= DAY // 2 and morning[0][1] <= evening[-1][0]:
            evening[-1] = (evening[-1][0], DAY + morning[0][1])
            morning.pop(0)
    return tuple(tuple(runs) for runs in week)


def _runs(cells: list[bool]) -> list[tuple[int, int]]:
    runs, at = [], 0
    for is_open, group in groupby(cells):
        end = at + len(list(group))
        if is_open:
            runs.append((at * STEP, end * STEP))
        at = end
    return runs


def _is_plain(rule: Rule) -> bool:
    weekly = all(isinstance(day, Weekdays) and not day.nth for day in rule.days)
    known = rule.state in ("open", "closed") and not rule.comment and all(span.certain for span in rule.times)
    whole = all(span.start % STEP == 0 and span.end % STEP == 0 for span in rule.times)
    if rule.state == "closed" and rule.times:
        return False
    return weekly and known and whole and not rule.calendar and not rule.weeks


def _says_the_same(one: str, other: str) -> bool:
    from datetime import date

    first, second = parse(one), parse(other or "off")
    monday = date(2026, 11, 16)
    return first is not None and second is not None and _drawn(first.week(monday)) == _drawn(second.week(monday))


def _drawn(days: list) -> list:  # type: ignore[type-arg]
    return [[(part.start, part.end, part.kind) for part in day.segments] for day in days]


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}" if minute <= DAY else f"{minute // 60 - 24:02}:{minute % 60:02}"
