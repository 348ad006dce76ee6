"""Tapping on a walk: big counters, each tap saved as one contact at once, with one undo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion import clock
from companion.errors import Problem
from companion.i18n.catalogs import N_, tr, trn
from companion.log.contacts import Contact, ContactSetting
from companion.log.places import PlaceNames
from companion.ui import shortcuts, theme
from companion.ui.log.draft import fields_off
from companion.ui.log.walk_tile import WalkTile
from companion.ui.log.where_card import WhereCard
from companion.ui.page import Navigation, Page
from companion.ui.session import Session
from companion.ui.widgets.buttons import Button, IconButton
from companion.ui.widgets.even_columns import EvenColumns
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.message_slot import MessageSlot
from companion.ui.widgets.revealing import focus_into
from companion.ui.widgets.text import Text


@dataclass(frozen=True)
class Tap:
    """A counter: what a tap saves. `needs` are the fields without which it is not offered."""

    key: str
    label: str
    icon: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    needs: tuple[str, ...] = ()


TAPS = (
    Tap("ten", N_("10 needles"), "needle", {"needles_given": 10}, ("needles_given",)),
    Tap("twenty", N_("20 needles"), "needle", {"needles_given": 20}, ("needles_given",)),
    Tap(
        "exchange",
        N_("10 given, 10 back"),
        "repeat",
        {"needles_given": 10, "needles_back": 10},
        ("needles_given", "needles_back"),
    ),
    Tap("naloxone", N_("Naloxone kit"), "spray", {"naloxone_doses": 2}, ("naloxone_doses",)),
    Tap("foil", N_("Foil, pipes"), "flask", {"foil_pipes": 1}, ("foil_pipes",)),
    Tap("talk", N_("Talk"), "speech"),
)


class WalkPage(Page):
    """`open(setting=…, area=…, site=…)` says where the team stands; each tap is a contact there, today."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.tapped: list[str] = []
        self.header.addWidget(IconButton("back", tr("Back to the log"), on_click=lambda: navigation.go("log")))
        self.set_heading(tr("Tap on a walk"))
        self.total = Text("", "h3", wrap=False)
        self.header.addWidget(self.total)
        self.undo_button = Button(tr("Undo"), icon="undo", on_click=self.undo)
        self.header.addWidget(self.undo_button)
        self.column.addWidget(Text(tr("Each tap is saved at once, as one contact of today."), "label", "text2"))
        self._holder = QVBoxLayout()
        self._holder.setSpacing(theme.space(14))
        self.column.addLayout(self._holder)
        self.messages = MessageSlot()
        self.column.addWidget(self.messages)
        self.column.addStretch(1)
        self._built_for: object = None
        self._body: QWidget | None = None
        self._build()
        for number in range(1, len(TAPS) + 1):
            shortcuts.bind(self, str(number), partial(self._press, number))
        shortcuts.bind(self, "Ctrl+Z", self.undo)
        session.log_changed.connect(self._show_numbers)

    def open(self, **target: object) -> None:
        """Stand where the form stood."""
        setting, area, site = target.get("setting"), target.get("area"), target.get("site")
        if isinstance(setting, ContactSetting) and isinstance(area, int) and isinstance(site, int):
            self.where.stand(setting, area, site)

    def appear(self) -> None:
        """Read places and fields again; the keyboard stands on the first counter."""
        if self._built_for != self._needs():
            self._build()
        self._show_numbers()
        next(iter(self.tiles.values())).setFocus()

    def state(self) -> dict[str, object]:
        """What was tapped, and where the team stands."""
        return {"tapped": self.tapped, "where": self.where.standing()}

    def restore(self, state: dict[str, object]) -> None:
        """Take back what `state` gave."""
        tapped, where = state.get("tapped"), state.get("where")
        if isinstance(tapped, list):
            self.tapped = [str(key) for key in tapped]
        if isinstance(where, tuple):
            self.where.stand(*where)
        self._show_numbers()

    def tap(self, key: str) -> None:
        """Save one contact now."""
        tap = next(one for one in TAPS if one.key == key)
        setting, area, site = self.where.standing()
        contact = Contact.on(clock.today(), setting=setting, area=area, site=site, **tap.fields)
        try:
            self.session.contacts.save(contact)
        except Problem as problem:
            self.messages.say(MessageLine.of(problem))
            if problem.facts.get("field") in ("area", "site"):
                focus_into(self.where)
            return
        self.tapped.append(key)
        self.messages.say(None)
        self.session.log_changed.emit()

    def undo(self) -> None:
        """Take the last tap back."""
        try:
            self.session.contacts.undo()
        except Problem as problem:
            self.messages.say(MessageLine.of(problem))
            return
        if self.tapped:
            self.tapped.pop()
        self.messages.say(MessageLine("info", tr("Taken back. Nothing of it is kept."), icon="undo"))
        self.session.log_changed.emit()

    def _build(self) -> None:
        if self._body is not None:
            self._holder.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._built_for = self._needs()
        off = fields_off(self.session.get("fields_off"))
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(14))
        self.where = WhereCard(self.session.contacts.places(), self._names(), off)
        column.addWidget(self.where)
        tiles = QWidget()
        grid = EvenColumns(tiles, gap=theme.space(12), line_gap=theme.space(12))
        self.tiles: dict[str, WalkTile] = {}
        for number, tap in enumerate(TAPS, 1):
            if not off.isdisjoint(tap.needs):
                continue
            tile = WalkTile(tr(tap.label), tap.icon, str(number))
            tile.clicked.connect(partial(self._clicked, tap.key))
            self.tiles[tap.key] = tile
            grid.addWidget(tile)
        column.addWidget(tiles)
        self._holder.addWidget(self._body)
        self._show_numbers()

    def _clicked(self, key: str, checked: bool = False) -> None:
        self.tap(key)

    def _press(self, number: int) -> None:
        if TAPS[number - 1].key in self.tiles:
            self.tap(TAPS[number - 1].key)

    def _show_numbers(self) -> None:
        for key, tile in self.tiles.items():
            tile.set_number(self.tapped.count(key))
        number = len(self.tapped)
        self.total.setText(trn("%(n)s contact on this walk", "%(n)s contacts on this walk", number))
        self.undo_button.setEnabled(bool(self.tapped) and self.session.contacts.can_undo is not None)

    def _names(self) -> PlaceNames:
        return PlaceNames.from_setting(self.session.get("place_names"))

    def _needs(self) -> object:
        return self.session.contacts.places(), self._names(), fields_off(self.session.get("fields_off"))
