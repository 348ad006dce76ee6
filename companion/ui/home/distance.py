"""How far a service is from the place the team counts from, and how that is written."""

from __future__ import annotations

from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.services.records import Listing
from companion.ui.session import Session

_KILOMETRE = 1000


def spot_of(session: Session) -> tuple[float, float] | None:
    """The place distances are counted from, as latitude and longitude in degrees, if one was chosen."""
    spot = session.get("service_place")
    return (float(spot["lat"]), float(spot["lon"])) if spot else None


def how_far(metres: float) -> str:
    """`650 m` or `1.2 km`: to ten metres, then to a hundred. No more is promised than a straight line tells."""
    if metres < _KILOMETRE - 5:
        return tr("%(distance)s m", distance=locales.number(round(metres / 10) * 10))
    return tr("%(distance)s km", distance=locales.number(round(metres / _KILOMETRE, 1)))


def where_and_how_far(listing: Listing) -> str:
    """Address and distance in one line, as far as they are known."""
    address = listing.location.address if listing.location else ""
    parts = [address, how_far(listing.distance) if listing.distance is not None else ""]
    return " · ".join(part for part in parts if part)
