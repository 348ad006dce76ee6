"""Where an editor begins: a folder for a pack, and a place in it that asks for what is missing."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from companion import clock, files, paths
from companion.errors import Problem
from companion.packs.builder import HEAD, HOLIDAYS

PARTS = ("jurisdiction.toml", "sources.toml", "rules.toml", "texts.toml", "cases.toml")
TOPICS = ("answer", "how-much", "stopped", "sanctions", "overdose", "complain")
_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,62}")
_PLACE = re.compile(r"[a-z]{2}(-[a-z0-9]{1,3})?")
_REVIEW_AFTER = timedelta(days=365)
# What every place needs to be checked; an editor adds to it.
_SUBSTANCES = """# Canonical substances and their names in many languages.
[[substance]]
id = "heroin"
units = ["g", "mg"]
[substance.name]
en = "Heroin"
"""


def new_pack(folder: Path, namespace: str, pack: str) -> list[Path]:
    """Begin a folder for a pack; the files that were made. What is there is left as it is.

    Raises `packs.manifest_damaged` for a name that is none.
    """
    for field, name in (("namespace", namespace), ("pack", pack)):
        if not _ID.fullmatch(name):
            raise Problem("packs.manifest_damaged", field=field)
    files.make_folder(folder)
    head = _filled("pack.toml", NAMESPACE=namespace, PACK=pack)
    return _written({folder / HEAD: head, folder / "substances.toml": _SUBSTANCES})


def new_place(folder: Path, place: str) -> list[Path]:
    """Begin a place in a pack's folder: files with a comment at every line that must be filled in.

    Raises `content.bad_place`, and `file.in_the_way` if the place is there already.
    """
    if not _PLACE.fullmatch(place):
        raise Problem("content.bad_place", place=place)
    root = folder / place
    if root.exists():
        raise Problem("file.in_the_way", file=place)
    files.make_folder(root / "topics")
    wanted = {root / name: _filled(name, PLACE=place) for name in PARTS}
    wanted[root / HOLIDAYS] = _filled(HOLIDAYS)
    wanted |= {root / "topics" / f"{name}.toml": _filled(f"topics/{name}.toml") for name in TOPICS}
    return _written(wanted)


def _filled(name: str, **facts: str) -> str:
    text = files.read_text(paths.resources("skeleton", *name.split("/")))
    today = clock.today()
    known = {"TODAY": today.isoformat(), "NEXT_YEAR": (today + _REVIEW_AFTER).isoformat(), **facts}
    for key, value in known.items():
        text = text.replace(f"@{key}@", value)
    return text


def _written(wanted: dict[Path, str]) -> list[Path]:
    made = [path for path in wanted if not path.exists()]
    for path in made:
        files.write_whole(path, wanted[path].encode())
    return made
