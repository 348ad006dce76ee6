"""The quick presets: four tiles, keys 1 to 4, and what each fills in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from companion.i18n.catalogs import tr
from companion.ui import theme
from companion.ui.log.draft import AS_LAST, PRESETS
from companion.ui.widgets.buttons import Tile
from companion.ui.widgets.even_columns import EvenColumns


class PresetRow(QWidget):
    """`chosen` carries a preset's key. Each keeps its number key, whichever of the others the team has no use for."""

    chosen = Signal(str)

    def __init__(self, off: frozenset[str]) -> None:
        super().__init__()
        row = EvenColumns(self, gap=theme.space(10), line_gap=theme.space(10))
        self.tiles: dict[str, Tile] = {}
        for number, preset in enumerate(PRESETS, 1):
            if preset.needs and preset.needs in off:
                continue
            tile = Tile(tr(preset.label), preset.icon, key=str(number), across=True, checkable=True)
            tile.clicked.connect(partial(self._clicked, preset.key))
            self.tiles[preset.key] = tile
            row.addWidget(tile)
        self.set_last(False)

    def press(self, number: int) -> None:
        """What the key of that number does."""
        key = PRESETS[number - 1].key
        if key in self.tiles and self.tiles[key].isEnabled():
            self.chosen.emit(key)

    def mark(self, key: str | None) -> None:
        """Show which one the form was filled from."""
        for each, tile in self.tiles.items():
            tile.setChecked(each == key)

    def set_last(self, known: bool) -> None:
        """Whether there is a last contact to repeat."""
        self.tiles[AS_LAST].setEnabled(known)

    def focus(self) -> None:
        """Take the keyboard, so that number keys and Enter work at once."""
        next(iter(self.tiles.values())).setFocus()

    def _clicked(self, key: str, checked: bool = False) -> None:
        self.chosen.emit(key)
