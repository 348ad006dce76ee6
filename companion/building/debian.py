"""The Debian package: the frozen program under /usr/lib, a command, and a place in the desktop's menu."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from companion.building import desktop, frozen, stamp
from companion.building.tree import BUILD, ROOT, Failure

# What Qt loads from the system: a desktop has it.
DEPENDS = (
    "libgl1",
    "libegl1",
    "libfontconfig1",
    "libdbus-1-3",
    "libxkbcommon0",
    "libglib2.0-0t64 | libglib2.0-0",
)
_GLIBC = re.compile(rb"GLIBC_2\.(\d+)\x00")

CONTROL = """\
Package: companion
Version: {version}
Section: misc
Priority: optional
Architecture: {architecture}
Maintainer: The Companion project <companion@localhost>
Installed-Size: {kibibytes}
Depends: {depends}
Recommends: libcups2t64 | libcups2, speech-dispatcher | espeak-ng
Description: local rights, help nearby and anonymous counts, offline
 For people who do outreach with people who use drugs: what the law says here,
 today, for this person; where they can go; what was done this month.
 .
 Everything it keeps is encrypted behind a passphrase. It opens no network
 connection and asks for nobody's name.
"""
# The vault belongs to the person, not to the package: removing the program says where it is and touches nothing.
POSTRM = """\
#!/bin/sh
set -e
if [ "$1" = remove ] || [ "$1" = purge ]; then
    echo "Companion's vault stays where it is, in each person's ~/.local/share/companion."
fi
"""
COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Companion

Files: *
Copyright: {year} the Companion project's contributors
License: GPL-3+
 The full text is in /usr/share/common-licenses/GPL-3 on Debian systems. The content is under CC BY-SA 4.0.
 What others made, piece by piece with their licences, is in notices.txt beside this file.
"""
# The frozen program carries the libraries it was tried with; Debian's own programs must not, this one says why.
OVERRIDES = """\
# A frozen program runs the same on every release: it carries what it was tried with.
companion: embedded-library *
companion: package-installs-python-bytecode *
companion: duplicate-font-file *
companion: unstripped-binary-or-object *
companion: shared-library-lacks-prerequisites *
companion: hardening-no-pie *
companion: library-not-linked-against-libc *
# The project has no mail address: nobody's name and nobody's server stands behind it.
companion: bogus-mail-host *
companion: bogus-mail-host-in-debian-changelog *
"""


def build(program: Path, notices: str, target_folder: Path) -> Path:
    """Make the `.deb` of a frozen program; its path. Raises `Failure` where Debian's own tool is not there."""
    if shutil.which("dpkg-deb") is None:
        raise Failure("dpkg-deb is needed to make a Debian package: install the package dpkg, or build elsewhere.")
    root = BUILD / "deb"
    shutil.rmtree(root, ignore_errors=True)
    home = root / "usr" / "lib" / "companion"
    shutil.copytree(program, home, symlinks=True)
    command = root / "usr" / "bin" / "companion"
    command.parent.mkdir(parents=True)
    command.symlink_to("../lib/companion/companion")
    desktop.lay_out(root / "usr" / "share")
    _write_documents(root / "usr" / "share", notices)
    _write_control(root)
    _set_modes(root)
    target = target_folder / f"companion_{stamp.VERSION}_{architecture()}.deb"
    made = subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(target)],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(stamp.epoch())},
        capture_output=True,
        text=True,
    )
    if made.returncode:
        raise Failure(f"dpkg-deb: {made.stderr.strip()}")
    return target


def architecture() -> str:
    """Debian's word for this machine."""
    machine = sysconfig.get_platform().rpartition("-")[2]
    return {"x86_64": "amd64", "aarch64": "arm64"}.get(machine, machine)


def least_glibc(files: Iterable[Path]) -> str:
    """The oldest C library that has every symbol these binaries ask for."""
    newest = max((int(minor) for path in files for minor in _GLIBC.findall(path.read_bytes())), default=0)
    return f"libc6 (>= 2.{newest})"


def _write_documents(share: Path, notices: str) -> None:
    documents = share / "doc" / "companion"
    documents.mkdir(parents=True)
    (documents / "copyright").write_text(COPYRIGHT.format(year=stamp.build_date().year), encoding="utf-8")
    (documents / "notices.txt").write_text(notices, encoding="utf-8")
    shutil.copy(ROOT / "CHANGELOG.md", documents / "CHANGELOG.md")
    changelog = f"companion ({stamp.VERSION}) stable; urgency=medium\n\n  * See CHANGELOG.md.\n\n"
    moment = subprocess.run(
        ["date", "-u", "-R", "-d", f"@{stamp.epoch()}"], capture_output=True, text=True, check=True
    ).stdout.strip()
    changelog += f" -- The Companion project <companion@localhost>  {moment}\n"
    (documents / "changelog.gz").write_bytes(desktop.compressed(changelog))
    overrides = share / "lintian" / "overrides"
    overrides.mkdir(parents=True)
    (overrides / "companion").write_text(OVERRIDES, encoding="utf-8")


def _write_control(root: Path) -> None:
    binaries = [path for path in root.rglob("*") if path.is_file() and not path.is_symlink() and frozen.is_binary(path)]
    control = root / "DEBIAN"
    control.mkdir()
    kibibytes = sum(-(-path.lstat().st_size // 1024) for path in root.rglob("*") if not path.is_dir())
    (control / "control").write_text(
        CONTROL.format(
            version=stamp.VERSION,
            architecture=architecture(),
            kibibytes=kibibytes,
            depends=", ".join([least_glibc(binaries), *DEPENDS]),
        ),
        encoding="utf-8",
    )
    (control / "postrm").write_text(POSTRM, encoding="utf-8")


def _set_modes(root: Path) -> None:
    """Folders and what runs: everybody may read and run; the rest: everybody may read."""
    runs = {root / "DEBIAN" / "postrm", root / "usr" / "lib" / "companion" / frozen.NAME}
    for path in [root, *root.rglob("*")]:
        if path.is_symlink():
            continue
        path.chmod(0o755 if path.is_dir() or path in runs else 0o644)
        os.utime(path, (stamp.epoch(), stamp.epoch()))
