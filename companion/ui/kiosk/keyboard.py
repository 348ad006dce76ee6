"""Letters to touch, for a screen without a keyboard: what the words of a passphrase are made of."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

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
                self._add(letter, letter, row, at, 1, partial(self._type, letter))
        self._add("space", tr("Space"), len(_ROWS), 0, 6, partial(self._type, " "))
        self._add("delete", tr("Delete"), len(_ROWS), 6, 4, self._delete)

    def _add(self, key: str, words: str, row: int, at: int, wide: int, act: object) -> None:
        button = TouchButton(words, on_click=act)  # type: ignore[arg-type]
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # with a keyboard at hand nobody needs these
        button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
        self.keys[key] = button
        self.layout().addWidget(button, row, at, 1, wide)  # type: ignore[call-arg, union-attr]

    def _type(self, letter: str) -> None:
        self._field.insert(letter)

    def _delete(self) -> None:
        self._field.backspace()
