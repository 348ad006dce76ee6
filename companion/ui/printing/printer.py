"""The printer: the system's own dialog, and the pages painted on what it chose."""

from __future__ import annotations

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from companion.errors import Problem
from companion.ui.printing.pages import SetDocument
from companion.ui.printing.pdf import layout
from companion.ui.printing.typefaces import DOTS_PER_INCH


def print_pages(made: SetDocument, title: str, parent: QWidget) -> bool:
    """Ask which printer, and print; False if the person changed their mind. The job is called `title`.

    Raises `printing.no_printer` where the system has none, and `printing.failed` when the printer does not take it.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        raise Problem("printing.no_printer")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageLayout(layout(made.pages[0]))
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    chosen = dialog.exec()
    dialog.deleteLater()
    if not chosen:
        return False
    paint(made, printer)
    return True


def paint(made: SetDocument, printer: object) -> None:
    """Paint the pages on a printer (a `QPrinter`). Raises `printing.failed`."""
    from PySide6.QtPrintSupport import QPrinter

    assert isinstance(printer, QPrinter)
    painter = QPainter()
    if not painter.begin(printer):
        raise Problem("printing.failed")
    try:
        for number, page in enumerate(made.pages):
            if number and not printer.newPage():
                raise Problem("printing.failed")
            painter.save()
            painter.scale(printer.resolution() / DOTS_PER_INCH, printer.resolution() / DOTS_PER_INCH)
            page.paint(painter)
            painter.restore()
    finally:
        painter.end()
