"""The services chosen for somebody's pocket: up to three, each can be taken off again, then they go to the printer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.i18n.catalogs import tr, trn
from companion.services.records import Listing
from companion.ui import theme
from companion.ui.services.plain_text import isolated, one_line
from companion.ui.widgets.buttons import Button, IconButton
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.text import Text

MOST = 3


class PocketTray(Card):
    """`changed` when another choice stands in it; `give` asks to print it. Hidden while it is empty."""

    changed = Signal()
    give = Signal()

    def __init__(self) -> None:
        super().__init__(margin=12, gap=8)
        self.chosen: list[str] = []
        self._names: dict[str, str] = {}
        self._column = QVBoxLayout()
        self.body.addLayout(self._column)
        self._inner: QWidget | None = None
        self.give_button: Button | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._show()

    @property
    def is_full(self) -> bool:
        """Whether no more goes in."""
        return len(self.chosen) >= MOST

    def toggle(self, listing: Listing) -> None:
        """Put a service in, or take it off."""
        if listing.id in self.chosen:
            self.take_off(listing.id)
        elif not self.is_full:
            self.chosen.append(listing.id)
            self._names[listing.id] = one_line(listing.name)
            self._show()

    def take_off(self, uid: str) -> None:
        """Take one off."""
        if uid in self.chosen:
            self.chosen.remove(uid)
            self._show()

    def clear(self) -> None:
        """Take all off."""
        self.chosen = []
        self._show()

    def state(self) -> dict[str, object]:
        """What is chosen, to carry over."""
        return {"chosen": list(self.chosen), "names": dict(self._names)}

    def restore(self, state: object) -> None:
        """Take back what `state` gave."""
        if isinstance(state, dict):
            self.chosen, self._names = list(state["chosen"]), dict(state["names"])
            self._show()

    def _show(self) -> None:
        if self._inner is not None:
            self._column.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        self._inner = QWidget()
        row = QHBoxLayout(self._inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(12))
        names = QWidget()
        flow = FlowLayout(names, gap=theme.space(8), line_gap=theme.space(6))
        said = trn("For their pocket: %(n)s of 3", "For their pocket: %(n)s of 3", len(self.chosen))
        flow.addWidget(Text(said, "label", weight=600, wrap=False))
        for uid in self.chosen:
            flow.addWidget(_Chosen(self._names.get(uid, uid), partial(self.take_off, uid)))
        row.addWidget(names, 1)
        words = tr("Print for their pocket")
        self.give_button = Button(words, "primary", icon="printer", size="medium", on_click=self.give.emit)
        row.addWidget(self.give_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.addWidget(self._inner)
        self.setVisible(bool(self.chosen))
        self.changed.emit()


class _Chosen(QWidget):
    """A name with a way to take it off."""

    def __init__(self, name: str, take_off: partial[None]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(6), 0, 0, 0)
        row.setSpacing(theme.space(2))
        shown = name if len(name) <= 40 else f"{name[:39]}…"
        row.addWidget(Text(shown, "label", weight=400, wrap=False))
        row.addWidget(IconButton("x", tr("Take %(name)s off", name=isolated(name)), framed=False, on_click=take_off))
