"""What ships in the frozen program, piece by piece, with licences: the bill of materials and the notices.

Every library and package in the folder must be told of by a row here; one that is not is a fault, so that nothing
ships unlisted. Licences are SPDX expressions, read in the packages' own licence files.
"""

from __future__ import annotations

import importlib.metadata
import json
import platform
import re
import subprocess
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from companion.building import stamp
from companion.building.frozen import is_binary
from companion.building.tree import ROOT, Failure


@dataclass(frozen=True, order=True)
class Component:
    """One piece that somebody else made: name, version (empty where nobody says), SPDX licence, how it got in."""

    name: str
    version: str
    licence: str
    carried_by: str = ""


# Python packages that run in the program; a package of the lock that is not here is a fault.
PACKAGES = {
    "babel": "BSD-3-Clause",
    "cffi": "MIT-0",
    "et-xmlfile": "MIT",
    "openpyxl": "MIT",
    "pycparser": "BSD-3-Clause",
    "pynacl": "Apache-2.0",
    "pyside6-essentials": "LGPL-3.0-only",
    "segno": "BSD-3-Clause",
    "shiboken6": "LGPL-3.0-only",
    "sqlcipher3": "Zlib",
    "tzdata": "Apache-2.0",
    "xlsxwriter": "BSD-2-Clause",
}
# Built into the wheel of another piece, where no file of theirs can be seen.
EMBEDDED = (
    ("SQLCipher", "BSD-3-Clause", "sqlcipher3"),
    ("SQLite", "blessing", "sqlcipher3"),
    ("OpenSSL", "Apache-2.0", "sqlcipher3"),
    ("libsodium", "ISC", "pynacl"),
    ("Unicode CLDR data", "Unicode-3.0", "babel"),
    ("Unicode ICU data", "Unicode-3.0", "pyside6-essentials"),
    ("PyInstaller start program", "GPL-2.0-or-later WITH Bootloader-exception", "pyinstaller"),
)
FONTS = (("Noto Sans", "OFL-1.1"), ("Noto Sans Arabic", "OFL-1.1"))

# Libraries by the start of their name (without `lib`), with the project they come from and its licence.
LIBRARIES: Sequence[tuple[str, str, str]] = (
    (r"Qt6\w*|qt?[a-z].*plugin|q(xcb|wayland|offscreen|windows|cocoa|svg|ico|jpeg|xdg).*", "Qt", "LGPL-3.0-only"),
    (r"icu\w+", "Unicode ICU", "Unicode-3.0"),
    (r"pyside6.*|shiboken6.*|Shiboken.*|Qt\w+\.(abi3|pyd).*", "Qt for Python", "LGPL-3.0-only"),
    (r"python3.*|_[a-z]\w*\.cpython.*|[a-z]\w*\.cpython.*|\w+\.pyd", "Python", "Python-2.0.1"),
    (r"_sqlite3.*", "sqlcipher3", "Zlib"),
    (r"_sodium.*", "PyNaCl", "Apache-2.0"),
    (r"_cffi_backend.*", "cffi", "MIT-0"),
    (r"X11.*|Xau.*|Xdmcp.*|xcb.*", "X.Org client libraries", "MIT"),
    (r"xkbcommon.*", "libxkbcommon", "MIT"),
    (r"wayland.*", "Wayland", "MIT"),
    (r"dbus.*", "D-Bus", "AFL-2.1 OR GPL-2.0-or-later"),
    (r"glib.*|gthread.*|gobject.*|gio.*|gmodule.*", "GLib", "LGPL-2.1-or-later"),
    (r"pcre2.*", "PCRE2", "BSD-3-Clause"),
    (r"fontconfig.*", "Fontconfig", "HPND"),
    (r"freetype.*", "FreeType", "FTL"),
    (r"png.*", "libpng", "libpng-2.0"),
    (r"brotli.*", "Brotli", "MIT"),
    (r"expat.*", "Expat", "MIT"),
    (r"ffi.*", "libffi", "MIT"),
    (r"bz2.*", "bzip2", "bzip2-1.0.6"),
    (r"lzma.*", "XZ Utils", "0BSD"),
    (r"zstd.*", "Zstandard", "BSD-3-Clause"),
    (r"lz4.*", "LZ4", "BSD-2-Clause"),
    (r"z\.so.*|zlib.*", "zlib", "Zlib"),
    (r"uuid.*", "libuuid", "BSD-3-Clause"),
    (r"crypto.*", "OpenSSL", "Apache-2.0"),
    (r"readline.*", "GNU Readline", "GPL-3.0-or-later"),
    (r"tinfo.*|ncurses.*", "ncurses", "X11-distribute-modifications-variant"),
    (r"gcc_s.*|stdc\+\+.*", "GCC runtime", "GPL-3.0-or-later WITH GCC-exception-3.1"),
    (r"systemd.*", "systemd", "LGPL-2.1-or-later"),
    (r"cap\..*", "libcap", "BSD-3-Clause OR GPL-2.0-only"),
    (r"gcrypt.*", "Libgcrypt", "LGPL-2.1-or-later"),
    (r"gpg-error.*", "Libgpg-error", "LGPL-2.1-or-later"),
    (r"bsd\..*|md\..*", "libbsd", "BSD-3-Clause"),
    (r"vcruntime.*|msvcp.*|ucrtbase.*|api-ms-.*|concrt.*", "Microsoft C runtime", "LicenseRef-Microsoft-runtime"),
    (r"d3dcompiler.*|opengl32sw.*", "Qt's drawing fallback", "MIT"),
)


