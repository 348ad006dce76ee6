"""Asking where to save: the system's own dialog, and the one place where it is opened from here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from companion.i18n.catalogs import N_, tr

KINDS = {
    "pdf": N_("PDF (*.pdf)"),
    "html": N_("Page for a browser (*.html)"),
    "txt": N_("Plain text (*.txt)"),
}


def ask_where(parent: QWidget, suggested: str, kind: str) -> Path | None:
    """The file the person chose, with the ending of its kind; None if they changed their mind."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, tr("Save"), folder, tr(KINDS[kind]))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(kind)
    dialog.selectFile(f"{suggested}.{kind}")
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None
