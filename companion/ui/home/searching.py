"""One search over rights and services: what was typed, as a list of things to open.

The own place comes first, then the directory, then every other place. Those are read in the background when the first
letter is typed: neither starting nor Home waits for them, or pays for them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QObject

from companion.i18n import catalogs
from companion.i18n.catalogs import tr
from companion.rights.labels import amount_label
from companion.rights.search import Hit, RightsSearch
from companion.rights.substances import Match
from companion.services.labels import KINDS
from companion.services.records import Listing
from companion.services.search import SearchQuery
from companion.services.store import ServiceStore
from companion.ui.home.distance import spot_of, where_and_how_far
from companion.ui.navigator.substance_field import is_another_name
from companion.ui.navigator.written_question import Written, read, substances_for
from companion.ui.services.directory import holidays_of
from companion.ui.session import Session
from companion.ui.tasks import Ticket

_RIGHTS_SHOWN, _SERVICES_SHOWN, _ELSEWHERE_SHOWN = 4, 4, 4


@dataclass(frozen=True)
class Found:
    """Something to open: the page and the target of the window's `go`, and how it looks in the list."""

    page: str
    target: dict[str, Any] = field(compare=False)
    icon: str
    title: str
    words: str
    kind: str


class Searching:
    """Searches questions about the law, the place's pages, the directory and the pages of all other places, in this
    order."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._language = catalogs.language()
        self._rights = RightsSearch(session.rights, self._language)
        self._services = ServiceStore(session.library, holidays=holidays_of(session))
        self._reading: Ticket | None = None

    def prepare(self, owner: QObject, done: Callable[[], object]) -> None:
        """Read all other places in the background, once; `done` is called when they can be found."""
        if self._reading is not None:
            return
        places = [place for place in self._session.rights.places() if not self._rights.ready(place)]
        self._reading = self._session.tasks.run(
            owner,
            lambda ticket: self._rights.prepare(places, ticket.check),
            success=lambda _: done(),
            # Content that cannot be read says so where it is opened; what was read until then is found.
            failure=lambda _: done(),
        )

    def find(self, text: str) -> list[Found]:
        """Everything that fits what is typed so far; nothing for an empty text."""
        if not text.strip():
            return []
        written = read(text)
        asked = self._asked_of(written)
        return [
            *self._questions(*asked),
            *self._pages(written.words),
            *self._doors(written.words),
            *self._elsewhere(written.words, asked),
        ]

    def _asked_of(self, written: Written) -> tuple[str, Written, list[Match]]:
        """The place a question is about, the question, and what it may mean: "heroin oregon" asks about Oregon."""
        substances = self._session.rights.substances
        own = self._session.place
        matches = substances_for(substances, written.words, self._language)
        if matches:
            return own, written, matches
        place, rest = self._rights.place_named(written.words)
        if not place:
            return own, written, []
        return place, replace(written, words=rest), substances_for(substances, rest, self._language)

    def _questions(self, place: str, written: Written, matches: list[Match]) -> list[Found]:
        return [self._question(place, written, match) for match in matches]

    def _question(self, place: str, written: Written, match: Match) -> Found:
        name = match.substance.label(self._language)
        target: dict[str, Any] = {"navigator": True, "place": place, "substance": match.substance.id}
        title = tr("What happens if… %(substance)s", substance=name)
        if written.amount is not None:
            amount = amount_label(written.amount, self._language)
            title = tr("What happens if… %(substance)s, %(amount)s", substance=name, amount=amount)
            target |= {"amount": str(written.amount.value), "unit": written.amount.unit}
        other = is_another_name(match, name)
        words = tr("“%(word)s” is a name for it.", word=match.found_by) if other else tr("Ask what the law does here.")
        if place != self._session.place:
            words = self._session.rights.name(place, self._language)
        return Found("rights", target, "fork", title, words, tr("Question"))

    def _pages(self, words: str) -> list[Found]:
        place = self._session.place
        if place not in self._session.rights.places():
            return []
        return [self._page(hit) for hit in self._rights.find(words, [place], _RIGHTS_SHOWN)]

    def _elsewhere(self, words: str, asked: tuple[str, Written, list[Match]]) -> list[Found]:
        """Pages of other places; a street name finds those that speak of the substance by its own name."""
        matches = asked[2]
        hits = self._rights.elsewhere(words, self._session.place, _ELSEWHERE_SHOWN)
        if not hits and matches:
            called = matches[0].substance.label(self._language)
            hits = self._rights.elsewhere(called, self._session.place, _ELSEWHERE_SHOWN)
        return [self._page(hit) for hit in hits]

    def _page(self, hit: Hit) -> Found:
        name = self._session.rights.name(hit.place, self._language)
        icon = "phone" if hit.icon == "od_call" else hit.icon
        target = {"place": hit.place, "topic": hit.topic, "section": hit.section}
        return Found("rights", target, icon, hit.title, hit.summary, tr("Rights in %(place)s", place=name))

    def _doors(self, words: str) -> list[Found]:
        if not words:
            return []
        query = SearchQuery(text=words, near=spot_of(self._session), limit=_SERVICES_SHOWN)
        return [self._door(listing) for listing in self._services.search(query)]

    def _door(self, listing: Listing) -> Found:
        kind = KINDS[listing.kind]
        words = where_and_how_far(listing)
        return Found("services", {"listing": listing.id}, kind.icon, listing.name, words, tr(kind.name))
