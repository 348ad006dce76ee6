"""`companion/_generated`: compiled catalogs, compiled content and notices, made by every build and never committed."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from companion.building import catalogs
from companion.building.tree import CONTENT, GENERATED, PACKAGE, ROOT, TRANSLATIONS, importable

# What the generated files are made from: when none of these changed, they need not be made again.
SOURCES = (
    TRANSLATIONS,
    CONTENT,
    PACKAGE / "building",
    PACKAGE / "i18n",
    PACKAGE / "packs",
    PACKAGE / "rights",
    PACKAGE / "archive.py",
    PACKAGE / "vocabulary.py",
    ROOT / "requirements.lock",
    ROOT / "resources" / "licences",
)


def compile_content(target: Path) -> None:
    """Compile the bundled content, by the room that knows it."""
    with importable():
        if importlib.util.find_spec("companion.packs.builder") is None:
            return
        builder = importlib.import_module("companion.packs.builder")
        target.mkdir(parents=True, exist_ok=True)
        builder.compile_content(source=CONTENT, target=target)


def write_notices(target: Path) -> None:
    """Write what others made in the program, for “About the program”. Packaging puts the frozen program's in its
    place, which also tells of its libraries."""
    from companion.building import inventory

    target.mkdir(parents=True, exist_ok=True)
    (target / "notices.txt").write_text(inventory.notices(inventory.needed()), encoding="utf-8")


def compile_all() -> None:
    """Make catalogs, content and notices anew; the old ones stay until the new ones are whole."""
    stamp = digest(SOURCES)
    _replace(GENERATED / "locale", catalogs.compile_to)
    _replace(GENERATED / "content", compile_content)
    _replace(GENERATED / "notices", write_notices)
    (GENERATED / ".stamp").write_text(stamp)


def compile_if_stale() -> bool:
    """Compile when a source changed since the last time; whether it did."""
    stamp = GENERATED / ".stamp"
    whole = stamp.exists() and all((GENERATED / name).is_dir() for name in ("locale", "content", "notices"))
    if whole and stamp.read_text() == digest(SOURCES):
        return False
    compile_all()
    return True


def digest(sources: Iterable[Path]) -> str:
    """One figure for the names and bytes of all files under `sources`."""
    whole = hashlib.sha256()
    for source in sources:
        files = sorted(source.rglob("*")) if source.is_dir() else [source]
        for path in files:
            if path.is_file() and path.suffix != ".pyc":
                data = path.read_bytes()
                whole.update(f"{path.relative_to(ROOT).as_posix()} {len(data)}\n".encode())
                whole.update(data)
    return whole.hexdigest()


def _replace(target: Path, make: Callable[[Path], None]) -> None:
    """Make a folder beside `target`, then put it in its place: who reads meanwhile finds the old or the new one."""
    target.parent.mkdir(exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parent))
    try:
        make(work / "new")
        (work / "new").mkdir(exist_ok=True)
        if target.exists():
            target.replace(work / "old")
        (work / "new").replace(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
