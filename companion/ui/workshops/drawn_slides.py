"""What a slide draws from the law of the place: its one sentence, its lines, its changes, its sources, a topic."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from companion.i18n import catalogs, locales
from companion.i18n.catalogs import N_, tr
from companion.rights.labels import amount_label
from companion.rights.navigator import zones
from companion.rights.question import Question
from companion.rights.reading_out import ReadOut
from companion.ui import theme
from companion.ui.widgets.answer_banner import AnswerBanner
from companion.ui.widgets.text import Text
from companion.ui.workshops.training import Training
from companion.workshops.records import Drawn, Slide

_SUBSTANCES = ("cannabis", "cannabis_resin", "heroin", "cocaine", "amphetamine", "mdma")
_UP_TO = N_("up to and including %(amount)s: %(outcome)s")
_LESS = N_("less than %(amount)s: %(outcome)s")
_MOST = 5
_MOST_WORDS = 90  # of a topic, on one slide


def widgets(training: Training, slide: Slide) -> Iterator[QWidget]:
    """The widgets of a slide, in the language in use."""
    out = ReadOut(training.library, training.place, catalogs.language())
    if slide.drawn is Drawn.SUMMARY:
        yield _summary(out)
    elif slide.drawn is Drawn.LINES:
        yield from _lines(training, out)
    elif slide.drawn is Drawn.CHANGES:
        yield from _changes(training, out)
    elif slide.drawn is Drawn.SOURCES:
        for row in out.sources(out.place.summary_citations)[:_MOST]:
            yield _row(locales.medium_date(date.fromisoformat(row["date"])), row["title"])
    if slide.topic:
        yield from _topic(out, slide.topic)


def _summary(out: ReadOut) -> QWidget:
    outcome = out.place.summary_outcome
    sentence = out.wording.text("jurisdiction.summary", out.place.summary)
    banner = AnswerBanner(str(outcome), out.outcome_word(outcome), sentence)
    known = locales.long_date(out.place.as_of)
    banner.add_row(Text(tr("Known to be true up to %(day)s.", day=known), "body", "text2"))
    return banner


def _lines(training: Training, out: ReadOut) -> Iterator[QWidget]:
    language = catalogs.language()
    found = 0
    for name in _SUBSTANCES:
        lines = zones(training.library, Question(training.place, name, training.day, age=24))
        substance = training.library.substances.get(name)
        if not lines or lines[0].high is None or substance is None:
            continue
        found += 1
        amount = amount_label(lines[0].high, language)
        facts = {"amount": amount, "outcome": out.outcome_word(lines[0].outcome)}
        sentence = _UP_TO if lines[0].includes else _LESS
        yield _row(substance.label(language), tr(sentence, **facts))
    if not found:
        yield Text(tr("The law names no amount here"), "projector_choice")


def _changes(training: Training, out: ReadOut) -> Iterator[QWidget]:
    rows = [change for change in out.place.changes if change.on <= training.day]
    for change in sorted(rows, key=lambda change: change.on)[-_MOST:]:
        told = out.change(change)
        yield _row(locales.long_date(change.on), told["title"])


def _topic(out: ReadOut, name: str) -> Iterator[QWidget]:
    topic = next((topic for topic in out.place.topics if topic.id == name), None)
    if topic is None:
        return
    told = out.topic(topic)
    yield Text(told["summary"], "projector_choice", weight=400)
    words = 0
    for section in told["sections"]:
        words += len(str(section["text"]).split())
        if words > _MOST_WORDS:
            break
        yield Text(f"{section['heading']}: {section['text']}", "projector", "text2")


def _row(start: str, rest: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.space(20))
    first = Text(start, "projector_choice")
    first.setFixedWidth(theme.scaled(340))
    row.addWidget(first)
    row.addWidget(Text(rest, "projector_choice", weight=400), 1)
    return holder