def components(folder: Path) -> list[Component]:
    """Everything in a frozen program that somebody else made. Raises `Failure` for a file that no row tells of."""
    packages = [Component(name, importlib.metadata.version(name), PACKAGES[name]) for name in _packages_in(folder)]
    found = {*packages, *_libraries(folder, {package.name for package in packages})}
    for name, licence, carrier in EMBEDDED:
        if carrier == "pyinstaller" or carrier in {package.name for package in packages}:
            found.add(Component(name, _version_inside(name, carrier), licence, carrier))
    found |= {Component(name, "", licence, "fonts") for name, licence in FONTS}
    return sorted(found)


def needed() -> list[Component]:
    """What the program stands on wherever it runs, read from the lock: nothing of it need be installed."""
    found = {Component(name, version, PACKAGES[name]) for name, version in _locked().items()}
    found |= {Component(name, "", licence, carrier) for name, licence, carrier in EMBEDDED if carrier in PACKAGES}
    found |= {Component(name, "", licence, "fonts") for name, licence in FONTS}
    return sorted(found)


def locked() -> list[str]:
    """The packages of the lock. Raises `Failure` for one whose licence nobody wrote down."""
    return list(_locked())


def _locked() -> dict[str, str]:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pinned = (re.match(r"([a-z][a-z0-9-]*)==([\w.]+)", line) for line in lines)
    versions = {found[1]: found[2] for found in pinned if found}
    unknown = [name for name in versions if name not in PACKAGES]
    if unknown:
        raise Failure(f"inventory.py tells nothing of {', '.join(unknown)}: add its licence to PACKAGES")
    return versions


def _packages_in(folder: Path) -> Iterable[str]:
    for name in locked():
        try:
            importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # of another system: tzdata on Linux
        yield name


def _libraries(folder: Path, packages: set[str]) -> set[Component]:
    found, unknown = set(), []
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file() or not is_binary(path) or path.parent == folder:
            continue
        row = _row(path)
        if row is None:
            unknown.append(path.relative_to(folder).as_posix())
        elif row[1].casefold() not in packages:
            found.add(Component(row[1], _version(row[1], path.name), row[2]))
    if unknown:
        raise Failure("inventory.py tells nothing of these; add them to LIBRARIES:\n" + "\n".join(unknown))
    return found


def _row(path: Path) -> tuple[str, str, str] | None:
    if "plugins" in path.parts:
        return LIBRARIES[0]
    name = path.name.removeprefix("lib")
    return next((row for row in LIBRARIES if re.match(rf"(?:{row[0]})", name, re.IGNORECASE)), None)


