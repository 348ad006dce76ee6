"""What to check before one relies on it: overdue reviews, texts no lawyer has read, services long not confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from companion.i18n import catalogs, locales
from companion.i18n.catalogs import tr, trn
from companion.rights.freshness import freshness
from companion.services.search import SearchQuery
from companion.ui.page import Navigation
from companion.ui.rights.rows import Row
from companion.ui.services.directory import directory_of
from companion.ui.session import Session
from companion.ui.widgets.card import Card, Divider, Glyph
from companion.ui.widgets.text import Text
from companion.vocabulary import ReviewState

OVERDUE = "overdue"
CLOCK = "clock"


@dataclass(frozen=True)
class Reliance:
    """One thing to check: what it is, why, and where it is."""

    key: str
    icon: str
    ink: str
    title: str
    words: str
    page: str
    target: dict[str, Any] = field(default_factory=dict)


def law_to_check(session: Session) -> list[Reliance]:
    """What the law of the team's place leaves to check."""
    place = session.rights.find(session.place)
    if place is None:
        return []
    language = catalogs.language()
    name = session.rights.wording(place.id, language).name()
    found = []
    fresh = freshness(session.rights, place.id)
    if fresh.clock_behind:
        words = tr("It says an earlier date than it did before. Set it right.")
        title = tr("This computer’s clock")
        found.append(Reliance(CLOCK, "clock", "warn", title, words, "settings", {"section": "content"}))
    if fresh.overdue:
        passed = tr("Its review date passed on %(date)s.", date=locales.long_date(place.review_by))
        title = tr("The law of %(place)s", place=name)
        found.append(Reliance(OVERDUE, "hourglass", "warn", title, passed, "rights"))
    drafts = sum(any(s.review.state != ReviewState.CHECKED_BY_LAWYER for s in t.sections) for t in place.topics)
    if drafts:
        title = trn("%(n)s topic, %(place)s", "%(n)s topics, %(place)s", drafts, place=name)
        words = tr("No local lawyer has read them yet.")
        found.append(Reliance("drafts", "draft", "text2", title, words, "rights"))
    return found


def services_to_check(session: Session) -> list[Reliance]:
    """Services nobody has confirmed within the team's limit."""
    count = directory_of(session).find(SearchQuery(to_confirm=True, limit=0)).total
    if not count:
        return []
    title = trn("%(n)s service", "%(n)s services", count)
    words = tr("Not confirmed for a long time. Call first.")
    return [Reliance("services", "phone", "text2", title, words, "services", {"to_confirm": True})]


class RelianceCard(Card):
    """The list, each row leading to what it speaks of."""

    def __init__(self, navigation: Navigation, rows: list[Reliance]) -> None:
        super().__init__(tr("Check before you rely on it"), gap=3)
        self.rows: list[Row] = []
        for one in rows:
            self.body.addWidget(Divider())
            row = Row(f"{one.title}. {one.words}", on_click=_going(navigation, one), across=0)
            row.line.addWidget(Glyph(one.icon, one.ink, 22))
            row.line.addLayout(_two_lines(one), 1)
            self.rows.append(row)
            self.body.addWidget(row)
        if not rows:
            self.body.addWidget(Text(tr("Nothing is known to be out of date."), "body", "text2"))
        self.body.addStretch(1)


def _two_lines(one: Reliance) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Text(one.title, "lead", weight=600))
    column.addWidget(Text(one.words, "label", "text2", weight=400))
    return column


def _going(navigation: Navigation, one: Reliance) -> Callable[[], None]:
    return lambda: navigation.go(one.page, **one.target)
