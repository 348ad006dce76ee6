"""The list and its last line: in which order it stands; or, when nothing fits, what to try."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from companion.i18n.catalogs import tr, trn
from companion.ui import theme
from companion.ui.services.filters import Filters
from companion.ui.services.listing_model import ListingModel
from companion.ui.services.listing_view import ListingView
from companion.ui.services.plain_text import isolated
from companion.ui.widgets.buttons import LinkButton
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.text import Text


class ResultsCard(Card):
    """`unfiltered` asks to take the filters off, `to_confirm` for the worklist."""

    unfiltered = Signal()
    to_confirm = Signal()

    def __init__(self, listings: ListingModel) -> None:
        super().__init__(margin=0, gap=0)
        self.body.setContentsMargins(1, 1, 1, 1)
        self._listings = listings
        self.meant = Text("", "label", "text2", weight=400)
        self.meant.setContentsMargins(theme.space(18), theme.space(10), theme.space(18), theme.space(6))
        self.meant.hide()
        self.body.addWidget(self.meant)
        self.view = ListingView(listings)
        self.body.addWidget(self.view, 1)
        self.nothing = Text("", "body", "text2")
        side = theme.space(20)
        said = QHBoxLayout()
        said.setContentsMargins(side, 0, side, 0)
        said.addWidget(self.nothing)
        self._above = QWidget()
        self._above.setFixedHeight(side)
        self.body.addWidget(self._above)
        self.body.addLayout(said)
        self.unfilter = LinkButton(tr("Take all filters off"), on_click=self.unfiltered.emit)
        row = QHBoxLayout()
        row.setContentsMargins(side, 0, side, 0)
        row.addWidget(self.unfilter)
        row.addStretch(1)
        self.body.addLayout(row)
        self._room = QWidget()
        self.body.addWidget(self._room, 1)
        self.body.addWidget(Divider())
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.space(18), theme.space(12), theme.space(18), theme.space(13))
        self.order = Text("", "label", "text2", weight=400)
        self.more = LinkButton(tr("Show more"), on_click=self._fetch)
        self.confirm_link = LinkButton(tr("To confirm"), icon="phone", on_click=self.to_confirm.emit)
        foot.addWidget(self.order, 1)
        foot.addWidget(self.confirm_link, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(foot)
        listings.rowsInserted.connect(self._show_more)

    def show_found(self, text: str, filters: Filters, *, nearest: bool) -> None:
        """Say what the list is after a search."""
        some = self._listings.rowCount() > 0
        self.view.setVisible(some)
        for widget in (self._above, self.nothing, self._room):
            widget.setVisible(not some)
        self.unfilter.setVisible(not some and bool(filters))
        self.nothing.setText("" if some else _nothing(text, filters))
        order = tr("Longest ago first") if filters.to_confirm else _order(nearest=nearest, open_now=filters.open_now)
        self.order.setText(order)
        self.confirm_link.setVisible(not filters.to_confirm)
        meant = ", ".join(isolated(word) for word in self._listings.meant[:3])
        self.meant.setText(tr("Nothing is called that. Shown: %(words)s", words=meant) if meant and some else "")
        self.meant.setVisible(bool(meant) and some)
        self._show_more()

    def _show_more(self) -> None:
        left = self._listings.total - self._listings.rowCount()
        self.more.setVisible(left > 0)
        words = trn("%(n)s more", "%(n)s more", left)
        self.more.setText(words)
        self.more.setAccessibleName(words)
        self.more.updateGeometry()

    def _fetch(self) -> None:
        first = self._listings.rowCount()
        self._listings.fetchMore()
        self.view.pick(first)
        self.view.setFocus(Qt.FocusReason.TabFocusReason)


def _order(*, nearest: bool, open_now: bool) -> str:
    if open_now:
        return tr("Nearest first") if nearest else tr("By name")
    return tr("Open first, then nearest") if nearest else tr("Open first, then by name")


def _nothing(text: str, filters: Filters) -> str:
    asked = isolated(text)
    if text.strip() and filters:
        return tr("Nothing was found for “%(text)s” with these filters. Take some off, or try other words.", text=asked)
    if text.strip():
        return tr("Nothing was found for “%(text)s”. Try another word, or fewer.", text=asked)
    if filters.to_confirm and filters == Filters(to_confirm=True):
        return tr("Everything was confirmed recently. Nothing needs to be done.")
    if filters.open_now:
        return tr("Nothing here is known to be open now. Places whose hours nobody has checked are left out.")
    return tr("Nothing in this directory fits all these filters.")
