"""Which languages can be chosen, by their own names, and which one the program speaks at start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from companion.i18n import catalogs, locales

if TYPE_CHECKING:
    from companion.ui.widgets.select import Option


def options() -> list[Option]:
    """The languages that are whole, each by its own name."""
    from companion.ui.widgets.select import Option

    return [Option(tag, name) for tag, name in locales.LANGUAGES.items()]


def first_choice(setting: str) -> str:
    """The language for the setting `language`: that one, else the system's if it is whole, else English."""
    if setting in locales.LANGUAGES or setting in ("xx", "xr"):
        return setting
    for tag in QLocale.system().uiLanguages():
        if tag.split("-")[0] in locales.LANGUAGES:
            return tag.split("-")[0]
    return "en"


def use(language: str, app: QApplication) -> None:
    """Speak `language` and lay everything out in its direction."""
    catalogs.use(language)
    rtl = locales.right_to_left(language)
    if rtl == app.isRightToLeft():
        return
    from PySide6.QtCore import Qt  # making its enumerations takes longer than painting the doorway

    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
