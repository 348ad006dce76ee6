"""A workshop's handout for one place and day: its law in one sentence, its scenarios with their answers, questions."""

from __future__ import annotations

from datetime import date

from companion.i18n import locales
from companion.i18n.catalogs import catalog
from companion.printing import handout
from companion.printing import told as tell
from companion.printing.document import AnswerMark, Block, Paragraph, Point, Points
from companion.printing.sheets import Ready
from companion.printing.told import ToldPart
from companion.rights.labels import amount_label
from companion.rights.library import Library
from companion.rights.reading_out import ReadOut, answer_document
from companion.workshops.asking import Posed, filled
from companion.workshops.deck import lay_out
from companion.workshops.records import Kind, Workshop

_QUESTIONS = 6
_ROOM_MM = 14.0


def sheet(library: Library, workshop: Workshop, place: str, day: date, language: str) -> Ready:
    """The handout; `workshop` in its language. In English where the place has none of `language`."""
    spoken = language if language in library.languages(place) else "en"
    words, out = catalog(spoken), ReadOut(library, place, spoken)
    deck = lay_out(library, workshop, place, day)
    asked = [frame.posed for frame in deck.frames if frame.posed and frame.part.kind is Kind.SCENARIOS]
    quiz = [frame.posed for frame in deck.frames if frame.posed and frame.part.kind is Kind.QUIZ]
    parts = [_summary(out, words.tr("In one sentence")), *(_scenario(library, out, posed, spoken) for posed in asked)]
    if workshop.handout:
        points = Points(tuple(Point(line) for line in workshop.handout))
        parts.append(ToldPart("points", words.tr("To take home"), (points,)))
    first = answer_document(asked[0].answer, library, spoken) if asked else None
    standing = tell.standing(out.wording.name(), first or {}, spoken, out.place.emergency_number)
    questions = [handout.Question(question_text(library, posed, spoken), room=_ROOM_MM) for posed in quiz[:_QUESTIONS]]
    document = handout.document(workshop.title, parts, questions, standing, spoken)
    return Ready(document, file_name=f"{place}-{workshop.id}")


def question_text(library: Library, posed: Posed, language: str) -> str:
    """A question with its figures put in, in that language."""
    question = posed.question
    substance = library.substances.get(question.substance)
    words = {
        "amount": amount_label(question.amount, language) if question.amount else "",
        "substance": within_a_sentence(substance.label(language) if substance else question.substance, language),
        "age": locales.number(question.age or 0, language),
        "place": library.wording(question.place, language).name(),
    }
    return filled(posed.ask.text, words)


def within_a_sentence(name: str, language: str) -> str:
    """A name that stands in a list with a capital, as it stands in the middle of a sentence; MDMA stays MDMA."""
    if language.startswith("de") or not name[1:2].islower():
        return name
    return name[0].lower() + name[1:]


def _summary(out: ReadOut, heading: str) -> ToldPart:
    outcome = out.place.summary_outcome
    sentence = out.wording.text("jurisdiction.summary", out.place.summary)
    mark = AnswerMark(str(outcome), out.outcome_word(outcome), sentence, "", ())
    return ToldPart("summary", heading, (mark,), tuple(out.sources(out.place.summary_citations)), whole=True)


def _scenario(library: Library, out: ReadOut, posed: Posed, language: str) -> ToldPart:
    document = answer_document(posed.answer, library, language)
    mark = AnswerMark(str(document["outcome"]), str(document["outcome_word"]), str(document["headline"]), "", ())
    blocks: tuple[Block, ...] = (Paragraph(question_text(library, posed, language)), mark)
    return ToldPart(posed.ask.id, "", blocks, tuple(document["sources"]), whole=True)
