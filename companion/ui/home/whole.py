"""How Home's cards stand together: full, or calm with two cards and two lines."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.i18n.catalogs import trn
from companion.ui import theme
from companion.ui.home.law_news import LawNewsCard, no_news
from companion.ui.home.open_now import OpenNowCard
from companion.ui.home.quick_log import QuickLogCard
from companion.ui.home.reliance import Reliance, RelianceCard
from companion.ui.page import Navigation
from companion.ui.rights.law_changes import Document
from companion.ui.rights.panes import PanesLayout
from companion.ui.session import Session
from companion.ui.widgets.buttons import LinkButton
from companion.ui.widgets.flow_layout import FlowLayout


class Cards(QWidget):
    """What stands below the search box. The quick log is always there; the rest depends."""

    def __init__(self, session: Session, navigation: Navigation, *, tiles_across: int = 4) -> None:
        super().__init__()
        self.quick_log = QuickLogCard(session, navigation, across=tiles_across)
        self.open_now = OpenNowCard(session, navigation)
        self.law_news: LawNewsCard | None = None
        self.reliance: RelianceCard | None = None
        self.lines: dict[str, LinkButton] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.space(18))


def full_cards(session: Session, navigation: Navigation, changes: list[Document], to_check: list[Reliance]) -> Cards:
    """Logging and law changes at the start, services and what to check at the end."""
    cards = Cards(session, navigation)
    cards.law_news = LawNewsCard(session, navigation, changes)
    cards.reliance = RelianceCard(navigation, to_check)
    panes = PanesLayout(share=0.626, gap=20)
    panes.addWidget(_stack((cards.quick_log, 0), (cards.law_news, 1)))
    panes.addWidget(_stack((cards.open_now, 0), (cards.reliance, 1)))
    cards.column.addLayout(panes, 1)
    return cards


def calm_cards(session: Session, navigation: Navigation, changes: list[Document], to_check: list[Reliance]) -> Cards:
    """Logging and services side by side; law and what to check are a line each, which opens the list."""
    cards = Cards(session, navigation, tiles_across=2)
    cards.column.addSpacing(theme.space(24))
    panes = PanesLayout(share=0.5, gap=20)
    panes.addWidget(cards.quick_log)
    panes.addWidget(cards.open_now)
    cards.column.addLayout(panes)
    cards.reliance = RelianceCard(navigation, to_check)
    cards.reliance.hide()
    cards.column.addStretch(1)
    lines = QWidget()
    flow = FlowLayout(lines, gap=theme.space(30), line_gap=theme.space(8))
    go = partial(navigation.go, "rights", place=session.place, changes=True)
    cards.lines["law"] = LinkButton(no_news(session), icon="book", on_click=go)
    flow.addWidget(cards.lines["law"])
    if to_check:
        words = trn(
            "Check before you rely on it: %(n)s thing", "Check before you rely on it: %(n)s things", len(to_check)
        )
        cards.lines["check"] = LinkButton(words, icon="draft", on_click=partial(_toggle, cards.reliance))
        flow.addWidget(cards.lines["check"])
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(lines)
    row.addStretch(1)
    cards.column.addLayout(row)
    cards.column.addWidget(cards.reliance)
    return cards


def _toggle(card: QWidget) -> None:
    card.setVisible(card.isHidden())
    if isinstance(card, RelianceCard) and not card.isHidden() and card.rows:
        card.rows[0].setFocus(Qt.FocusReason.TabFocusReason)


def _stack(*parts: tuple[QWidget, int]) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.space(18))
    for widget, stretch in parts:
        column.addWidget(widget, stretch)
    return holder
