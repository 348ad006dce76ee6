"""Archives that come out the same whoever packs them: sorted, one moment, nobody's name."""

from __future__ import annotations

import hashlib
import lzma
import tarfile
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from companion.building import stamp

_XZ_PRESET = 6


def pack_tar(folder: Path, target: Path, *, inside: str) -> None:
    """Pack `folder` as a `.tar.xz` whose one top folder is called `inside`."""

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = stamp.epoch()
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    with (
        lzma.open(target, "wb", preset=_XZ_PRESET) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path in [folder, *sorted(folder.rglob("*"))]:
            place = Path(inside, path.relative_to(folder)).as_posix()
            archive.add(path, place, recursive=False, filter=plain)


def pack_zip(folder: Path, target: Path, *, inside: str) -> None:
    """Pack `folder` as a `.zip` whose one top folder is called `inside`."""
    moment = datetime.fromtimestamp(stamp.epoch(), UTC).timetuple()[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(Path(inside, path.relative_to(folder)).as_posix(), moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # as on Unix everywhere, so that the bytes do not hang on the packer's system
            entry.external_attr = (0o755 if path.stat().st_mode & 0o100 else 0o644) << 16
            archive.writestr(entry, path.read_bytes())


def checksums(paths: Iterable[Path]) -> str:
    """What `sha256sum --check` reads: a line per file, sorted by name."""
    lines = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths)
    return "".join(sorted(lines, key=lambda line: line.split()[1]))
