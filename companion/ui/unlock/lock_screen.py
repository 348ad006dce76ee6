"""The lock screen: a lit doorway, a passphrase, a language, and no word of what is behind it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n import catalogs
from companion.i18n.catalogs import tr
from companion.ui import languages, theme
from companion.ui.tasks import Tasks, Ticket
from companion.ui.widgets import night, painting
from companion.ui.widgets.buttons import LinkButton, primary
from companion.ui.widgets.card import Glyph
from companion.ui.widgets.fields import Field, PassphraseField
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.progress_panel import ProgressBar
from companion.ui.widgets.scroll import Scroll
from companion.ui.widgets.select import Select
from companion.ui.widgets.text import Text

if TYPE_CHECKING:
    from companion.vault.vault import OpenVault

# What is wrong with what was typed stands beside the field; what is wrong with the vault stands below.
_BESIDE_FIELD = ("vault.wrong_passphrase", "vault.wrong_passphrase_left")
_RING = 7


class LockScreen(QWidget):
    """Emits `opened` with the open vault, `language_chosen` with a language."""

    opened = Signal(object)
    language_chosen = Signal(str)

    def __init__(self, folder: Path, tasks: Tasks, name: str, *, whole: bool = True) -> None:
        """`folder` is the vault's; `name` what the program calls itself here: neutral. With `whole` a kiosk's
        passphrase does not do: behind this door the log is needed."""
        super().__init__()
        self._folder, self._tasks, self._whole = folder, tasks, whole
        self._inside = QWidget()
        self._scroll = Scroll(self._inside)
        self._scroll.setParent(self)
        column = QVBoxLayout(self._inside)
        # Room for the focus ring, which is drawn inside what scrolls.
        column.setContentsMargins(_RING, _RING, _RING, _RING)
        column.setSpacing(theme.space(12))
        column.addWidget(Glyph("arch", "accent", 44), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(Text(name, "h1", side="center"))
        column.addSpacing(theme.space(20))
        self.passphrase = PassphraseField(tr("Passphrase"), large=True)
        self.field = Field(tr("Passphrase"), self.passphrase)
        column.addWidget(self.field)
        self.button = primary(tr("Unlock"), size="large", trailing="enter", on_click=self.unlock)
        column.addWidget(self.button)
        self.busy = ProgressBar()
        self.busy.setAccessibleName(tr("Opening the vault"))
        self.busy.hide()
        column.addWidget(self.busy)
        self._messages = QVBoxLayout()
        column.addLayout(self._messages)
        column.addStretch(1)
        self.lost = LinkButton(tr("Use the recovery sheet"), on_click=self.recover)
        column.addWidget(self.lost, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        self.language = Select(
            tr("Language"),
            languages.options(),
            catalogs.language(),
            icon="globe",
            plain=True,
            role="label",
            ink="accent",
        )
        self.language.changed.connect(self.language_chosen)
        row.addStretch(1)
        row.addWidget(self.language)
        row.addStretch(1)
        column.addLayout(row)
        self.passphrase.submitted.connect(self.unlock)
        self.passphrase.changed.connect(lambda _: self.field.set_error(""))
        self.message: MessageLine | None = None

    def unlock(self) -> None:
        """Try the passphrase that stands in the field; takes about a second, off the window's thread."""
        words = self.passphrase.text()
        if not words or not self.button.isEnabled():
            return
        self._be_busy(True)
        folder, whole = self._folder, self._whole

        def work(_: Ticket) -> OpenVault:
            from companion.vault.vault import Vault

            vault = Vault.unlock(folder, words)
            if whole and vault.library_only:
                vault.close()
                raise Problem("vault.log_closed")
            return vault

        self._tasks.run(self, work, success=self._opened, failure=self._failed)

    def recover(self) -> None:
        """Cover the door with the page for the recovery sheet; brought only now."""
        from companion.ui.unlock.recovery_view import RecoveryView

        cover = RecoveryView(self._folder, self._tasks, self)
        cover.opened.connect(self.opened)
        cover.uncover()

    def carried(self) -> dict[str, object]:
        """What to keep when the door is built anew in another language or look."""
        return {"passphrase": self.passphrase.text()}

    def carry(self, kept: dict[str, Any]) -> None:
        """Take over what `carried` gave."""
        self.passphrase.set_text(kept["passphrase"])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        night.paint_door(painter, QRectF(self.rect()), self._door())
        painter.end()

    def _opened(self, vault: OpenVault) -> None:
        self.passphrase.edit.clear()
        self.opened.emit(vault)

    def _failed(self, problem: Problem) -> None:
        self._be_busy(False)
        self._say(None)
        if problem.code in _BESIDE_FIELD:
            from companion.i18n import messages

            message = messages.explain(problem)
            counted = f" {message.explanation}" if problem.facts else ""
            self.field.set_error(f"{message.title}{counted} {message.next_step}")
        else:
            self._say(MessageLine.of(problem))
        self.passphrase.edit.selectAll()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        self._place()

    def _say(self, message: MessageLine | None) -> None:
        if self.message is not None:
            self._messages.removeWidget(self.message)
            self.message.hide()
            self.message.deleteLater()
        self.message = message
        if message is not None:
            self._messages.addWidget(message)

    def _be_busy(self, busy: bool) -> None:
        self.button.setEnabled(not busy)
        self.button.setText(tr("Opening…") if busy else tr("Unlock"))
        self.passphrase.setEnabled(not busy)
        self.language.setEnabled(not busy)
        self.busy.setVisible(busy)

    def _door(self) -> QRectF:
        """The doorway: as in the picture where there is room, wider and lower where text is large."""
        side = 2 * theme.space(52)
        width = min(max(night.DOOR, self._inside.minimumSizeHint().width() + side), self.width() - 48)
        needed = self._least_height(round(width - side)) + theme.space(96) + theme.space(24)
        floor = min(float(night.FLOOR), max(16.0, self.height() - needed - 8))
        bottom = self.height() - floor
        top = max(8.0, bottom - max(float(night.HEIGHT), float(needed)))
        return QRectF((self.width() - width) / 2, top, width, bottom - top)

    def _least_height(self, width: int) -> int:
        layout = self._inside.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else 0

    def _place(self) -> None:
        """Put what is inside under the round of the door; what does not fit there scrolls."""
        door = self._door()
        side, foot = theme.space(52) - _RING, theme.space(28)
        spare = door.height() - foot - self._least_height(round(door.width() - 2 * side))
        head = max(theme.space(44), min(theme.space(96), round(spare)))
        self._scroll.setGeometry(
            round(door.left() + side),
            round(door.top() + head),
            round(door.width() - 2 * side),
            round(door.height() - head - foot),
        )
        self.update()
