"""QR codes on the screen, one at a time and as large as there is room, for the camera of a telephone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.printing import qr_code
from companion.ui import theme
from companion.ui.printing import ink
from companion.ui.printing.boxes import PAPER
from companion.ui.widgets import painting
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.text import Text

_LEAST_MODULE, _LARGEST_MODULE = 3, 7  # px: what a camera reads at arm's length


class CodesView(QWidget):
    """Shows `parts` in turn. The words of the part stand in the code's accessible description."""

    def __init__(self, parts: Sequence[str]) -> None:
        super().__init__()
        self._parts, self._at = list(parts), 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(12))
        self.code = CodeView(self._parts[0])
        column.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        self.which = Text("", "h3", side="center")
        column.addWidget(self.which)
        column.addWidget(Text(tr("Point the phone’s camera at the square. It needs no signal."), side="center"))
        self.back = Button(tr("Previous code"), icon="back", on_click=lambda: self._turn(-1))
        self.next = Button(tr("Next code"), trailing="arrow", on_click=lambda: self._turn(1))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self._turn(0)

    def _turn(self, by: int) -> None:
        self._at = max(0, min(len(self._parts) - 1, self._at + by))
        self.code.set_text(self._parts[self._at])
        several = len(self._parts) > 1
        number, count = self._at + 1, len(self._parts)
        self.which.setText(qr_code.counted(number, count, _language()) if several else "")
        for widget in (self.which, self.back, self.next):
            widget.setVisible(several)
        self.back.setEnabled(self._at > 0)
        self.next.setEnabled(number < count)


def _language() -> str:
    from companion.i18n import catalogs

    return catalogs.language()


class CodeView(QWidget):
    """One code, black on white in every theme, its modules whole pixels."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setAccessibleName(tr("QR code with the text"))
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another code."""
        self._text = text
        self.setAccessibleDescription(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        modules = qr_code.side(self._text)
        module = max(_LEAST_MODULE, min(_LARGEST_MODULE, theme.scaled(540) // modules))
        return QSize(modules * module, modules * module)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painter.fillRect(self.rect(), PAPER)
        ink.code(painter, QRectF(self.rect()), self._text)
        painter.end()
