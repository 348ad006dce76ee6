"""Where a statement comes from and up to when it is known to be true."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.ui import theme
from companion.ui.widgets.buttons import LinkButton
from companion.ui.widgets.card import Glyph
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.text import Text


class SourceLine(QWidget):
    """A document icon, links (code, words), and words such as "known true up to …". `opened` carries a link's code."""

    opened = Signal(str)

    def __init__(self, links: Sequence[tuple[str, str]] = (), note: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, gap=theme.space(10), line_gap=theme.space(2))
        flow.addWidget(Glyph("source", "text2", 18))
        self.links: list[LinkButton] = []
        for key, words in links:
            link = LinkButton(words, role="caption")
            link.clicked.connect(lambda _=False, key=key: self.opened.emit(key))
            flow.addWidget(link)
            self.links.append(link)
        if note:
            flow.addWidget(Text(note, "caption", "text2"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
