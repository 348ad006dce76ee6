"""The team's own: where it works, how reports are held back, its areas and sites. Kept in the vault."""

from __future__ import annotations

from decimal import Decimal

from companion.i18n.catalogs import tr
from companion.ui import places
from companion.ui.page import Navigation
from companion.ui.session import Session
from companion.ui.settings.places_editor import PlacesEditor
from companion.ui.settings.setting_row import SettingRow
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.select import Select
from companion.ui.widgets.stepper import Stepper

_LEAST_K, _MOST_K = 3, 20


class TeamCard(Card):
    """Place, smallest cell of a report, areas and sites."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(tr("Your team"), gap=18)
        self.place = Select(
            tr("Where you work"), places.options(session.rights, session.language), session.place, icon="pin"
        )
        row = SettingRow(
            session,
            "place",
            tr("Where you work"),
            tr("Rights and the navigator open with the law of this place."),
            self.place,
        )
        self.place.changed.connect(row.keep)
        self.body.addWidget(row)
        self.smallest = Stepper(
            tr("Smallest number in a report"), Decimal(session.get("disclosure_k")), minimum=_LEAST_K, maximum=_MOST_K
        )
        smallest = SettingRow(
            session,
            "disclosure_k",
            tr("Smallest number in a report"),
            tr("A table with a smaller number in any cell goes out one step coarser, so that nobody is recognised."),
            self.smallest,
        )
        self.smallest.changed.connect(lambda: smallest.keep(self.smallest.count()))
        self.body.addWidget(smallest)
        name = tr("Smallest number in a report for people outside")
        self.outside = Stepper(name, Decimal(session.get("disclosure_k_outside")), minimum=_LEAST_K, maximum=_MOST_K)
        outside = SettingRow(
            session,
            "disclosure_k_outside",
            name,
            tr("Strangers can put a report beside others you do not know of, so it is told a step coarser to them."),
            self.outside,
        )
        self.outside.changed.connect(lambda: outside.keep(self.outside.count()))
        self.body.addWidget(outside)
        self.body.addWidget(Divider())
        self.places = PlacesEditor(session)
        self.body.addWidget(self.places)
