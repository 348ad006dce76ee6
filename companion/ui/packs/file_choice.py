"""Asking for a pack: the system's own dialog, and the one place where it is opened from here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from companion.i18n.catalogs import tr


def ask_for_pack(parent: QWidget) -> Path | None:
    """The pack the person chose; None if they changed their mind."""
    packs, everything = tr("Content packs (*.companionpack)"), tr("All files (*)")
    kinds = f"{packs};;{everything}"
    dialog = QFileDialog(parent, tr("Choose a content pack"), "", kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None
