"""Type, narrow, pick, read: the search, the filters, the list and the detail of one directory."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n.catalogs import tr, trn
from companion.services.records import Listing
from companion.services.store import ServiceStore
from companion.settings import LABEL_LENGTH
from companion.ui import theme
from companion.ui.home.distance import spot_of
from companion.ui.services import standing
from companion.ui.services.detail_card import DetailCard
from companion.ui.services.directory import holidays_of
from companion.ui.services.filters import FilterBar, FilterPanel, Filters
from companion.ui.services.listing_model import ListingModel
from companion.ui.services.plain_text import one_line
from companion.ui.services.pocket_tray import PocketTray
from companion.ui.services.results_card import ResultsCard
from companion.ui.services.tab_order import follow, stops
from companion.ui.session import Session
from companion.ui.widgets.columns import ColumnsLayout
from companion.ui.widgets.fields import SearchField
from companion.ui.widgets.message_line import MessageLine

_SHARES = (480, 630)
_FOLD_BELOW = 860  # px at 100 %: list and detail one after the other
_FOLDED_FROM = 1.5  # size of text from which they always are
_EVERY_MINUTE = 60_000  # ms: what is open changes while one looks
_PAGE = 6  # rows


class _Panes(QWidget):
    """List and detail. They scroll by themselves in the height there is; `whole`, they ask for all they need.

    A column of Qt's gives what follows its width its full height or squeezes its neighbours, so it may not know.
    """

    whole = False

    def hasHeightForWidth(self) -> bool:
        return self.whole


class BrowseView(QWidget):
    """Side by side the detail follows the list; in a narrow window or with large text one is shown at a time.

    `read` goes into the detail, `go_back` to the list. What is wanted is kept by id, also while it is not in the list.
    `edit` asks to change a listing, `refer` to count that somebody was sent there, `give` to print those chosen.
    """

    edit = Signal(Listing)
    refer = Signal(Listing)
    give = Signal(list)

    def __init__(self, session: Session, store: ServiceStore) -> None:
        super().__init__()
        self._session, self._store = session, store
        self._wanted = ""
        self._folded: bool | None = None
        self._reading = False
        self._quiet = False
        self.panel: FilterPanel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(12))
        self._make_search()
        self._make_panes()
        self._timer = QTimer(self, interval=_EVERY_MINUTE)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._arrange()

    def _make_search(self) -> None:
        self.search = SearchField(tr("Search services"), placeholder=tr("Name, kind of help, street or language"))
        self.search.changed.connect(self._typed)
        self.search.edit.installEventFilter(self)
        self.bar = FilterBar()
        self.bar.changed.connect(self._bar_changed)
        self.bar.more.connect(self.show_panel)
        self._asking = QWidget()
        row = ColumnsLayout(self._asking, shares=_SHARES, stack_below=_FOLD_BELOW)
        field = QWidget()
        beside = QVBoxLayout(field)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.search)
        beside.addStretch(1)
        row.addWidget(field)
        row.addWidget(self.bar)
        # One line of chips stands in the middle of the field's height.
        self.bar.set_top((self.search.sizeHint().height() - self.bar.more_chip.sizeHint().height()) // 2)
        self._column.addWidget(self._asking)

    def _make_panes(self) -> None:
        self.listings = ListingModel(self._store, self)
        self.results = ResultsCard(self.listings)
        self.results.unfiltered.connect(self._unfilter)
        self.results.to_confirm.connect(self.show_to_confirm)
        self.results.view.picked.connect(lambda row: self._show_one(self.listings.listing(row)))
        self.results.view.opened.connect(self.read_row)
        self.detail = DetailCard(holidays_of(self._session))
        self.detail.back.connect(self.go_back)
        self.detail.confirm.connect(self.confirm)
        self.detail.count_from.connect(self.count_from_here)
        self.detail.edit.connect(lambda: self.edit.emit(self.detail.listing))
        self.detail.refer.connect(lambda: self.refer.emit(self.detail.listing))
        self.detail.pocket.connect(self._toggle_pocket)
        panes = self._panes = _Panes()
        self._columns = ColumnsLayout(panes, shares=_SHARES, stack_below=0)
        for pane in (self.results, self.detail):
            pane.setParent(panes)
            pane.hide()
        self._column.addWidget(panes, 1)
        self.tray = PocketTray()
        self.tray.changed.connect(self._show_pocket)
        self.tray.give.connect(lambda: self.give.emit(list(self.tray.chosen)))
        self._column.addWidget(self.tray)

    # searching

    def refresh(self, *, anew: bool = False) -> None:
        """Search as things stand at this minute; the same service stays chosen. Raises what the store raises.

        `anew`: for other words, from the top of the list.
        """
        near = spot_of(self._session)
        self.listings.within = standing.limit_of(self._session)
        self._store.confirm_within(self.listings.within)
        many = 0 if anew else self.listings.rowCount()
        self.listings.search(self.bar.filters.query(self.search.text(), near), at_least=many)
        self.results.show_found(self.search.text(), self.bar.filters, nearest=near is not None)
        self.search.set_found(self._found_words())
        self._choose_again()

    def ask(self, text: str, filters: Filters, wanted: str = "") -> None:
        """Search for this, with the service `wanted` chosen. Raises what the store raises."""
        self._quiet = True
        self.search.set_text(text)
        self._quiet = False
        self._show_filters(filters)
        self._wanted, self._reading = wanted, False
        self.refresh(anew=True)

    def _found_words(self) -> str:
        return trn("%(n)s found", "%(n)s found", self.listings.total)

    def _typed(self) -> None:
        if not self._quiet:
            self._search_anew()

    def _search_anew(self) -> None:
        """For other words or filters: the first result is the chosen one."""
        self._wanted, self._reading = "", False
        try:
            self.refresh(anew=True)
        except Problem as problem:
            self.detail.say(MessageLine.of(problem))

    def _choose_again(self) -> None:
        at = self.listings.place_of(self._wanted) if self._wanted else 0
        if self.listings.listing(at) is not None:
            self.results.view.pick(at)
        else:
            near = spot_of(self._session)
            found = self._store.listing(self._wanted, at=self.listings.moment, near=near) if self._wanted else None
            self._show_one(found)

    def _show_one(self, listing: Listing | None) -> None:
        self._wanted = listing.id if listing is not None else ""
        if listing is None:
            self.detail.listing = None
            self._reading = False
        else:
            spot = self._session.get("service_place")
            self.detail.show_listing(listing, self.listings.moment, spot["label"] if spot else "", self.listings.within)
            self._show_pocket()
        self._arrange()

    def _show_pocket(self) -> None:
        shown = self.detail.listing
        if shown is not None:
            self.detail.show_pocket(chosen=shown.id in self.tray.chosen, full=self.tray.is_full)

    def _toggle_pocket(self) -> None:
        if self.detail.listing is not None:
            self.tray.toggle(self.detail.listing)

    def _tick(self) -> None:
        """Another minute: what is open may have changed. Nothing moves under the person's hands."""
        focus = QApplication.focusWidget()
        if not self.isVisible() or (focus is not None and self.detail.isAncestorOf(focus)):
            return
        bar = self.results.view.verticalScrollBar()
        at = bar.value()
        self.refresh()
        self.results.view.doItemsLayout()
        bar.setValue(at)

    # list and detail

    def read(self) -> None:
        """Go into the detail of the one chosen."""
        if self.detail.listing is None:
            return
        self._reading = True
        self._arrange()
        self.detail.pane.setFocus(Qt.FocusReason.TabFocusReason)

    def read_row(self, row: int) -> None:
        """Go into the detail of a row."""
        self.results.view.pick(row)
        self.read()

    def go_back(self) -> None:
        """From the detail to the list, where one had been."""
        self._reading = False
        self._arrange()
        self.results.view.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def folded(self) -> bool:
        """Whether list and detail are shown one at a time."""
        return bool(self._folded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self._reading and self.folded:
                self.go_back()
            else:
                self.search.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        super().keyPressEvent(event)

    def _arrange(self) -> None:
        """Put the panes where the width allows."""
        scale = theme.current().text_scale
        self._folded = scale >= _FOLDED_FROM or self.width() < _FOLD_BELOW * scale
        panes: list[QWidget] = [self.results, self.detail]
        if self.detail.listing is None:
            panes = [self.results]
        elif self._folded:
            panes = [self.detail] if self._reading else [self.results]
        self._asking.setVisible(self.results in panes)
        if self.panel is not None:
            self.panel.setVisible(self.results in panes)
        self.detail.set_folded(self._folded)
        self._panes.whole = self.detail in panes and self._folded
        shown = [item.widget() for at in range(self._columns.count()) if (item := self._columns.itemAt(at))]
        if shown == panes:
            return
        for old in shown:
            if old is not None:
                self._columns.removeWidget(old)
                old.setVisible(old in panes)
        for pane in panes:
            self._columns.addWidget(pane)
            pane.show()
        self._columns.invalidate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search field the arrows go through the list, Enter opens, Escape empties."""
        if watched is not self.search.edit or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _PAGE, Qt.Key.Key_PageUp: -_PAGE}
        key = Qt.Key(event.key())
        if key in steps:
            self.results.view.step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.read()
        elif key == Qt.Key.Key_Escape and self.search.text():
            self.search.set_text("")
        else:
            return False
        return True

    # filters

    def show_panel(self, shown: bool) -> None:
        """Show the rest of the filters, or put them away."""
        if self.panel is not None:
            self._column.removeWidget(self.panel)
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None
        self.bar.more_chip.setChecked(shown)
        if shown:
            self.panel = FilterPanel(self._store.counts(), self.bar.filters, standing.limit_of(self._session))
            self.panel.changed.connect(self._panel_changed)
            self.panel.closed.connect(self._close_panel)
            self.panel.limit_chosen.connect(lambda days: self._session.set("confirm_days", days))
            self._column.insertWidget(1, self.panel)
            self.panel.show()
            follow([self.bar.more_chip, *self.bar.extra][-1], stops(self.panel))

    def _close_panel(self) -> None:
        self.show_panel(False)
        self.bar.more_chip.setFocus(Qt.FocusReason.TabFocusReason)

    def _panel_changed(self) -> None:
        assert self.panel is not None
        self._show_filters(self.panel.filters)
        self._search_anew()

    def _bar_changed(self) -> None:
        self._show_filters(self.bar.filters)
        self._search_anew()

    def _unfilter(self) -> None:
        self._show_filters(Filters())
        self._search_anew()
        self.search.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_to_confirm(self) -> None:
        """The worklist: what is to be confirmed again, the longest ago first, with the number to call."""
        self._show_filters(Filters(to_confirm=True))
        self._search_anew()
        self.results.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_filters(self, filters: Filters) -> None:
        self.bar.show_filters(filters)
        if self.panel is not None:
            self.panel.show_filters(filters)

    # acting on the service shown

    def confirm(self) -> None:
        """Keep that the team found it true today; the day from before can be brought back."""
        listing = self.detail.listing
        if listing is None:
            return
        before = listing.assured_date
        if not self._assure(listing, None):
            return
        words = tr("Confirmed today.")
        if before is None:
            self.detail.say(MessageLine("ok", words))
        else:
            undo = MessageLine("ok", words, action=tr("Undo"), on_action=lambda: self._unconfirm(listing, before))
            self.detail.say(undo)

    def _unconfirm(self, listing: Listing, before: date) -> None:
        if self._assure(listing, before):
            words = tr("Taken back: the day from before stands again.")
            self.detail.say(MessageLine("info", words, icon="undo"))

    def _assure(self, listing: Listing, day: date | None) -> bool:
        """Keep the day somebody confirmed it (today for None), and say whether that worked."""
        try:
            self._store.confirm(listing.id, day)
        except Problem as problem:
            self.detail.say(MessageLine.of(problem))
            return False
        self._session.services_changed.emit()
        return True

    def count_from_here(self) -> None:
        """Count distances from the service shown."""
        listing = self.detail.listing
        place = listing.location if listing is not None else None
        if listing is None or place is None or place.latitude is None or place.longitude is None:
            return
        label = "".join(letter for letter in one_line(listing.name) if letter.isprintable())[:LABEL_LENGTH].strip()
        self._session.set("service_place", {"lat": place.latitude, "lon": place.longitude, "label": label})

    # what is carried over when the page is built anew

    def state(self) -> dict[str, object]:
        """What was typed and chosen."""
        return {
            "text": self.search.text(),
            "filters": self.bar.filters,
            "panel": self.panel is not None,
            "wanted": self._wanted,
            "reading": self._reading,
            "pocket": self.tray.state(),
        }

    def restore(self, state: dict[str, object]) -> None:
        """Take back what `state` gave. Raises what the store raises."""
        filters = state.get("filters")
        asked = filters if isinstance(filters, Filters) else Filters()
        self.ask(str(state.get("text") or ""), asked, str(state.get("wanted") or ""))
        self.tray.restore(state.get("pocket"))
        if state.get("panel"):
            self.show_panel(True)
        self._reading = bool(state.get("reading"))
        self._arrange()
