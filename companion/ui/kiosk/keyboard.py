"""Letters to touch, for a screen without a keyboard: what the words of a passphrase are made of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from companion.i18n.catalogs import tr
from companion.ui import theme
from companion.ui.kiosk.touch_buttons import TouchButton

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm.'!")


class TouchKeyboard(QWidget):
    """Types into `field`. The same order of letters in every language: passphrases are read off a sheet."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__()
        self._field = field
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.space(6))
        self.keys: dict[str, TouchButton] = {}
        for row, letters in enumerate(_ROWS):
            for at, letter in enumerate(letters):
                self._add(grid, letter, letter, (row, at), partial(self._type, letter))
        self._add(grid, "delete", tr("Delete"), (0, 10), self._delete, high=2)
        self._add(grid, "space", tr("Space"), (2, 10), partial(self._type, " "), high=2)

    def _add(
        self, grid: QGridLayout, key: str, words: str, at: tuple[int, int], act: Callable[[], object], *, high: int = 1
    ) -> None:
        button = TouchButton(words, on_click=act)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # with a keyboard at hand nobody needs these
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.keys[key] = button
        grid.addWidget(button, *at, high, 1)

    def _type(self, letter: str) -> None:
        self._field.insert(letter)

    def _delete(self) -> None:
        self._field.backspace()
