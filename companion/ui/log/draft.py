"""What stands in the form before it is saved: a contact in the making, without any widget."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from companion import clock
from companion.i18n.catalogs import N_
from companion.log.contacts import Contact
from companion.log.places import Places

BLANK: Mapping[str, Any] = {one.name: one.default for one in fields(Contact) if one.name not in ("month", "day")}
# Where the team stands: the next contact happens there too.
STAYS = ("setting", "area", "site")
# A place the team declared is part of every report's shape, so it cannot be switched off.
ALWAYS_ASKED = ("area", "site")


@dataclass(frozen=True)
class Preset:
    """A contact that happens so often that one key fills it in. `needs` is the field without which it is not offered.

    `fields` is empty for a talk: two people talked, and nothing else needs to be counted.
    """

    key: str
    label: str
    icon: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    needs: str = ""


AS_LAST, TALK = "last", "talk"
PRESETS = (
    Preset("needles", N_("10 needles"), "needle", {"needles_given": 10}, "needles_given"),
    Preset("naloxone", N_("Naloxone"), "spray", {"naloxone_doses": 2}, "naloxone_doses"),
    Preset(TALK, N_("Talk"), "speech"),
    Preset(AS_LAST, N_("As last"), "repeat"),
)


class Draft:
    """The form's values by the names of `Contact`'s fields; `day` is None while it is for today."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = dict(BLANK)
        self.day: date | None = None
        self.preset: str | None = None
        self.note = ""
        self._filled_in: dict[str, Any] = {}

    def contact(self) -> Contact:
        """The contact as it would be saved now. What was asked about naloxone goes when there is none."""
        values = dict(self.values)
        if not values["naloxone_doses"]:
            values |= {name: BLANK[name] for name in ("naloxone_for", "naloxone_kit")}
        return Contact.on(self.day or clock.today(), **values)

    @property
    def is_empty(self) -> bool:
        """Nothing was filled in but where the team stands: a second press of Enter must not make a contact of it."""
        asked = {name: value for name, value in self.values.items() if name not in STAYS}
        return (
            self.preset is None and not self.note.strip() and all(value == BLANK[name] for name, value in asked.items())
        )

    def take(self, values: Mapping[str, Any]) -> None:
        """Take over what was typed or chosen."""
        self.values |= values

    def choose(self, preset: Preset, last: Contact | None, off: frozenset[str]) -> None:
        """Fill in a preset. What another preset had filled in goes back, what was typed by hand stays."""
        wanted = _of_contact(last, off) if preset.key == AS_LAST and last is not None else dict(preset.fields)
        for name, value in self._filled_in.items():
            if self.values[name] == value:
                self.values[name] = BLANK[name]
        self.values |= wanted
        self.preset, self._filled_in = preset.key, wanted

    def count(self, wanted: Mapping[str, Any], off: frozenset[str]) -> None:
        """Begin a contact for something done elsewhere in the program: a person was sent on from a service's page."""
        self.clear()
        self.values |= {name: value for name, value in wanted.items() if name not in off}
        self.preset = TALK

    def fill(self, contact: Contact, off: frozenset[str]) -> None:
        """Put a contact that was taken back into the form again, to be corrected."""
        self.clear()
        self.values |= _of_contact(contact, off) | {name: getattr(contact, name) for name in STAYS}
        day = date(contact.month.year, contact.month.number, contact.day or 1)
        self.day = None if day == clock.today() else day
        self.preset = TALK

    def clear(self) -> None:
        """Ready for the next contact: where the team stands stays, and the day of a late entry too."""
        self.values = dict(BLANK) | {name: self.values[name] for name in STAYS}
        self.preset, self.note, self._filled_in = None, "", {}

    def settle(self, places: Places, off: frozenset[str]) -> None:
        """Fit the declared places and the fields in use: a choice of one is made, what is gone is let go of."""
        self.values["area"] = _the_one(self.values["area"], places.areas)
        self.values["site"] = _the_one(self.values["site"], places.sites_of(self.values["area"]))
        self.values |= {name: BLANK[name] for name in off if name in BLANK}

    def copy(self) -> Draft:
        """Another with the same content."""
        return deepcopy(self)


def fields_off(setting: object) -> frozenset[str]:
    """The fields the team switched off, from the setting's value."""
    names = setting if isinstance(setting, list) else []
    return frozenset(str(name) for name in names if name in BLANK and name not in ALWAYS_ASKED)


def _of_contact(contact: Contact, off: frozenset[str]) -> dict[str, Any]:
    return {name: getattr(contact, name) for name in BLANK if name not in off and name not in STAYS}


def _the_one(chosen: int, offered: tuple[int, ...]) -> int:
    if chosen in offered:
        return chosen
    return offered[0] if len(offered) == 1 else 0
