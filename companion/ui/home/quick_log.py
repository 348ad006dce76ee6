"""Logging in one touch: ten needles, a naloxone kit, a talk; each saved at once, with a way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion import clock
from companion.errors import Problem
from companion.i18n.catalogs import N_, tr, trn
from companion.log.contacts import Contact
from companion.log.places import PlaceNames
from companion.ui import theme
from companion.ui.home.tile_grid import TileGrid
from companion.ui.page import Navigation
from companion.ui.rights.panes import HeadLayout
from companion.ui.session import Session
from companion.ui.widgets.buttons import Tile
from companion.ui.widgets.card import Card
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.select import Option, Select
from companion.ui.widgets.text import Text

KIT_DOSES = 2  # a kit as it is handed out holds two doses; the full form takes any number


@dataclass(frozen=True)
class Quick:
    """One tile: its key, words, icon, the key that presses it, what it saves and what is said when it is saved."""

    key: str
    label: str
    icon: str
    shortcut: str
    fields: Mapping[str, Any]
    saved: str
    saved_where: str


QUICK = (
    Quick(
        "needles",
        N_("10 needles"),
        "needle",
        "1",
        {"needles_given": 10},
        N_("Saved: 10 needles."),
        N_("Saved: 10 needles, %(place)s."),
    ),
    Quick(
        "naloxone",
        N_("Naloxone kit"),
        "spray",
        "2",
        {"naloxone_doses": KIT_DOSES},
        N_("Saved: a naloxone kit (2 doses)."),
        N_("Saved: a naloxone kit (2 doses), %(place)s."),
    ),
    Quick("talk", N_("Talk or advice"), "speech", "3", {}, N_("Saved: a talk."), N_("Saved: a talk, %(place)s.")),
)


class QuickLogCard(Card):
    """Tiles that save, and one that opens the full form. Says where a contact is counted when there is a choice."""

    def __init__(self, session: Session, navigation: Navigation, *, across: int = 4) -> None:
        super().__init__(gap=10)
        self._session, self._navigation = session, navigation
        self._where: Select | None = None
        self._today = Text("", "label", "text2", weight=400, wrap=False)
        self.body.addWidget(self._first_line())
        self.tiles: dict[str, Tile] = {}
        grid = TileGrid(across)
        for quick in QUICK:
            tile = Tile(tr(quick.label), quick.icon, key=quick.shortcut, on_click=_saving(self, quick))
            self.tiles[quick.key] = tile
            grid.add(tile)
        self.tiles["form"] = Tile(tr("New, full form"), "plus", key="N", kind="primary", on_click=self.open_form)
        grid.add(self.tiles["form"])
        self.body.addWidget(grid, 1)
        self.message: MessageLine | None = None
        self._lines = QWidget()
        self._lines_column = QVBoxLayout(self._lines)
        self._lines_column.setContentsMargins(0, 0, 0, 0)
        self._lines.hide()
        self.body.addWidget(self._lines)
        self.refresh()

    def refresh(self) -> None:
        """Read today's tally and the team's places again."""
        tally = self._session.contacts.today()
        self._today.setText(trn("Today: %(n)s contact", "Today: %(n)s contacts", tally.contacts))
        self._today.setToolTip(tr("Counted from the log on this device."))
        self._offer_places()

    def save(self, quick: Quick) -> None:
        """Save one contact now, and say so with a way to take it back."""
        area, site = self.place()
        contact = Contact.on(clock.today(), area=area, site=site, **quick.fields)
        try:
            self._session.contacts.save(contact)
        except Problem as problem:
            self._tell(MessageLine.of(problem))
            return
        place = self._name_of(area, site)
        words = tr(quick.saved_where, place=place) if place else tr(quick.saved)
        self._tell(MessageLine("ok", words, action=tr("Undo"), on_action=self.undo))
        self._changed()

    def undo(self) -> None:
        """Take back the contact saved last."""
        try:
            self._session.contacts.undo()
        except Problem as problem:
            self._tell(MessageLine.of(problem))
            return
        self._tell(MessageLine("info", tr("Taken back. Nothing of it is kept.")))
        self._changed()

    def open_form(self) -> None:
        """Go to the full form."""
        self._navigation.go("log")

    def place(self) -> tuple[int, int]:
        """Area and site a contact saved from here is counted for; 0 where the team has none."""
        if self._where is not None and self._where.value():
            area, _, site = str(self._where.value()).partition("-")
            return int(area), int(site)
        return next(iter(self._pairs()), (0, 0))

    def set_place(self, key: str) -> None:
        """Count for that place, as `place_key` gave it."""
        if self._where is not None and key:
            self._where.set_value(key)

    def place_key(self) -> str:
        """The chosen place, to be kept when the page is built anew."""
        return "{}-{}".format(*self.place())

    def _first_line(self) -> QWidget:
        """The heading, and after it where contacts are counted and how many there are today."""
        holder, aside = QWidget(), QWidget()
        line = HeadLayout(holder)
        line.addWidget(Text(tr("Log a contact"), "h3"))
        self._aside = QHBoxLayout(aside)
        self._aside.setContentsMargins(0, 0, 0, 0)
        self._aside.setSpacing(theme.space(16))
        self._aside.addWidget(self._today)
        line.addWidget(aside)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        return holder

    def _pairs(self) -> list[tuple[int, int]]:
        places = self._session.contacts.places()
        pairs = [(area, site) for area in places.areas for site in places.sites_of(area) or (0,)]
        last = self._session.contacts.can_undo
        if last is not None and (last.contact.area, last.contact.site) in pairs:
            pairs.sort(key=lambda pair: pair != (last.contact.area, last.contact.site))
        return pairs

    def _offer_places(self) -> None:
        pairs = self._pairs()
        chosen = self.place_key() if self._where is not None else ""
        if self._where is not None:
            self._where.hide()
            self._where.deleteLater()
            self._where = None
        if len(pairs) < 2:
            return
        options = [Option(f"{area}-{site}", self._counted_for(area, site)) for area, site in sorted(pairs)]
        usual = "{}-{}".format(*pairs[0])
        known = {option.key for option in options}
        self._where = Select(
            tr("Counted for"), options, chosen if chosen in known else usual, icon="pin", plain=True, role="label"
        )
        self._aside.insertWidget(0, self._where)

    def _counted_for(self, area: int, site: int) -> str:
        return tr("Counted for %(place)s", place=self._name_of(area, site))

    def _name_of(self, area: int, site: int) -> str:
        names = PlaceNames.from_setting(self._session.get("place_names"))
        if site:
            return names.sites.get(site) or tr("site %(number)s", number=site)
        return (names.areas.get(area) or tr("area %(number)s", number=area)) if area else ""

    def _tell(self, line: MessageLine) -> None:
        if self.message is not None:
            self.message.hide()
            self.message.deleteLater()
        self.message = line
        self._lines_column.addWidget(line)
        self._lines.show()

    def _changed(self) -> None:
        self._session.log_changed.emit()


def _saving(card: QuickLogCard, quick: Quick) -> Callable[[], None]:
    return lambda: card.save(quick)
