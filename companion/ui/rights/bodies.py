"""Whom to call, write or complain to: names, what they do, numbers to read out and to copy."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.rights.records import Body
from companion.rights.wording import Wording
from companion.ui import theme
from companion.ui.rights.provenance import Selectable
from companion.ui.rights.topic_columns import unconfirmed
from companion.ui.widgets.card import Card, Divider, IconWell
from companion.ui.widgets.text import Text

ICONS = {
    "emergency": "od_call",
    "helpline": "phone",
    "health": "plus",
    "complaint": "speech",
    "legal_aid": "scale",
    "peer": "people",
    "other": "info",
}
_LAST = len(ICONS)


class BodiesCard(Card):
    """The bodies of a place, those for an emergency first. `kinds` keeps only these, in their order."""

    def __init__(self, heading: str, wording: Wording, kinds: Iterable[str] = ()) -> None:
        super().__init__(heading)
        self._wording = wording
        wanted = list(kinds)
        order = wanted or list(ICONS)
        bodies = [body for body in wording.place.bodies if not wanted or body.kind in wanted]
        bodies.sort(key=lambda body: order.index(body.kind) if body.kind in order else _LAST)
        for body in bodies:
            self.body.addWidget(Divider())
            self.body.addWidget(self._row(body))
        if not bodies:
            self.body.addWidget(Text(tr("No service is recorded for this place yet. Ask a local peer organisation.")))

    def _row(self, body: Body) -> QWidget:
        holder = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(12))
        icon = ICONS.get(body.kind, "info")
        row.addWidget(IconWell("phone" if icon == "od_call" else icon), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.space(2))
        column.addWidget(Text(self._say(body, "name"), "lead", weight=600))
        column.addWidget(Text(self._say(body, "what"), "label", "text2", weight=400))
        for line in (body.phone, body.web):
            if line and line != self._say(body, "name"):
                column.addWidget(Selectable(line, "lead", weight=600 if line == body.phone else 400))
        if body.unconfirmed:
            column.addWidget(unconfirmed(self._say(body, "unconfirmed"), self._wording.language))
        row.addLayout(column, 1)
        return holder

    def _say(self, body: Body, part: str) -> str:
        return self._wording.text(f"body.{body.id}.{part}", str(getattr(body, part)))
