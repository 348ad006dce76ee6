"""Gives back the usual import after PySide6 was loaded.

PySide6 puts a function of its own in the place of `import`: it reads the source of every module that is imported from
then on and looks for the word PySide6 in it, so that modules may ask for `__feature__`. Nothing here asks for that, and
at start it costs a third of the time and 3 MiB. PySide6 keeps what stood there before under `__orig_import__`; where it
does not, nothing is changed. Import this module before any other that follows PySide6.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401  this is what replaces it


def give_back() -> None:
    """The usual import again; does nothing where PySide6 left it alone or it has been given back."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


give_back()
