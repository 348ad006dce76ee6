"""A day: today at a touch, typed as day, month, year, or picked from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QWidget

from companion import clock
from companion.i18n import catalogs, locales
from companion.i18n.catalogs import tr
from companion.ui import theme
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.select import DropButton, Popup


class DateField(DropButton):
    """A day between `earliest` and `latest`; `changed` tells that it is another. Opens on Enter, Space or Down."""

    changed = Signal()

    def __init__(
        self,
        name: str,
        value: date | None = None,
        *,
        earliest: date = date(1900, 1, 1),
        latest: date = date(2100, 12, 31),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", icon="calendar", parent=parent)
        self._name, self._earliest, self._latest = name, earliest, latest
        self._value = value or clock.today()
        self._show()
        self.clicked.connect(self.open_calendar)

    def value(self) -> date:
        return self._value

    def set_value(self, value: date) -> None:
        """Set without telling `changed`."""
        self._value = max(self._earliest, min(self._latest, value))
        self._show()

    def open_calendar(self) -> None:
        """Show the calendar under the field."""
        popup = _CalendarPopup(self._value, self._earliest, self._latest, self)
        popup.picked.connect(self._picked)
        popup.open_beside(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def _picked(self, value: date) -> None:
        if value != self._value:
            self.set_value(value)
            self.changed.emit()

    def _show(self) -> None:
        day = locales.medium_date(self._value)
        self.setText(tr("Today, %(date)s", date=day) if self._value == clock.today() else day)
        self.setAccessibleName(f"{self._name}: {self.text()}")
        self.updateGeometry()


class _CalendarPopup(Popup):
    picked = Signal(object)

    def __init__(self, value: date, earliest: date, latest: date, parent: QWidget) -> None:
        super().__init__(parent)
        locale = QLocale({"xx": "en_GB", "xr": "ar", "en": "en_GB", "pt": "pt_PT"}.get(*[catalogs.language()] * 2))
        day, first, last = _q(value), _q(earliest), _q(latest)
        self._typed = QDateEdit(day)
        self._typed.setLocale(locale)
        self._typed.setDisplayFormat("d MMMM yyyy")
        self._typed.setDateRange(first, last)
        self._typed.setButtonSymbols(QDateEdit.ButtonSymbols.NoButtons)
        self._typed.setFont(theme.font("h3"))
        self._typed.setAccessibleName(tr("Day, month, year"))
        self._calendar = QCalendarWidget()
        self._calendar.setLocale(locale)
        self._calendar.setFont(theme.font("body"))
        self._calendar.setDateRange(first, last)
        self._calendar.setSelectedDate(day)
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.setGridVisible(False)
        self._calendar.clicked.connect(lambda chosen: self._take(chosen))
        self._calendar.activated.connect(lambda chosen: self._take(chosen))
        self._typed.dateChanged.connect(self._calendar.setSelectedDate)
        today = Button(tr("Today"), on_click=lambda: self._take(_q(clock.today())))
        for widget in (self._typed, self._calendar, today):
            self.column.addWidget(widget)
        self._typed.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._typed.date())
            return
        super().keyPressEvent(event)

    def _take(self, chosen: QDate) -> None:
        self.close()
        self.picked.emit(date(chosen.year(), chosen.month(), chosen.day()))


def _q(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
