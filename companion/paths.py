"""Where things stand: what ships with the program, and the person's own folders."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PORTABLE = "companion-data"
_PACKAGE = Path(__file__).resolve().parent


def resources(*parts: str) -> Path:
    """A file that ships with the program: beside the package when installed, in the source tree otherwise."""
    installed = _PACKAGE / "_resources"
    return (installed if installed.is_dir() else _PACKAGE.parent / "resources").joinpath(*parts)


def generated(*parts: str) -> Path:
    """A file the build makes: compiled catalogs and compiled content."""
    return (_PACKAGE / "_generated").joinpath(*parts)


def default_vault() -> Path:
    """The folder of the person's vault: neutral name, in the system's place for application data."""
    return _data_home() / "companion" / "vault"


def device_settings() -> Path:
    """The file of this device's settings (language, theme, text size): nothing a finder could learn from."""
    return _data_home() / "companion" / "device.json"


def portable() -> Path | None:
    """The folder that holds everything, where one stands in the program's folder or beside it: the program on a stick.

    Beside it, so that the program itself may stand where nothing can be written.
    """
    if not getattr(sys, "frozen", False):
        return None
    program = Path(sys.executable).resolve().parent
    folders = (program / PORTABLE, program.parent / PORTABLE)
    return next((folder for folder in folders if folder.is_dir()), None)


def _data_home() -> Path:
    carried = portable()
    if carried is not None:
        return carried
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
