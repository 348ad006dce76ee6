"""Imports go one way, third-party packages have their rooms, and nothing reaches a network."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator

from tests.architecture.source import Finding, Source, called

GROUND = frozenset({"", "i18n"})
DOMAIN = frozenset({"vault", "rights", "services", "log", "workshops", "reports", "packs", "printing"})

# What each room may import, itself included.
MAY_IMPORT: dict[str, frozenset[str]] = {
    "": GROUND,
    "i18n": GROUND,
    "vault": GROUND | {"vault"},
    "rights": GROUND | {"vault", "rights"},
    "services": GROUND | {"vault", "services"},
    "log": GROUND | {"vault", "log"},
    "workshops": GROUND | {"vault", "rights", "workshops"},
    "reports": GROUND | {"vault", "log", "reports"},
    "packs": GROUND | {"vault", "rights", "services", "workshops", "packs"},
    "printing": GROUND | DOMAIN,
    "cli": GROUND | DOMAIN | {"cli"},
    "ui": GROUND | DOMAIN | {"ui"},
    "building": GROUND | {"vault", "packs", "building"},
}

# The command line opens the window in these files, through this one module; and what it prints as PDF is set by the
# same hand as on the screen, because only Qt shapes Arabic and embeds fonts.
DOORS = {
    ("companion/cli/main.py", "companion.ui.app"),
    ("companion/cli/demo.py", "companion.ui.app"),
    ("companion/cli/paper.py", "companion.ui.printing"),
}

# Where each third-party package may be imported.
THIRD_PARTY = {
    "PySide6": ("companion/ui/", "companion/building/pictures.py"),
    "shiboken6": ("companion/ui/",),
    "sqlcipher3": ("companion/vault/connection.py",),
    "nacl": ("companion/vault/",),
    "babel": ("companion/",),
    "segno": ("companion/printing/",),
    "xlsxwriter": ("companion/reports/",),
    "openpyxl": ("companion/services/",),
    "hatchling": ("build_installer.py", "companion/building/"),
    "PyInstaller": ("companion/building/",),
}

NETWORK = {
    "socket",
    "socketserver",
    "ssl",
    "http",
    "urllib.request",
    "urllib.error",
    "urllib.robotparser",
    "ftplib",
    "smtplib",
    "poplib",
    "imaplib",
    "nntplib",
    "telnetlib",
    "xmlrpc",
    "asyncio",
    "asyncore",
    "multiprocessing",
    "webbrowser",
    "logging.handlers",
    "PySide6.QtNetwork",
    "PySide6.QtWebSockets",
    "PySide6.QtWebEngineCore",
    "PySide6.QtQml",
    "PySide6.QtQuick",
}
NETWORK_NAMES = {"QDesktopServices"}
MODULE = re.compile(
    r"(companion|PySide6|nacl|sqlcipher3|urllib|http)(\.\w+)+"
)  # a module's name in a table is an import too


def imported(source: Source) -> Iterator[tuple[int, str, str]]:
    """Line, module and name (empty for a plain import) of every import, also those made by name at run time."""
    for node in source.nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from ((node.lineno, module, alias.name) for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and MODULE.fullmatch(node.value):
            if source.within("companion/"):  # the build names modules in order to leave them out
                yield node.lineno, node.value, ""
        elif isinstance(node, ast.Call) and called(node) in {"import_module", "__import__"} and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and "." not in first.value:
                yield node.lineno, first.value, ""


def _full(module: str, name: str) -> str:
    return f"{module}.{name}" if name else module


def _room_of(module: str, name: str) -> str:
    """The room of an imported module of the package: `from companion import vault` is the room vault too."""
    parts = _full(module, name).split(".")
    if len(parts) >= 2 and parts[1] in MAY_IMPORT:
        return parts[1]
    return parts[1] if len(module.split(".")) > 2 else ""


def rooms_face_one_way(source: Source) -> Iterator[Finding]:
    """A room imports only from the rooms below it."""
    if not source.within("companion/"):
        return
    if source.room not in MAY_IMPORT:
        yield Finding(1, f"room “{source.room}” is not in the import table: add it to MAY_IMPORT and to README's map")
        return
    for line, module, name in imported(source):
        if module.startswith("."):
            yield Finding(line, "write the whole name: from companion.… import …")
        elif module.split(".")[0] == "companion" and (source.place, module) not in DOORS:
            room = _room_of(module, name)
            if room not in MAY_IMPORT[source.room]:
                yield Finding(line, f"“{source.room or 'a single file'}” may not import “{room}”")
        elif module.split(".")[0] in {"tests", "build_installer"}:
            yield Finding(line, "the program may not import its tests or its build")


def third_party_has_its_room(source: Source) -> Iterator[Finding]:
    """A package that is not Python's own is imported only where the table says."""
    for line, module, _ in imported(source):
        top = module.split(".")[0]
        if not top or top in sys.stdlib_module_names or top in {"companion", "tests"}:
            continue
        if not source.within(*THIRD_PARTY.get(top, ())):
            where = " or ".join(THIRD_PARTY.get(top, ())) or "nowhere: it is not a dependency"
            yield Finding(line, f"{top} may be imported in {where}")


def no_network(source: Source) -> Iterator[Finding]:
    """No module that could open a connection, and nothing that asks the system to open an address."""
    for line, module, name in imported(source):
        full = _full(module, name)
        parts = full.split(".")
        if any(".".join(parts[: end + 1]) in NETWORK for end in range(len(parts))) or name in NETWORK_NAMES:
            yield Finding(line, f"{full} can reach a network; Companion never does")


def no_plain_database(source: Source) -> Iterator[Finding]:
    """sqlite3 writes in clear and pickle runs what it reads."""
    for line, module, _ in imported(source):
        if module.split(".")[0] in {"sqlite3", "shelve", "dbm", "pickle", "marshal"}:
            yield Finding(line, f"{module} is not for this program: data goes through vault.connection or JSON")


def room_door_is_a_docstring(source: Source) -> Iterator[Finding]:
    """`__init__.py` says what the room is for and what it may import, and does nothing."""
    if not source.place.endswith("/__init__.py") or source.place == "companion/__init__.py":
        return
    if ast.get_docstring(source.tree) is None:
        yield Finding(1, "say in a docstring what the room is for and what it may import")
    for node in source.tree.body[1:] if ast.get_docstring(source.tree) else source.tree.body:
        yield Finding(node.lineno, "a room's __init__ is a docstring and nothing else")


IMPORT_RULES = (
    rooms_face_one_way,
    third_party_has_its_room,
    no_network,
    no_plain_database,
    room_door_is_a_docstring,
)
