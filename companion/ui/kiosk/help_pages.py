"""Find help: which kind, then which door, open ones first; nothing that the team keeps from the kiosk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion import clock
from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.printing.service_sheet import ServiceSheet
from companion.printing.sheets import Sheet
from companion.services.labels import FEATURES, KINDS
from companion.services.records import Audience, Listing, ServiceKind
from companion.services.search import SearchQuery
from companion.ui import theme
from companion.ui.home.distance import how_far, spot_of
from companion.ui.kiosk.filled_grid import FilledGrid
from companion.ui.kiosk.page import KioskPage, Trail, next_button, row_of, sentences
from companion.ui.kiosk.topic_pages import SectionPage
from companion.ui.kiosk.touch_buttons import TouchButton, TouchTile
from companion.ui.kiosk.visit import HARM_REDUCTION, TOOLS, Maker, Visit, Way
from companion.ui.services import standing
from companion.ui.services.opening_week import opening_week
from companion.ui.services.plain_text import one_line, paragraphs
from companion.ui.widgets.card import Card, Glyph
from companion.ui.widgets.empty_state import EmptyState
from companion.ui.widgets.tags import Tag
from companion.ui.widgets.text import Text

_A_PAGE = 6
_MOST = 60
_ICON = "pin"


class HelpPage(KioskPage):
    """The kinds of help there are, and what is open now whatever its kind."""

    def __init__(self, visit: Visit, way: Way) -> None:
        super().__init__(visit, way, tr("Find help"))
        self.add_heading()
        kinds = visit.kinds()
        self.tiles: dict[str, TouchTile] = {}
        if not kinds:
            self.column.addWidget(EmptyState(_ICON, tr("No services are listed here. Please ask the staff.")), 1)
            return
        holder = QWidget()
        grid = FilledGrid(holder, wide=3, tall=2, gap=theme.space(12), most=theme.scaled(120))
        self._add(grid, "open", tr("Open now"), "clock", partial(ListPage, kinds=(), open_now=True))
        for kind in kinds:
            label = KINDS[kind]
            self._add(grid, kind, tr(label.name), label.icon, partial(ListPage, kinds=(kind,)))
        self.column.addWidget(holder, 1)

    def to_read(self) -> list[str]:
        return [self.heading, *(tile.text() for tile in self.tiles.values())]

    def _add(self, grid: FilledGrid, key: str, words: str, icon: str, make: Maker) -> None:
        tile = TouchTile(words, icon=icon, on_click=partial(self.way.open, make))
        self.tiles[key] = tile
        grid.addWidget(tile)


class ToolsPage(KioskPage):
    """Needles, naloxone, checking: what to know, and where."""

    def __init__(self, visit: Visit, way: Way) -> None:
        super().__init__(visit, way, tr("Needles, naloxone, checking"))
        self.add_heading()
        holder = QWidget()
        grid = FilledGrid(holder, wide=2, tall=1, gap=theme.space(14), most=theme.scaled(140))
        self.tiles: dict[str, TouchTile] = {}
        for topic in visit.topics(HARM_REDUCTION):
            opened = partial(way.open, partial(SectionPage, topic=topic, index=0, above=self.heading))
            words = visit.out.wording.topic(topic, "title")
            self._add(grid, topic.id, TouchTile(words, icon="book", language=visit.shown_in, on_click=opened))
        shown = visit.kinds()
        for kind in TOOLS:
            if kind in shown:
                label = KINDS[kind]
                opened = partial(way.open, partial(ListPage, kinds=(kind,)))
                self._add(
                    grid, kind, TouchTile(tr(label.name), tr(label.explanation), icon=label.icon, on_click=opened)
                )
        if visit.naloxone_here:
            here = tr("Naloxone here: %(place)s", place=visit.naloxone_here)
            self.column.addWidget(row_of(Tag(here, "soft", icon="spray")))
        if not self.tiles:
            self.column.addWidget(EmptyState("needle", tr("Nothing is listed here. Please ask the staff.")), 1)
        self.column.addWidget(holder, 1)

    def to_read(self) -> list[str]:
        return [self.heading, *(tile.accessibleName() for tile in self.tiles.values())]

    def _add(self, grid: FilledGrid, key: str, tile: TouchTile) -> None:
        self.tiles[key] = tile
        grid.addWidget(tile)


class ListPage(KioskPage):
    """Some doors at a time, with how each stands at this minute."""

    def __init__(
        self, visit: Visit, way: Way, *, kinds: Sequence[ServiceKind], open_now: bool = False, start: int = 0
    ) -> None:
        name = tr(KINDS[kinds[0]].name) if kinds else tr("Open now")
        super().__init__(visit, way, name)
        self._kinds, self._open_now, self._start = tuple(kinds), open_now, start
        wanted = frozenset(kinds) or frozenset(visit.kinds())
        query = SearchQuery(kinds=wanted, open_now=open_now, near=spot_of(visit.session), limit=_MOST)
        self.listings = visit.services.find(query).listings
        pages = max(1, -(-len(self.listings) // _A_PAGE))
        icon = KINDS[kinds[0]].icon if kinds else "clock"
        self.column.addWidget(Trail(icon, tr("Find help"), name, start // _A_PAGE + 1, pages))
        self.tiles: dict[str, TouchTile] = {}
        if not self.listings:
            words = tr("Nothing is known to be open now.") if open_now else tr("Nothing of this kind is listed here.")
            self.column.addWidget(EmptyState(icon, words), 1)
            return
        holder = QWidget()
        grid = FilledGrid(holder, wide=2, tall=1, gap=theme.space(12), most=theme.scaled(150))
        now = clock.now()
        for listing in self.listings[start : start + _A_PAGE]:
            self.tiles[listing.id] = _tile(listing, now, way)
            grid.addWidget(self.tiles[listing.id])
        if visit.services.has_sample():
            self.column.addWidget(row_of(Tag(tr("Invented places, for the demonstration"), "draft")))
        self.column.addWidget(holder, 1)

    def to_read(self) -> list[str]:
        return [self.heading, *(tile.accessibleName() for tile in self.tiles.values())]

    def foot_end(self) -> list[QWidget]:
        made: list[QWidget] = []
        if self._start:
            turn = partial(self._turn, self._start - _A_PAGE)
            made.append(TouchButton(tr("Previous"), icon="back", big=True, on_click=turn))
        if self._start + _A_PAGE < len(self.listings):
            made.append(next_button(tr("Next"), partial(self._turn, self._start + _A_PAGE)))
        return made

    def _turn(self, start: int) -> None:
        self.way.turn_to(partial(ListPage, kinds=self._kinds, open_now=self._open_now, start=start))


def _tile(listing: Listing, now: object, way: Way) -> TouchTile:
    from datetime import datetime

    assert isinstance(now, datetime)
    said = standing.standing(listing, now)
    where = _where(listing)
    second = " · ".join(part for part in (said.words, said.more, where) if part)
    opened = partial(way.open, partial(ListingPage, uid=listing.id))
    return TouchTile(one_line(listing.name), second, icon=said.icon, on_click=opened)


class ListingPage(KioskPage):
    """One door: how it stands, where it is, whom to call, when it is open. Imported text is plain text."""

    def __init__(self, visit: Visit, way: Way, *, uid: str) -> None:
        now = clock.now()
        self.listing = visit.services.listing(uid, at=now, near=spot_of(visit.session))
        super().__init__(visit, way, one_line(self.listing.name) if self.listing else tr("Find help"))
        if self.listing is None:
            self.column.addWidget(EmptyState(_ICON, tr("Nothing of this kind is listed here.")), 1)
            return
        listing = self.listing
        self.add_heading()
        self.state = standing.in_full(listing, now)
        said = standing.standing(listing, now)
        self.column.addWidget(_line(said.icon, self.state, said.ink, strong=True))
        for icon, words in _facts(listing):
            self.column.addWidget(_line(icon, words, "text"))
        tags = [Tag(tr(FEATURES[feature][1]), "soft", icon=FEATURES[feature][0]) for feature in listing.features]
        if tags:
            self.column.addWidget(row_of(*tags))
        week = Card(tr("This week"))
        week.body.addWidget(opening_week(listing, now, visit.holidays))
        self.column.addWidget(week)
        if listing.service.description:
            self.column.addWidget(Text(paragraphs(listing.service.description), "body"))
        self.column.addWidget(Text(_confirmed(visit, listing), "label", "text2"))
        self.column.addStretch(1)

    def to_read(self) -> list[str]:
        if self.listing is None:
            return []
        facts = [words for _, words in _facts(self.listing)]
        return sentences([self.heading, self.state, *facts, paragraphs(self.listing.service.description)])

    def sheet(self) -> Sheet | None:
        if self.listing is None or Audience.PRINT in self.listing.hidden_from:
            return None
        visit = self.visit
        return ServiceSheet(
            [self.listing],
            place=visit.library.name(visit.place, visit.language),
            language=visit.language,
            emergency=visit.emergency,
            holidays=visit.holidays,
        )


def _facts(listing: Listing) -> list[tuple[str, str]]:
    """Where, whom to call, how to get in: an icon and the words, as far as the directory has them."""
    found = [(_ICON, _where(listing))]
    for phone in listing.phones:
        more = one_line(phone.description)
        found.append(("phone", f"{one_line(phone.number)} ({more})" if more else one_line(phone.number)))
    found.append(("door", one_line(listing.service.application)))
    found.append(("info", one_line(listing.service.alert)))
    return [(icon, words) for icon, words in found if words]


def _where(listing: Listing) -> str:
    """Address and distance; a number and its unit are never parted."""
    address = one_line(listing.location.address) if listing.location else ""
    far = how_far(listing.distance).replace(" ", "\u00a0") if listing.distance is not None else ""
    return " · ".join(part for part in (address, far) if part)


def _confirmed(visit: Visit, listing: Listing) -> str:
    """When somebody last said that this is true; an old confirmation says so."""
    day = listing.assured_date
    if day is None or day > clock.today():
        return tr("Nobody has confirmed this yet. Call first.")
    words = tr("Confirmed on %(date)s", date=locales.long_date(day, visit.language))
    old = clock.today() - day > timedelta(days=standing.CONFIRMED_FOR.days)
    return f"{words}. {tr('Call first.')}" if old else words


def _line(icon: str, words: str, ink: str, *, strong: bool = False) -> QWidget:
    holder = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.space(12))
    row.addWidget(Glyph(icon, ink if strong else "accent", 24), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.addWidget(Text(words, "lead" if strong else "body", ink, weight=600 if strong else None))
    row.addLayout(column, 1)
    return holder
