"""A team's own spreadsheet: what each column means, guessed, to be corrected, and what comes of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.services.labels import COLUMN_FIELDS
from companion.services.mapping import FIELDS, Mapping
from companion.services.sheets import Sheet
from companion.ui import theme
from companion.ui.services.plain_text import one_line
from companion.ui.widgets.buttons import Button, primary, secondary
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.fields import Field, TextField
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.select import Option, Select
from companion.ui.widgets.text import Text

_KEEP = "keep"
_SAMPLES = 3
_SHOWN = 60  # characters of a value
_PREVIEWED = ("name", "kinds", "street", "city", "phones", "opening_hours")
_NAME_LENGTH = 40


class MappingView(Card):
    """`chosen` carries the mapping to read the list with; `left` asks for none."""

    chosen = Signal(Mapping)
    left = Signal()

    def __init__(self, sheet: Sheet, mapping: Mapping) -> None:
        super().__init__(tr("What the columns mean"))
        self._sheet, self.mapping = sheet, mapping
        words = tr("These are guesses. Correct what is wrong; what fits nothing is kept with each service.")
        if mapping.name:
            words = tr("Read as “%(name)s”, as the last time.", name=mapping.name)
        self.body.addWidget(Text(words, "label", "text2", weight=400))
        self._options = [Option(_KEEP, tr("Keep as it is"))]
        self._options += [Option(field, tr(COLUMN_FIELDS[field])) for field in FIELDS]
        self.selects: list[Select] = []
        self.body.addWidget(self._grid())
        self.body.addWidget(Divider())
        self.body.addWidget(Text(tr("What comes of it"), "h3"))
        self.preview = Text("", "label", weight=400)
        self.body.addWidget(self.preview)
        self._problem: MessageLine | None = None
        self._told = QVBoxLayout()
        self.body.addLayout(self._told)
        self.name = TextField(tr("Remember this under a name"), mapping.name)
        self.name.edit.setMaxLength(_NAME_LENGTH)
        hint = tr("The next list with the same columns is then read the same way. May stay empty.")
        self.body.addWidget(Field(tr("Remember this under a name"), self.name, hint=hint))
        self.body.addWidget(self._ends())
        self.body.addStretch(1)
        self._show()

    def _grid(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(16))
        grid.setVerticalSpacing(theme.space(8))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for at, header in enumerate(self.mapping.headers):
            both = QVBoxLayout()
            both.setSpacing(0)
            both.addWidget(Text(one_line(header), "label", weight=600))
            values = [one_line(row[at]) for row in self._sheet.samples if at < len(row) and row[at]]
            shown = " · ".join(_short(value) for value in list(dict.fromkeys(values))[:_SAMPLES])
            both.addWidget(Text(shown or tr("empty"), "caption", "text2"))
            grid.addLayout(both, at, 0)
            name = tr("What “%(header)s” means", header=one_line(header))
            select = Select(name, self._options, self.mapping.fields[at] or _KEEP)
            select.changed.connect(partial(self._change, at))
            self.selects.append(select)
            grid.addWidget(select, at, 1, Qt.AlignmentFlag.AlignTop)
        return holder

    def _ends(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme.space(12), line_gap=theme.space(8))
        self.action: Button = primary(tr("Read it like this"), size="medium", on_click=self._choose)
        flow.addWidget(self.action)
        flow.addWidget(secondary(tr("Not now"), size="medium", on_click=self.left.emit))
        return holder

    def _change(self, at: int, field: str) -> None:
        self.mapping = self.mapping.changed(at, "" if field == _KEEP else field)
        for place, select in enumerate(self.selects):
            select.set_value(self.mapping.fields[place] or _KEEP)
        self._show()

    def _choose(self) -> None:
        self.chosen.emit(Mapping(self.mapping.headers, self.mapping.fields, one_line(self.name.text())))

    def _show(self) -> None:
        """The first lines as they would come in."""
        named = self.mapping.column("name") is not None
        self.action.setEnabled(named)
        if self._problem is not None:
            self._told.removeWidget(self._problem)
            self._problem.deleteLater()
            self._problem = None
        if not named:
            self._problem = MessageLine("warning", tr("Say which column holds the name of the service."))
            self._told.addWidget(self._problem)
        lines = [self._line(row) for row in self._sheet.samples[:_SAMPLES]]
        self.preview.setText("\n".join(line for line in lines if line))
        self.preview.setVisible(any(lines))

    def _line(self, row: list[str]) -> str:
        parts = []
        for field in _PREVIEWED:
            at = self.mapping.column(field)
            if at is not None and at < len(row) and row[at]:
                parts.append(_short(one_line(row[at])))
        return " · ".join(parts)


def _short(value: str) -> str:
    return value if len(value) <= _SHOWN else f"{value[: _SHOWN - 1]}…"
