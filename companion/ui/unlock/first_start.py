"""The first start: one page that makes the vault, with strength shown honestly."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion import settings as declared_settings
from companion.errors import Problem
from companion.i18n import catalogs, messages
from companion.i18n.catalogs import N_, tr
from companion.rights.library import Library
from companion.ui import languages, places, theme
from companion.ui.tasks import Tasks
from companion.ui.unlock.strength_line import StrengthLine
from companion.ui.widgets import night, painting
from companion.ui.widgets.buttons import primary
from companion.ui.widgets.card import Glyph
from companion.ui.widgets.fields import Field, PassphraseField
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.progress_panel import ProgressBar
from companion.ui.widgets.scroll import Scroll
from companion.ui.widgets.select import Select
from companion.ui.widgets.text import Text
from companion.vault.vault import OpenVault, Vault

_PROMISES = (
    ("noname", N_("No names"), N_("It never asks who a client is.")),
    ("nonet", N_("No network"), N_("It never goes online.")),
    ("lock", N_("Nothing readable on disk"), N_("Without your passphrase nobody can open it. That includes us.")),
)


@dataclass(frozen=True)
class Beginning:
    """What was chosen: the open vault, the place and the client's language, to be kept as settings."""

    vault: OpenVault
    place: str
    client_language: str


class FirstStart(QWidget):
    """Emits `created` with a `Beginning`, `language_chosen` with a language."""

    created = Signal(object)
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
        if not self.button.isEnabled() or not self._is_sound():
            return
        words, folder = self.passphrase.text(), self._folder
        self._be_busy(True)
        self._tasks.run(self, lambda _: Vault.create(folder, words), success=self._made, failure=self._failed)

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
        first = QVBoxLayout()
        first.setSpacing(theme.space(8))
        self.passphrase = PassphraseField(tr("Passphrase"))
        self.passphrase_field = Field(tr("Passphrase"), self.passphrase)
        self.strength = StrengthLine()
        first.addWidget(self.passphrase_field)
        first.addWidget(self.strength)
        column.addLayout(first)
        self.again = PassphraseField(tr("The same again"))
        self.again_field = Field(tr("The same again"), self.again)
        self._same = Glyph("check", "ok", 20, name=tr("Both are the same"))
        self._same.hide()
        self.again.add_end(self._same)
        column.addWidget(self.again_field)
        column.addLayout(self._make_choices())
        column.addStretch(1)
        self._messages = QVBoxLayout()
        column.addLayout(self._messages)
        column.addLayout(self._make_foot())
        self.passphrase.changed.connect(self._typed)
        self.again.changed.connect(self._typed)
        self.again.submitted.connect(self.make_vault)
        self.passphrase.submitted.connect(lambda: self.again.setFocus(Qt.FocusReason.TabFocusReason))
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

    def _make_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(theme.space(18))
        self.button = primary(tr("Create the vault"), size="large", on_click=self.make_vault)
        foot.addWidget(self.button)
        beside = QVBoxLayout()
        self._beside = Text(tr("Takes about a second. You can change all of this later."), "label", "text2", weight=400)
        self.busy = ProgressBar()
        self.busy.hide()
        beside.addStretch(1)
        beside.addWidget(self._beside)
        beside.addWidget(self.busy)
        beside.addStretch(1)
        foot.addLayout(beside, 1)
        return foot

    def _typed(self, _: str) -> None:
        words, again = self.passphrase.text(), self.again.text()
        self.strength.show_for(words)
        self._same.setVisible(bool(words) and words == again)
        self.passphrase_field.set_error("")
        self.again_field.set_error("")

    def _is_sound(self) -> bool:
        """Whether both passphrases will do; what is wrong is said beside the field that is."""
        found = self.strength.show_for(self.passphrase.text())
        if found is None or found.refused_for:
            if found is None:
                self.passphrase_field.set_error(tr("Type a passphrase first."))
            self.passphrase.set_wrong(True)
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if self.again.text() != self.passphrase.text():
            message = messages.explain(Problem("passphrase.different"))
            self.again_field.set_error(f"{message.title} {message.next_step}")
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return True

    def _made(self, vault: OpenVault) -> None:
        self.passphrase.edit.clear()
        self.again.edit.clear()
        client = self.client.value() or ""
        self.created.emit(Beginning(vault, self.place.value() or "", "" if client == catalogs.language() else client))

    def _failed(self, problem: Problem) -> None:
        self._be_busy(False)
        while (item := self._messages.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._messages.addWidget(MessageLine.of(problem))

    def _be_busy(self, busy: bool) -> None:
        for widget in (self.button, self.passphrase, self.again, self.place, self.client, self.language):
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
