"""What will be saved, said in words, and the one button that saves it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout

from companion.i18n.catalogs import tr
from companion.ui.widgets.buttons import LinkButton, primary
from companion.ui.widgets.card import Card, Glyph
from companion.ui.widgets.text import Text


class ThisOneCard(Card):
    """`show_words` says what stands in the form; `show_late` that it counts elsewhere than today."""

    def __init__(self, on_save: Callable[[], object], on_clear: Callable[[], object]) -> None:
        super().__init__(tr("This one"), tone="soft", gap=8)
        self.clear = LinkButton(tr("Clear"), on_click=on_clear)
        self.add_to_head(self.clear)
        self.words = Text("", "body")
        self.body.addWidget(self.words)
        late = QHBoxLayout()
        self._hourglass = Glyph("calendar", "accent", 18)
        self.late = Text("", "label", weight=500)
        late.addWidget(self._hourglass)
        late.addWidget(self.late, 1)
        self.body.addLayout(late)
        self.body.addSpacing(4)
        self.save = primary(tr("Save"), size="large", key=tr("Enter"), on_click=on_save)
        self.body.addWidget(self.save)
        self.show_late("")

    def show_words(self, words: str, *, empty: bool) -> None:
        """Say the contact; an empty one cannot be cleared."""
        self.words.setText(words)
        self.words.set_ink("text2" if empty else "text")
        self.clear.setVisible(not empty)

    def show_late(self, words: str) -> None:
        """Say which day or month it counts for, if that is not today's."""
        self.late.setText(words)
        self.late.setVisible(bool(words))
        self._hourglass.setVisible(bool(words))
