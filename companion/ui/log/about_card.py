"""About this contact: where, what was asked, what was talked about, where the person was sent on to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from companion import clock
from companion.errors import Problem
from companion.i18n.catalogs import tr
from companion.log.contacts import Age, Asked, ContactSetting, Gender, Referral, Test, Topic
from companion.log.labels import (
    AGE_LABELS,
    ASKED_LABELS,
    FIELD_LABELS,
    GENDER_LABELS,
    KEPT_FOR,
    REFERRAL_LABELS,
    SETTING_LABELS,
    TEST_LABELS,
    TOPIC_LABELS,
)
from companion.log.places import PlaceNames, Places
from companion.ui import theme
from companion.ui.log.choices import Chosen, Several
from companion.ui.log.form_row import FormRow
from companion.ui.log.sentences import area_name, site_name
from companion.ui.widgets.buttons import LinkButton
from companion.ui.widgets.card import Card
from companion.ui.widgets.chips import ChipGroup, Choice
from companion.ui.widgets.date_field import DateField
from companion.ui.widgets.text import Text

_SETTINGS = (
    ContactSetting.OUTREACH,
    ContactSetting.FIXED,
    ContactSetting.MOBILE,
    ContactSetting.PHARMACY,
    ContactSetting.PRISON,
)
_HAPPENED = "1"
_EARLIEST = date(2000, 1, 1)


class AboutCard(Card):
    """Every choice of a contact. `changed` tells that one is another."""

    changed = Signal()

    def __init__(self, places: Places, names: PlaceNames, off: frozenset[str]) -> None:
        super().__init__(tr("About this contact"), gap=9)
        self._places, self._names, self._off = places, names, off
        self.chosen = Chosen()
        self.rows: dict[str, FormRow] = {}
        self.several: dict[str, Several] = {}
        self.day = DateField(tr("Day of the contact"), earliest=_EARLIEST, latest=clock.today())
        self.day.changed.connect(self.changed)
        self.another_day = LinkButton(tr("An earlier day…"), on_click=self._ask_day)
        self.add_to_head(self.another_day)
        self._add_row(("day",), [self.day], tall=46)
        self._add_places()
        self._add_questions()
        self._add_several("topics", Topic, TOPIC_LABELS)
        self._add_several("referrals", Referral, REFERRAL_LABELS)
        self._add_several("tests", Test, TEST_LABELS, first=len(TEST_LABELS))
        self._add_police()

    def read(self) -> dict[str, Any]:
        """The values by field, but the day."""
        found = self.chosen.read()
        found |= {"area": int(self.area.value() or 0), "site": int(self.site.value() or 0)}
        found |= {field: several.values() for field, several in self.several.items()}
        if self.police is not None:
            found["police_interference"] = len(self.police.values())
        return found

    def read_day(self) -> date | None:
        """The day of a late entry; None for today."""
        day = self.day.value()
        return None if day == clock.today() else day

    def show_values(self, values: Mapping[str, Any], day: date | None) -> None:
        """Show a draft's values."""
        self.chosen.show_values(values)
        self.area.set_value(str(values["area"]) if values["area"] else None)
        self._offer_sites(values["site"])
        for field, several in self.several.items():
            several.set_values(values[field])
        if self.police is not None:
            self.police.set_values([_HAPPENED] if values["police_interference"] else [])
        self.day.set_value(day or clock.today())
        self._show_day(day is not None)

    def show_purposes(self, shown: bool) -> None:
        """Say below each line for whom it is kept, or not."""
        for row in self.rows.values():
            row.purpose.show_if(shown)

    def set_error(self, field: str, problem: Problem | None) -> QWidget | None:
        """Say what is wrong beside `field`; the control to go to, None if the field is not in this card."""
        row = self.rows.get(field)
        if row is None:
            return None
        row.set_error(problem)
        controls: dict[str, QWidget] = {"day": self.day, "area": self.area, "site": self.site, **self.chosen.groups}
        controls |= {name: several.group for name, several in self.several.items()}
        return controls.get(field, row)

    def _add_row(self, fields: tuple[str, ...], parts: list[QWidget], *, tall: int = 36) -> FormRow:
        purposes = " ".join(dict.fromkeys(tr(KEPT_FOR[field]) for field in fields))
        row = FormRow(tr(FIELD_LABELS[fields[0]]), parts, tall=tall, purpose=purposes)
        self.rows |= dict.fromkeys(fields, row)
        self.body.addWidget(row)
        return row

    def _ask_day(self) -> None:
        self._show_day(True)
        self.day.setFocus(Qt.FocusReason.TabFocusReason)
        self.day.open_calendar()

    def _show_day(self, shown: bool) -> None:
        self.rows["day"].setVisible(shown)
        self.another_day.setVisible(not shown and "day" not in self._off)

    def _add_places(self) -> None:
        if "setting" not in self._off:
            group = self.chosen.add("setting", ContactSetting, SETTING_LABELS, _SETTINGS)
            group.changed.connect(self.changed)
            self._add_row(("setting",), [group])
        areas = [Choice(str(area), area_name(area, self._names)) for area in self._places.areas]
        self.area = ChipGroup(areas, name=tr(FIELD_LABELS["area"]))
        self.site = ChipGroup([], name=tr(FIELD_LABELS["site"]))
        self.area.changed.connect(self._area_changed)
        self.site.changed.connect(self.changed)
        self._add_row(("area", "site"), [self.area, self.site]).setVisible(bool(areas))

    def _area_changed(self) -> None:
        self._offer_sites(0)
        self.changed.emit()

    def _offer_sites(self, chosen: int) -> None:
        """The sites of the chosen area; one alone is chosen without asking."""
        sites = self._places.sites_of(int(self.area.value() or 0))
        self.site.set_choices([Choice(str(site), site_name(site, self._names)) for site in sites])
        if len(sites) == 1:
            chosen = sites[0]
        self.site.set_value(str(chosen) if chosen in sites else None)
        self.site.setVisible(bool(sites))

    def _add_questions(self) -> None:
        self._add_first_time()
        for field, kind, labels in (("age", Age, AGE_LABELS), ("gender", Gender, GENDER_LABELS)):
            if field not in self._off:
                group = self.chosen.add(field, kind, labels)
                group.changed.connect(self.changed)
                self._add_row((field,), [group])

    def _add_first_time(self) -> None:
        """The two questions in one line: this month, and the year if the team asks for it."""
        asked = [field for field in ("first_this_month", "first_this_year") if field not in self._off]
        parts: list[QWidget] = []
        for field in asked:
            group = self.chosen.add(field, Asked, ASKED_LABELS)
            group.changed.connect(self.changed)
            parts.append(group if not parts else _named(tr("This year"), group))
        if asked:
            self._add_row(tuple(asked), parts)

    def _add_several(
        self, field: str, kind: type[Topic | Referral | Test], labels: Mapping[Any, str], first: int = 4
    ) -> None:
        if field in self._off:
            return
        several = Several(field, kind, labels, first=first, parent=self)
        several.changed.connect(self.changed)
        self.several[field] = several
        self._add_row((field,), [several.line])

    def _add_police(self) -> None:
        self.police: ChipGroup | None = None
        if "police_interference" in self._off:
            return
        happened = Choice(_HAPPENED, tr("It happened"))
        self.police = ChipGroup([happened], name=tr(FIELD_LABELS["police_interference"]), multiple=True)
        self.police.changed.connect(self.changed)
        self._add_row(("police_interference",), [self.police])


def _named(name: str, group: ChipGroup) -> QWidget:
    """A group with a name of its own inside a line."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.space(10))
    row.addWidget(Text(name, "label", weight=600), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(group, 1)
    return holder
