"""The stepper − n +: a number set by touch, by arrows or by typing; the wheel never changes it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from companion.i18n.catalogs import tr
from companion.ui import icons, theme
from companion.ui.widgets import painting

_HOLD_MS, _REPEAT_MS = 450, 90
_DIGITS = {ord(c): str(i % 10) for i, c in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")} | {ord("٫"): ".", ord(","): "."}


class Stepper(QWidget):
    """A number between `minimum` and `maximum`, changed by `step`; `changed` tells that it is another.

    `decimals` allows a fraction (typed with comma or point). `optional` allows no number: `value()` is then None.
    `name` is the label a screen reader says. `large` is the height of the log's main rows.
    """

    changed = Signal()

    def __init__(
        self,
        name: str,
        value: Decimal | int | None = 0,
        *,
        minimum: Decimal | int = 0,
        maximum: Decimal | int = 9999,
        step: Decimal | int = 1,
        decimals: int = 0,
        optional: bool = False,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._minimum, self._maximum, self._step = Decimal(minimum), Decimal(maximum), Decimal(step)
        self._decimals, self._optional, self._large = decimals, optional, large
        self._value: Decimal | None = None
        self.setAccessibleName(name)
        self._less = _End("minus", tr("Less: %(name)s", name=name), self)
        self._more = _End("plus", tr("More: %(name)s", name=name), self)
        self.field = self._make_field(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(self._less)
        row.addWidget(self.field, 1)
        row.addWidget(self._more)
        self._less.clicked.connect(lambda: self.step_by(-1))
        self._more.clicked.connect(lambda: self.step_by(1))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.field)
        self.set_value(value)

    def value(self) -> Decimal | None:
        """The number, or none when it is optional and empty."""
        return self._value

    def count(self) -> int:
        """The number as a whole count; nothing counts as 0."""
        return int(self._value or 0)

    def set_value(self, value: Decimal | int | None) -> None:
        """Set without telling `changed`."""
        self._value = None if value is None and self._optional else self._within(Decimal(value or 0))
        self._show()

    def set_step(self, step: Decimal | int) -> None:
        self._step = Decimal(step)

    def step_by(self, steps: int) -> None:
        """Go up or down by so many steps, and tell."""
        self._become(self._within((self._value or Decimal(0)) + steps * self._step))
        self._show()

    def sizeHint(self) -> QSize:
        height = max(theme.space(48 if self._large else 44), self.field.fontMetrics().height() + theme.space(16))
        digits = painting.text_width("0000" if self._decimals == 0 else "000.00", self.field.font())
        return QSize(2 * self._end_width() + digits + theme.space(24), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        edge = theme.colour("accent" if self.field.hasFocus() else "control")
        painting.rounded(
            painter,
            QRectF(self.rect()),
            theme.RADIUS_CONTROL,
            fill=theme.colour("surface"),
            edge=edge,
            width=theme.current().theme.edge,
        )
        for x in (self._end_width(), self.width() - self._end_width()):
            painter.fillRect(QRectF(x, 1, 1, self.height() - 2), theme.colour("line"))
        painter.end()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
            if event.type() == QEvent.Type.FocusOut:
                self._show()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}
            by = steps.get(Qt.Key(event.key()))
            if by is not None:
                self.step_by(by)
                return True
        return False

    def _make_field(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setFont(theme.font("h3" if self._large else "body", weight=600))
        field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        field.setAccessibleName(name)
        field.setMaxLength(9)
        field.setFrame(False)
        field.setProperty("ringAround", True)
        field.installEventFilter(self)
        field.textEdited.connect(self._typed)
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        return field

    def _typed(self, text: str) -> None:
        """Take what is typed as far as it is a number; what is not goes back when the field is left."""
        plain = text.strip().translate(_DIGITS)
        if not plain:
            self._become(None if self._optional else self._within(Decimal(0)))
            return
        try:
            number = Decimal(plain)
        except InvalidOperation:
            return
        if number.is_finite():
            self._become(self._within(number))

    def _become(self, value: Decimal | None) -> None:
        if value != self._value:
            self._value = value
            self._mark_ends()
            self.changed.emit()

    def _within(self, value: Decimal) -> Decimal:
        exact = value.quantize(Decimal(1).scaleb(-self._decimals))
        return min(self._maximum, max(self._minimum, exact))

    def _show(self) -> None:
        from companion.i18n import locales

        self.field.setText("" if self._value is None else locales.plain_number(self._value))
        palette = self.field.palette()
        palette.setColor(palette.ColorRole.Text, theme.colour("text" if self._value else "text3"))
        self.field.setPalette(palette)
        self._mark_ends()

    def _mark_ends(self) -> None:
        value = self._value or Decimal(0)
        self._less.setEnabled(value > self._minimum)
        self._more.setEnabled(value < self._maximum)

    def _end_width(self) -> int:
        return theme.space(47)


class _End(QAbstractButton):
    """Minus or plus: repeats while held; not a stop of its own for Tab, because the arrows do the same."""

    def __init__(self, icon: str, name: str, parent: Stepper) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setAccessibleName(name)
        self.setAutoRepeat(True)
        self.setAutoRepeatDelay(_HOLD_MS)
        self.setAutoRepeatInterval(_REPEAT_MS)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(theme.space(46), theme.space(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self.isEnabled():
            painter.setOpacity(0.4)
        if self.isDown():
            painter.fillRect(self.rect().adjusted(3, 3, -3, -3), theme.colour("soft"))
        side = theme.icon_size(22)
        picture = icons.pixmap(self._icon, "accent", side, ratio=self.devicePixelRatioF())
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, picture)
        painter.end()
