"""What the command line prints: a document of `companion.printing` as HTML, plain text or PDF.

PDF is set by Qt, which only `companion.ui` knows; this file is the one door to it. It opens no window and needs no
screen.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from companion import files
from companion.errors import Problem
from companion.i18n.catalogs import tr

# Printing takes a tenth of a second to import, and most commands print nothing: each function brings what it needs.
if TYPE_CHECKING:
    from companion.printing.document import Document
    from companion.printing.sheets import Sheet, Wanted

FORMATS = ("html", "text", "pdf")


def deliver(sheet: Sheet, wanted: Wanted, form: str, output: Path | None) -> None:
    """Write the sheet into the file, whole or not at all, or else to standard output. A card or a poster as PDF takes
    as many parts as it has room for.

    Raises `printing.pdf_needs_file` for a PDF without a file, and `file.*`.
    """
    if form == "pdf":
        if output is None:
            raise Problem("printing.pdf_needs_file")
        from companion.ui.printing import pdf

        content, missing = pdf.of_sheet(sheet, wanted)
        _tell(missing)
    else:
        content = as_bytes(sheet.document(wanted), form)
    if output is not None:
        files.write_whole(output, content)
    else:
        print(content.decode().rstrip("\n"))


def as_bytes(document: Document, form: str) -> bytes:
    """The document as `html`, `text` or `pdf`. Characters that the PDF cannot show are told on standard error."""
    if form == "html":
        from companion.printing import html

        return html.page(document)
    if form == "text":
        from companion.printing import text

        return text.plain(document).encode()
    from companion.ui.printing import pdf

    content, missing = pdf.as_bytes(document)
    _tell(missing)
    return content


def _tell(missing: list[str]) -> None:
    if missing:
        signs = " ".join(missing)
        words = tr("These characters cannot be printed and stand as a replacement sign: %(signs)s", signs=signs)
        print(words, file=sys.stderr)