def _version(project: str, library: str) -> str:
    """The version of a library, where the system it was taken from can say."""
    if project == "Python":
        return platform.python_version()
    if project in ("Qt", "Qt for Python"):
        return importlib.metadata.version("pyside6-essentials")
    numbered = library.rpartition(".so.")[2]
    if project == "Unicode ICU":  # Qt's own, not the system's of the same name
        return numbered
    try:
        owner = subprocess.run(["dpkg", "-S", f"*/{library}"], capture_output=True, text=True, check=True).stdout
        asked = ["dpkg-query", "-W", "-f", "${Version}", owner.split(":")[0]]
        return subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return numbered


def _version_inside(name: str, carrier: str) -> str:
    if name in ("SQLCipher", "SQLite"):
        from sqlcipher3 import dbapi2

        asked = "PRAGMA cipher_version" if name == "SQLCipher" else "SELECT sqlite_version()"
        connection = dbapi2.connect(":memory:")
        try:
            return str(connection.execute(asked).fetchone()[0]).split()[0]
        finally:
            connection.close()
    if carrier == "pyinstaller":
        return importlib.metadata.version(carrier)
    return ""


def bill_of_materials(found: Sequence[Component]) -> str:
    """CycloneDX 1.6 as JSON, the same bytes for the same pieces."""
    listed = [
        {
            "type": "library",
            "bom-ref": f"{piece.name}@{piece.version}" if piece.version else piece.name,
            "name": piece.name,
            **({"version": piece.version} if piece.version else {}),
            "licenses": [_licence(piece.licence)],
            **({"properties": [{"name": "carried by", "value": piece.carried_by}]} if piece.carried_by else {}),
        }
        for piece in found
    ]
    program = {
        "type": "application",
        "bom-ref": f"companion@{stamp.VERSION}",
        "name": "companion",
        "version": stamp.VERSION,
        "licenses": [{"expression": "GPL-3.0-or-later AND CC-BY-SA-4.0"}],
    }
    pieces = json.dumps(listed, sort_keys=True)
    whole = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, pieces)}",
        "version": 1,
        "metadata": {"timestamp": f"{stamp.build_date().isoformat()}T00:00:00Z", "component": program},
        "components": listed,
        "dependencies": [{"ref": program["bom-ref"], "dependsOn": sorted(str(one["bom-ref"]) for one in listed)}],
    }
    return json.dumps(whole, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _licence(expression: str) -> dict[str, object]:
    if expression.startswith("LicenseRef-"):
        return {"license": {"name": expression.removeprefix("LicenseRef-").replace("-", " ")}}
    return {"expression": expression}


def notices(found: Sequence[Component]) -> str:
    """A page for the person who has the program: who made what in it, under which licence, with the licences' words."""
    lines = ["Companion stands on the work of others. Each piece, with its version and licence:", ""]
    for piece in found:
        version = f" {piece.version}" if piece.version else ""
        within = f" (within {piece.carried_by})" if piece.carried_by else ""
        lines.append(f"  {piece.name}{version}{within}: {piece.licence}")
    lines += ["", "Qt and Qt for Python are used under the LGPL 3: their libraries stand as files of their own in the"]
    lines += ["program's folder, and you may put others in their place.", ""]
    for name, text in _licence_texts():
        lines += ["=" * 78, name, "=" * 78, "", text.strip(), ""]
    return "\n".join(lines) + "\n"


def _licence_texts() -> list[tuple[str, str]]:
    own = [
        ("GNU General Public License 3", "LICENSE"),
        ("GNU Lesser General Public License 3", "resources/licences/LGPL-3.0.txt"),
        ("SIL Open Font License 1.1 (Noto Sans)", "resources/fonts/OFL.txt"),
    ]
    texts = [(title, (ROOT / place).read_text(encoding="utf-8")) for title, place in own]
    for name in locked():
        try:
            files = importlib.metadata.files(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue
        for file in sorted(files, key=str):
            if re.match(r"(LICEN[CS]E|COPYING|NOTICE)", file.name, re.IGNORECASE) and "dist-info" in str(file):
                texts.append((f"{name}: {file.name}", file.read_text(encoding="utf-8")))
    return texts
