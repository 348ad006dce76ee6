"""The team's directory as a screen shows it: with the holidays of its place and its own limit for confirming."""

from __future__ import annotations

from companion.services import holidays
from companion.services.store import ServiceStore
from companion.ui.services import standing
from companion.ui.session import Session


def directory_of(session: Session) -> ServiceStore:
    """The directory of a session."""
    return ServiceStore(
        session.library, holidays=holidays.of_place(session.place), confirm_within=standing.limit_of(session)
    )
