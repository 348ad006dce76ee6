"""Lengths of time on the trainer's pages."""

from __future__ import annotations

from companion.i18n import locales
from companion.i18n.catalogs import tr


def remaining(seconds: int) -> str:
    """Minutes and seconds that are left; with a sign when the time is over: −1:05."""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'−' if seconds < 0 else ''}{minutes}:{rest:02}"


def duration(seconds: int) -> str:
    """Hours and minutes: 1 h 30 min."""
    hours, minutes = divmod(seconds // 60, 60)
    if not hours:
        return tr("%(minutes)s min", minutes=locales.number(minutes))
    if not minutes:
        return tr("%(hours)s h", hours=locales.number(hours))
    return tr("%(hours)s h %(minutes)s min", hours=locales.number(hours), minutes=locales.number(minutes))
