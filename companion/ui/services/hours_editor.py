"""Opening hours to change: a week to click and the opening_hours text beside it, each following the other."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.services.opening_hours import parse
from companion.services.week_hours import text_of, week_of
from companion.ui import theme
from companion.ui.services import standing
from companion.ui.services.week_grid import WeekGrid
from companion.ui.widgets.fields import Field, TextField
from companion.ui.widgets.text import Text

_MONDAY = date(2026, 11, 16)


class HoursEditor(QWidget):
    """`changed` tells that the hours did."""

    changed = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(8))
        column.addWidget(Text(tr("Opening hours"), "label", weight=600))
        names = [standing.weekday(_MONDAY + timedelta(days=day)) for day in range(7)]
        self.grid = WeekGrid(names, first=standing.first_weekday())
        self.grid.changed.connect(self._drawn)
        column.addWidget(self.grid)
        self.field = TextField(tr("Opening hours as text"), text, placeholder="Mo-Fr 10:00-18:00")
        self.field.changed.connect(self._typed)
        column.addWidget(Field(tr("The same as text, as on OpenStreetMap"), self.field))
        self.about = Text("", "caption", "text2")
        column.addWidget(self.about)
        self._show(text)

    def text(self) -> str:
        """The hours as they stand."""
        return self.field.text().strip()

    def _drawn(self) -> None:
        text = text_of(self.grid.week())
        self.field.edit.blockSignals(True)
        self.field.set_text(text)
        self.field.edit.blockSignals(False)
        self._hint(text)
        self.changed.emit()

    def _typed(self, text: str) -> None:
        self._show(text)
        self.changed.emit()

    def _show(self, text: str) -> None:
        week = week_of(text)
        self.grid.setEnabled(week is not None)
        if week is not None:
            self.grid.set_week(week)
        self._hint(text)

    def _hint(self, text: str) -> None:
        self.about.setText(_about(text.strip(), drawn=week_of(text) is not None))


def _about(text: str, *, drawn: bool) -> str:
    if not text:
        return tr("Nothing is said about the hours. Click the times at which it is open, or type them.")
    if parse(text) is None:
        return tr("This is not understood: it will be shown as written, with “call first”, and never as open.")
    if not drawn:
        return tr("Understood. It is more than the same week over and over, so it cannot be clicked; change the text.")
    return tr("Understood. Click a time to open or close it.")
