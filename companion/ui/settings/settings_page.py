"""The settings page: its sections on the left, the one in front beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.ui.page import Navigation, Page
from companion.ui.session import Session
from companion.ui.settings.section_list import SectionList
from companion.ui.settings.sections import SECTIONS
from companion.ui.widgets.columns import ColumnsLayout

if TYPE_CHECKING:
    from companion.ui.settings.backups_pane import BackupsPane
    from companion.ui.settings.look_card import LookCard
    from companion.ui.settings.passphrases_pane import PassphrasesPane
    from companion.ui.settings.safety_pane import SafetyPane
    from companion.ui.settings.team_card import TeamCard

_SHARES = (2, 9)


class SettingsPage(Page):
    """Every change is kept at once. `open(section=…)` brings a section to the front."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.set_heading(tr("Settings"))
        self._panes: dict[str, QWidget] = {}
        self._holders: dict[str, QWidget] = {}
        self.list = SectionList(SECTIONS)
        self.list.chosen.connect(self.show_section)
        self.stack = QStackedWidget()
        both = QWidget()
        columns = ColumnsLayout(both, shares=_SHARES)
        columns.addWidget(self.list)
        columns.addWidget(self.stack)
        self.column.addWidget(both, 1)
        self.section = ""
        self.show_section(SECTIONS[0].key)

    def show_section(self, key: str) -> None:
        """Bring the section `key` to the front."""
        self.pane(key)
        self.section = key
        for each, holder in self._holders.items():
            # Only the pane in front asks for height; the others would stretch the page.
            holder.setVisible(each == key)
        self.stack.setCurrentWidget(self._holders[key])
        self.list.mark(key)

    def pane(self, key: str) -> QWidget:
        """The pane of the section `key`, made now if it was not there yet."""
        if key not in self._panes:
            section = next(section for section in SECTIONS if section.key == key)
            self._panes[key] = section.build(self.session, self.navigation)
            self._holders[key] = _topped(self._panes[key])
            self.stack.addWidget(self._holders[key])
        return self._panes[key]

    @property
    def look(self) -> LookCard:
        return cast("LookCard", self.pane("look"))

    @property
    def team(self) -> TeamCard:
        return cast("TeamCard", self.pane("team"))

    @property
    def safety(self) -> SafetyPane:
        return cast("SafetyPane", self.pane("safety"))

    @property
    def passphrases(self) -> PassphrasesPane:
        return cast("PassphrasesPane", self.pane("passphrases"))

    @property
    def backups(self) -> BackupsPane:
        return cast("BackupsPane", self.pane("backups"))

    def open(self, **target: object) -> None:
        section = target.get("section")
        if isinstance(section, str):
            self.show_section(section)
        sheets = target.get("sheets")
        if isinstance(sheets, tuple):
            self.passphrases.sheet.take(list(sheets))
            self.passphrases.sheet.show_paper(sheets[0])

    def state(self) -> dict[str, object]:
        return {"section": self.section}

    def restore(self, state: dict[str, object]) -> None:
        self.open(**state)


def _topped(pane: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(pane)
    column.addStretch(1)
    return holder
