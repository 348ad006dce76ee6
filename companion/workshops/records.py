"""What a workshop is made of, as it is written: an agenda of parts with slides or questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from companion.vocabulary import Act


class Audience(StrEnum):
    """For whom a workshop is."""

    PEERS = "peers"
    POLICE = "police"


class Kind(StrEnum):
    """What happens in a part."""

    SLIDES = "slides"
    QUIZ = "quiz"
    SCENARIOS = "scenarios"
    EXPLORE = "explore"
    QUIZ_AGAIN = "quiz_again"


class Theme(StrEnum):
    """What a question is about; results are told by theme."""

    WHERE = "where"
    HOW_MUCH = "how_much"
    OTHERS = "others"
    AGE = "age"


class Where(StrEnum):
    """How much is carried, told by the line of the law that is asked: the figure itself comes from the rules."""

    UNDER = "under"
    LINE = "line"
    OVER = "over"


class Drawn(StrEnum):
    """What a slide shows from the law of the place."""

    SUMMARY = "summary"
    CHANGES = "changes"
    LINES = "lines"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its heading and points, what it draws from the law or which topic it reads, and what to say."""

    id: str
    heading: str
    points: tuple[str, ...] = ()
    drawn: Drawn | None = None
    topic: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to the room. `text` holds `%(amount)s` and `%(substance)s` where figures belong.

    Where the place has no line for the substance, `usual` (such as "1 g") is asked about instead.
    """

    id: str
    theme: Theme
    text: str
    substance: str
    act: Act = Act.POSSESS
    where: Where = Where.UNDER
    usual: str = "1 g"
    age: int = 24
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the agenda. A second quiz asks again what the part `again` asked."""

    id: str
    kind: Kind
    title: str
    about: str
    minutes: int
    slides: tuple[Slide, ...] = ()
    asks: tuple[Ask, ...] = ()
    again: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Workshop:
    """One workshop. `people` is how many it was written for; `as_of` when it was last looked at."""

    id: str
    title: str
    about: str
    audience: Audience
    icon: str
    people: int
    as_of: date
    parts: tuple[Part, ...]
    handout: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return sum(part.minutes for part in self.parts)

    def asks_of(self, part: Part) -> tuple[Ask, ...]:
        """The questions of a part; a second quiz has those of the first."""
        if not part.again:
            return part.asks
        return next((other.asks for other in self.parts if other.id == part.again), ())
