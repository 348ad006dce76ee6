"""The comparison on paper: one self-contained page, black on white, that asks nothing of any network."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from html import escape
from typing import Any

from companion import clock, files, paths
from companion.i18n import locales
from companion.i18n.catalogs import Catalog, catalog
from companion.rights.comparison import (
    COLUMNS,
    FIRST_CRIME_IN_LAW,
    GROUPS,
    SHORT,
    SILHOUETTES,
    check_again,
    review_words,
)
from companion.vocabulary import Model

Document = dict[str, Any]

_STYLE = """
@page { size: A4 landscape; margin: 12mm; }
* { box-sizing: border-box; }
body { margin: 0; color: #000; background: #fff; font: 9.5pt "Noto Sans", "Noto Sans Arabic", sans-serif; }
h1 { font-size: 20pt; margin: 0 0 2mm; }
h2 { font-size: 12pt; margin: 6mm 0 2mm; }
p { margin: 0 0 2mm; }
.draft { border: 1.2pt dashed #000; padding: 1mm 2mm; display: inline-block; }
.again { border: 1.2pt solid #000; background: #000; color: #fff; padding: 1mm 2mm; display: inline-block;
  font-weight: 600; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
table { border-collapse: collapse; width: 100%; margin: 3mm 0; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border-bottom: 1pt solid #000; padding: 1.2mm 1.5mm; text-align: start; vertical-align: middle; }
th { font-weight: 600; vertical-align: bottom; }
.mark { text-align: center; width: 19mm; border-inline-start: 1pt dotted #000; }
.first { border-inline-start: 2.5pt solid #000; }
.group { text-align: center; border-bottom: 0; }
.mark svg { width: 6.5mm; height: 6.5mm; vertical-align: middle; }
.some svg { width: 4mm; height: 4mm; }
.now, .some { display: inline-block; padding: 1mm; }
.ring { border: 1.4pt dotted #000; border-radius: 50%; }
.hole { display: inline-block; width: 8.5mm; height: 8.5mm; }
.hole.small { width: 6mm; height: 6mm; }
.small { font-size: 8.5pt; }
ul { margin: 0; padding-inline-start: 5mm; }
"""


def page(rows: Sequence[Document], on: date, language: str) -> bytes:
    """The rows of `comparison.documents` as an HTML document in UTF-8, with legend, dates, review and sources."""
    words = catalog(language)
    direction = "rtl" if locales.right_to_left(language) else "ltr"
    title = words.tr("Places side by side")
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(language)}" dir="{direction}"><head><meta charset="utf-8">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escape(title)}</h1>",
        f"<p>{escape(intro(on, language))}</p>",
        f'<p><span class="draft">{escape(review_words(rows, language))}</span> {_again(rows, language, words)}</p>',
        _table(rows, words),
        _legend(words),
        _sources(rows, language, words),
        "</body></html>",
    ]
    return "\n".join(parts).encode()


def intro(on: date, language: str) -> str:
    """What the table is about, and for which day."""
    words = catalog(language)
    return words.tr(
        "What the law does with a small amount for one’s own use, on %(date)s.", date=locales.long_date(on, language)
    )


def _again(rows: Sequence[Document], language: str, words: Catalog) -> str:
    due = check_again(rows)
    if due is None:
        return ""
    sentence = words.tr("Check again after %(date)s", date=locales.long_date(due, language))
    return f'<span class="again">{escape(sentence)}</span>'


def _table(rows: Sequence[Document], words: Catalog) -> str:
    mild, crime = (escape(words.tr(group)) for group in GROUPS)
    heads = [f'<th scope="col" class="{_column_class(model)}">{_head(model, words)}</th>' for model in COLUMNS]
    texts = [
        words.tr("Since when, and before"),
        words.tr("For whom"),
        words.tr("Known true up to"),
        words.tr("Check again after"),
    ]
    return "\n".join(
        [
            "<table><thead>",
            f'<tr><td class="group"></td><th class="group" colspan="{FIRST_CRIME_IN_LAW}">{mild}</th>',
            f'<th class="group first" colspan="2">{crime}</th><td class="group" colspan="5"></td></tr>',
            f'<tr><th scope="col">{escape(words.tr("Place"))}</th>{"".join(heads)}',
            "".join(f'<th scope="col">{escape(text)}</th>' for text in texts) + "</tr></thead><tbody>",
            *(_row(row, words) for row in rows),
            "</tbody></table>",
        ]
    )


def _head(model: Model, words: Catalog) -> str:
    return f"{_picture(SILHOUETTES[model])}<br>{escape(words.tr(SHORT[model]))}"


def _column_class(model: Model) -> str:
    return "mark first" if COLUMNS.index(model) == FIRST_CRIME_IN_LAW else "mark"


def _row(row: Document, words: Catalog) -> str:
    marks = "".join(f'<td class="{_column_class(model)}">{_mark(row, model, words)}</td>' for model in COLUMNS)
    since = [row["since_words"], words.tr("takes back an earlier change") if row["taken_back"] else ""]
    since += [row["before_words"]]
    known = [row["known_words"], row["review"]["label"]]
    cells = [since, [row["note"] or row["now"]], known, [row["review_by_words"]]]
    shown = "".join(f'<td class="small">{"<br>".join(escape(part) for part in cell if part)}</td>' for cell in cells)
    return f'<tr><th scope="row">{escape(row["name"])}</th>{marks}{shown}</tr>'


def _mark(row: Document, model: Model, words: Catalog) -> str:
    said = escape(mark_words(row, model, words))
    if not said:
        return ""
    ring = "ring" if model in (row["before_general"], row["before_some"]) else ""
    if model == row["general"]:
        return f'<span class="now {ring}" role="img" aria-label="{said}">{_picture(SILHOUETTES[model])}</span>'
    if model == row["some"]:
        return f'<span class="some {ring}" role="img" aria-label="{said}">{_picture(SILHOUETTES[model])}</span>'
    small = "" if model == row["before_general"] else " small"
    return f'<span class="hole ring{small}" role="img" aria-label="{said}"></span>'


def mark_words(row: Document, model: Model, words: Catalog) -> str:
    """What the mark in a column says; empty where there is none."""
    parts = []
    if model == row["general"]:
        parts.append(words.tr("on that day"))
    elif model == row["some"]:
        parts.append(words.tr("on that day, only for some"))
    if model == row["before_general"]:
        parts.append(words.tr("before"))
    elif model == row["before_some"]:
        parts.append(words.tr("before, only for some"))
    return "; ".join(parts)


def _legend(words: Catalog) -> str:
    picture = _picture(SILHOUETTES[Model.ADMINISTRATIVE])
    entries = [
        (f'<span class="now">{picture}</span>', words.tr("what the law says on that day")),
        (f'<span class="some">{picture}</span>', words.tr("only for some people, drugs or amounts")),
        ('<span class="hole ring"></span>', words.tr("before")),
    ]
    shown = " &nbsp; ".join(f"{sign} {escape(text)}" for sign, text in entries)
    line = words.tr("The thick line parts what is a crime in law from what is not.")
    return f'<p class="mark" style="width:auto;border:0;text-align:start">{shown}</p><p>{escape(line)}</p>'


def source_note(words: Catalog) -> str:
    """Where the models come from, and how far each row reaches."""
    return words.tr(
        "Each row is known to be true only up to the date beside it. The models follow INPUD, “Drug "
        "Decriminalisation: Progress or Political Red Herring?”, 2021."
    )


def _sources(rows: Sequence[Document], language: str, words: Catalog) -> str:
    printed = words.tr("Printed on %(date)s.", date=locales.long_date(clock.today(), language))
    parts = [f"<p>{escape(source_note(words))} {escape(printed)}</p>", f"<h2>{escape(words.tr('Sources'))}</h2><ul>"]
    for row in rows:
        listed = "; ".join(_source(source) for source in row["sources"])
        parts.append(f'<li class="small">{escape(row["name"])}: {escape(listed) or "–"}</li>')
    return "\n".join([*parts, "</ul>"])


def _source(source: Document) -> str:
    named = ", ".join([source["title"], *source["pinpoints"]])
    return f"{named} ({source['date']}) {source['address'] or ''}".strip()


@cache
def _picture(name: str) -> str:
    """The silhouette in black, its sign cut out in white."""
    svg = files.read_text(paths.resources("icons", f"outcome_{name}.svg"), limit=64 * 1024)
    return svg.replace("@SOLID", "#000").replace("@GLYPH", "#fff").replace("<svg ", '<svg aria-hidden="true" ', 1)
