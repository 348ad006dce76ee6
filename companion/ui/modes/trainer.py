"""Trainer mode: workshops, the law and what-if, on a vault that is thrown away. No log, and no way to one."""

from __future__ import annotations

from companion.i18n.catalogs import N_
from companion.ui.modes.worker import HELP, SETTINGS, View

VIEWS = (
    View("workshops", N_("Workshops"), "people", "companion.ui.workshops.workshops_page", "WorkshopsPage"),
    View("rights", N_("Rights"), "book", "companion.ui.rights.rights_page", "RightsPage"),
)
ASIDE = (
    View(
        "presenter",
        N_("Workshop"),
        "people",
        "companion.ui.workshops.presenter_page",
        "PresenterPage",
        under="workshops",
    ),
    View("print", N_("Print"), "printer", "companion.ui.printing.print_page", "PrintPage"),
    HELP,
)
__all__ = ["ASIDE", "SETTINGS", "VIEWS"]
