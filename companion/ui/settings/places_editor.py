"""The team's areas and sites: the shape of its reports, declared beforehand and never guessed from what was logged."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n.catalogs import tr
from companion.log.places import PlaceNames, Places
from companion.settings import LABEL_LENGTH
from companion.ui import theme
from companion.ui.session import Session
from companion.ui.widgets.buttons import Button, IconButton
from companion.ui.widgets.fields import TextField
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.text import Text


class PlacesEditor(QWidget):
    """Names are kept in the settings, numbers in the log. What is taken off is retired, its number never used again."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(8))
        self._column.addWidget(Text(tr("Areas and sites"), "label", weight=600))
        self._column.addWidget(
            Text(
                tr("Coarse names of your own, such as “North” or “Bus”. Never so small that one points at somebody."),
                "label",
                "text2",
                weight=400,
            )
        )
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.space(6))
        self._column.addLayout(self._rows)
        self._messages = QVBoxLayout()
        self._column.addLayout(self._messages)
        row = QHBoxLayout()
        self.add_button = Button(tr("Add an area"), icon="plus", on_click=self.add_area)
        row.addWidget(self.add_button)
        row.addStretch(1)
        self._column.addLayout(row)
        self.names: dict[tuple[str, int], TextField] = {}
        self._show()

    def add_area(self) -> None:
        """A new area, named by its number until somebody names it."""
        places, names = self._read()
        number = 1 + max([0, *places.areas, *names.areas])
        labels = {**names.areas, number: tr("Area %(number)s", number=number)}
        added = Places((*places.areas, number), places.sites, places.impossible, places.retired_sites)
        self._keep(added, PlaceNames(labels, names.sites), focus=("areas", number))

    def add_site(self, area: int) -> None:
        """A new site in `area`."""
        places, names = self._read()
        number = 1 + max([0, *places.sites, *places.retired_sites, *names.sites])
        labels = {**names.sites, number: tr("Site %(number)s", number=number)}
        added = Places(places.areas, {**places.sites, number: area}, places.impossible, places.retired_sites)
        self._keep(added, PlaceNames(names.areas, labels), focus=("sites", number))

    def retire(self, kind: str, number: int) -> None:
        """Take an area (with its sites) or a site off the list."""
        places, names = self._read()
        if kind == "areas":
            areas = tuple(area for area in places.areas if area != number)
            sites = {site: area for site, area in places.sites.items() if area != number}
        else:
            areas, sites = places.areas, {site: area for site, area in places.sites.items() if site != number}
        impossible = frozenset(pair for pair in places.impossible if pair[0] in sites)
        self._keep(Places(areas, sites, impossible, places.retired_sites), names)

    def _read(self) -> tuple[Places, PlaceNames]:
        return self._session.contacts.places(), PlaceNames.from_setting(self._session.get("place_names"))

    def _keep(self, places: Places, names: PlaceNames, *, focus: tuple[str, int] | None = None) -> None:
        """The names first: a number in the log without a name could be read, a name without a number does no harm."""
        self._say(None)
        try:
            self._session.set("place_names", names.as_setting())
            self._session.contacts.set_places(places)
        except Problem as problem:
            self._say(MessageLine.of(problem))
            return
        self._session.log_changed.emit()
        self._show()
        if focus is not None:
            self.names[focus].edit.setFocus()
            self.names[focus].edit.selectAll()

    def _show(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.names = {}
        places, names = self._read()
        for area in places.areas:
            self._rows.addWidget(self._row("areas", area, names.areas.get(area, str(area))))
            for site in places.sites_of(area):
                self._rows.addWidget(self._row("sites", site, names.sites.get(site, str(site))))

    def _row(self, kind: str, number: int, name: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(8))
        title = tr("Name of the area") if kind == "areas" else tr("Name of the site")
        field = TextField(title, name, icon="pin" if kind == "areas" else "building")
        field.edit.setMaxLength(LABEL_LENGTH)
        field.edit.editingFinished.connect(partial(self._renamed, kind, number))
        self.names[kind, number] = field
        if kind == "sites":
            row.addSpacing(theme.space(32))
        row.addWidget(field, 1)
        if kind == "areas":
            row.addWidget(Button(tr("Add a site"), "quiet", icon="plus", on_click=partial(self.add_site, number)))
        removing = tr("Take “%(name)s” off the list", name=name)
        row.addWidget(IconButton("x", removing, framed=False, ink="text2", on_click=partial(self.retire, kind, number)))
        return holder

    def _renamed(self, kind: str, number: int) -> None:
        _, names = self._read()
        field = self.names.get((kind, number))
        known = names.areas if kind == "areas" else names.sites
        if field is None or field.text().strip() == known.get(number, ""):
            return
        if not field.text().strip():
            field.set_text(known.get(number, str(number)))
            return
        labels = {**known, number: field.text().strip()}
        changed = PlaceNames(labels, names.sites) if kind == "areas" else PlaceNames(names.areas, labels)
        try:
            self._session.set("place_names", changed.as_setting())
        except Problem as problem:
            self._say(MessageLine.of(problem))

    def _say(self, message: MessageLine | None) -> None:
        while (item := self._messages.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if message is not None:
            self._messages.addWidget(message)
