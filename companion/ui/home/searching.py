"""One search over rights and services: what was typed, as a list of things to open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from companion.i18n import catalogs
from companion.i18n.catalogs import tr
from companion.rights.labels import amount_label
from companion.rights.search import RightsSearch
from companion.rights.substances import Match
from companion.services.labels import KINDS
from companion.services.records import Listing
from companion.services.search import SearchQuery
from companion.services.store import ServiceStore
from companion.ui.home.distance import spot_of, where_and_how_far
from companion.ui.navigator.substance_field import is_another_name
from companion.ui.navigator.written_question import Written, read, substances_for
from companion.ui.session import Session

_RIGHTS_SHOWN, _SERVICES_SHOWN = 4, 4


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
    """Searches questions about the law, the place's pages and the directory, in this order."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._language = catalogs.language()
        self._rights = RightsSearch(session.rights, self._language)
        self._services = ServiceStore(session.library)

    def find(self, text: str) -> list[Found]:
        """Everything that fits what is typed so far; nothing for an empty text."""
        if not text.strip():
            return []
        written = read(text)
        return [*self._questions(written), *self._pages(written.words), *self._doors(written.words)]

    def _questions(self, written: Written) -> list[Found]:
        matches = substances_for(self._session.rights.substances, written.words, self._language)
        return [self._question(written, match) for match in matches]

    def _question(self, written: Written, match: Match) -> Found:
        name = match.substance.label(self._language)
        target: dict[str, Any] = {"navigator": True, "place": self._session.place, "substance": match.substance.id}
        title = tr("What happens if… %(substance)s", substance=name)
        if written.amount is not None:
            amount = amount_label(written.amount, self._language)
            title = tr("What happens if… %(substance)s, %(amount)s", substance=name, amount=amount)
            target |= {"amount": str(written.amount.value), "unit": written.amount.unit}
        other = is_another_name(match, name)
        words = tr("“%(word)s” is a name for it.", word=match.found_by) if other else tr("Ask what the law does here.")
        return Found("rights", target, "fork", title, words, tr("Question"))

    def _pages(self, words: str) -> list[Found]:
        place = self._session.place
        if place not in self._session.rights.places():
            return []
        hits = self._rights.find(words, [place], _RIGHTS_SHOWN)
        name = self._session.rights.wording(place, self._language).name()
        found = []
        for hit in hits:
            icon = "phone" if hit.icon == "od_call" else hit.icon
            target = {"place": hit.place, "topic": hit.topic, "section": hit.section}
            found.append(Found("rights", target, icon, hit.title, hit.summary, tr("Rights in %(place)s", place=name)))
        return found

    def _doors(self, words: str) -> list[Found]:
        if not words:
            return []
        query = SearchQuery(text=words, near=spot_of(self._session), limit=_SERVICES_SHOWN)
        return [self._door(listing) for listing in self._services.search(query)]

    def _door(self, listing: Listing) -> Found:
        kind = KINDS[listing.kind]
        words = where_and_how_far(listing)
        return Found("services", {"listing": listing.id}, kind.icon, listing.name, words, tr(kind.name))
