"""The answer, one idea a page: the sign first, then what happens next, what may be refused, what it can end in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from companion.i18n.catalogs import tr
from companion.printing.answer_sheet import AnswerSheet
from companion.printing.sheets import Sheet
from companion.rights.answer import Answer, answer
from companion.rights.question import Question
from companion.rights.reading_out import answer_document
from companion.ui import theme
from companion.ui.kiosk.page import KioskPage, Trail, next_button, sentences
from companion.ui.kiosk.question_pages import SubstancePage, said
from companion.ui.kiosk.topic_pages import sources
from companion.ui.kiosk.touch_buttons import TouchButton
from companion.ui.kiosk.visit import Visit, Way
from companion.ui.navigator import answer_cards, drawing
from companion.ui.rights.bodies import BodiesCard
from companion.ui.rights.provenance import review_tags
from companion.ui.widgets.answer_banner import AnswerBanner
from companion.ui.widgets.card import Card
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.text import Text
from companion.ui.widgets.threshold_bar import ThresholdBar
from companion.vocabulary import Outcome

Document = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """One page of an answer: its name, what is on it, and what is read aloud."""

    name: str
    make: Callable[[], list[QWidget]]
    read: list[str]


class AnswerPage(KioskPage):
    """One part of the answer to a question."""

    def __init__(self, visit: Visit, way: Way, *, question: Question, part: int) -> None:
        found = answer(visit.library, question)
        document = answer_document(found, visit.library, visit.language)
        self.parts = _parts(visit, found, document)
        self.part = min(part, len(self.parts) - 1)
        super().__init__(visit, way, self.parts[self.part].name)
        self.found, self._question, self.document = found, question, document
        count = len(self.parts)
        self.column.addWidget(Trail("fork", said(visit, question), self.heading, self.part + 1, count))
        for widget in self.parts[self.part].make():
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def to_read(self) -> list[str]:
        return sentences([said(self.visit, self._question), *self.parts[self.part].read])

    def sheet(self) -> Sheet:
        return AnswerSheet(self.visit.library, self.found, self.visit.language)

    def foot_end(self) -> list[QWidget]:
        made: list[QWidget] = []
        if self.part:
            turn = partial(self._turn, self.part - 1)
            made.append(TouchButton(tr("Previous"), icon="back", big=True, on_click=turn))
        else:
            made.append(TouchButton(tr("Ask again"), icon="edit", big=True, on_click=self._ask_again))
        if self.part + 1 < len(self.parts):
            made.append(next_button(self.parts[self.part + 1].name, partial(self._turn, self.part + 1)))
        return made

    def _turn(self, part: int) -> None:
        self.way.turn_to(partial(AnswerPage, question=self._question, part=part))

    def _ask_again(self) -> None:
        self.way.home()
        self.way.open(SubstancePage)


def _parts(visit: Visit, found: Answer, document: Document) -> list[Part]:
    parts = [
        Part(
            tr("The answer"),
            lambda: [_sign(visit, document)],
            [str(document[key]) for key in ("outcome_word", "headline", "because")],
        )
    ]
    if _amount(visit, found, document) is not None:
        words = [drawing.heading(found, document), answer_cards.permission(document)]
        parts.append(Part(tr("How much"), lambda: [w for w in [_amount(visit, found, document)] if w], words))
    cards: list[tuple[str, Callable[[Document], Card | None], list[str]]] = [
        (
            tr("What it depends on"),
            answer_cards.branches,
            [
                ": ".join((fork["label"], *(f"{v['label']}: {v['outcome_word']}" for v in fork["values"])))
                for fork in document["depends_on"]
            ],
        ),
        (tr("What happens next"), answer_cards.steps, [_step(step) for step in document["next_steps"]]),
        (tr("May refuse"), answer_cards.refusals, [row["text"] for row in document["may_refuse"]]),
        (tr("What it can end in"), answer_cards.sanctions, [row["text"] for row in document["sanctions"]]),
        (
            tr("Know before you rely on it"),
            answer_cards.cautions,
            list(dict.fromkeys(row["text"] for row in document["warnings"])),
        ),
    ]
    for name, make, read in cards:
        if make(document) is not None:
            parts.append(Part(name, lambda make=make: [card for card in [make(document)] if card], [name, *read]))  # type: ignore[misc]
    above = document["above"]
    if above:
        name = tr("The law above this place’s own says otherwise")
        parts.append(Part(name, lambda: [Text(name, "h3"), _sign(visit, above)], [name, above["headline"]]))
    if document["outcome"] == Outcome.NOT_COVERED and visit.record is not None:
        name = tr("Ask here")
        kinds = ("legal_aid", "peer", "helpline")
        parts.append(Part(name, lambda: [BodiesCard(name, visit.out.wording, kinds)], [name]))
    return parts


def _step(step: Document) -> str:
    return ": ".join(part for part in (step.get("when", ""), step["text"]) if part)


def _sign(visit: Visit, document: Document) -> AnswerBanner:
    """The answer as a sign, with its dates, sources and doubts inside; nothing in it needs to be pressed."""
    covered = document["outcome"] != Outcome.NOT_COVERED
    if covered:
        first, second = document["headline"], document["because"]
    else:
        first, second = document["because"], " ".join(warning["text"] for warning in document["warnings"])
    leads = answer_cards.leads(document)
    made = AnswerBanner(document["outcome"], document["outcome_word"], first, second, leads=leads)
    note = drawing.strength_note(document)
    if note:
        made.add_row(answer_cards.unconfirmed_note(note))
    for line in sources(document, visit.language) if covered else ():
        made.add_row(line)
    for tag in review_tags(document, visit.language, shown_in=visit.shown_in):
        made.add_tag(tag)
    return made


def _amount(visit: Visit, found: Answer, document: Document) -> QWidget | None:
    """The amount against the law's line, and that it is no permission."""
    scale = drawing.scale(visit.library, found, document)
    permission = answer_cards.permission(document)
    if scale is None and document["threshold"] is None:
        return MessageLine("warning", permission) if permission else None
    card = Card(gap=theme.space(10))
    words = drawing.heading(found, document, len(scale.limits) if scale is not None else 1)
    card.body.addWidget(Text(words, "h3"))
    basis = drawing.basis_words(found, document)
    if basis:
        card.body.addWidget(Text(basis, "label", "text2"))
    if scale is not None:
        card.body.addWidget(ThresholdBar(scale, words))
    if permission:
        card.body.addWidget(MessageLine("warning", permission))
    return card
