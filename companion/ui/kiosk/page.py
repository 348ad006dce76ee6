"""A page of the kiosk: one idea, a heading, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.printing.sheets import Sheet
from companion.ui import theme
from companion.ui.kiosk import sizes
from companion.ui.kiosk.touch_buttons import TouchButton
from companion.ui.kiosk.visit import Visit, Way
from companion.ui.widgets.card import Glyph
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.text import Text


class KioskPage(QWidget):
    """Base of every page. Fill `self.column`; put what leads on into `foot_end`.

    `heading` is announced when the page comes. `stays_open`: never reset by itself. `bare`: without the bar above.
    """

    stays_open = False
    bare = False

    def __init__(self, visit: Visit, way: Way, heading: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self.visit, self.way, self.heading = visit, way, heading
        self.reading_language = visit.language
        self.column = QVBoxLayout(self)
        side = theme.space(sizes.SIDE)
        self.column.setContentsMargins(side, theme.space(4), side, theme.space(12))
        self.column.setSpacing(theme.space(12))

    def to_read(self) -> list[str]:
        """What is read aloud, paragraph by paragraph; empty where there is nothing to read."""
        return []

    def sheet(self) -> Sheet | None:
        """What is printed or kept on a phone from here, if anything."""
        return None

    def foot_end(self) -> list[QWidget]:
        """Buttons at the bottom end: what leads on."""
        return []

    def add_heading(self) -> Text:
        """The page's heading as its first line."""
        words = Text(self.heading, "h1")
        self.column.addWidget(words)
        return words


class Trail(QWidget):
    """Where one is, and how far: "If police stop me › Taken to the station", "5 of 6" with as many segments."""

    def __init__(self, icon: str, above: str, here: str, number: int = 0, count: int = 0) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(12))
        where = QWidget()
        flow = FlowLayout(where, gap=theme.space(10), line_gap=0)
        flow.addWidget(Glyph(icon, "accent", 26))
        if above:
            flow.addWidget(Text(above, "body", "text2", wrap=False))
            flow.addWidget(Text("‹" if locales.right_to_left() else "›", "body", "text2", wrap=False))
        flow.addWidget(Text(here, "body", weight=600))
        row.addWidget(where, 1)
        if count > 1:
            row.addWidget(Text(counted(number, count), "body", "text2", wrap=False))
            row.addWidget(Segments(number, count))


class Segments(QWidget):
    """How many parts there are and which one this is, painted."""

    def __init__(self, number: int, count: int) -> None:
        super().__init__()
        self._number, self._count = number, count
        self.setFixedSize(min(360, count * theme.space(34)), theme.space(10))

    def paintEvent(self, event: object) -> None:
        from PySide6.QtCore import QRectF

        from companion.ui.widgets import painting

        painter = painting.begin(self)
        each = self.width() / self._count
        for at in range(self._count):
            box = painting.mirrored(self, QRectF(at * each, 0, each - theme.space(5), self.height()))
            role = "accent" if at < self._number else "control"
            fill = theme.colour(role) if at < self._number else None
            painting.rounded(painter, box, 5, fill=fill, edge=theme.colour(role))
        painter.end()


def counted(number: int, count: int) -> str:
    """ "5 of 6", in words."""
    from companion.i18n import locales

    return tr("%(number)s of %(count)s", number=locales.number(number), count=locales.number(count))


def next_button(words: str, act: object) -> TouchButton:
    """The one filled button of a page."""
    return TouchButton(words, "primary", trailing="arrow", big=True, on_click=act)  # type: ignore[arg-type]


def row_of(*widgets: QWidget) -> QWidget:
    """Widgets side by side, wrapped where there is no room."""
    holder = QWidget()
    flow = FlowLayout(holder, gap=theme.space(12), line_gap=theme.space(10))
    for widget in widgets:
        flow.addWidget(widget)
    return holder


def sentences(texts: Sequence[str]) -> list[str]:
    """The texts without the empty ones."""
    return [text for text in texts if text.strip()]
