"""One workshop being given: where it stands, hands counted, and in the end numbers and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from companion.errors import Problem
from companion.workshops.asking import hands_right
from companion.workshops.deck import Deck, Frame
from companion.workshops.records import Audience, Kind, Theme

MOST_HANDS = 500


@dataclass(frozen=True, slots=True)
class Share:
    """Right answers of all hands raised, on one theme, in one of the two quizzes."""

    right: int = 0
    hands: int = 0

    def plus(self, right: int, hands: int) -> Share:
        """With another question's hands."""
        return Share(self.right + right, self.hands + hands)

    @property
    def percent(self) -> int | None:
        """Whole percent; None where no hand was raised."""
        return round(100 * self.right / self.hands) if self.hands else None


@dataclass(frozen=True, slots=True)
class Given:
    """What is kept of a workshop: its month, which one, for whom, how many came, and both quiz results by theme."""

    month: date
    workshop: str
    audience: Audience
    people: int
    before: Mapping[Theme, Share] = field(default_factory=dict)
    after: Mapping[Theme, Share] = field(default_factory=dict)


class Session:
    """The state of a session. The clock is the screen's; this counts frames and hands."""

    def __init__(self, deck: Deck, people: int) -> None:
        self.deck = deck
        self.people = people
        self.at = 0
        self._revealed: set[int] = set()
        self._hands: dict[int, dict[str, int]] = {}

    @property
    def frame(self) -> Frame:
        """Where the session stands."""
        return self.deck.frames[self.at]

    @property
    def next_frame(self) -> Frame | None:
        """What comes then; None at the end."""
        return self.deck.frames[self.at + 1] if self.at + 1 < len(self.deck.frames) else None

    @property
    def at_end(self) -> bool:
        """Whether nothing is left to show."""
        return self.next_frame is None and not self.hides_answer()

    def hides_answer(self) -> bool:
        """Whether the next step shows an answer. A first quiz keeps its answers for the second."""
        asked = self.frame.posed is not None and self.frame.part.kind is not Kind.QUIZ
        return asked and self.at not in self._revealed

    @property
    def revealed(self) -> bool:
        """Whether the answer of the question in front is shown."""
        return self.at in self._revealed

    def forward(self) -> bool:
        """One step: an answer is revealed before the next frame comes. False where there is none."""
        if self.hides_answer():
            self._revealed.add(self.at)
            return True
        return self.go(self.at + 1)

    def back(self) -> bool:
        """One frame back; what was counted stays."""
        return self.go(self.at - 1)

    def go(self, at: int) -> bool:
        """Stand at a frame; False where there is no such."""
        if not 0 <= at < len(self.deck.frames):
            return False
        self.at = at
        return True

    def hands(self) -> Mapping[str, int]:
        """Hands counted for the question in front, by letter."""
        return self._hands.get(self.at, {})

    def count(self, letter: str, hands: int) -> None:
        """Say how many hands went up for a choice. Raises `workshop.too_many_hands`."""
        if not 0 <= hands <= MOST_HANDS:
            raise Problem("workshop.too_many_hands", most=MOST_HANDS)
        self._hands.setdefault(self.at, {})[letter] = hands

    def counted(self) -> int:
        """Hands counted in all for the question in front."""
        return sum(self.hands().values())

    def result(self, month: date) -> Given:
        """The numbers of this session, to be kept under `month`."""
        before, after = self._shares(Kind.QUIZ), self._shares(Kind.QUIZ_AGAIN)
        workshop = self.deck.workshop
        return Given(month.replace(day=1), workshop.id, workshop.audience, self.people, before, after)

    def _shares(self, kind: Kind) -> dict[Theme, Share]:
        found: dict[Theme, Share] = {}
        for at, frame in enumerate(self.deck.frames):
            hands = self._hands.get(at, {})
            if frame.part.kind is kind and frame.posed is not None and hands:
                theme = frame.posed.ask.theme
                share = found.get(theme, Share())
                found[theme] = share.plus(hands_right(frame.posed, hands), sum(hands.values()))
        return found
