"""Take it along: codes for the camera of a telephone, or paper from the printer that stands here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from companion.errors import Problem
from companion.i18n.catalogs import tr
from companion.printing import qr_code
from companion.printing.document import Document
from companion.printing.sheets import SHAPES, Shape, Sheet, Wanted
from companion.ui import theme
from companion.ui.kiosk.page import KioskPage, counted
from companion.ui.kiosk.touch_buttons import TouchButton
from companion.ui.kiosk.visit import Visit, Way
from companion.ui.printing.codes_view import CodeView
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.text import Text

Send = Callable[[Document], None]
_OFFERED = (Shape.CARD, Shape.LEAFLET, Shape.LARGE)
_LEAST_MODULE, _MOST_MODULE = 3, 8  # px: what a camera reads at arm's length


class TakePage(KioskPage):
    """The text itself in one code or several, without any address; and the same on paper, without any dialog."""

    def __init__(self, visit: Visit, way: Way, sheet: Sheet) -> None:
        super().__init__(visit, way, tr("Take it with me"))
        self.send: Send = print_now
        self._sheet, self._at = sheet, 0
        self._language = sheet.languages[0] if sheet.languages else visit.language
        self.add_heading()
        self._messages = QVBoxLayout()
        self.column.addLayout(self._messages)
        self._told: MessageLine | None = None
        row = QHBoxLayout()
        row.setSpacing(theme.space(28))
        self.parts = self._codes()
        if self.parts:
            row.addLayout(self._make_codes(), 3)
        row.addLayout(self._make_paper(), 2)
        self.column.addLayout(row, 1)
        if self.parts:
            self._turn(0)

    def to_read(self) -> list[str]:
        return [self.heading, tr("Point the phone’s camera at the square. It needs no signal.")]

    def _codes(self) -> tuple[str, ...]:
        text = self._sheet.for_phone(self._language)
        try:
            return qr_code.parts(text, self._language) if text else ()
        except Problem as problem:
            self._tell(MessageLine.of(problem))
            return ()

    def _make_codes(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.space(10))
        self.code = FittingCode(self.parts[0])
        column.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        self.which = Text("", "lead", side="center")
        column.addWidget(self.which)
        words = tr("Point the phone’s camera at the square. It needs no signal.")
        column.addWidget(Text(words, "label", "text2", side="center"))
        turner = QHBoxLayout()
        self.earlier = TouchButton(tr("Previous code"), icon="back", on_click=partial(self._turn, -1))
        self.later = TouchButton(tr("Next code"), trailing="arrow", on_click=partial(self._turn, 1))
        turner.addStretch(1)
        turner.addWidget(self.earlier)
        turner.addWidget(self.later)
        turner.addStretch(1)
        column.addLayout(turner)
        column.addStretch(1)
        return column

    def _make_paper(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.space(12))
        column.addWidget(Text(tr("On paper"), "h3"))
        self.printing: dict[Shape, TouchButton] = {}
        for shape in _OFFERED:
            if shape in self._sheet.shapes:
                button = TouchButton(tr(SHAPES[shape]), icon="printer", on_click=partial(self._print, shape))
                self.printing[shape] = button
                column.addWidget(button)
        column.addWidget(Text(tr("It comes out of the printer here. Take it before you go."), "label", "text2"))
        column.addStretch(1)
        return column

    def _turn(self, by: int) -> None:
        self._at = max(0, min(len(self.parts) - 1, self._at + by))
        self.code.set_text(self.parts[self._at])
        several = len(self.parts) > 1
        self.which.setText(counted(self._at + 1, len(self.parts)) if several else "")
        for widget in (self.which, self.earlier, self.later):
            widget.setVisible(several)
        self.earlier.setEnabled(self._at > 0)
        self.later.setEnabled(self._at + 1 < len(self.parts))

    def _print(self, shape: Shape) -> None:
        try:
            self.send(self._sheet.document(Wanted(shape, self._language)))
        except Problem as problem:
            self._tell(MessageLine.of(problem))
            return
        self._tell(MessageLine("ok", tr("Sent to the printer.")))

    def _tell(self, message: MessageLine) -> None:
        if self._told is not None:
            self._told.hide()
            self._told.deleteLater()
        self._told = message
        self._messages.addWidget(message)


class FittingCode(CodeView):
    """A code as large as this page has room for."""

    def sizeHint(self) -> QSize:
        modules = qr_code.side(self._text)
        room = max(260, self.window().height() - theme.scaled(270)) if self.parent() else 360
        module = max(_LEAST_MODULE, min(_MOST_MODULE, room // modules))
        return QSize(modules * module, modules * module)


def print_now(document: Document) -> None:
    """Print on the printer that the system prefers, without asking: a dialog would lead out of the kiosk.

    Raises `printing.no_printer`, `printing.failed`.
    """
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    from companion.ui.printing.pages import set_document
    from companion.ui.printing.pdf import layout
    from companion.ui.printing.printer import paint

    info = QPrinterInfo.defaultPrinter()
    if info.isNull():
        raise Problem("printing.no_printer")
    made = set_document(document)
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setDocName("companion")  # the queue shows it to anybody
    printer.setPageLayout(layout(made.pages[0]))
    printer.setFullPage(True)
    paint(made, printer)
