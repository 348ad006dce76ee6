"""Tags: small facts that stand inside what they qualify. Doubt is never small print."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.ui import icons, theme
from companion.ui.widgets import painting

# kind: fill, edge, ink, icon, dashed. The hourglass means a review date that has passed, and nothing else.
_LOOKS: dict[str, tuple[str | None, str | None, str, str | None, bool]] = {
    "plain": ("well", None, "text2", None, False),
    "soft": ("soft", None, "accent", None, False),
    "checked": ("oktint", None, "okink", "shield", False),
    "draft": (None, "control", "text", "draft", True),
    "overdue": ("warntint", "warn", "warnink", "hourglass", False),
    "fallback": (None, "control", "text", "globe", True),
}


class Tag(QWidget):
    """A fact in a small frame. `kind`: plain, soft, checked, draft, overdue, fallback (text in another language)."""

    def __init__(
        self, text: str, kind: str = "plain", *, icon: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._kind = text, kind
        self._icon = icon or _LOOKS[kind][3]
        self._font = theme.font("caption", weight=500)
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def kind(self) -> str:
        return self._kind

    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        width = self._around() + painting.text_width(self._text, self._font)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = self._around() + painting.longest_word(self._text, self._font)
        return QSize(width, self._least())

    def heightForWidth(self, width: int) -> int:
        words = painting.text_height(self._text, self._font, width - self._around())
        return max(self._least(), words + theme.space(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        fill, edge, ink, _, dashed = _LOOKS[self._kind]
        if theme.high_contrast() and edge is None:
            edge = "line"
        painting.rounded(
            painter,
            QRectF(self.rect()),
            theme.RADIUS_TAG,
            fill=theme.colour(fill) if fill else None,
            edge=theme.colour(edge) if edge else None,
            dashed=dashed,
        )
        x, side = theme.space(9), theme.icon_size(16)
        if self._icon:
            spot = painting.mirrored(self, QRectF(x, (self.height() - side) / 2, side, side))
            painter.drawPixmap(spot.topLeft(), icons.pixmap(self._icon, ink, side, ratio=self.devicePixelRatioF()))
            x += side + theme.space(6)
        box = painting.mirrored(self, QRectF(x, 0, self.width() - self._around(), self.height()))
        painting.draw_text(painter, box, self._text, self._font, theme.colour(ink), middle=True)
        painter.end()

    def _around(self) -> int:
        return 2 * theme.space(9) + (theme.icon_size(16) + theme.space(6) if self._icon else 0)

    def _least(self) -> int:
        return max(theme.space(24), round(self._font.pixelSize() * 1.36) + theme.space(6))


class ReviewTag(Tag):
    """Who has checked a statement: `state` is checked, draft, overdue or fallback; `text` says by whom and when."""

    def __init__(self, state: str, text: str, *, parent: QWidget | None = None) -> None:
        if state not in ("checked", "draft", "overdue", "fallback"):
            raise ValueError(state)
        super().__init__(text, state, parent=parent)
