"""Surfaces: the card, the inset well, the line between rows and the soft square behind an icon."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.ui import icons, theme
from companion.ui.widgets import painting
from companion.ui.widgets.text import Text


class Card(QWidget):
    """A rounded surface with a vertical layout `body`. `heading` makes its first line, `aside` a quiet word after it.

    `tone`: surface (default), well, soft, bg.
    """

    def __init__(
        self,
        heading: str = "",
        *,
        aside: str = "",
        tone: str = "surface",
        margin: int = theme.CARD_MARGIN,
        gap: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self.body = QVBoxLayout(self)
        inner = theme.space(margin)
        self.body.setContentsMargins(inner, inner - 4 if margin else 0, inner, inner)
        self.body.setSpacing(theme.space(gap))
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.space(10))
        if heading:
            self.heading = Text(heading, "h3", wrap=True)
            self.head.addWidget(self.heading)
            if aside:
                self.head.addWidget(Text(aside, "label", "text2", weight=400), 1)
            else:
                self.head.addStretch(1)
            self.body.addLayout(self.head)

    def add_to_head(self, widget: QWidget) -> None:
        """Put a link or tag at the end of the heading's line."""
        self.head.addWidget(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        edge = theme.colour("line") if self._tone in ("surface", "bg") or theme.high_contrast() else None
        painting.rounded(
            painter,
            QRectF(self.rect()),
            theme.RADIUS_CARD,
            fill=theme.colour(self._tone),
            edge=edge,
            width=theme.current().theme.edge,
        )
        painter.end()


class Divider(QWidget):
    """A hairline between rows; `upright` between columns."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        line = theme.colour("line")
        if theme.high_contrast():
            line.setAlphaF(0.4)
        painter.fillRect(self.rect(), line)
        painter.end()


class IconWell(QWidget):
    """An icon on a soft rounded square: the kind of a service, a step of a list."""

    def __init__(
        self, icon: str, *, side: int = 36, tone: str = "soft", ink: str = "accent", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._ink = icon, tone, ink
        self._side = theme.icon_size(side)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        edge = theme.colour("line") if theme.high_contrast() else None
        painting.rounded(painter, QRectF(self.rect()), theme.RADIUS_CONTROL, fill=theme.colour(self._tone), edge=edge)
        side = round(self._side * 0.6)
        picture = icons.pixmap(self._icon, self._ink, side, ratio=self.devicePixelRatioF())
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, picture)
        painter.end()


class Glyph(QWidget):
    """A bare icon in the flow of a layout; decoration, or named when it says something on its own."""

    def __init__(
        self, icon: str, ink: str = "text2", side: int = 20, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._ink, self._side = icon, ink, theme.icon_size(side)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if name:
            self.setAccessibleName(name)
            self.setToolTip(name)

    def set_icon(self, icon: str, ink: str) -> None:
        self._icon, self._ink = icon, ink
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        picture = icons.pixmap(
            self._icon, self._ink, self._side, ratio=self.devicePixelRatioF(), mirror=painting.right_to_left(self)
        )
        painter.drawPixmap(0, (self.height() - self._side) // 2, picture)
        painter.end()
