"""What has gone out: every file and print-out with its day, and which months are fixed."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.reports.labels import TITLES
from companion.reports.period_words import title
from companion.reports.went_out import WentOut, listed
from companion.ui import theme
from companion.ui.reports.exporting import FORM_LABELS
from companion.ui.reports.view import SideView
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.empty_state import EmptyState
from companion.ui.widgets.text import Text


class LedgerView(SideView):
    """Read from the ledger alone; nothing can be changed or removed here."""

    def refresh(self) -> None:
        self.begin()
        found = listed(self.session.contacts)
        self.rows = found
        if not found:
            words = tr("Nothing has gone out yet. What is exported or printed stands here, for as long as the vault.")
            self.cards.addWidget(EmptyState("list", words))
            return
        card = Card(tr("What has gone out"), gap=10)
        words = tr("Its numbers are fixed. Nothing is ever taken off this list.")
        card.body.addWidget(Text(words, "label", "text2", weight=400))
        grid = QWidget()
        self._fill(QGridLayout(grid), found)
        card.body.addWidget(grid)
        self.cards.addWidget(card)

    def _fill(self, grid: QGridLayout, found: list[WentOut]) -> None:
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(16))
        grid.setVerticalSpacing(theme.space(6))
        for column, share in enumerate((2, 2, 2, 4)):
            grid.setColumnStretch(column, share)
        for line, one in enumerate(found):
            grid.addWidget(Divider(), 2 * line, 0, 1, 4)
            form = tr(FORM_LABELS[one.format])
            if not one.written:
                form = tr("%(form)s: the file was not written", form=form)
            rule = tr("Every cell is %(k)s or more.", k=locales.number(one.k))
            tables = locales.joined([tr(TITLES[layout]) for layout in one.layouts])
            cells = (locales.long_date(one.day), title(one.period), form, f"{rule} {tables}")
            for column, words in enumerate(cells):
                weight = 600 if column == 1 else 400
                grid.addWidget(
                    Text(words, "label", "text" if column < 3 else "text2", weight=weight), 2 * line + 1, column
                )
