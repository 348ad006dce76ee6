"""Packages of the frozen program for the system this runs on, with checksums, bill of materials and notices."""

from __future__ import annotations

import getpass
import shutil
import sys
import sysconfig
from pathlib import Path

from companion.building import archives, debian, frozen, inventory, macos, stamp, windows
from companion.building.tree import BUILD, DIST, Failure, importable

SUMS = "SHA256SUMS"
_PORTABLE_WORDS = """\
Companion keeps its vault in this folder, because it lies beside the program's. To use the vault in your home folder
instead, delete this folder; copy what is in it first, if there is a vault in it.
"""


def package() -> list[Path]:
    """Make every package this system can make from the frozen program in `dist`; their paths.

    Raises `Failure` where nothing is frozen yet, where a file is not in the inventory, or where a tool is missing.
    """
    program = DIST / frozen.NAME
    if not program.is_dir():
        raise Failure("There is no frozen program: run `python build_installer.py freeze` first.")
    pieces = inventory.components(program)
    notices = inventory.notices(pieces)
    shown = program / "_internal" / "companion" / "_generated" / "notices" / "notices.txt"
    shown.parent.mkdir(parents=True, exist_ok=True)
    shown.write_text(notices, encoding="utf-8")
    listed = DIST / f"companion-{stamp.VERSION}.cdx.json"
    listed.write_text(inventory.bill_of_materials(pieces), encoding="utf-8")
    made = [portable(program, notices), listed]
    if sys.platform == "win32":
        made.append(windows.build(program, DIST))
    elif sys.platform == "darwin":
        made.append(macos.build(program, DIST))
    else:
        made.append(debian.build(program, notices, DIST))
    (DIST / SUMS).write_text(archives.checksums(made), encoding="utf-8")
    return [*made, DIST / SUMS]


def portable(program: Path, notices: str) -> Path:
    """The program as one archive that runs from a stick without being installed."""
    with importable():
        from companion import paths

    folder = BUILD / "portable"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(program, folder / frozen.NAME, symlinks=True)
    (folder / frozen.NAME / "notices.txt").write_text(notices, encoding="utf-8")
    (folder / paths.PORTABLE).mkdir()
    (folder / paths.PORTABLE / "README.txt").write_text(_PORTABLE_WORDS, encoding="utf-8")
    name = f"companion-{stamp.VERSION}-{sysconfig.get_platform()}-portable"
    if sys.platform == "win32":
        target = DIST / f"{name}.zip"
        archives.pack_zip(folder, target, inside="companion-portable")
    else:
        target = DIST / f"{name}.tar.xz"
        archives.pack_tar(folder, target, inside="companion-portable")
    return target


def sign(path: Path, key_file: Path) -> Path:
    """Sign a file with a minisign key, asking for its passphrase where it has one; the signature's path."""
    with importable():
        from companion.errors import Problem
        from companion.vault import signatures

        text = key_file.read_text(encoding="utf-8")
        try:
            closed = signatures.needs_passphrase(text)
            passphrase = getpass.getpass(f"Passphrase of {key_file.name}: ") if closed else ""
            signature = signatures.sign(path.read_bytes(), signatures.unlock(text, passphrase), f"file:{path.name}")
        except Problem as problem:
            raise Failure(f"{key_file} does not open as a minisign key with this passphrase.") from problem
    target = path.with_name(f"{path.name}.minisig")
    target.write_text("\n".join(signature.lines()) + "\n", encoding="utf-8")
    return target
