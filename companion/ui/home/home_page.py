"""Home: the one search box, quick logging, what changed, what is open, what to check first.

Calm (a doorway, two cards, two lines) while nothing is to be noted; full as soon as a law changed since the last visit
or a review date has passed.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from companion import clock
from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.ui import places, shortcuts, theme
from companion.ui.home.first_look import FirstLook, Stop
from companion.ui.home.law_news import news
from companion.ui.home.quick_log import QUICK
from companion.ui.home.reliance import OVERDUE, law_to_check, services_to_check
from companion.ui.home.results import Results
from companion.ui.home.searching import Found, Searching
from companion.ui.home.vault_to_check import vault_to_check
from companion.ui.home.ways_in import WaysIn
from companion.ui.home.whole import Cards, calm_cards, full_cards
from companion.ui.page import Navigation, Page
from companion.ui.rail import EXIT_NAME
from companion.ui.rights.language_pair import LanguagePair
from companion.ui.rights.panes import HeadLayout
from companion.ui.session import Session
from companion.ui.widgets import painting
from companion.ui.widgets.arch import paint_backdrop
from companion.ui.widgets.fields import SearchField
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.select import Select
from companion.ui.widgets.text import Text

_CALM_WIDTH = 690  # px at 100 %: the search box in the doorway
_DOOR = 0.82  # of the page's width
_DOOR_TOP = 62  # px under the top of the page


class HomePage(Page):
    """The first page. Its cards are made anew each time it comes to the front, because anything may have changed.
    `read_everywhere` tells that all places can be found by now."""

    read_everywhere = Signal()

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self._searching: Searching | None = None
        self.cards: Cards | None = None
        self.look: FirstLook | None = None
        self.calm = self._new = True
        self.column.addWidget(self._head())
        self._greeting = Text(tr("What do you need now?"), "h1", side="center")
        self._greeting.setContentsMargins(0, theme.space(40), 0, 0)
        self.column.addWidget(self._greeting)
        self._hint = tr("Search rights and services: “searched by police”, “needles near me”…")
        key = shortcuts.shown(shortcuts.SEARCH)
        self.search = SearchField(tr("Search rights and services"), placeholder=self._hint, key=key, large=True)
        self.search.changed.connect(self._typed)
        self.search.edit.installEventFilter(self)
        self._search_row = self._centred(self.search, 1)
        self.results = Results()
        self.results.opened.connect(self._open_found)
        self.results.hide()
        self.ways_in = WaysIn(session, navigation)
        self._ways_row = self._centred(self.ways_in, 0)
        self._place_of_cards = QVBoxLayout()
        self.column.addLayout(self._place_of_cards, 1)
        self._place_of_cards.addWidget(self.results)
        self._place_of_cards.addSpacerItem(QSpacerItem(0, 0, vData=QSizePolicy.Policy.Expanding))
        for quick in QUICK:
            shortcuts.bind(self, quick.shortcut, partial(self._press, quick.key))
        shortcuts.bind(self, "N", lambda: self._press("form"))
        session.setting_changed.connect(self._setting_changed)
        session.services_changed.connect(self.refresh)
        session.log_changed.connect(self._log_changed)
        self.refresh()

    def refresh(self) -> None:
        """Make the cards anew from what the stores hold now."""
        held = self.cards.quick_log.place_key() if self.cards else ""
        changes, to_check = news(self.session), law_to_check(self.session)
        self.calm = not changes and all(one.key != OVERDUE for one in to_check)
        to_check += [*services_to_check(self.session), *vault_to_check(self.session)]
        make = calm_cards if self.calm else full_cards
        old = self.cards
        self.cards = make(self.session, self.navigation, changes, to_check)
        self.cards.quick_log.set_place(held)
        if old is not None:
            old.hide()
            old.deleteLater()
        self._place_of_cards.addWidget(self.cards, 1)
        self._arrange()

    def open(self, **target: object) -> None:
        """`first_look` shows what Home is for in a few steps, above everything else on it."""
        if target.get("first_look"):
            self._show_look(0)

    def appear(self) -> None:
        if self._new:  # just made: its cards are
            self._new = False
            return
        self._date.setText(locales.weekday_date(clock.today()))
        self.refresh()

    def state(self) -> dict[str, object]:
        return {
            "text": self.search.text(),
            "counted_for": self.cards.quick_log.place_key() if self.cards else "",
            "look": self.look.step if self.look is not None else None,
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.search.set_text(str(state.get("text", "")))
        if self.cards is not None:
            self.cards.quick_log.set_place(str(state.get("counted_for", "")))
        if state.get("look") is not None:
            self._show_look(int(state["look"]))

    def focus_search(self) -> bool:
        self.search.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.edit.selectAll()
        return True

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or self.results.isHidden():
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.results.mark_next(step)
            self.search.edit.setAccessibleDescription(self.results.marked())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.results.take()
        elif event.key() == Qt.Key.Key_Escape:
            self.search.edit.clear()
        else:
            return False
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.calm or not self.results.isHidden():
            return
        painter = painting.begin(self)
        wide, top = self.width() * _DOOR, theme.space(_DOOR_TOP)
        paint_backdrop(painter, QRectF((self.width() - wide) / 2, top, wide, self.height() - top))
        painter.end()

    def _show_look(self, step: int) -> None:
        if self.look is None:
            stops = {
                Stop.SEARCH: lambda: self.search,
                Stop.QUESTION: lambda: self.ways_in.chips["question"],
                Stop.LOG: lambda: self.cards.quick_log if self.cards else None,
                Stop.EXIT: self._exit,
            }
            self.look = FirstLook(self, stops)
            self.look.ended.connect(self._end_look)
            self.column.insertWidget(0, self.look)
        self.look.show_step(step)

    def _exit(self) -> QWidget | None:
        """Quick exit stands in the rail of the window around the page."""
        return next(iter(self.window().findChildren(QWidget, EXIT_NAME)), None)

    def _end_look(self) -> None:
        if self.look is not None:
            self.look.hide()
            self.look.deleteLater()
            self.look = None
            self.focus_search()

    def _head(self) -> QWidget:
        holder = QWidget()
        line = HeadLayout(holder)
        start = QWidget()
        flow = FlowLayout(start, gap=theme.space(18), line_gap=theme.space(2))
        options = places.options(self.session.rights, self.session.language)
        self.place = Select(
            tr("Place"), options, self.session.place, placeholder=tr("Place"), icon="pin", plain=True, role="h1"
        )
        self.place.changed.connect(lambda key: self.session.set("place", key))
        flow.addWidget(self.place)
        self._date = Text(locales.weekday_date(clock.today()), "body", "text2", wrap=False)
        flow.addWidget(self._date)
        self.languages = LanguagePair(self.session, self.navigation)
        line.addWidget(start)
        line.addWidget(self.languages)
        return holder

    def _centred(self, widget: QWidget, stretch: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(widget, stretch)
        row.addStretch(1)
        self.column.addLayout(row)
        return row

    def _arrange(self) -> None:
        """Calm: greeting, search box and ways in stand in the middle of the doorway. Searching hides all below."""
        searching = bool(self.search.text().strip())
        middle = self.calm and not searching
        self._greeting.setVisible(middle)
        self.search.setMaximumWidth(theme.scaled(_CALM_WIDTH) if middle else 16_777_215)
        for row in (self._search_row, self._ways_row):
            row.setStretch(0, 1 if middle else 0)
        self._search_row.setStretch(1, 100 if middle else 1)
        self._search_row.setStretch(2, 1 if middle else 0)
        self.search.edit.setPlaceholderText(tr("“searched by police”, “needles near me”…") if middle else self._hint)
        self.results.setVisible(searching)
        self.ways_in.setVisible(not searching)
        if self.cards is not None:
            self.cards.setVisible(not searching)
        self.update()

    def _typed(self, text: str) -> None:
        if text.strip():
            if self._searching is None:
                self._searching = Searching(self.session)
            self._searching.prepare(self, self._find_again)
            self.results.show_found(self._searching.find(text), text)
            self.search.edit.setAccessibleDescription(self.results.marked())
        self._arrange()

    def _find_again(self) -> None:
        """Other places can be found now: what stands in the search field is looked for once more."""
        text = self.search.text()
        if self._searching is not None and text.strip():
            self.results.show_more(self._searching.find(text), text)
        self.read_everywhere.emit()

    def _open_found(self, found: Found) -> None:
        self.search.edit.clear()
        self.navigation.go(found.page, **found.target)

    def _press(self, key: str) -> None:
        if self.cards is not None and self.cards.isVisible():
            self.cards.quick_log.tiles[key].click()

    def _log_changed(self) -> None:
        if self.cards is not None:
            self.cards.quick_log.refresh()

    def _setting_changed(self, key: str) -> None:
        if key == "client_language":
            self.languages.refresh()
        elif key in ("place", "service_place", "place_names"):
            self.place.set_value(self.session.place)
            self.ways_in.refresh()
            self.languages.set_place(self.session.place)
            self.refresh()
