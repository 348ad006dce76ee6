"""Six doors: what a visitor may need, in their own words."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from companion.i18n.catalogs import tr
from companion.ui import theme
from companion.ui.kiosk.filled_grid import FilledGrid
from companion.ui.kiosk.help_pages import HelpPage, ToolsPage
from companion.ui.kiosk.page import KioskPage
from companion.ui.kiosk.question_pages import SubstancePage
from companion.ui.kiosk.topic_pages import TopicsPage
from companion.ui.kiosk.touch_buttons import DoorTile
from companion.ui.kiosk.visit import POLICE, Visit, Way


class HomePage(KioskPage):
    """The tiles stand where they always stand; a door behind which there is nothing here is not shown."""

    def __init__(self, visit: Visit, way: Way) -> None:
        super().__init__(visit, way, tr("What do you need?"))
        self.add_heading()
        holder = QWidget()
        grid = FilledGrid(holder, wide=3, tall=2, gap=theme.space(16))
        self.tiles: dict[str, DoorTile] = {}
        for key, tile in self._tiles():
            self.tiles[key] = tile
            grid.addWidget(tile)
        self.column.addWidget(holder, 1)

    def to_read(self) -> list[str]:
        return [self.heading, *(tile.text() for tile in self.tiles.values())]

    def _tiles(self) -> list[tuple[str, DoorTile]]:
        visit, way = self.visit, self.way
        police, rights = visit.topics(POLICE), visit.topics()
        made: list[tuple[str, DoorTile]] = []
        if police:
            opened = partial(way.open, partial(TopicsPage, name=tr("If police stop me"), icon="cap", wanted=POLICE))
            made.append(("police", DoorTile(tr("If police stop me"), "cap", on_click=opened)))
        if visit.record is not None:
            asked = partial(way.open, SubstancePage)
            made.append(("question", DoorTile(tr("What happens if…"), "fork", on_click=asked)))
        made.append(("help", DoorTile(tr("Find help"), "pin", on_click=partial(way.open, HelpPage))))
        made.append(("overdose", DoorTile(tr("Overdose"), "buoy", alarm=True, on_click=way.overdose)))
        tools = DoorTile(tr("Needles, naloxone, checking"), "needle", on_click=partial(way.open, ToolsPage))
        made.append(("tools", tools))
        if rights:
            opened = partial(way.open, partial(TopicsPage, name=tr("My rights here"), icon="book", wanted=()))
            made.append(("rights", DoorTile(tr("My rights here"), "book", on_click=opened)))
        return made
