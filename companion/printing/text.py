"""A document as plain text: for a telephone, a screen reader, a message. Nothing of what the page says is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from companion.i18n import locales
from companion.i18n.catalogs import catalog
from companion.printing.document import (
    AnswerMark,
    Block,
    Codes,
    Columns,
    Document,
    Face,
    Fold,
    Gap,
    Heading,
    IconLine,
    Notice,
    Paragraph,
    Points,
    Rule,
    Sources,
    Steps,
    Table,
    ThresholdBar,
    Together,
    WordGrid,
)


def plain(document: Document) -> str:
    """The whole document, paragraphs parted by empty lines, without line breaks of its own."""
    parts = [document.across] if document.across else []
    if document.faces:
        parts += [blocks((*face.blocks, *face.foot), face.language) for face in document.faces]
    else:
        parts.append(blocks((*document.blocks, *document.foot), document.language))
        parts.append(document.running)
    return "\n\n".join(dict.fromkeys(part for part in parts if part)) + "\n"


def blocks(found: Iterable[Block], language: str) -> str:
    """Some blocks as plain text."""
    return "\n\n".join(part for block in found if (part := _WRITERS[type(block)](block, language)))


def doubt_words(doubt: str, language: str) -> str:
    """ "Not confirmed: …"."""
    return catalog(language).tr("Not confirmed: %(doubt)s", doubt=doubt)


def lines_of(parts: Iterable[str], separator: str = "\n") -> str:
    """What is not empty, joined."""
    return separator.join(part for part in parts if part)


def _heading(block: Heading, language: str) -> str:
    return lines_of((block.above, block.text))


def _led(block: Paragraph | IconLine | Notice, language: str) -> str:
    return lines_of((block.lead, block.text), " ")


def _points(block: Points, language: str) -> str:
    rows = []
    for number, point in enumerate(block.points, 1):
        sign = f"{locales.number(number, language)}." if block.numbered else "–"
        doubt = f"({doubt_words(point.doubt, language)})" if point.doubt else ""
        rows.append(lines_of((sign, point.lead, point.text, doubt), " "))
    return "\n".join(rows)


def _table(block: Table, language: str) -> str:
    rows = [block.caption] if block.caption else []
    for row in block.rows:
        first, *rest = [cell if isinstance(cell, str) else cell.words for cell in row]
        heads = [column.heading for column in block.columns[1:]]
        told = [f"{head}: {cell}" if head else cell for head, cell in zip(heads, rest, strict=True) if cell]
        rows.append(f"{first} – {'; '.join(told)}" if told else first)
    return "\n".join(rows)


def _answer(block: AnswerMark, language: str) -> str:
    leads = [f"– {words}" for _, words in block.leads]
    return lines_of((block.word, block.sentence, block.text, *leads))


def _bar(block: ThresholdBar, language: str) -> str:
    return block.in_words


def _steps(block: Steps, language: str) -> str:
    rows = []
    for number, step in enumerate(block.steps, 1):
        doubt = f"({doubt_words(step.doubt, language)})" if step.doubt else ""
        sign = f"{locales.number(number, language)}."
        rows.append(lines_of((sign, f"{step.when}:" if step.when else "", step.text, doubt), " "))
    return "\n".join(rows)


def _sources(block: Sources, language: str) -> str:
    return lines_of((block.heading, *block.lines))


def _columns(block: Columns, language: str) -> str:
    return lines_of((blocks(column.blocks, column.language) for column in block.columns), "\n\n")


def _together(block: Together, language: str) -> str:
    return blocks(block.blocks, language)


def _words(block: WordGrid, language: str) -> str:
    return "\n".join(f"{locales.number(number, language)}. {word}" for number, word in enumerate(block.words, 1))


def _fold(block: Fold, language: str) -> str:
    return block.text


def _nothing(block: Codes | Rule | Gap, language: str) -> str:
    """What has no words: a code holds the text that stands here anyway."""
    return ""


_WRITERS: Mapping[type, Callable[[Any, str], str]] = {
    Heading: _heading,
    Paragraph: _led,
    IconLine: _led,
    Notice: _led,
    Points: _points,
    Table: _table,
    AnswerMark: _answer,
    ThresholdBar: _bar,
    Steps: _steps,
    Sources: _sources,
    Columns: _columns,
    Together: _together,
    WordGrid: _words,
    Fold: _fold,
    Codes: _nothing,
    Rule: _nothing,
    Gap: _nothing,
}


def every_text(document: Document) -> list[tuple[str, str]]:
    """Every text of the document with the language it stands in: what the fonts must be able to show."""
    found = [(document.running, document.language), (document.across, document.language)]
    for face in document.faces or (Face((*document.blocks, *document.foot), document.language),):
        found += _texts_of((*face.blocks, *face.foot), face.language)
    return [(text, language) for text, language in found if text]


def _texts_of(found: Iterable[Block], language: str) -> list[tuple[str, str]]:
    texts: list[tuple[str, str]] = []
    for block in found:
        if isinstance(block, Columns):
            texts += [text for column in block.columns for text in _texts_of(column.blocks, column.language)]
        elif isinstance(block, Together):
            texts += _texts_of(block.blocks, language)
        elif isinstance(block, Codes):
            texts += [(line, language) for line in (*block.captions, block.note)]
        elif isinstance(block, Table):
            words = [block.caption, *(group for group, _ in block.groups), *(c.heading for c in block.columns)]
            texts += [(line, language) for line in (*words, _table(block, language))]
        elif isinstance(block, ThresholdBar):
            words = [block.nothing, block.marker_words, *(zone.words for zone in block.zones)]
            words += [text for line in block.lines for text in (line.words, line.note)]
            texts += [(line, language) for line in words]
        else:
            texts.append((_WRITERS[type(block)](block, language), language))
    return texts
