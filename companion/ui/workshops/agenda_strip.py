"""The agenda as a strip: a piece for each part, as long as it takes, the one in front dark."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.ui import theme
from companion.ui.widgets.buttons import LinkButton
from companion.ui.widgets.card import Card
from companion.ui.widgets.progress_panel import ProgressBar
from companion.ui.workshops.clocks import duration
from companion.ui.workshops.training import Training


class AgendaStrip(Card):
    """Each part leads to its first frame."""

    def __init__(self, training: Training) -> None:
        super().__init__()
        self.setAccessibleName(tr("Agenda"))
        now = training.frame.part
        row = QHBoxLayout()
        row.setSpacing(theme.space(8))
        starts = training.session.deck.starts()
        for at in starts:
            part = training.session.deck.frames[at].part
            holder = QWidget()
            holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            bar = ProgressBar()
            bar.setAccessibleName(part.title)
            bar.set_fraction(1.0 if at <= training.session.at and part is not now else 0.5 if part is now else 0.0)
            column.addWidget(bar)
            lead = LinkButton(part.title, role="caption", on_click=partial(training.go, at))
            lead.setToolTip(duration(60 * part.minutes))
            column.addWidget(lead)
            row.addWidget(holder, part.minutes)
        self.body.addLayout(row)
