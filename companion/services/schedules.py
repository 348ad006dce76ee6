"""Opening hours from HSDS schedule rows, where every part of every row is understood.

HSDS cannot say holidays or "by appointment"; `notes` that start with "opening_hours:" carry an OpenStreetMap value
untouched, and that wins. Free text in a row may say anything ("not on public holidays"), so a row with such text is
shown as written and never evaluated.
"""

from __future__ import annotations

import functools
import re
from datetime import date

from companion.services.hsds_checks import iso_date
from companion.services.opening_hours import Hours, parse
from companion.services.records import Schedule

PREFIX = "opening_hours:"
_SEPARATOR = "\x1f"
_DAYS = {"MO": "Mo", "TU": "Tu", "WE": "We", "TH": "Th", "FR": "Fr", "SA": "Sa", "SU": "Su"}
_BYDAY = re.compile(r"(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_CLOCK = re.compile(r"(\d\d:\d\d)(:00)?")
_NOT_READ = ("timezone", "count", "byweekno", "bymonthday", "byyearday", "description", "notes")


def schedule(rows: list[dict[str, str]]) -> Schedule:
    """The hours of one door from its schedule rows, in any order."""
    rows = sorted(rows, key=lambda row: (row.get("byday", ""), row.get("opens_at", ""), row.get("id", "")))
    prefixed = [row["notes"][len(PREFIX) :].strip() for row in rows if row.get("notes", "").startswith(PREFIX)]
    if prefixed:
        spec = prefixed[0] if len(set(prefixed)) == 1 and len(prefixed) == len(rows) else ""
        return Schedule(tuple(dict.fromkeys(prefixed)), spec if parse(spec) else "")
    written = tuple(dict.fromkeys(filter(None, (_as_written(row) for row in rows))))
    return Schedule(written, _spec(rows))


@functools.lru_cache(maxsize=8192)
def from_spec(spec: str) -> Hours | None:
    """The hours kept as `hours_spec`: an opening_hours value, and the dates between which it holds."""
    text, _, dates = spec.partition(_SEPARATOR)
    hours = parse(text) if text else None
    if hours is None or not dates:
        return hours
    first, _, last = dates.partition("/")
    return hours.between(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


def _as_written(row: dict[str, str]) -> str:
    text = " ".join(row[column] for column in ("description", "notes") if row.get(column))
    times = "–".join(row[column][:5] for column in ("opens_at", "closes_at") if row.get(column))
    days = " ".join(
        row[column] for column in ("freq", "byday", "bymonthday") if row.get(column) not in (None, "WEEKLY")
    )
    dates = "/".join(row[column] for column in ("valid_from", "valid_to") if row.get(column))
    return " ".join(part for part in (days, times, dates, text) if part)


def _spec(rows: list[dict[str, str]]) -> str:
    """One opening_hours value that says what all rows together say, or ""."""
    rules = [_rule(row) for row in rows]
    bounds = {(row.get("valid_from", ""), row.get("valid_to", "") or row.get("until", "")) for row in rows}
    if not rules or "" in rules or len(bounds) != 1:
        return ""
    first, last = bounds.pop()
    if any(bound and iso_date(bound) is None for bound in (first, last)):
        return ""
    text = ", ".join(dict.fromkeys(rules))
    if parse(text) is None:
        return ""
    return f"{text}{_SEPARATOR}{first[:10]}/{last[:10]}" if first or last else text


def _rule(row: dict[str, str]) -> str:
    """`Mo,Tu 10:00-18:00` for a row that says no more than that, or ""."""
    opens, closes = (_CLOCK.fullmatch(row.get(column, "")) for column in ("opens_at", "closes_at"))
    if opens is None or closes is None or any(row.get(column) for column in _NOT_READ):
        return ""
    if row.get("interval", "1") not in ("1", "1.0") or row.get("freq", "WEEKLY") not in ("WEEKLY", "MONTHLY"):
        return ""
    days = [_BYDAY.fullmatch(part.strip()) for part in row.get("byday", "").split(",")]
    monthly = row.get("freq") == "MONTHLY"
    parts = []
    for day in days:
        if day is None or monthly is not bool(day[1]):
            return ""
        parts.append(_DAYS[day[2]] + (f"[{day[1]}]" if day[1] else ""))
    return f"{','.join(dict.fromkeys(parts))} {opens[1]}-{closes[1]}"
