"""Chips: a choice among few. What is chosen shows a tick, a weight and a border, never colour alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from companion.ui import icons, theme
from companion.ui.widgets import painting
from companion.ui.widgets.flow_layout import FlowLayout


@dataclass(frozen=True)
class Choice:
    """One thing to choose: its code, its words, an icon; `unasked` marks "Not asked", which is a choice too."""

    key: str
    label: str
    icon: str | None = None
    unasked: bool = False


class Chip(QAbstractButton):
    """One chip; usually made by `ChipGroup`, or alone as a shortcut (`checkable=False`, then it acts as a button)."""

    def __init__(self, choice: Choice, *, checkable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self.setText(choice.label)
        self.setAccessibleName(choice.label)
        self.setCheckable(checkable)
        self.setFont(theme.font("label"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("ringRadius", self.sizeHint().height() / 2)

    def sizeHint(self) -> QSize:
        # Room for the tick is kept only while chosen, as in the pictures: the row flows.
        width = painting.text_width(self.text(), self._font(bold=True)) + 2 * theme.space(14)
        if self._picture():
            width += theme.icon_size(16) + theme.space(7)
        return QSize(width, max(theme.space(36), painting.line_height(self.text(), self.font()) + theme.space(14)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def checkStateSet(self) -> None:
        super().checkStateSet()
        self.updateGeometry()

    def nextCheckState(self) -> None:
        super().nextCheckState()
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isCheckable():
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        fill, edge, width, ink = self._shape()
        painting.rounded(painter, QRectF(self.rect()), self.height() / 2, fill=fill, edge=edge, width=width)
        font = self._font(bold=self.isChecked())
        words, side, picture = painting.text_width(self.text(), font), theme.icon_size(16), self._picture()
        lead = side + theme.space(7) if picture else 0
        x = (self.width() - words - lead) / 2
        if picture:
            spot = painting.mirrored(self, QRectF(x, (self.height() - side) / 2, side, side))
            drawn = icons.pixmap(
                picture, ink, side, ratio=self.devicePixelRatioF(), mirror=painting.right_to_left(self)
            )
            painter.drawPixmap(spot.topLeft(), drawn)
        box = painting.mirrored(self, QRectF(x + lead, 0, words, self.height()))
        painting.draw_text(painter, box, self.text(), font, theme.colour(ink), middle=True)
        painter.end()

    def _picture(self) -> str | None:
        if self.isChecked() and not self.choice.unasked:
            return "check"
        return self.choice.icon

    def _shape(self) -> tuple[QColor, QColor, int, str]:
        """Fill, edge, the edge's width, and the ink that stands on it."""
        hc, over = theme.high_contrast(), painting.hovered(self)
        if self.isChecked() and hc:
            return theme.colour("accent"), theme.colour("accent"), 2, "onaccent"
        if self.isChecked() and self.choice.unasked:
            return theme.colour("well"), theme.colour("control"), 1, "text"
        if self.isChecked():
            return theme.colour("soft"), theme.colour("accent"), 2, "accent"
        return theme.colour("well" if over else "surface"), theme.colour("control"), 2 if hc else 1, "text"

    def _font(self, *, bold: bool) -> QFont:
        return theme.font("label", weight=600 if bold else 500)


class ChipGroup(QWidget):
    """Chips in a flow. `changed` tells that the choice changed.

    Single choice: arrows move and choose, Tab leaves, like radio buttons; `optional` lets the chosen one be taken off.
    `multiple`: arrows move, Space chooses. `name` is what a screen reader says before the choice.
    """

    changed = Signal()

    def __init__(
        self,
        choices: Sequence[Choice],
        *,
        name: str,
        value: str | None = None,
        values: Collection[str] = (),
        multiple: bool = False,
        optional: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._multiple, self._optional = multiple, optional
        self.setAccessibleName(name)
        self._flow = FlowLayout(self, gap=theme.space(7), line_gap=theme.space(7))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._chips: dict[str, Chip] = {}
        self.set_choices(choices)
        if multiple:
            self.set_values(values)
        else:
            self.set_value(value)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Replace what can be chosen; what was chosen and is still there stays chosen."""
        kept = self.values()
        for chip in self._chips.values():
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._chips = {}
        for choice in choices:
            chip = Chip(choice, parent=self)
            chip.setAccessibleDescription(self.accessibleName())
            chip.clicked.connect(lambda _=False, key=choice.key: self._clicked(key))
            chip.installEventFilter(self)
            self._flow.addWidget(chip)
            self._chips[choice.key] = chip
        self._mark({key for key in kept if key in self._chips})

    def value(self) -> str | None:
        """The chosen code, or none."""
        return next(iter(self.values()), None)

    def values(self) -> list[str]:
        """The chosen codes, in the order of the chips."""
        return [key for key, chip in self._chips.items() if chip.isChecked()]

    def set_value(self, key: str | None) -> None:
        """Choose without telling `changed`."""
        self._mark({key} if key is not None else set())

    def set_values(self, keys: Collection[str]) -> None:
        self._mark(set(keys))

    def chip(self, key: str) -> Chip:
        """The chip of a code, to enable or disable it."""
        return self._chips[key]

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, Chip):
            return self._arrow(watched, event)
        return False

    def _arrow(self, chip: Chip, event: QKeyEvent) -> bool:
        forward = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = forward.get(Qt.Key(event.key()), 0) * (-1 if painting.right_to_left(self) else 1)
        step = step or {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if not step:
            return False
        enabled = [one for one in self._chips.values() if one.isEnabled()]
        target = enabled[(enabled.index(chip) + step) % len(enabled)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        if not self._multiple and not target.isChecked():
            self._choose(target.choice.key)
        return True

    def _clicked(self, key: str) -> None:
        """Qt has already turned the chip; put the group right and tell."""
        chip = self._chips[key]
        if self._multiple:
            self._mark(set(self.values()))
            self.changed.emit()
        elif chip.isChecked():
            self._choose(key)
        elif self._optional:
            self._mark(set())
            self.changed.emit()
        else:
            chip.setChecked(True)

    def _choose(self, key: str) -> None:
        self._mark({key})
        self.changed.emit()

    def _mark(self, keys: Collection[str]) -> None:
        for key, chip in self._chips.items():
            chip.setChecked(key in keys)
            chip.updateGeometry()
        if not self._multiple:
            self._rove()
        self._flow.invalidate()
        self.updateGeometry()

    def _rove(self) -> None:
        """Tab reaches the chosen chip alone, or the first when none is chosen."""
        stop = next((chip for chip in self._chips.values() if chip.isChecked()), None)
        stop = stop or next((chip for chip in self._chips.values() if chip.isEnabled()), None)
        for chip in self._chips.values():
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chip is stop else Qt.FocusPolicy.ClickFocus)
