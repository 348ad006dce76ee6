"""The list of sections beside a page: one line each, the one in front marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.ui import icons, theme
from companion.ui.settings.sections import Section
from companion.ui.widgets import painting


class SectionList(QWidget):
    """Emits `chosen` with a section's key."""

    chosen = Signal(str)

    def __init__(self, sections: Sequence[Section]) -> None:
        super().__init__()
        self.buttons: dict[str, SectionButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        for section in sections:
            button = SectionButton(tr(section.label), section.icon)
            button.clicked.connect(lambda _=False, key=section.key: self.chosen.emit(key))
            column.addWidget(button)
            self.buttons[section.key] = button
        column.addStretch(1)

    def mark(self, key: str) -> None:
        """Show which section is in front."""
        for each, button in self.buttons.items():
            button.setChecked(each == key)


class SectionButton(QAbstractButton):
    """An icon and words; a soft ground where it is the section in front."""

    def __init__(self, text: str, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFont(theme.font("body", weight=500))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = painting.text_width(self.text(), self.font()) + theme.icon_size(20) + theme.space(38)
        return QSize(width, max(theme.space(42), painting.line_height(self.text(), self.font()) + theme.space(14)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        whole = QRectF(self.rect())
        if self.isChecked() or painting.hovered(self):
            ground = theme.colour("soft" if self.isChecked() else "well")
            edge = theme.colour("accent") if self.isChecked() and theme.high_contrast() else None
            painting.rounded(painter, whole, theme.RADIUS_CONTROL, fill=ground, edge=edge, width=2)
        ink = "accent" if self.isChecked() else "text2"
        side = theme.icon_size(20)
        spot = painting.mirrored(self, QRectF(theme.space(12), (self.height() - side) / 2, side, side))
        picture = icons.pixmap(
            self._icon, ink, side, ratio=self.devicePixelRatioF(), mirror=painting.right_to_left(self)
        )
        painter.drawPixmap(spot.topLeft(), picture)
        start = theme.space(12) + side + theme.space(14)
        box = painting.mirrored(self, QRectF(start, 0, self.width() - start - theme.space(8), self.height()))
        painting.draw_text(painter, box, self.text(), self.font(), theme.colour(ink), middle=True)
        painter.end()
