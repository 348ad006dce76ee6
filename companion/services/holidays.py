"""Public and school holidays of a place, from the list that a content pack brings. No list, no holidays: nobody guesses
them.

Places differ in which days are holidays, so a list only counts with the source that somebody read. As an editor writes
it in `<place>/holidays.toml`:

    public_years = [2027]          # for these years every public holiday stands below
    school_years = []
    source = "Labour code, article 234"
    address = "https://…"
    read_on = 2026-11-20
    [[public]]
    day = 2027-01-01
    name = "Ano Novo"

Hours that depend on holidays (`PH off`) are unknown in every year that is not listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from companion.errors import Problem
from companion.services.opening_hours import Holidays

_TEXTS = ("source", "address")
_KINDS = ("public", "school")
_KNOWN = frozenset((*_TEXTS, "read_on", *_KINDS, *(f"{kind}_years" for kind in _KINDS)))
_ENTRY = frozenset(("day", "name"))
_YEARS = range(2000, 2201)
Fault = tuple[str, str, dict[str, str]]
"""(field, code of a finding, its facts)."""


def read(table: Mapping[str, Any], name: str) -> Holidays:
    """The holidays of a list; `name` is its file's. Raises `services.holidays_wrong` with the field that is wrong."""
    for field, _, _ in faults(table):
        raise Problem("services.holidays_wrong", file=name, field=field)
    days = {kind: frozenset(filter(None, (_day(row["day"]) for row in table.get(kind, [])))) for kind in _KINDS}
    years = {kind: frozenset(table.get(f"{kind}_years", [])) for kind in _KINDS}
    return Holidays(days["public"], years["public"], days["school"], years["school"])


def faults(table: Mapping[str, Any]) -> Iterator[Fault]:
    """Everything that is wrong with a list, as findings have it (see `companion/packs/labels.py`)."""
    for field in (*_TEXTS, "read_on"):
        if not table.get(field):
            yield field, "content.missing_key", {}
        elif field in _TEXTS and not isinstance(table[field], str):
            yield _wrong_type(field, table[field])
    if table.get("read_on") and _day(table["read_on"]) is None:
        yield "read_on", "content.bad_date", {"value": str(table["read_on"])}
    for field in sorted(set(map(str, table)) - _KNOWN):
        yield field, "content.unknown_key", {}
    for kind in _KINDS:
        yield from _faults_of_kind(table, kind)


def _faults_of_kind(table: Mapping[str, Any], kind: str) -> Iterator[Fault]:
    years, rows = table.get(f"{kind}_years", []), table.get(kind, [])
    if not isinstance(years, list) or not all(type(year) is int and year in _YEARS for year in years):
        yield _wrong_type(f"{kind}_years", years)
        return
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield _wrong_type(kind, rows)
        return
    seen: set[date] = set()
    for at, row in enumerate(rows):
        field = f"{kind}[{at}]"
        if not isinstance(row.get("name"), str) or not row["name"].strip():
            yield f"{field}.name", "content.missing_key", {}
        for key in sorted(set(map(str, row)) - _ENTRY):
            yield f"{field}.{key}", "content.unknown_key", {}
        day = _day(row.get("day"))
        if day is None:
            yield f"{field}.day", "content.bad_date", {"value": str(row.get("day", ""))}
        elif day.year not in years:
            yield f"{field}.day", "content.holiday_year", {"value": str(day.year)}
        elif day in seen:
            yield f"{field}.day", "content.duplicate_id", {"value": day.isoformat()}
        seen |= {day} if day else set()


def _wrong_type(field: str, value: object) -> Fault:
    return field, "content.wrong_type", {"got": type(value).__name__}


def _day(value: object) -> date | None:
    """A day as TOML has it (a date), or JSON (text)."""
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
