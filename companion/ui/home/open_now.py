"""Services that are open now, as far as their hours are understood; where nobody can know it says "call first"."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion import clock
from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.services.labels import KINDS
from companion.services.opening_hours import Kind
from companion.services.records import Listing
from companion.services.search import SearchQuery
from companion.ui import theme
from companion.ui.home.distance import spot_of, where_and_how_far
from companion.ui.page import Navigation
from companion.ui.rights.rows import IconRow
from companion.ui.services.directory import directory_of
from companion.ui.services.standing import limit_of
from companion.ui.session import Session
from companion.ui.widgets.buttons import LinkButton
from companion.ui.widgets.card import Card, Divider, Glyph
from companion.ui.widgets.tags import Tag
from companion.ui.widgets.text import Text

_SHOWN = 4
_EVERY_MINUTE = 60_000  # ms: what is open changes while one looks


class OpenNowCard(Card):
    """The first few doors, open ones first, with how they stand at this minute."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(tr("Open now"), aside=" ")
        self._session, self._navigation = session, navigation
        self._services = directory_of(session)
        self._list: QWidget | None = None
        self._all: LinkButton | None = None
        self._timer = QTimer(self, interval=_EVERY_MINUTE)
        self._timer.timeout.connect(self._tick)
        self.rows: list[IconRow] = []
        aside = self.head.itemAt(1)
        self._time = aside.widget() if aside is not None else None
        if self._time is not None:
            self._time.setContentsMargins(0, theme.space(4), 0, 0)  # its smaller letters stand on the heading's line
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def refresh(self) -> None:
        """Read the directory again, as it stands at this minute."""
        now = clock.now()
        if isinstance(self._time, Text):
            self._time.setText(locales.clock_time(now.time()))
        for old in (self._list, self._all):
            if old is not None:
                old.hide()
                old.deleteLater()
        self._list, self._all, self.rows = QWidget(), None, []
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self._services.is_empty():
            self._say_nothing(column)
        else:
            self._fill(column)
        column.addStretch(1)
        self.body.addWidget(self._list, 1)

    def _tick(self) -> None:
        if self.isVisible() and not any(row.hasFocus() for row in self.rows):
            self.refresh()

    def _say_nothing(self, column: QVBoxLayout) -> None:
        column.addWidget(Text(tr("No services yet. Import your list, or add one by hand."), "body", "text2"))
        column.addSpacing(theme.space(10))
        link = LinkButton(tr("Go to Services"), on_click=lambda: self._navigation.go("services"))
        column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)

    def _fill(self, column: QVBoxLayout) -> None:
        self._services.confirm_within(limit_of(self._session))
        found = self._services.find(SearchQuery(near=spot_of(self._session), limit=_SHOWN))
        words = tr("All %(count)s", count=locales.number(found.total))
        self._all = LinkButton(words, on_click=lambda: self._navigation.go("services"))
        self.add_to_head(self._all)
        for listing in found.listings:
            column.addWidget(Divider())
            row = self._row(listing)
            self.rows.append(row)
            column.addWidget(row)
        if self._services.has_sample():
            column.addSpacing(theme.space(8))
            column.addWidget(
                Tag(tr("Invented places, for the demonstration"), "draft"), 0, Qt.AlignmentFlag.AlignLeading
            )

    def _row(self, listing: Listing) -> IconRow:
        kind = KINDS[listing.kind]
        opened = partial(self._navigation.go, "services", listing=listing.id)
        row = IconRow(kind.icon, listing.name, where_and_how_far(listing) or tr(kind.name), on_click=opened, across=0)
        first, second, ink = how_it_stands(listing)
        row.setAccessibleName(". ".join(part for part in (row.accessibleName(), first, second) if part))
        row.add_end(_Standing(first, second, ink))
        return row


def how_it_stands(listing: Listing) -> tuple[str, str, str]:
    """Two short lines and their ink: open until when, opens when, or call first."""
    state = listing.now
    if state.kind == Kind.OPEN:
        until = locales.clock_time(state.until.time()) if state.until else ""
        return tr("Open"), tr("until %(time)s", time=until) if until else "", "ok"
    if state.kind == Kind.UNKNOWN:
        return tr("Call first"), tr("hours not checked"), "text2"
    if state.next_open is None:
        return tr("Closed"), "", "text2"
    time = locales.clock_time(state.next_open.time())
    if state.next_open.date() == clock.today():
        return tr("Opens"), time, "text2"
    return tr("Closed"), tr("opens %(day)s", day=locales.weekday_date(state.next_open.date())), "text2"


class _Standing(QWidget):
    def __init__(self, first: str, second: str, ink: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(theme.space(6))
        line.addStretch(1)
        if first == tr("Call first"):
            line.addWidget(Glyph("phone", "text2", 16))
        line.addWidget(Text(first, "label", ink, side="end", weight=600, wrap=False))
        column.addLayout(line)
        if second:
            column.addWidget(Text(second, "caption", "text", side="end"))
