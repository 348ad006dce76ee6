"""The first start: one page that makes the vault, with strength shown honestly."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion import settings as declared_settings
from companion.errors import Problem
from companion.i18n import catalogs
from companion.i18n.catalogs import N_, tr
from companion.rights.library import Library
from companion.ui import languages, places, theme
from companion.ui.tasks import Tasks, Ticket
from companion.ui.unlock.new_passphrase import NewPassphrase
from companion.ui.widgets import night, painting
from companion.ui.widgets.buttons import LinkButton, primary
from companion.ui.widgets.card import Card, Glyph
from companion.ui.widgets.check_line import CheckLine
from companion.ui.widgets.fields import Field
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.progress_panel import ProgressBar
from companion.ui.widgets.scroll import Scroll
from companion.ui.widgets.select import Select
from companion.ui.widgets.text import Text
from companion.vault.vault import OpenVault, Vault

if TYPE_CHECKING:
    from companion.vault.recovery import Sheet

_PROMISES = (
    ("noname", N_("No names"), N_("It never asks who a client is.")),
    ("nonet", N_("No network"), N_("It never goes online.")),
    ("lock", N_("Nothing readable on disk"), N_("Without your passphrase nobody can open it. That includes us.")),
)


@dataclass(frozen=True)
class Beginning:
    """What was chosen: the open vault, the place and the client's language, to be kept as settings; the recovery sheet
    to be printed, if it was wanted."""

    vault: OpenVault
    place: str
    client_language: str
    sheets: tuple[Sheet, ...] = ()


class FirstStart(QWidget):
    """Emits `created` with a `Beginning`, `restored` with a vault that was brought back, `language_chosen`."""

    created = Signal(object)
    restored = Signal(object)
    language_chosen = Signal(str)

    def __init__(self, folder: Path, tasks: Tasks, library: Library) -> None:
        super().__init__()
        self._folder, self._tasks, self._library = folder, tasks, library
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.panel = _Doorway()
        row.addWidget(self.panel)
        row.addWidget(Scroll(self._make_form()), 1)

    def make_vault(self) -> None:
        """Check what was typed and make the vault, off the window's thread."""
        if not self.button.isEnabled() or not self.new.is_sound():
            return
        words, folder, sheet = self.passphrase.text(), self._folder, self.sheet.isChecked()
        self._be_busy(True)

        def work(_: Ticket) -> tuple[OpenVault, list[Sheet]]:
            from companion.vault import recovery

            vault = Vault.create(folder, words)
            try:
                return vault, recovery.make(vault, words) if sheet else []
            except Problem:  # the vault is made and open; Settings says that there is no sheet yet
                return vault, []

        self._tasks.run(self, work, success=self._made, failure=self._failed)

    def bring_back(self) -> None:
        """Cover this page with the one that brings a backup back."""
        from companion.ui.unlock.restore_view import RestoreView

        cover = RestoreView(self._folder, self._tasks, self)
        cover.opened.connect(self.restored)
        cover.uncover()

    def carried(self) -> dict[str, object]:
        """What to keep when the page is built anew in another language or look."""
        return {
            "new": self.new.carried(),
            "place": self.place.value(),
            "sheet": self.sheet.isChecked(),
        }

    def carry(self, kept: dict[str, Any]) -> None:
        """Take over what `carried` gave."""
        self.new.carry(kept["new"])
        self.place.set_value(kept["place"])
        self.sheet.setChecked(kept["sheet"])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Gone where the window is narrow.
        self.panel.setVisible(self.width() >= night.PANEL + theme.scaled(460))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painter.fillRect(self.rect(), theme.colour("bg"))
        painter.end()

    def _make_form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        side = theme.space(64)
        column.setContentsMargins(side, theme.space(32), side, theme.space(32))
        column.setSpacing(theme.space(24))
        column.addLayout(self._make_head())
        self.new = NewPassphrase()
        self.passphrase, self.passphrase_field = self.new.first, self.new.field
        self.again, self.again_field = self.new.again, self.new.again_field
        self.strength = self.new.strength
        self.new.offer()
        column.addWidget(self.new)
        column.addLayout(self._make_choices())
        column.addWidget(self._make_sheet())
        column.addStretch(1)
        self._messages = QVBoxLayout()
        column.addLayout(self._messages)
        column.addLayout(self._make_foot())
        self.back = LinkButton(tr("Bring a backup back"), on_click=self.bring_back)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        self.again.submitted.connect(self.make_vault)
        return form

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(theme.space(4))
        words.addWidget(Text(tr("Set up this computer"), "h1"))
        words.addWidget(Text(tr("One page, about a minute."), "body", "text2"))
        head.addLayout(words, 1)
        self.language = Select(tr("Language"), languages.options(), catalogs.language(), icon="globe", compact=True)
        self.language.changed.connect(self.language_chosen)
        head.addWidget(self.language, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _make_choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space(20))
        usual = declared_settings.declared("place").default
        self.place = Select(tr("Where you work"), places.options(self._library, catalogs.language()), usual)
        self.client = Select(
            tr("Your clients’ language"), places.client_languages(self._library, usual), catalogs.language()
        )
        row.addWidget(Field(tr("Where you work"), self.place), 1)
        row.addWidget(Field(tr("Your clients’ language"), self.client), 1)
        return row

    def _make_sheet(self) -> QWidget:
        card = Card(margin=16, gap=4)
        self.sheet = CheckLine(tr("Print a recovery sheet"))
        self.sheet.setChecked(True)
        card.body.addWidget(self.sheet)
        card.body.addWidget(
            Text(
                tr(
                    "If the passphrase is forgotten, only this sheet opens the vault. Keep it far from this computer: "
                    "whoever holds it can open it too."
                ),
                "label",
                "text2",
                weight=400,
            )
        )
        return card

    def _make_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(theme.space(18))
        self.button = primary(tr("Create the vault"), size="large", on_click=self.make_vault)
        foot.addWidget(self.button)
        beside = QVBoxLayout()
        self._beside = Text(tr("Takes some seconds. You can change all of this later."), "label", "text2", weight=400)
        self.busy = ProgressBar()
        self.busy.hide()
        beside.addStretch(1)
        beside.addWidget(self._beside)
        beside.addWidget(self.busy)
        beside.addStretch(1)
        foot.addLayout(beside, 1)
        return foot

    def _made(self, made: tuple[OpenVault, list[Sheet]]) -> None:
        vault, sheets = made
        self.new.clear()
        client = self.client.value() or ""
        client = "" if client == catalogs.language() else client
        self.created.emit(Beginning(vault, self.place.value() or "", client, tuple(sheets)))

    def _failed(self, problem: Problem) -> None:
        self._be_busy(False)
        while (item := self._messages.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._messages.addWidget(MessageLine.of(problem))

    def _be_busy(self, busy: bool) -> None:
        for widget in (self.button, self.new, self.sheet, self.back, self.place, self.client, self.language):
            widget.setEnabled(not busy)
        self.button.setText(tr("Making the vault…") if busy else tr("Create the vault"))
        self.busy.setVisible(busy)
        self._beside.setVisible(not busy)


class _Doorway(QWidget):
    """The night at the start: the open door and three promises."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(night.PANEL)
        column = QVBoxLayout(self)
        column.setContentsMargins(44, 0, 44, 36)
        column.setSpacing(theme.space(20))
        column.addStretch(1)
        for icon, title, words in _PROMISES:
            row = QHBoxLayout()
            row.setSpacing(theme.space(14))
            row.addWidget(Glyph(icon, "lamp", 24), 0, Qt.AlignmentFlag.AlignTop)
            said = QVBoxLayout()
            said.setSpacing(2)
            said.addWidget(Text(tr(title), "lead", "railtext", weight=600))
            said.addWidget(Text(tr(words), "label", "railtext", weight=400))
            row.addLayout(said, 1)
            column.addLayout(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        whole = QRectF(self.rect())
        night.paint_way_in(painter, whole, painting.right_to_left(self))
        painter.end()
