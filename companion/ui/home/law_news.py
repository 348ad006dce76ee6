"""The card of law changes since the last visit."""

from __future__ import annotations

from datetime import date
from functools import partial

from companion.i18n import catalogs, locales
from companion.i18n.catalogs import tr, trn
from companion.ui.page import Navigation
from companion.ui.rights.law_changes import ChangeRow, Document, documents, since
from companion.ui.session import Session
from companion.ui.widgets.buttons import LinkButton
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.text import Text

_SHOWN = 3
_IN_FORCE = "in_force"


def news(session: Session) -> list[Document]:
    """The law changes in force since the visit before this one, those of the team's own place first."""
    if session.last_visit is None:
        return []
    day = session.last_visit
    found = since(documents(session.rights, catalogs.language(), after=day), day)
    return sorted(found, key=lambda change: change["jurisdiction"] != session.place)


class LawNewsCard(Card):
    """What changed, newest first; without news, that there is none and which change was the last one here."""

    def __init__(self, session: Session, navigation: Navigation, changes: list[Document]) -> None:
        super().__init__(tr("Law changes"), aside=_since_words(session) if changes else " ", gap=4)
        self.rows: list[ChangeRow] = []
        go = partial(navigation.go, "rights", place=session.place, changes=True)
        self.add_to_head(LinkButton(tr("All changes"), on_click=go))
        for change in changes[:_SHOWN]:
            self.body.addWidget(Divider())
            opened = partial(navigation.go, "rights", place=change["jurisdiction"], changes=True)
            self.rows.append(ChangeRow(change, on_click=opened))
            self.body.addWidget(self.rows[-1])
        if len(changes) > _SHOWN:
            more = len(changes) - _SHOWN
            self.body.addWidget(Text(trn("and %(n)s more", "and %(n)s more", more), "label", "text2", weight=400))
        if not changes:
            self.body.addWidget(Text(no_news(session), "body", "text2"))
        self.body.addStretch(1)


def _since_words(session: Session) -> str:
    day = session.last_visit
    return tr("new since your visit on %(date)s", date=locales.long_date(day)) if day else " "


def no_news(session: Session) -> str:
    """That nothing changed since the last visit, or, on the first, which change is the last one known here."""
    if session.last_visit is not None:
        return tr("No law change since your visit on %(date)s", date=locales.long_date(session.last_visit))
    if session.place not in session.rights.places():
        return tr("No law is held here for your place.")
    changes = documents(session.rights, catalogs.language(), session.place)
    last = next((change for change in changes if change["status"] == _IN_FORCE), None)
    if last is None:
        return tr("No law change is recorded for this place.")
    return tr("Last law change here: %(date)s", date=when(last))


def when(change: Document) -> str:
    """The day in words; where only the month or the year is known, no day is made up."""
    day = date.fromisoformat(change["on"])
    if change["precision"] == "year":
        return str(day.year)
    return locales.month_year(day) if change["precision"] == "month" else locales.long_date(day)
