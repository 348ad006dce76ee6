"""Which languages can be chosen, by their own names, and which one the program speaks at start."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from companion.i18n import catalogs, locales
from companion.ui.widgets.select import Option


def options() -> list[Option]:
    """The languages that are whole, each by its own name."""
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
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
