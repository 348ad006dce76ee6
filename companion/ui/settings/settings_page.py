"""The settings page: language and look, the team, safety."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.ui import theme
from companion.ui.page import Navigation, Page
from companion.ui.session import Session
from companion.ui.settings.look_card import LookCard
from companion.ui.settings.safety_card import SafetyCard
from companion.ui.settings.team_card import TeamCard
from companion.ui.widgets.columns import ColumnsLayout


class SettingsPage(Page):
    """Three cards in two columns; every change is kept at once."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.set_heading(tr("Settings"))
        self.look = LookCard(session, navigation)
        self.team = TeamCard(session)
        self.safety = SafetyCard(session)
        panes = QWidget()
        columns = ColumnsLayout(panes, shares=(1, 1))
        columns.addWidget(_stacked(self.look, self.team))
        columns.addWidget(_stacked(self.safety))
        self.column.addWidget(panes, 1)


def _stacked(*cards: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.space(14))
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return holder
