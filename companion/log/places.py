"""The team's own list of areas and sites, as numbers, and what a site does not offer.

The list is the shape of the reports' tables, so it is declared beforehand and never guessed from what was logged:
a column that appears only when somebody was there would say that somebody was there. A place that is no longer used
is retired, not removed, because reports that have gone out still speak of it.

Names ("North") are kept with the settings in the library store; the log holds numbers only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Places:
    """Areas in use in the team's order, each site in use with its area, what sites do not offer, and what was retired.

    A team without areas has none here, and its contacts say area 0; so it is with an area without sites.
    `impossible` holds pairs of a site and the number of a service it never gives.
    """

    areas: tuple[int, ...] = ()
    sites: Mapping[int, int] = field(default_factory=dict)
    impossible: frozenset[tuple[int, int]] = frozenset()
    retired_sites: Mapping[int, int] = field(default_factory=dict)

    def sites_of(self, area: int) -> tuple[int, ...]:
        """The sites in use of an area."""
        return tuple(sorted(site for site, its_area in self.sites.items() if its_area == area))

    def area_of(self, site: int) -> int:
        """The area of a site, in use or retired; 0 if there never was such a site."""
        return self.sites.get(site, self.retired_sites.get(site, 0))


@dataclass(frozen=True)
class PlaceNames:
    """What the team calls its places. Read from the settings; a place without a name is shown by its number."""

    areas: Mapping[int, str] = field(default_factory=dict)
    sites: Mapping[int, str] = field(default_factory=dict)

    @staticmethod
    def from_setting(value: object) -> PlaceNames:
        """Names from the setting's value, `{"areas": {"1": "North"}, "sites": {…}}`; what is no name is left out."""
        return PlaceNames(_names(value, "areas"), _names(value, "sites"))

    def as_setting(self) -> dict[str, dict[str, str]]:
        """The value to keep in the settings."""
        return {
            "areas": {str(code): name for code, name in self.areas.items()},
            "sites": {str(code): name for code, name in self.sites.items()},
        }


def _names(value: object, key: str) -> dict[int, str]:
    part = value.get(key) if isinstance(value, dict) else None
    if not isinstance(part, dict):
        return {}
    return {int(code): name for code, name in part.items() if str(code).isdecimal() and isinstance(name, str) and name}
