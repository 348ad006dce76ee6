"""Rows that recur in the settings: an icon with a sentence, a numbered step, and the place where one is told things."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.ui import theme
from companion.ui.settings.promises import Line
from companion.ui.widgets.card import Glyph
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.text import Text


class Told(QVBoxLayout):
    """Shows one message at a time: what was done, or what went wrong."""

    def say(self, message: MessageLine | None) -> None:
        """Show `message` in place of the one before; None shows nothing."""
        while (item := self.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if message is not None:
            self.addWidget(message)


class LineRow(QWidget):
    """An icon and a sentence; the tests that keep it stand below when asked for."""

    def __init__(self, line: Line, ink: str = "text2") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(12))
        row.addWidget(Glyph(line.icon, ink, 20), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.space(2))
        words.addWidget(Text(tr(line.sentence), "label", weight=400))
        # As words, which wrap where a name would be cut.
        named = "\n".join(test.replace("_", " ") for test in line.tests)
        self.tests = Text(named, "caption", "text3", language="en")
        self.tests.hide()
        words.addWidget(self.tests)
        row.addLayout(words, 1)


def line_column(lines: Sequence[Line], ink: str = "text2") -> tuple[QVBoxLayout, list[LineRow]]:
    """The rows of `lines`, one below the other."""
    column = QVBoxLayout()
    column.setSpacing(theme.space(10))
    rows = [LineRow(line, ink) for line in lines]
    for row in rows:
        column.addWidget(row)
    return column, rows
