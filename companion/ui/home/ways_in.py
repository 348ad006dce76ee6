"""The chips under the search box: what people ask most, one touch away."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.i18n.catalogs import N_, tr
from companion.services.records import ServiceKind
from companion.ui import theme
from companion.ui.page import Navigation
from companion.ui.session import Session
from companion.ui.widgets.chips import Chip, Choice
from companion.ui.widgets.flow_layout import FlowLayout

# Key, words, icon, page, target. A topic that the place does not have is left out.
_WAYS: tuple[tuple[str, str, str, str, dict[str, Any]], ...] = (
    ("stopped", N_("Stopped by police"), "cap", "rights", {"topic": "stopped"}),
    ("question", N_("What happens if…"), "fork", "rights", {"navigator": True}),
    ("overdose", N_("Overdose"), "buoy", "rights", {"topic": "overdose"}),
    (
        "needles",
        N_("Needles, open now"),
        "clock",
        "services",
        {"kind": str(ServiceKind.NEEDLE_SYRINGE), "open_now": True},
    ),
)


class WaysIn(QWidget):
    """One chip for each way in that leads somewhere from the team's place."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__()
        self._session, self._navigation = session, navigation
        self._flow = FlowLayout(self, gap=theme.space(10), line_gap=theme.space(8))
        self.chips: dict[str, Chip] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for key, words, icon, page, target in _WAYS:
            chip = Chip(Choice(key, tr(words), icon=icon), checkable=False)
            chip.clicked.connect(lambda _=False, page=page, target=target: self._go(page, target))
            self._flow.addWidget(chip)
            self.chips[key] = chip
        self.refresh()

    def refresh(self) -> None:
        """Leave out topics that the team's place does not have."""
        place = self._session.rights.find(self._session.place)
        for key, _, _, _, target in _WAYS:
            if "topic" in target:
                self.chips[key].setVisible(place is not None and place.topic(target["topic"]) is not None)

    def _go(self, page: str, target: dict[str, Any]) -> None:
        where = {"place": self._session.place} if page == "rights" else {}
        self._navigation.go(page, **where, **target)
