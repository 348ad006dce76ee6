"""A document as PDF, made in memory and written whole: no temporary file, no trace of it besides the file asked for."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

from companion import files
from companion.printing.document import Document
from companion.printing.sheets import Sheet, Wanted
from companion.ui.printing.pages import SetDocument, SetPage, set_document
from companion.ui.printing.typefaces import DOTS_PER_INCH


def write(document: Document, path: Path) -> list[str]:
    """Write the document as a PDF file, or nothing at all. Returns the characters that no bundled font could show (each
    stands as a replacement sign): tell them.

    Raises `file.*` as `files.write_whole` does.
    """
    content, missing = as_bytes(document)
    files.write_whole(path, content)
    return missing


def as_bytes(document: Document) -> tuple[bytes, list[str]]:
    """The document as PDF, and the characters that could not be shown. Needs no window and no screen: the Qt
    application is made if there is none."""
    _application()
    made = set_document(document)
    return data(made, document.title), made.missing


def of_sheet(sheet: Sheet, wanted: Wanted) -> tuple[bytes, list[str]]:
    """The sheet as PDF, with as many parts as the shape has room for; otherwise as `as_bytes`."""
    from companion.ui.printing.fitting import fitted

    _application()
    found = fitted(sheet, wanted)
    return data(found.made, found.document.title), found.made.missing


def data(made: SetDocument, title: str) -> bytes:
    """The set pages as PDF. Fonts are embedded, as the characters that are used; the file names no author and no
    program beyond this one's neutral name."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS_PER_INCH)
    writer.setTitle(title)
    writer.setPageLayout(layout(made.pages[0]))
    painter = QPainter(writer)
    for number, page in enumerate(made.pages):
        if number:
            writer.setPageLayout(layout(page))
            writer.newPage()
        page.paint(painter)
    painter.end()
    buffer.close()
    return bytes(content.data())


def layout(page: SetPage) -> QPageLayout:
    """The page's size, without margins of the printer's own."""
    size = QPageSize(QSizeF(page.width, page.height), QPageSize.Unit.Millimeter)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)


def _application() -> None:
    """Fonts need a Qt application. On Linux without a screen it is one that shows nothing."""
    if QGuiApplication.instance() is not None:
        return
    from companion.ui import app

    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app.application()
