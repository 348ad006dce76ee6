"""A segmented control: one of two to four short words, joined."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from companion.ui import theme
from companion.ui.widgets import painting
from companion.ui.widgets.chips import Choice


class Segmented(QWidget):
    """One of `choices` is always chosen. Arrows move and choose, Tab passes by. `changed` carries the code."""

    changed = Signal(str)

    def __init__(
        self, choices: Sequence[Choice], value: str, *, name: str, tall: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._value = value
        self.setAccessibleName(name)
        self.setProperty("ringRadius", theme.RADIUS_CONTROL)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._segments: dict[str, _Segment] = {}
        for choice in choices:
            segment = _Segment(choice, tall, self)
            segment.clicked.connect(lambda _=False, key=choice.key: self._choose(key))
            segment.installEventFilter(self)
            segment.setAccessibleDescription(name)
            row.addWidget(segment)
            self._segments[choice.key] = segment
        self.set_value(value)

    def value(self) -> str:
        return self._value

    def set_value(self, key: str) -> None:
        """Choose without telling `changed`."""
        self._value = key
        for each, segment in self._segments.items():
            segment.setChecked(each == key)
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each == key else Qt.FocusPolicy.ClickFocus)
        self.update()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        step *= -1 if painting.right_to_left(self) else 1
        step = step or {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if not step:
            return False
        keys = list(self._segments)
        key = keys[(keys.index(self.value()) + step) % len(keys)]
        self._choose(key)
        self._segments[key].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        shape, edge = QRectF(self.rect()), theme.current().theme.edge
        painting.rounded(painter, shape, theme.RADIUS_CONTROL, fill=theme.colour("surface"))
        painter.save()
        painter.setClipPath(painting.rounded_path(shape, theme.RADIUS_CONTROL))
        segments = list(self._segments.values())
        for index, segment in enumerate(segments):
            box = QRectF(segment.geometry())
            if segment.isChecked():
                painter.fillRect(box, theme.colour("accent"))
            elif index and not segments[index - 1].isChecked():
                x = box.right() if painting.right_to_left(self) else box.left()
                painter.fillRect(QRectF(x - 0.5, 0, 1, box.height()), theme.colour("control"))
        painter.restore()
        painting.rounded(painter, shape, theme.RADIUS_CONTROL, edge=theme.colour("control"), width=edge)
        painter.end()

    def _choose(self, key: str) -> None:
        another = key != self._value
        self.set_value(key)
        if another:
            self.changed.emit(key)


class _Segment(QAbstractButton):
    def __init__(self, choice: Choice, tall: bool, parent: Segmented) -> None:
        super().__init__(parent)
        self._tall = tall
        self.setText(choice.label)
        self.setAccessibleName(choice.label)
        self.setCheckable(True)
        self.setFont(theme.font("label"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("ringAround", True)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = painting.text_width(self.text(), theme.font("label", weight=600)) + 2 * theme.space(14)
        height = max(
            theme.space(46 if self._tall else 36), painting.line_height(self.text(), self.font()) + theme.space(14)
        )
        return QSize(width, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        font = theme.font("label", weight=600 if self.isChecked() else 500)
        ink = theme.colour("onaccent" if self.isChecked() else "text")
        painting.draw_text(painter, QRectF(self.rect()), self.text(), font, ink, side="center", middle=True)
        painter.end()
