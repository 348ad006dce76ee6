"""An answer of the navigator on paper: the sign, what was asked, the law’s line, what happens next."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from companion.i18n import catalogs, locales
from companion.i18n.catalogs import Catalog, catalog
from companion.printing import told as tell
from companion.printing.document import (
    AnswerMark,
    Block,
    Line,
    Notice,
    Paragraph,
    Point,
    Points,
    Size,
    Step,
    Steps,
    ThresholdBar,
    Zone,
)
from companion.printing.document import Kind as NoticeKind
from companion.printing.sheets import Part
from companion.printing.told import Told, ToldPart
from companion.printing.told_sheet import ToldSheet
from companion.rights.amounts import Amount
from companion.rights.answer import Answer
from companion.rights.labels import ACTS, amount_label, value_label
from companion.rights.library import Library
from companion.rights.navigator import zones
from companion.rights.reading_out import ReadOut, answer_document
from companion.vocabulary import Outcome

Document = dict[str, Any]
_PERMISSION = "not-a-permission"
_ROOM_BEYOND = Decimal("1.6")  # how much of the bar lies beyond the last line


class AnswerSheet(ToldSheet):
    """`answer` with its question; `language` is the reader's, `beside` the second one proposed."""

    def __init__(self, library: Library, answer: Answer, language: str, beside: str = "") -> None:
        self._library, self._answer = library, answer
        place = answer.question.place
        known = library.languages(place) if library.find(place) else ("en",)
        self.languages = sorted(known, key=lambda tag: (tag != language, tag != beside))
        self.beside = beside if beside in known and beside != self.languages[0] else ""
        self._told = lru_cache(maxsize=None)(self._read)

    @property
    def title(self) -> str:
        return self._told(catalogs.language()).title

    @property
    def file_name(self) -> str:
        """The place and "answer": what was asked stays out of the file's name."""
        return f"{self._answer.question.place}-answer"

    @property
    def parts(self) -> tuple[Part, ...]:  # type: ignore[override]
        """What the answer consists of."""
        return tuple(Part(part.id, part.heading, part.rank) for part in self._told(catalogs.language()).parts)

    def told(self, language: str) -> Told:
        """The answer in that language, in English where the place has none of it."""
        return self._told(language)

    def _read(self, language: str) -> Told:
        question = self._answer.question
        place = self._library.find(question.place)
        spoken = language if place is not None and language in self._library.languages(place.id) else "en"
        document = answer_document(self._answer, self._library, spoken)
        words = catalog(spoken)
        asked = Paragraph(_asked(self._library, self._answer, spoken), size=Size.SMALL)
        name = self._library.wording(place.id, spoken).name() if place else question.place
        number = place.emergency_number if place else ""
        headline = str(document["headline"])
        covered = document["outcome"] != Outcome.NOT_COVERED
        because = str(document["because"])
        mark = AnswerMark(
            str(document["outcome"]),
            str(document["outcome_word"]),
            headline if covered else because,
            because if covered else "",
            tuple(_leads(document, words)),
        )
        return Told(
            language=spoken,
            title=words.tr("What happens if…"),
            gist=headline if covered else because,
            opening=(mark, asked, *_certainty(document)),
            parts=tuple(_parts(self._library, self._answer, document, words)),
            standing=tell.standing(name, document, spoken, number),
            sources=tuple(document["sources"]),
            icon=f"outcome_{document['outcome']}",
        )


def _asked(library: Library, answer: Answer, language: str) -> str:
    """What was asked, in one line, with the day."""
    question, words = answer.question, catalog(language)
    said = [words.tr(ACTS[question.act])]
    for name, amount in ((question.substance, question.amount), *((i.substance, i.amount) for i in question.also)):
        substance = library.substances.get(name)
        label = substance.label(language) if substance else name
        said.append(f"{label} {amount_label(amount, language)}" if amount else label)
    if question.setting is not None:
        said.append(value_label("setting", str(question.setting), language))
    if question.age is not None:
        said.append(words.tr("aged %(age)s", age=question.age))
    said.append(locales.long_date(question.on, language))
    return " · ".join(said)


def _leads(document: Document, words: Catalog) -> Iterable[tuple[str, str]]:
    """Each outcome that "it depends" can lead to, once."""
    if document["outcome"] != Outcome.DEPENDS:
        return ()
    found = {
        value["outcome"]: value["outcome_word"]
        for fork in document["depends_on"]
        for value in fork["values"]
        if value["outcome"] not in (Outcome.DEPENDS, Outcome.NOT_COVERED)
    }
    return found.items()


def _certainty(document: Document) -> tuple[Block, ...]:
    word = document["certainty_word"]
    return (Notice(NoticeKind.NOTE, str(word), icon="fork"),) if word else ()


