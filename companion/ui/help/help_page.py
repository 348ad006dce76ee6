"""Help: what the screen one comes from is for, and what words mean, those of that screen first.

`navigation.go("help", screen="reports")` opens it for a screen, `word="threshold"` with one word alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.i18n.folding import fold
from companion.ui import theme
from companion.ui.help.glossary import WORDS, Word
from companion.ui.help.screens import SCREENS
from companion.ui.page import Navigation, Page
from companion.ui.session import Session
from companion.ui.widgets.buttons import secondary
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.fields import SearchField
from companion.ui.widgets.text import Text


class HelpPage(Page):
    """`shown` are the keys of the words that are seen now, in their order."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.asked = ""
        self.set_heading(tr("What does this word mean?"))
        self.header.addWidget(secondary(tr("Back"), icon="back", on_click=navigation.back))
        self.about = Card(tr("The screen you come from"), tone="well")
        self.sentence = Text("", "lead")
        self.about.body.addWidget(self.sentence)
        self.about.hide()
        self.column.addWidget(self.about)
        self.search = SearchField(tr("Search words"), placeholder=tr("Search words"))
        self.search.changed.connect(lambda _: self._filter())
        self.column.addWidget(self.search)
        self.nothing = Text(tr("No word here fits."), "body", "text2")
        self.nothing.hide()
        self.column.addWidget(self.nothing)
        self.card = Card(gap=14)
        self.column.addWidget(self.card)
        self.column.addStretch(1)
        self.rows: dict[str, WordRow] = {}
        self._list()

    @property
    def shown(self) -> list[str]:
        return [key for key, row in self.rows.items() if not row.isHidden()]

    def open(self, **target: object) -> None:
        """Show what `screen` is for and its words first; or `word` alone."""
        screen, word = target.get("screen"), target.get("word")
        if isinstance(screen, str):
            self.asked = screen if screen in SCREENS else ""
            self._list()
        named = next((tr(one.word) for one in WORDS if one.key == word), "")
        self.search.set_text(named)

    def state(self) -> dict[str, object]:
        return {"screen": self.asked, "text": self.search.text()}

    def restore(self, state: dict[str, Any]) -> None:
        self.open(screen=state["screen"])
        self.search.set_text(state["text"])

    def focus_search(self) -> bool:
        self.search.edit.setFocus()
        return True

    def _list(self) -> None:
        """The rows anew: words of the screen first, then the others, each in the order of its language."""
        self.sentence.setText(tr(SCREENS[self.asked]) if self.asked else "")
        self.about.setVisible(bool(self.asked))
        while (item := self.card.body.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.rows = {one.key: WordRow(one) for one in _in_order(WORDS, self.asked)}
        for row in self.rows.values():
            self.card.body.addWidget(row)
        self._filter()

    def _filter(self) -> None:
        wanted = fold(self.search.text().strip())
        for row in self.rows.values():
            row.setVisible(wanted in row.folded)
        first = next(iter(self.shown), "")
        for key, row in self.rows.items():
            row.line.setVisible(key != first)
        self.card.setVisible(bool(self.shown))
        self.nothing.setVisible(not self.shown)


class WordRow(QWidget):
    """A word and under it what it means."""

    def __init__(self, word: Word) -> None:
        super().__init__()
        self.folded = fold(f"{tr(word.word)} {tr(word.meaning)}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(6))
        self.line = Divider()
        column.addWidget(self.line)
        column.addWidget(Text(tr(word.word), "h3"))
        column.addWidget(Text(tr(word.meaning), "body"))


def _in_order(words: Sequence[Word], screen: str) -> list[Word]:
    return sorted(words, key=lambda one: (screen not in one.screens, fold(tr(one.word))))
