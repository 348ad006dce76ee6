"""How strong a passphrase is, told honestly: five segments, one word and one sentence."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n import messages
from companion.i18n.catalogs import N_, tr
from companion.ui import theme
from companion.ui.widgets import painting
from companion.ui.widgets.text import Text
from companion.vault import strength

_SEGMENTS = 5
_HINT = N_("Four to six words that have nothing to do with each other are hard to guess and easy to keep.")
_OFFERED = N_("Strong. Six words chosen by chance. Write them down now, and learn them by typing them below.")
# level: segments, colour of the bar, ink, sentence
_SHOWN = {
    strength.Level.REFUSED: (1, "err", "errink", ""),
    strength.Level.WEAK: (
        2,
        "warn",
        "warnink",
        N_("Weak. Somebody who wants in could guess it. Add another word or two."),
    ),
    strength.Level.FAIR: (
        3,
        "warn",
        "warnink",
        N_("Fair. It stops a thief, not somebody with time and money. One more word helps."),
    ),
    strength.Level.STRONG: (5, "ok", "okink", N_("Strong. Guessing it would take longer than a lifetime.")),
}


class StrengthLine(QWidget):
    """Shows `strength.estimate` of what is typed; keeps nothing of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(6))
        self._bar = _Segments()
        self.words = Text(tr(_HINT), "label", "text2", weight=400)
        column.addWidget(self._bar)
        column.addWidget(self.words)

    def show_for(self, passphrase: str, *, offered: bool = False) -> strength.Strength | None:
        """Estimate and show; None while nothing is typed. `offered` are words that chance chose just now."""
        if not passphrase:
            self._bar.set_filled(0, "control")
            self.words.setText(tr(_HINT))
            self.words.set_ink("text2")
            return None
        found = strength.estimate(passphrase)
        filled, shade, ink, sentence = _SHOWN[found.level]
        self._bar.set_filled(filled, shade)
        self.words.set_ink(ink)
        if found.refused_for:
            message = messages.explain(Problem(found.refused_for, least=strength.LEAST_CHARACTERS))
            self.words.setText(f"{message.title} {message.next_step}")
        else:
            self.words.setText(tr(_OFFERED if offered else sentence))
        return found


class _Segments(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._filled, self._shade = 0, "control"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_filled(self, filled: int, shade: str) -> None:
        self._filled, self._shade = filled, shade
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.space(200), theme.space(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        gap = 5
        wide = (self.width() - gap * (_SEGMENTS - 1)) / _SEGMENTS
        for index in range(_SEGMENTS):
            part = painting.mirrored(self, QRectF(index * (wide + gap), 0, wide, self.height()))
            full = index < self._filled
            if theme.high_contrast() and not full:
                painting.rounded(painter, part, self.height() / 2, edge=theme.colour("line"))
            else:
                painting.rounded(painter, part, self.height() / 2, fill=theme.colour(self._shade if full else "line"))
        painter.end()
