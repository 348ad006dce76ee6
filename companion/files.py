"""Every raw file call of the program: whole or not at all, owner-only, never larger than said."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from companion.errors import Problem

OWNER_FILE = 0o600
OWNER_FOLDER = 0o700
_CODES = {
    errno.ENOSPC: "file.disk_full",
    errno.EDQUOT: "file.disk_full",
    errno.EROFS: "file.read_only",
    errno.EACCES: "file.not_allowed",
    errno.EPERM: "file.not_allowed",
    errno.ENOENT: "file.missing",
    errno.EISDIR: "file.is_folder",
    errno.ENOTDIR: "file.missing",
    errno.EEXIST: "file.in_the_way",
}


def make_folder(folder: Path) -> None:
    """Create `folder` and its parents, readable by their owner only; what exists is left as it is.

    Raises `file.in_the_way` where something else has its name.
    """
    with _explained(folder):
        missing = [path for path in (folder, *folder.parents) if not path.exists()]
        there = missing[-1].parent if missing else folder
        if not there.is_dir():
            raise Problem("file.in_the_way", file=there.name)
    for step in reversed(missing):
        with _explained(step):
            step.mkdir(mode=OWNER_FOLDER, exist_ok=True)


def read_bytes(path: Path, *, limit: int) -> bytes:
    """The file's bytes; more than `limit` bytes is refused before it is read whole."""
    with _explained(path), path.open("rb") as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise Problem("file.too_large", file=path.name, limit=limit)
    return data


def read_text(path: Path, *, limit: int = 8 * 1024 * 1024) -> str:
    """The file as UTF-8 text (a byte order mark is dropped); other encodings are refused with the place that fails."""
    data = read_bytes(path, limit=limit)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem("file.not_utf8", file=path.name, byte=error.start) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` so that `path` holds what it held before or all of `data`; owner-only, flushed to the disk."""
    _refuse_place(path)
    with _explained(path):
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    sync_folder(path.parent)


class Reserved:
    """Room for a file, taken on the disk: zeros under a hidden name beside `path`. Made by `reserve`.

    For a file whose leaving has to be written down first: until `fill` there is nothing in it, so that a crash before
    leaves no content behind, and a full disk or a stick that cannot be written is known before anything is fixed.
    """

    def __init__(self, path: Path, part: Path) -> None:
        self.path = path
        self._part = part

    def fill(self, data: bytes) -> None:
        """Write `data` in the room and give it its name. One that cannot be filled leaves nothing; `file.…`."""
        try:
            with _explained(self.path):
                with self._part.open("r+b") as stream:
                    stream.write(data)
                    stream.truncate()
                    stream.flush()
                    os.fsync(stream.fileno())
                self._part.replace(self.path)
        except BaseException:
            self.give_up()
            raise
        sync_folder(self.path.parent)

    def give_up(self) -> None:
        """Let go of the room."""
        with contextlib.suppress(OSError):
            self._part.unlink()


def reserve(path: Path, length: int) -> Reserved:
    """Take room for `length` bytes that are to be written to `path`; owner-only, flushed to the disk."""
    _refuse_place(path)
    with _explained(path):
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        reserved = Reserved(path, Path(name))
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(bytes(length))
                stream.flush()
                os.fsync(stream.fileno())
        except BaseException:
            reserved.give_up()
            raise
    return reserved


def _refuse_place(path: Path) -> None:
    """Refuse a folder that is not there, by its own name, and what is no file: a device would be replaced by one."""
    with _explained(path):
        if not path.parent.is_dir():
            raise Problem("file.missing", file=path.parent.name)
        if path.is_dir():
            raise Problem("file.is_folder", file=path.name or str(path))
        if path.exists() and not path.is_file():
            raise Problem("file.in_the_way", file=path.name)


def names_in(folder: Path) -> list[Path]:
    """The files of a folder in the order of their names, hidden ones left out; none where there is no such folder."""
    with _explained(folder):
        if not folder.is_dir():
            return []
        return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))


def remove(path: Path) -> None:
    """Remove a file; one that is already gone is no fault."""
    with _explained(path):
        path.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut, where the system has such a call."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class _explained(contextlib.AbstractContextManager["_explained"]):  # noqa: N801  reads as a clause
    """Turn the system's errors into ours, so that a person is told what to do."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            raise told(error, self._path.name) from error


def told(error: OSError, file: str) -> Problem:
    """The system's error as the problem that a person is told."""
    return Problem(_CODES.get(error.errno or 0, "file.failed"), file=file)
