"""Asking where to save or which file to read: the system's own dialog, and the one place where it is opened from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from companion.i18n.catalogs import tr


def ask_where(parent: QWidget, suggested: str) -> Path | None:
    """The file the person chose to write, with the ending of `suggested`; None if they changed their mind."""
    ending = suggested.rpartition(".")[2]
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, tr("Save the report"), folder, f"{ending.upper()} (*.{ending})")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending)
    dialog.selectFile(suggested)
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None


def ask_which(parent: QWidget, ending: str, *, several: bool = False) -> list[Path]:
    """The files the person chose to read; none if they changed their mind."""
    kinds = f"{ending.upper()} (*.{ending});;{tr('All files (*)')}"
    dialog = QFileDialog(parent, tr("Choose a file"), "", kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if several else QFileDialog.FileMode.ExistingFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return [Path(name) for name in chosen]