def _parts(library: Library, answer: Answer, document: Document, words: Catalog) -> Iterable[ToldPart]:
    yield from _amount(library, answer, document, words)
    if document["depends_on"]:
        yield ToldPart("depends", words.tr("What it depends on"), tuple(_forks(document)))
    if document["next_steps"]:
        steps = tuple(
            Step(row.get("when", ""), row["text"], row["unconfirmed"] or "") for row in document["next_steps"]
        )
        yield ToldPart("next", words.tr("What happens next"), (Steps(steps),), _sources(document["next_steps"]))
    for key, heading, rank in (
        ("may_refuse", words.tr("May refuse"), 1),
        ("sanctions", words.tr("What it can end in"), 3),
    ):
        if document[key]:
            points = tuple(Point(row["text"], doubt=row["unconfirmed"] or "") for row in document[key])
            yield ToldPart(key, heading, (Points(points),), _sources(document[key]), rank)
    if document["above"]:
        above = document["above"]
        mark = AnswerMark(above["outcome"], above["outcome_word"], above["headline"])
        heading = words.tr("The law above this place’s own says otherwise")
        yield ToldPart("above", heading, (mark,), tuple(above["sources"]), 2)
    cautions = [row["text"] for row in (*document["warnings"], *document["unconfirmed"]) if row["id"] != _PERMISSION]
    if cautions:
        points = tuple(Point(text) for text in dict.fromkeys(cautions))
        yield ToldPart("cautions", words.tr("Know before you rely on it"), (Points(points),), rank=4)


def _sources(rows: Iterable[Document]) -> tuple[Document, ...]:
    return tuple(source for row in rows for source in row["sources"])


def _forks(document: Document) -> Iterable[Block]:
    for fork in document["depends_on"]:
        yield Paragraph(fork["label"], strong=True)
        yield Points(tuple(Point(value["outcome_word"], f"{value['label']}:") for value in fork["values"]))


def _amount(library: Library, answer: Answer, document: Document, words: Catalog) -> Iterable[ToldPart]:
    """The law's line and the amount against it, and that it is no permission."""
    blocks: list[Block] = []
    threshold = document["threshold"]
    if threshold is not None:
        blocks.append(_bar(library, answer, threshold, words))
    permission = next((row["text"] for row in document["warnings"] if row["id"] == _PERMISSION), "")
    if permission:
        blocks.append(Paragraph(permission, strong=True))
    if blocks:
        yield ToldPart("amount", words.tr("How much"), tuple(blocks), rank=2)


def in_words(threshold: Document, words: Catalog) -> str:
    """The line, which side "exactly" falls on, and where the amount said stands to it."""
    pure = threshold["basis"] == "active_substance"
    if pure:
        line = words.tr("The line: %(amount)s of pure substance", amount=threshold["label"])
    else:
        line = words.tr("The line: %(amount)s, whole weight", amount=threshold["label"])
    relations = {
        "under": words.tr("what was said is under it"),
        "at": words.tr("what was said is exactly on it"),
        "over": words.tr("what was said is over it"),
    }
    # Of what is pure in a bag nobody knows from its weight: the relation is told only of a whole weight.
    relation = "" if pure else relations.get(threshold["relation"] or "", "")
    edge = (
        words.tr("exactly this is still within") if threshold["includes"] else words.tr("exactly this is already over")
    )
    return "; ".join(part for part in (line, edge, relation) if part) + "."


def _bar(library: Library, answer: Answer, threshold: Document, words: Catalog) -> Block:
    said = in_words(threshold, words)
    question = answer.question
    found = [] if question.also else zones(library, question)
    bounds = [zone.high for zone in found if zone.high is not None]
    asked = question.amount
    if not bounds or (asked is not None and asked.measure != bounds[0].measure):
        return Paragraph(said)
    end = max([bound.base for bound in bounds] + ([asked.base] if asked else [])) * _ROOM_BEYOND
    out = ReadOut(library, question.place, words.language)
    drawn: list[Zone] = []
    for zone in found:
        low, high = _share(zone.low, end) or 0.0, _share(zone.high, end) or 1.0
        outcome = str(zone.outcome)
        if drawn and drawn[-1].outcome == outcome:
            low = drawn.pop().start
        drawn.append(Zone(low, high, outcome, out.outcome_word(zone.outcome)))
    lines = tuple(
        Line(_share(zone.high, end) or 1.0, _edge_words(zone.high, zone.includes, threshold, words))
        for zone in found
        if zone.high is not None
    )
    marker = _share(asked, end)
    marked = amount_label(asked, words.language) if asked else ""
    return ThresholdBar(said, tuple(drawn), lines, marker, marked)


def _share(amount: Amount | None, end: Decimal) -> float | None:
    return None if amount is None else float(amount.base / end)


def _edge_words(line: Amount, includes: bool, threshold: Document, words: Catalog) -> str:
    label = amount_label(line, words.language)
    if threshold["basis"] == "active_substance":
        if includes:
            return words.tr("%(line)s pure, up to and including", line=label)
        return words.tr("less than %(line)s pure", line=label)
    return (
        words.tr("%(line)s, up to and including", line=label)
        if includes
        else words.tr("less than %(line)s", line=label)
    )
