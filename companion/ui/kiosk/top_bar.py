"""Back, Home, language and voice at the start, "I’m finished" at the end: on every page in the same place."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.ui import places, theme
from companion.ui.kiosk import sizes
from companion.ui.kiosk.countdown import FinishButton
from companion.ui.kiosk.touch_buttons import TouchButton, spacer
from companion.ui.kiosk.visit import Way


class TopBar(QWidget):
    """Where there is no room for words, icons stand alone, the least needed first; the names stay."""

    def __init__(self, way: Way, language: str, ask_language: object, read: object) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        side = theme.space(sizes.SIDE)
        row.setContentsMargins(side, theme.space(16), side, theme.space(12))
        self._gap = theme.space(12)
        row.setSpacing(self._gap)
        self.back = TouchButton(tr("Back"), icon="back", on_click=way.back)
        self.home = TouchButton(tr("Home"), icon="home", on_click=way.home)
        name = places.own_name(language)
        self.language = TouchButton(name[:1].upper() + name[1:], icon="globe", on_click=ask_language)  # type: ignore[arg-type]
        self.language.setAccessibleName(tr("Language: %(language)s", language=name))
        self.voice = TouchButton(tr("Read to me"), icon="speaker", on_click=read)  # type: ignore[arg-type]
        self.finish = FinishButton(way.finish)
        for button in (self.back, self.home, self.language, self.voice):
            row.addWidget(button)
        row.addWidget(spacer(), 1)
        row.addWidget(self.finish)

    def minimumSizeHint(self) -> QSize:
        """Five icons: the words go before anything else is cut."""
        buttons = self._shown()
        width = sum(sizes.finger() for _ in buttons) + self._gap * (len(buttons) + 1) + 2 * theme.space(sizes.SIDE)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take away words until everything has room."""
        order = [self.voice, self.home, self.back, self.language, self.finish]
        for button in order:
            button.set_wordless(False)
        for button in order:
            if self._needed() <= self.width():
                return
            button.set_wordless(True)

    def _needed(self) -> int:
        shown = self._shown()
        words = sum(button.sizeHint().width() for button in shown)
        return words + self._gap * (len(shown) + 1) + 2 * theme.space(sizes.SIDE)

    def _shown(self) -> list[TouchButton]:
        every = (self.back, self.home, self.language, self.voice, self.finish)
        return [button for button in every if not button.isHidden()]
