"""What makes the frozen program at home on a Linux desktop: menu entry, metadata, kind of file, icons, manual page."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

from companion.building import pictures, stamp
from companion.building.tree import ROOT

SOURCES = ROOT / "resources" / "desktop"
NAME = "companion"
METAINFO = "local.companion.Companion.metainfo.xml"
ICON_SIDES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def lay_out(share: Path) -> None:
    """Fill `share` (a prefix's share folder) with everything a desktop looks for there."""
    for place in ("applications", "metainfo", "mime/packages", "man/man1", "icons/hicolor/scalable/apps"):
        (share / place).mkdir(parents=True, exist_ok=True)
    shutil.copy(SOURCES / "companion.desktop", share / "applications" / "companion.desktop")
    shutil.copy(SOURCES / "companion-packs.xml", share / "mime" / "packages" / "companion.xml")
    (share / "metainfo" / METAINFO).write_text(filled(METAINFO), encoding="utf-8")
    (share / "man" / "man1" / f"{NAME}.1.gz").write_bytes(compressed(filled("manual.1")))
    shutil.copy(ROOT / "resources" / "icons" / "app.svg", share / "icons/hicolor/scalable/apps/companion.svg")
    for side in ICON_SIDES:
        folder = share / f"icons/hicolor/{side}x{side}/apps"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "companion.png").write_bytes(pictures.icon(side))


def filled(name: str) -> str:
    """One of the sources, with version and date put in."""
    text = (SOURCES / name).read_text(encoding="utf-8")
    return text.replace("@VERSION@", stamp.VERSION).replace("@DATE@", stamp.build_date().isoformat())


def compressed(text: str) -> bytes:
    """The text as gzip, without the name and the moment that gzip would add."""
    return gzip.compress(text.encode(), 9, mtime=0)
