"""Public and school holidays of a place, from the file that ships for it. No file, no holidays: nobody guesses them.

Libraries differ in two of three countries, so a day only counts with the source somebody read. `holidays/<place>.toml`
under the resources:

    public_years = [2027]          # for these years all public holidays are listed
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

import functools
from datetime import date
from pathlib import Path
from typing import Any

from companion import files, paths
from companion.errors import Problem
from companion.services.opening_hours import Holidays

_MOST = 256 * 1024
_NEEDED = ("source", "address", "read_on")


@functools.lru_cache(maxsize=32)
def of_place(place: str) -> Holidays | None:
    """The holidays of a jurisdiction that ship with the program; None where none are known."""
    path = paths.resources("holidays", f"{place}.toml")
    return read(path) if path.is_file() else None


def read(path: Path) -> Holidays:
    """The holidays of a file. Raises `services.holidays_wrong` with what is missing."""
    import tomllib  # only where there is a file

    try:
        said = tomllib.loads(files.read_text(path, limit=_MOST))
    except tomllib.TOMLDecodeError as error:
        raise Problem("services.holidays_wrong", file=path.name, field="toml") from error
    for field in _NEEDED:
        if not said.get(field):
            raise Problem("services.holidays_wrong", file=path.name, field=field)
    public, school = _days(said, "public", path), _days(said, "school", path)
    years = {name: frozenset(said.get(f"{name}_years", [])) for name in ("public", "school")}
    return Holidays(public, years["public"], school, years["school"])


def _days(said: dict[str, Any], kind: str, path: Path) -> frozenset[date]:
    days = [entry.get("day") if isinstance(entry, dict) else None for entry in said.get(kind, [])]
    years = said.get(f"{kind}_years", [])
    if not isinstance(years, list) or any(type(day) is not date or day.year not in years for day in days):
        raise Problem("services.holidays_wrong", file=path.name, field=kind)
    return frozenset(day for day in days if day is not None)
