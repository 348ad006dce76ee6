"""What the vault itself asks to be looked at: a backup that is due, a date that went back."""

from __future__ import annotations

from datetime import date

from companion import clock
from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.ui.home.reliance import Reliance
from companion.ui.session import Session
from companion.vault.backup import due


def vault_to_check(session: Session) -> list[Reliance]:
    """A backup that is due, and a computer whose date is before the vault's last visit. A demo has neither."""
    if session.demo or session.vault.library_only:
        return []
    return [*_backup(session), *_date(session)]


def _backup(session: Session) -> list[Reliance]:
    kept = session.get("last_backup")
    last = date.fromisoformat(kept) if kept else None
    if not due(last, int(session.get("backup_days"))):
        return []
    words = (
        tr("The last backup was made on %(date)s.", date=locales.long_date(last))
        if last
        else tr("There is no backup yet. If this computer breaks, everything in it is gone.")
    )
    return [Reliance("backup", "usb", "warn", tr("A backup is due"), words, "settings", {"section": "backups"})]


def _date(session: Session) -> list[Reliance]:
    before, today = session.last_visit, clock.today()
    if before is None or before <= today:
        return []
    words = tr(
        "It says %(today)s, but the vault was open on %(later)s. Which law is shown depends on it: set it right.",
        today=locales.long_date(today),
        later=locales.long_date(before),
    )
    return [Reliance("date", "calendar", "warn", tr("The date of this computer"), words, "settings")]
