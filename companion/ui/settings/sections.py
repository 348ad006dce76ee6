"""The sections of the settings, in one table: a new one is a line here and a pane of its own.

A pane is a widget made from the session and the window around it; it is built when first looked at.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from companion.i18n.catalogs import N_
from companion.ui.page import Navigation
from companion.ui.session import Session


@dataclass(frozen=True)
class Section:
    """Key, words and icon, and the module and class of the pane."""

    key: str
    label: str
    icon: str
    module: str
    pane: str

    def build(self, session: Session, navigation: Navigation) -> QWidget:
        """Import the pane's module and make the pane."""
        made: QWidget = getattr(importlib.import_module(self.module), self.pane)(session, navigation)
        return made


SECTIONS = (
    Section("look", N_("Language and look"), "textsize", "companion.ui.settings.look_card", "LookCard"),
    Section("team", N_("Your team"), "people", "companion.ui.settings.team_card", "TeamCard"),
    Section("log", N_("What is logged"), "tally", "companion.ui.settings.log_pane", "LogPane"),
    Section("kept", N_("What is kept, and how long"), "clock", "companion.ui.settings.kept_pane", "KeptPane"),
    Section("content", N_("Content and trust"), "seal", "companion.ui.packs.content_pane", "ContentPane"),
    Section("safety", N_("Safety"), "shield", "companion.ui.settings.safety_pane", "SafetyPane"),
    Section("passphrases", N_("Passphrases"), "key", "companion.ui.settings.passphrases_pane", "PassphrasesPane"),
    Section("kiosk", N_("Kiosk"), "screen", "companion.ui.settings.kiosk_pane", "KioskPane"),
    Section("backups", N_("Backups"), "disk", "companion.ui.settings.backups_pane", "BackupsPane"),
    Section("about", N_("About the program"), "info", "companion.ui.settings.about_pane", "AboutPane"),
)
