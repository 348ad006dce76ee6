"""What one visitor sees: the law and the directory in the language chosen, as far as the team shows them here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from companion.i18n import locales
from companion.rights import freshness
from companion.rights.library import Library
from companion.rights.reading_out import ReadOut
from companion.rights.records import Jurisdiction, Section, Topic
from companion.services.opening_hours import Holidays
from companion.services.records import Audience, ServiceKind
from companion.services.store import ServiceStore
from companion.ui.services.directory import holidays_of
from companion.ui.session import Session

if TYPE_CHECKING:
    from companion.ui.kiosk.page import KioskPage

Maker = Callable[["Visit", "Way"], "KioskPage"]

# Which pages stand behind which tile; every other page stands under "My rights here".
POLICE = ("stopped", "searched", "questioned", "station", "where-the-drug-goes", "procedure")
HARM_REDUCTION = ("harm-reduction",)
OVERDOSE = "overdose"
TOOLS = (
    ServiceKind.NEEDLE_SYRINGE,
    ServiceKind.NALOXONE,
    ServiceKind.DRUG_CHECKING,
    ServiceKind.CONSUMPTION_ROOM,
)


class Way(Protocol):
    """What a page of the kiosk may ask of the frame around it."""

    def open(self, make: Maker) -> None:
        """Show the page that `make(visit, way)` makes; Back leads here again."""

    def turn_to(self, make: Maker) -> None:
        """Show a page in place of the one in front: Back leads past both."""

    def back(self) -> None:
        """Show the page before."""

    def home(self) -> None:
        """Show the six tiles."""

    def overdose(self) -> None:
        """Show what to do when somebody does not wake up."""

    def speak(self, language: str) -> None:
        """Go on in another language, from Home."""

    def finish(self) -> None:
        """Forget this visitor."""

    def leave(self) -> None:
        """End the kiosk. The passphrase was right."""


def languages(session: Session, *, every: bool = False) -> list[str]:
    """The languages offered: the place's own first, then those that people there ask for, then the others; only those
    that the team shows (unless that leaves none), or `every` one."""
    record = session.rights.find(session.place)
    first = [*record.languages, *record.client_languages] if record else []
    whole = list(locales.LANGUAGES)
    ordered = list(dict.fromkeys(tag for tag in (*first, *whole) if tag in whole))
    wanted = [] if every else session.get("kiosk_languages")
    return [tag for tag in ordered if tag in wanted] or ordered


class Visit:
    """Made anew for every language; nothing in it is written down anywhere."""

    def __init__(self, session: Session, language: str) -> None:
        self.session, self.language = session, language
        self.place = session.place
        self.library: Library = session.rights

    @cached_property
    def record(self) -> Jurisdiction | None:
        """The place's law, None where no pack holds it."""
        return self.library.find(self.place)

    @cached_property
    def out(self) -> ReadOut:
        """The place's law in the visitor's language."""
        return ReadOut(self.library, self.place, self.language)

    @cached_property
    def services(self) -> ServiceStore:
        """The directory, without what is kept from the kiosk."""
        return ServiceStore(self.session.library, holidays=self.holidays, audience=Audience.KIOSK)

    @cached_property
    def holidays(self) -> Holidays | None:
        """The holidays of the place, where a content pack brings them."""
        return holidays_of(self.session)

    @property
    def emergency(self) -> str:
        """The local emergency number; empty where it is not known."""
        return self.record.emergency_number if self.record else ""

    @property
    def naloxone_here(self) -> str:
        """Where the team's naloxone lies."""
        return str(self.session.get("kiosk_naloxone"))

    @property
    def shown_in(self) -> str:
        """The language that the law's texts are in."""
        return self.language if self.language in self.library.languages(self.place) else "en"

    @property
    def overdue(self) -> bool:
        """Whether the law here should have been looked at again by now."""
        return self.record is not None and freshness.freshness(self.library, self.place).overdue

    def kinds(self) -> list[ServiceKind]:
        """The kinds of help that the directory has and the team shows."""
        off = set(self.session.get("kiosk_kinds_off"))
        return [kind for kind in self.services.counts().by_kind if kind not in off]

    def topics(self, wanted: Sequence[str] = ()) -> list[Topic]:
        """The pages behind a tile, as shown here: `wanted` in their order, or all that no other tile has."""
        if self.record is None:
            return []
        off = set(self.session.get("kiosk_topics_off"))
        pages = {topic.id: topic for topic in sorted(self.record.topics, key=lambda topic: topic.order)}
        elsewhere = {*POLICE, *HARM_REDUCTION, OVERDOSE}
        ids = [*wanted] if wanted else [id_ for id_ in pages if id_ not in elsewhere]
        return [pages[id_] for id_ in ids if id_ in pages and id_ not in off]

    def overdose_law(self) -> tuple[Topic, Section] | None:
        """What police may do when somebody calls, as the place's own page says it."""
        topic = self.record.topic(OVERDOSE) if self.record else None
        for name in ("police", "law"):
            for section in topic.sections if topic else ():
                if topic is not None and section.id == name:
                    return topic, section
        return None
