"""Where the team stands: the setting, the area, the site."""

from __future__ import annotations

from companion.i18n.catalogs import tr
from companion.log.contacts import ContactSetting
from companion.log.labels import FIELD_LABELS, SETTING_LABELS
from companion.log.places import PlaceNames, Places
from companion.ui.log.form_row import FormRow
from companion.ui.log.sentences import area_name, site_name
from companion.ui.widgets.card import Card
from companion.ui.widgets.chips import ChipGroup, Choice


class WhereCard(Card):
    """One line of chips; a place of one is chosen without asking."""

    def __init__(self, places: Places, names: PlaceNames, off: frozenset[str]) -> None:
        super().__init__(gap=8)
        self._places, self._names = places, names
        settings = [Choice(one.value, tr(words)) for one, words in SETTING_LABELS.items()]
        self.setting = ChipGroup(settings, name=tr(FIELD_LABELS["setting"]), value=ContactSetting.OUTREACH.value)
        areas = [Choice(str(area), area_name(area, names)) for area in places.areas]
        self.area = ChipGroup(areas, name=tr(FIELD_LABELS["area"]))
        self.site = ChipGroup([], name=tr(FIELD_LABELS["site"]))
        self.area.changed.connect(lambda: self._offer_sites(0))
        self.body.addWidget(FormRow(tr(FIELD_LABELS["setting"]), [self.setting, self.area, self.site]))
        self.setting.setVisible("setting" not in off)
        self.area.setVisible(bool(areas))
        only = places.areas[0] if len(places.areas) == 1 else 0
        self.stand(ContactSetting.OUTREACH, only, 0)

    def standing(self) -> tuple[ContactSetting, int, int]:
        """The setting, the area and the site; 0 where none is chosen."""
        setting = ContactSetting(self.setting.value() or ContactSetting.OUTREACH.value)
        return setting, int(self.area.value() or 0), int(self.site.value() or 0)

    def stand(self, setting: ContactSetting, area: int, site: int) -> None:
        """Choose; what is not declared any more is let go of."""
        self.setting.set_value(setting.value)
        self.area.set_value(str(area) if area in self._places.areas else None)
        self._offer_sites(site)

    def _offer_sites(self, chosen: int) -> None:
        sites = self._places.sites_of(int(self.area.value() or 0))
        self.site.set_choices([Choice(str(site), site_name(site, self._names)) for site in sites])
        chosen = sites[0] if len(sites) == 1 else chosen
        self.site.set_value(str(chosen) if chosen in sites else None)
        self.site.setVisible(bool(sites))
