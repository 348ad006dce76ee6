"""Asking for a list: the system's own dialogs, and the one place where they are opened from here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from companion.i18n.catalogs import tr


def ask_for_file(parent: QWidget) -> Path | None:
    """The zip or JSON file the person chose; None if they changed their mind."""
    lists = tr("Lists (*.zip *.json *.ndjson *.jsonl *.geojson *.csv *.tsv *.xlsx)")
    kinds = f"{lists};;{tr('All files (*)')}"
    return _ask(QFileDialog(parent, tr("Choose a list"), "", kinds), QFileDialog.FileMode.ExistingFile)


def ask_for_folder(parent: QWidget) -> Path | None:
    """The folder of CSV files the person chose; None if they changed their mind."""
    return _ask(QFileDialog(parent, tr("Choose the folder of a list")), QFileDialog.FileMode.Directory)


def ask_where(parent: QWidget, name: str) -> Path | None:
    """Where to save a copy of the list; None if the person changed their mind."""
    dialog = QFileDialog(parent, tr("Save a copy of the list"), name)
    dialog.selectFile(name)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None


def _ask(dialog: QFileDialog, mode: QFileDialog.FileMode) -> Path | None:
    dialog.setFileMode(mode)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None
