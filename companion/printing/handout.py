"""A workshop's handout: what was told, questions with room to write, and where to read on. Marked as training.

Answers and amounts come from the chosen place's rules on the day (the caller reads them out); nothing here knows law.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from companion.i18n import locales
from companion.i18n.catalogs import catalog
from companion.printing import qr_code, text
from companion.printing import told as tell
from companion.printing.document import (
    A4,
    Block,
    Codes,
    Document,
    Gap,
    Heading,
    Paragraph,
    Point,
    Points,
    Rule,
    Size,
)
from companion.printing.told import Standing, Told, ToldPart

MOST_CODES = 8


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the handout: answers to choose from, or empty lines to write on (in mm of paper)."""

    words: str
    choices: tuple[str, ...] = ()
    room: float = 18


def document(
    title: str,
    parts: Sequence[ToldPart],
    questions: Sequence[Question],
    standing: Standing,
    language: str,
) -> Document:
    """The handout. `parts` are told like those of a topic, `standing` is the place's: its dates stand at the foot."""
    words = catalog(language)
    told = Told(language, title, "", (), tuple(parts), standing, icon="handout")
    blocks: list[Block] = [tell.heading(told), *standing.notices]
    for part in parts:
        blocks += tell.part_blocks(part)
    if questions:
        blocks.append(Heading(words.tr("Questions")))
        for number, question in enumerate(questions, 1):
            blocks += _question(number, question, language)
    held = qr_code.parts(_for_phone(told), language, title=title) if parts else ()
    if held and len(held) <= MOST_CODES:
        blocks += [Heading(words.tr("The text for a phone"), 3), Codes(held, qr_code.captions(len(held), language))]
    foot = (Rule(), *tell.sources(told, parts), *tell.again(told), Paragraph(tell.printed(told), size=Size.SMALL))
    running = " · ".join(part for part in (standing.place, title, standing.known) if part)
    across = words.tr("Training")
    return Document(title, language, A4, tuple(blocks), (*foot, *tell.emergency(told)), running, across=across)


def _question(number: int, question: Question, language: str) -> list[Block]:
    blocks: list[Block] = [Paragraph(question.words, f"{locales.number(number, language)}.", strong=True)]
    if question.choices:
        blocks.append(Points(tuple(Point(choice) for choice in question.choices)))
    else:
        blocks.append(Gap(question.room, room_to_write=True))
    return blocks


def _for_phone(told: Told) -> str:
    parts = [text.blocks(tell.part_blocks(part), told.language) for part in told.parts]
    return "\n\n".join([*parts, tell.standing_text(told, told.parts)])
