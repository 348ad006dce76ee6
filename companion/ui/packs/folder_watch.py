"""Tells when something in an editor's folder has changed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

_SETTLE_MS = 200  # text editors write a file in several steps


class FolderWatch(QObject):
    """`changed` once after each burst of changes in the folder, its places, their topics and translations."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self._watcher = QFileSystemWatcher(self)
        self._timer = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._timer.timeout.connect(self._tell)
        self._watcher.directoryChanged.connect(lambda _: self._timer.start())
        self._watcher.fileChanged.connect(lambda _: self._timer.start())

    def watch(self, folder: Path) -> None:
        """Watch this folder from now on, and no other."""
        self._folder = folder
        self._follow()

    def _follow(self) -> None:
        """What is there now: editors replace files, and new ones come."""
        seen = [*self._watcher.files(), *self._watcher.directories()]
        if seen:
            self._watcher.removePaths(seen)
        if self._folder is not None:
            wanted = [self._folder, *self._folder.glob("*"), *self._folder.glob("*/*"), *self._folder.glob("*/*/*")]
            watched = [str(path) for path in wanted if path.is_dir() or path.suffix in (".toml", ".po")]
            self._watcher.addPaths(watched)

    def _tell(self) -> None:
        self._follow()
        self.changed.emit()
