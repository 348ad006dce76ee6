"""Dates, numbers, amounts and lists by CLDR, in the language in use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING

from companion.i18n import catalogs

# Babel takes 30 ms to import, and the first window has no number or date to show: each function brings what it needs.
if TYPE_CHECKING:
    from babel import Locale

# Each language that is whole, with its name in itself. `xx` and `xr` are for tests alone and never offered.
LANGUAGES = {"en": "English", "pt": "português"}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ckb", "ps", "xr"})
_CLDR = {"xx": "en", "xr": "ar", "en": "en_GB", "pt": "pt_PT"}


def locale(language: str | None = None) -> Locale:
    """The CLDR locale of `language` (the one in use by default)."""
    from babel import Locale

    tag = language or catalogs.language()
    return Locale.parse(_CLDR.get(tag, tag.replace("-", "_")))


def right_to_left(language: str | None = None) -> bool:
    """Whether the language is written from right to left."""
    return (language or catalogs.language()).split("-")[0] in RIGHT_TO_LEFT


def number(value: int | float | Decimal, language: str | None = None) -> str:
    """A number with the language's digits and separators, never rounded."""
    from babel.numbers import format_decimal

    exact = value if isinstance(value, int) else Decimal(str(value)).normalize()
    return format_decimal(exact, format="#,##0.##########", locale=locale(language))


def plain_number(value: int | float | Decimal, language: str | None = None) -> str:
    """A number to be edited: the language's digits and decimal sign, thousands not grouped, so that no sign of grouping
    is read back as a decimal one."""
    from babel.numbers import format_decimal

    exact = value if isinstance(value, int) else Decimal(str(value)).normalize()
    return format_decimal(exact, format="0.##########", locale=locale(language))


def long_date(day: date, language: str | None = None) -> str:
    """A day in words: 1 October 2023."""
    from babel.dates import format_date

    return format_date(day, format="long", locale=locale(language))


def medium_date(day: date, language: str | None = None) -> str:
    """A day, short but without doubt which number is the month: 1 Oct 2023. Where the language's short form has only
    numbers, the month is a word all the same."""
    from babel.dates import format_date

    short = format_date(day, format="medium", locale=locale(language))
    return short if any(c.isalpha() for c in short) else format_date(day, "d MMM y", locale=locale(language))


def weekday_date(day: date, language: str | None = None) -> str:
    """Weekday, day and month: Friday 20 November."""
    from babel.dates import format_skeleton

    return format_skeleton("MMMMEEEEd", day, locale=locale(language))


def month_year(day: date, language: str | None = None) -> str:
    """October 2026."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", day, locale=locale(language))


def clock_time(moment: time, language: str | None = None) -> str:
    """A time of day as it is written there: 17:24."""
    from babel.dates import format_time

    return format_time(moment, format="short", locale=locale(language))


def joined(items: Sequence[str], language: str | None = None) -> str:
    """A, B and C."""
    from babel.lists import format_list

    return format_list(list(items), style="standard", locale=locale(language)) if items else ""
