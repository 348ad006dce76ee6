"""A workshop laid out for one place and day: its frames in order, the same for the projector and the presenter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from companion.rights.library import Library
from companion.workshops.asking import Posed, pose
from companion.workshops.records import Kind, Part, Slide, Workshop


@dataclass(frozen=True, slots=True)
class Frame:
    """One step of the session. `number` of `total` counts the frames of its part; `first` is the first of its part."""

    part: Part
    number: int
    total: int
    slide: Slide | None = None
    posed: Posed | None = None

    @property
    def first(self) -> bool:
        """Whether a part begins here."""
        return self.number == 1

    @property
    def notes(self) -> tuple[str, ...]:
        """What the trainer may say, the part's own words before its first frame's."""
        own = self.slide.notes if self.slide else self.posed.ask.notes if self.posed else ()
        return (*(self.part.notes if self.first else ()), *own)


@dataclass(frozen=True, slots=True)
class Deck:
    """All frames, and the questions that the law of this place does not cover and that are therefore left out."""

    workshop: Workshop
    place: str
    day: date
    frames: tuple[Frame, ...]
    left_out: tuple[str, ...] = ()

    def starts(self) -> list[int]:
        """Where each part's first frame stands."""
        return [at for at, frame in enumerate(self.frames) if frame.first]


def lay_out(library: Library, workshop: Workshop, place: str, day: date) -> Deck:
    """Every frame of the workshop with the law of `place` on `day`."""
    frames: list[Frame] = []
    missing: list[str] = []
    for part in workshop.parts:
        rows = list(_rows(library, workshop, part, place, day, missing))
        frames += [Frame(part, at, len(rows), slide, posed) for at, (slide, posed) in enumerate(rows, start=1)]
    return Deck(workshop, place, day, tuple(frames), tuple(dict.fromkeys(missing)))


def _rows(
    library: Library, workshop: Workshop, part: Part, place: str, day: date, missing: list[str]
) -> Iterator[tuple[Slide | None, Posed | None]]:
    if part.kind is Kind.EXPLORE:
        yield None, None
        return
    for slide in part.slides:
        yield slide, None
    for ask in workshop.asks_of(part):
        posed = pose(library, ask, place, day)
        if posed is None:
            missing.append(ask.id)
        else:
            yield None, posed
