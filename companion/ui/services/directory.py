"""The team's directory as a screen shows it: with the holidays of its place and its own limit for confirming."""

from __future__ import annotations

from companion.packs import directory
from companion.services.opening_hours import Holidays
from companion.services.store import ServiceStore
from companion.ui.services import standing
from companion.ui.session import Session


def directory_of(session: Session) -> ServiceStore:
    """The directory of a session."""
    return ServiceStore(session.library, holidays=holidays_of(session), confirm_within=standing.limit_of(session))


def holidays_of(session: Session) -> Holidays | None:
    """The holidays of the team's place, where a content pack brings them."""
    return directory.holidays(session.rights, session.place)
