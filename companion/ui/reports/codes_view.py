"""The list of DHIS2 codes: filled in here field by field, or in a spreadsheet and imported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QWidget

from companion import files
from companion.errors import Problem
from companion.i18n.catalogs import N_, tr
from companion.log.places import PlaceNames
from companion.reports import dhis2_codes
from companion.reports.dhis2_codes import DATASET, FIGURE, PLACE, CodeRow, Codes
from companion.reports.export_csv import heading_code
from companion.reports.labels import TITLES, heading_label
from companion.reports.layouts import Layout, possible_cells
from companion.reports.tables import Dimension, Heading
from companion.ui import theme
from companion.ui.reports.file_choice import ask_where, ask_which
from companion.ui.reports.view import SideView
from companion.ui.session import Session
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.fields import TextField
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.select import Option, Select
from companion.ui.widgets.text import Text

_PLACES = "places"


class CodesView(SideView):
    """One table's rows at a time; a code is kept as soon as it is one. `choose_file`, `choose_target` ask where."""

    def __init__(self, session: Session, heading: str, on_back: Callable[[], object]) -> None:
        super().__init__(session, heading, on_back)
        self.choose_file: Callable[[], list[Path]] = partial(ask_which, self, "csv")
        self.choose_target: Callable[[str], Path | None] = partial(ask_where, self)
        self.part = _PLACES
        self.fields: dict[tuple[dhis2_codes.Ours, str], TextField] = {}

    def refresh(self) -> None:
        self.begin()
        self.fields = {}
        card = Card(tr("What your DHIS2 calls these figures"), gap=10)
        words = tr(
            "A figure goes into the DHIS2 files when its data element and its place have a code. What is held back is "
            "left out there; it is never a zero."
        )
        card.body.addWidget(Text(words, "label", "text2", weight=400))
        card.body.addWidget(self._buttons())
        options = [Option(_PLACES, tr("Data set and places"))]
        options += [Option(layout.value, tr(TITLES[layout])) for layout in Layout if any(possible_cells(layout))]
        self.parts = Select(tr("Which table"), options, self.part)
        self.parts.changed.connect(self._part_chosen)
        card.body.addWidget(self.parts)
        grid = QWidget()
        self._fill(QGridLayout(grid))
        card.body.addWidget(grid)
        self.cards.addWidget(card)

    def codes(self) -> Codes:
        """The list as it is kept."""
        return Codes.from_setting(self.session.get("dhis2_codes"))

    def _template(self) -> list[CodeRow]:
        return dhis2_codes.template(self.session.contacts.places(), self.codes())

    def export(self) -> None:
        """Write the whole list as CSV, with what is filled in, for a spreadsheet."""
        path = self.choose_target("dhis2-codes.csv")
        if path is None:
            return
        try:
            files.write_whole(path, dhis2_codes.write(self._template()))
        except Problem as problem:
            self.say(MessageLine.of(problem))
            return
        self.say(MessageLine("ok", tr("Saved as “%(file)s”.", file=path.name)))

    def take(self) -> None:
        """Read a list from CSV; all of it or nothing."""
        chosen = self.choose_file()
        if not chosen:
            return
        try:
            read = dhis2_codes.read(files.read_text(chosen[0], limit=dhis2_codes.LIMIT), chosen[0].name)
            self.session.set("dhis2_codes", read.as_setting())
        except Problem as problem:
            self.say(MessageLine.of(problem))
            return
        self.refresh()
        self.say(MessageLine("ok", tr("The codes of “%(file)s” are in use.", file=chosen[0].name)))

    def _buttons(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, gap=theme.space(12), line_gap=theme.space(8))
        self.export_button = Button(tr("Save the list"), icon="download", on_click=self.export)
        self.import_button = Button(tr("Take in a list"), on_click=self.take)
        flow.addWidget(self.export_button)
        flow.addWidget(self.import_button)
        return row

    def _part_chosen(self, part: str) -> None:
        self.part = part
        self.refresh()

    def _fill(self, grid: QGridLayout) -> None:
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(12))
        grid.setVerticalSpacing(theme.space(6))
        grid.setColumnStretch(0, 2)
        names, labels = self.names(), self._labels()
        rows = self._template()
        wanted = [row for row in rows if (row.table == self.part if row.what == FIGURE else self.part == _PLACES)]
        for line, row in enumerate(wanted):
            grid.addWidget(Divider(), 2 * line, 0, 1, 3)
            words = labels.get((row.row, row.category), row.row) if row.what == FIGURE else _place_words(row, names)
            grid.addWidget(Text(words, "label"), 2 * line + 1, 0)
            for column, field in enumerate(_FIELDS[row.what], 1):
                grid.addWidget(self._field(row, field, words), 2 * line + 1, column)
                grid.setColumnStretch(column, 1)

    def _labels(self) -> dict[tuple[str, str], str]:
        """The words of the rows of the table that is shown."""
        if self.part == _PLACES:
            return {}
        found = {}
        for row, category in possible_cells(Layout(self.part)):
            words = heading_label(row, PlaceNames())
            if category is not None and category.code:
                words = tr("%(row)s, %(column)s", row=words, column=heading_label(category, PlaceNames()))
            found[heading_code(row), heading_code(category) if category is not None else ""] = words
        return found

    def _field(self, row: CodeRow, field: str, words: str) -> TextField:
        which = tr("Identifier") if row.what == DATASET else tr(_FIELD_NAMES[field])
        name = tr("%(row)s, %(column)s", row=words, column=which)
        edit = TextField(name, getattr(row, field), placeholder=which)
        edit.changed.connect(lambda text: self._keep(row.ours, field, text.strip()))
        self.fields[row.ours, field] = edit
        return edit

    def _keep(self, ours: dhis2_codes.Ours, field: str, text: str) -> None:
        edit = self.fields[ours, field]
        edit.set_wrong(not dhis2_codes.allowed(text))
        if not dhis2_codes.allowed(text):
            return
        codes = self.codes()
        row = replace(codes.rows.get(ours, CodeRow(*ours)), **{field: text})
        self.session.set("dhis2_codes", dhis2_codes.with_row(codes, row).as_setting())


_FIELDS = {
    FIGURE: ("data_element", "category_option_combo"),
    PLACE: ("org_unit",),
    DATASET: ("data_element",),
}
_FIELD_NAMES = {
    "data_element": N_("Data element"),
    "category_option_combo": N_("Category option combination"),
    "org_unit": N_("Organisation unit"),
}


def _place_words(row: CodeRow, names: PlaceNames) -> str:
    if row.what == DATASET:
        return tr("Data set")
    dimension, _, code = row.table.rpartition("_")
    if row.table == Dimension.ALL_PLACES.value:
        return heading_label(Heading(Dimension.ALL_PLACES), names)
    return heading_label(Heading(Dimension(dimension), code), names)
