"""Safety: what this protects and what not, when it locks, quick exit, the network, and the end of the vault."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion import no_network
from companion.i18n import locales
from companion.i18n.catalogs import tr, trn
from companion.ui import shortcuts, theme
from companion.ui.page import Navigation
from companion.ui.session import Session
from companion.ui.settings.destroy_card import DestroyCard
from companion.ui.settings.lines import LineRow, line_column
from companion.ui.settings.promises import DOES_NOT, PROTECTS, REMEMBERED, Line
from companion.ui.settings.setting_row import SettingRow
from companion.ui.settings.technical_log import TechnicalLog
from companion.ui.system_watch import watched
from companion.ui.widgets.buttons import LinkButton
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.columns import ColumnsLayout
from companion.ui.widgets.key_cap import KeyCap
from companion.ui.widgets.stepper import Stepper
from companion.ui.widgets.text import Text
from companion.vault import process_guard

_STACK_BELOW = 700


class SafetyPane(QWidget):
    """The honest page, and what belongs to it."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(14))
        self.rows: list[LineRow] = []
        column.addWidget(self._make_promises())
        pair = QWidget()
        columns = ColumnsLayout(pair, stack_below=_STACK_BELOW)
        self.ending = DestroyCard(session)
        self.network = NetworkCard()
        columns.addWidget(_stacked(_quick_exit(), self.network))
        columns.addWidget(self.ending)
        column.addWidget(pair)
        column.addWidget(self._make_lock(session))
        column.addWidget(TechnicalLog())

    def show_tests(self) -> None:
        """Under each promise, the tests that keep it."""
        for row in self.rows:
            row.tests.setVisible(not row.tests.isVisible() and bool(row.tests.text()))

    def _make_promises(self) -> QWidget:
        both = QWidget()
        columns = ColumnsLayout(both, gap=14, stack_below=_STACK_BELOW)
        good, bad = Card(tr("This protects")), Card(tr("This does not protect"), tone="well")
        lines, self.rows = line_column(PROTECTS, "ok")
        good.body.addLayout(lines)
        self.how = LinkButton(tr("How each line is tested"), on_click=self.show_tests)
        good.body.addWidget(self.how, 0, Qt.AlignmentFlag.AlignLeading)
        good.body.addStretch(1)
        bad.body.addLayout(line_column(DOES_NOT, "err")[0])
        bad.body.addStretch(1)
        columns.addWidget(good)
        columns.addWidget(bad)
        return both

    def _make_lock(self, session: Session) -> Card:
        card = Card(tr("Lock by itself"), gap=14)
        self.minutes = Stepper(tr("Lock after minutes"), Decimal(session.get("idle_minutes")), minimum=1, maximum=60)
        row = SettingRow(
            session,
            "idle_minutes",
            tr("Lock after minutes"),
            tr("So long may the computer lie untouched before the vault closes by itself."),
            self.minutes,
        )
        self.minutes.changed.connect(lambda: row.keep(self.minutes.count()))
        card.body.addWidget(row)
        card.body.addWidget(Divider())
        card.body.addWidget(Text(tr("It also locks when:"), "label", weight=600))
        card.body.addLayout(line_column([Line("check", sentence) for sentence in watched()], "ok")[0])
        for sentence in _memory_sentences():
            card.body.addWidget(Text(sentence, "label", "text2", weight=400))
        return card


def _stacked(*cards: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.space(14))
    for card in cards:
        column.addWidget(card, 1)
    return holder


def _quick_exit() -> Card:
    card = Card(tr("Quick exit"))
    card.add_to_head(KeyCap(shortcuts.shown(shortcuts.QUICK_EXIT)))
    card.body.addWidget(Text(tr("From anywhere: window and keys are gone at once."), "label", weight=400))
    card.body.addWidget(Text(tr("What is saved stays. What you were typing is lost."), "label", weight=400))
    card.body.addWidget(Text(tr("What the computer may still remember"), "label", weight=600))
    card.body.addLayout(line_column(REMEMBERED)[0])
    card.body.addStretch(1)
    return card


def _memory_sentences() -> list[str]:
    """What the system granted, and only that."""
    granted = process_guard.guards()
    said = [tr("A crash writes no memory to the disk.")] if granted.no_core_files else []
    if granted.locked_bytes is not None:
        kilobytes = locales.number(granted.locked_bytes // 1024)
        said.append(
            tr("The system keeps %(kilobytes)s kilobytes of keys and rows out of its swap file.", kilobytes=kilobytes)
            if granted.locked_bytes
            else tr("The system does not let the program keep keys out of its swap file: encrypt the whole disk.")
        )
    return said


class NetworkCard(Card):
    """What the system says about connections of this program, looked at just now."""

    def __init__(self) -> None:
        super().__init__(tr("No network"))
        self.words = Text("", "label", weight=400)
        self.body.addWidget(self.words)
        self.look = LinkButton(tr("Look again"), on_click=self.refresh)
        self.body.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Ask the system again."""
        count = process_guard.open_connections()
        said = [
            tr("This system does not tell which connections a program has open.")
            if count is None
            else trn("One connection to a network is open.", "%(n)s connections to a network are open.", count)
        ]
        said.append(
            tr("Any attempt to open one would be refused: tried just now.")
            if no_network.refused()
            else tr("Nothing refuses a connection in this process.")
        )
        self.words.setText(" ".join(said))
