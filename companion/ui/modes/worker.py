"""Worker mode: the places of the window for outreach workers."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from companion.i18n.catalogs import N_
from companion.ui.page import Navigation, Page
from companion.ui.session import Session


@dataclass(frozen=True)
class View:
    """A place of the rail: its key, words and icon, and the module and class that make its page when first shown.

    `under` names the place of the rail that is lit for a page that has none of its own.
    """

    key: str
    label: str
    icon: str
    module: str
    page: str
    under: str = ""

    def build(self, session: Session, navigation: Navigation) -> Page:
        """Import the page's module and make the page."""
        made: Page = getattr(importlib.import_module(self.module), self.page)(session, navigation)
        return made


VIEWS = (
    View("home", N_("Home"), "home", "companion.ui.home.home_page", "HomePage"),
    View("rights", N_("Rights"), "book", "companion.ui.rights.rights_page", "RightsPage"),
    View("services", N_("Services"), "pin", "companion.ui.services.services_page", "ServicesPage"),
    View("log", N_("Log"), "tally", "companion.ui.log.log_page", "LogPage"),
    View("reports", N_("Reports"), "bars", "companion.ui.reports.reports_page", "ReportsPage"),
)
SETTINGS = View("settings", N_("Settings"), "settings", "companion.ui.settings.settings_page", "SettingsPage")
# What a screen is for and what a word means; every mode with pages has it.
HELP = View("help", N_("Help"), "info", "companion.ui.help.help_page", "HelpPage")
# Pages without a place on the rail: others lead there, and "Back" leads away.
ASIDE = (
    View("update", N_("Update from a stick"), "usb", "companion.ui.packs.update_page", "UpdatePage", under="settings"),
    View(
        "preview", N_("A folder of content"), "eye", "companion.ui.packs.preview_page", "PreviewPage", under="settings"
    ),
    View("print", N_("Print"), "printer", "companion.ui.printing.print_page", "PrintPage"),
    View(
        "incidents",
        N_("A rights violation"),
        "scalebad",
        "companion.ui.incidents.incident_page",
        "IncidentPage",
        under="log",
    ),
    View("walk", N_("Tap on a walk"), "walk", "companion.ui.log.walk_page", "WalkPage", under="log"),
    HELP,
)
