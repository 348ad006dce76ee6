"""Places side by side on paper: one mark for each model, the dates, and the sources of every row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from companion import clock
from companion.i18n import locales
from companion.i18n.catalogs import Catalog, catalog
from companion.printing.document import (
    A4_LANDSCAPE,
    Block,
    Cell,
    Document,
    Heading,
    Kind,
    Mark,
    Notice,
    Paragraph,
    Point,
    Points,
    Size,
    Table,
    TableColumn,
)
from companion.printing.told import source_line
from companion.rights.comparison import (
    COLUMNS,
    FIRST_CRIME_IN_LAW,
    GROUPS,
    SHORT,
    SILHOUETTES,
    check_again,
    review_words,
)
from companion.rights.comparison_words import intro, mark_words, source_note
from companion.vocabulary import Model, ReviewState

Record = dict[str, Any]


def document(rows: Sequence[Record], on: date, language: str) -> Document:
    """The rows of `rights.comparison.documents`, with legend, dates, review state and sources."""
    words = catalog(language)
    checked = all(row["review"]["state"] == ReviewState.CHECKED_BY_LAWYER for row in rows)
    blocks: list[Block] = [
        Heading(words.tr("Places side by side"), 1, icon="columns"),
        Paragraph(intro(on, language)),
        Notice(Kind.CHECKED if checked else Kind.DRAFT, review_words(rows, language)),
        _table(rows, words),
        _legend(words),
        Paragraph(words.tr("The thick line parts what is a crime in law from what is not."), size=Size.SMALL),
        Paragraph(source_note(words), size=Size.SMALL),
        Heading(words.tr("Sources")),
        Points(tuple(_sources(rows, language)), size=Size.SMALL),
    ]
    printed = words.tr("Printed on %(date)s.", date=locales.long_date(clock.today(), language))
    title = words.tr("Places side by side")
    return Document(title, language, A4_LANDSCAPE, tuple(blocks), tuple(_foot(rows, language)), f"{title} · {printed}")


def _foot(rows: Sequence[Record], language: str) -> Iterator[Block]:
    due = check_again(rows)
    if due is not None:
        day = locales.long_date(due, language).replace(" ", "\u00a0")
        yield Notice(Kind.AGAIN, day, catalog(language).tr("Check again after"))
        if any(row["overdue"] for row in rows):
            passed = locales.long_date(due, language)
            yield Notice(Kind.OVERDUE, catalog(language).tr("Review date passed on %(date)s", date=passed))


def _table(rows: Sequence[Record], words: Catalog) -> Table:
    mild, crime = (words.tr(group) for group in GROUPS)
    columns = [TableColumn(words.tr("Place"), share=1.5)]
    for model in COLUMNS:
        thick = COLUMNS.index(model) == FIRST_CRIME_IN_LAW
        columns.append(TableColumn(words.tr(SHORT[model]), str(SILHOUETTES[model]), 0.9, thick_before=thick))
    texts = [
        (words.tr("Since when, and before"), 1.8),
        (words.tr("For whom"), 2.6),
        (words.tr("Known true up to"), 1.5),
        (words.tr("Check again after"), 1.0),
    ]
    columns += [TableColumn(heading, share=share) for heading, share in texts]
    groups = (("", 1), (mild, FIRST_CRIME_IN_LAW), (crime, 2), ("", len(columns) - FIRST_CRIME_IN_LAW - 3))
    return Table(tuple(columns), tuple(_row(row, words) for row in rows), groups=groups)


def _row(row: Record, words: Catalog) -> tuple[Cell, ...]:
    since = [row["since_words"], words.tr("takes back an earlier change") if row["taken_back"] else ""]
    since.append(row["before_words"])
    # That no lawyer has checked them stands above the table; here only what stands out.
    reviewed = row["review"]["state"] != ReviewState.DRAFT
    known = [row["known_words"], row["review"]["label"] if reviewed else ""]
    texts = [since, [row["note"] or row["now"]], known, [row["review_by_words"]]]
    lines = ["\n".join(part for part in cell if part) for cell in texts]
    return (str(row["name"]), *(_mark(row, model, words) for model in COLUMNS), *lines)


def _mark(row: Record, model: Model, words: Catalog) -> Cell:
    said = mark_words(row, model, words)
    if not said:
        return ""
    ringed = model in (row["before_general"], row["before_some"])
    if model == row["general"]:
        return Mark(str(SILHOUETTES[model]), said, ringed=ringed)
    if model == row["some"]:
        return Mark(str(SILHOUETTES[model]), said, small=True, ringed=ringed)
    return Mark("", said, small=model != row["before_general"], ringed=True)


def _legend(words: Catalog) -> Table:
    sign = str(SILHOUETTES[Model.ADMINISTRATIVE])
    entries = (
        (Mark(sign, ""), words.tr("what the law says on that day")),
        (Mark(sign, "", small=True), words.tr("only for some people, drugs or amounts")),
        (Mark("", "", ringed=True), words.tr("before")),
    )
    heading = words.tr("What the marks say")
    return Table((TableColumn("", share=1), TableColumn("", share=14)), entries, caption=heading)


def _sources(rows: Sequence[Record], language: str) -> Iterator[Point]:
    for row in rows:
        listed = "; ".join(source_line(source, language) for source in row["sources"])
        yield Point(listed or "–", f"{row['name']}:")
