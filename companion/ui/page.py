"""A place of the window: what every screen is, and what it may ask of the window around it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.ui import theme
from companion.ui.session import Session
from companion.ui.widgets.text import Text


class Navigation(Protocol):
    """What a page may ask of the window."""

    def go(self, key: str, **target: object) -> None:
        """Show the page `key` (home, rights, services, log, reports, settings, print, help); let it open `target`."""

    def back(self) -> None:
        """Show the page again that was in front before this one, as it was left."""

    def lock(self) -> None:
        """Close the vault and start afresh at the lock screen."""

    def speak(self, language: str) -> None:
        """Change the language of the interface now and keep it."""


class Page(QWidget):
    """Base of every screen. Fill `self.column`; `self.header` is its first line once `set_heading` was called.

    A page is built when first shown and built anew after a change of language, theme or text size: `state` and
    `restore` carry over what was typed and where one stood. `appear` is called each time it comes to the front.
    The window scrolls a page that is taller than itself.
    """

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__()
        self.setObjectName("page")
        self.session, self.navigation = session, navigation
        self._heading: Text | None = None
        self.column = QVBoxLayout(self)
        side = theme.space(theme.PAGE_MARGIN)
        self.column.setContentsMargins(side, theme.space(16), side, theme.space(20))
        self.column.setSpacing(theme.space(12))
        self.header = QHBoxLayout()
        self.header.setSpacing(theme.space(12))

    def set_heading(self, words: str) -> Text:
        """Start the page with its heading; put buttons after it with `self.header.addWidget`."""
        self._heading = heading = Text(words, "h1")
        self.header.addWidget(heading, 1, Qt.AlignmentFlag.AlignVCenter)
        self.header.setContentsMargins(0, 0, 0, 0)
        self.column.addLayout(self.header)
        return heading

    def explain(self, words: str) -> None:
        """Say what the page is for: where one points at its heading, and to who hears it."""
        if self._heading is not None:
            self._heading.setToolTip(words)
            self._heading.setAccessibleDescription(words)

    def open(self, **target: object) -> None:
        """Show `target` (a topic, a service, a day …). The page itself says which names it knows."""

    def appear(self) -> None:
        """The page came to the front: read again what may have changed meanwhile."""

    def state(self) -> dict[str, object]:
        """What to carry over when the page is built anew."""
        return {}

    def restore(self, state: dict[str, object]) -> None:
        """Take back what `state` gave."""

    def focus_search(self) -> bool:
        """Put the cursor into the page's search field, if it has one, and say whether it does."""
        return False
