"""A document as one HTML file: no script, no address, nothing asked of any network; black on white, ready to print.

It is the way out for those who read with a screen reader, because the PDF is not tagged. Every language and direction
is marked, silhouettes carry their words, and a code has the text that it holds as its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from html import escape
from typing import Any

from companion import files, paths
from companion.i18n import locales
from companion.printing import qr_code
from companion.printing.document import (
    AnswerMark,
    Bar,
    Block,
    Codes,
    Columns,
    Document,
    Fold,
    Gap,
    Heading,
    IconLine,
    Kind,
    Mark,
    Notice,
    Paper,
    Paragraph,
    Points,
    Rule,
    Size,
    Sources,
    Steps,
    Table,
    ThresholdBar,
    Together,
    WordGrid,
)
from companion.printing.text import doubt_words

_STYLE = """
* { box-sizing: border-box; }
body { margin: 0 auto; color: #000; background: #fff; line-height: 1.4;
  font-family: "Noto Sans", "Noto Sans Arabic", sans-serif; }
h1, h2, h3, p, ul, ol, table, figure, footer, dl { margin: 0 0 3mm; }
h1, h2, h3 { line-height: 1.2; break-after: avoid; }
h1 .above { display: block; font-size: 50%; font-weight: 400; }
h2 { font-size: 135%; margin-top: 5mm; } h3 { font-size: 112%; margin-top: 3mm; }
.small { font-size: var(--small); } .large { font-size: 125%; font-weight: 600; }
svg { vertical-align: middle; }
.icon { width: 1.4em; height: 1.4em; } h1 .icon { float: inline-end; width: 1.2em; height: 1.2em; }
ul, ol { padding-inline-start: 1.6em; } li { margin-bottom: 1mm; break-inside: avoid; }
.notice { display: inline-block; padding: 1mm 2.5mm; border: 1.2pt solid #000; border-radius: 1.5mm;
  margin-inline-end: 2mm; }
.draft { border-style: dashed; }
.again, .overdue { background: #000; color: #fff; font-weight: 600; print-color-adjust: exact;
  -webkit-print-color-adjust: exact; }
.answer { display: flex; border: 1.5pt solid #000; border-radius: 3mm; overflow: hidden; break-inside: avoid; }
.answer .sign { background: #000; flex: none; width: 24mm; display: flex; align-items: center; justify-content: center;
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.answer .sign svg { width: 15mm; height: 15mm; }
.answer .words { padding: 3mm 4mm; } .answer p { margin: 0 0 1mm; }
.columns { display: flex; gap: 8mm; } .columns > div { min-width: 0; }
.parted > div + div { border-inline-start: 1pt solid #000; padding-inline-start: 8mm; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: start; font-weight: 600; } thead { display: table-header-group; } tr { break-inside: avoid; }
th, td { border-bottom: 1pt solid #000; padding: 1.2mm 1.5mm; text-align: start; vertical-align: middle; }
th { font-weight: 600; vertical-align: bottom; } .number { text-align: end; font-variant-numeric: tabular-nums; }
.mark { text-align: center; width: 19mm; border-inline-start: 1pt dotted #000; }
.thick { border-inline-start: 2.5pt solid #000; } .group { text-align: center; border-bottom: 0; }
.mark svg { width: 6.5mm; height: 6.5mm; } .mark .some svg { width: 4mm; height: 4mm; }
.mark span { display: inline-block; padding: 1mm; } .ring { border: 1.4pt dotted #000; border-radius: 50%; }
.hole { width: 8.5mm; height: 8.5mm; } .hole.some { width: 6mm; height: 6mm; }
.bar { display: inline-block; height: 2.6mm; background: #000; margin-inline-end: 2mm;
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.codes { display: flex; flex-wrap: wrap; gap: 6mm; } .codes figcaption { text-align: center; font-weight: 600; }
.codes figure { margin: 0; break-inside: avoid; }
.fold { border-top: 1pt dashed #000; text-align: center; padding-top: 1mm; }
.grid { columns: var(--columns); font-size: 150%; font-weight: 600; } .grid li::marker { font-weight: 400; }
hr { border: 0; border-top: 1.2pt solid #000; margin: 3mm 0; }
.face { border: 1pt dashed #000; padding: 4mm; margin: 0 0 4mm; width: 85mm; min-height: 54mm; break-inside: avoid; }
footer { border-top: 1.2pt solid #000; padding-top: 3mm; margin-top: 6mm; }
.write { border-bottom: 0.6pt solid #000; height: 9mm; }
[dir="rtl"] .turns { transform: scaleX(-1); }
@media screen { body { padding: 8mm; } }
"""


_SIGNPOST = "outcome_diversion"  # it points where the reading goes


def page(document: Document) -> bytes:
    """The document as HTML in UTF-8."""
    language, paper = document.language, document.paper
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(language)}" dir="{_direction(language)}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(document.title)}</title><style>{_sizes(paper, bool(document.faces))}{_STYLE}</style>",
        "</head><body>",
        f"<p><strong>{escape(document.across)}</strong></p>" if document.across else "",
        *(_face(face.blocks, face.foot, face.language) for face in document.faces),
        _blocks(document.blocks, language),
        f"<footer>{_blocks(document.foot, language)}</footer>" if document.foot else "",
        f'<p class="small">{escape(document.running)}</p>' if document.running else "",
        "</body></html>",
    ]
    return "\n".join(part for part in parts if part).encode()


def _sizes(paper: Paper, is_card: bool) -> str:
    width, height, margin = (210, 297, 15) if is_card else (paper.width, paper.height, paper.margin)
    return (
        f"@page {{ size: {width}mm {height}mm; margin: {margin}mm; }} "
        f":root {{ --small: {paper.small}pt; --columns: 3; }} "
        f"body {{ font-size: {paper.body}pt; max-width: {width - 2 * margin}mm; }} "
        f"h1 {{ font-size: {paper.title}pt; }}"
    )


def _direction(language: str) -> str:
    return "rtl" if locales.right_to_left(language) else "ltr"


def _spoken(language: str) -> str:
    return f'lang="{escape(language)}" dir="{_direction(language)}"'


def _face(found: Iterable[Block], foot: Iterable[Block], language: str) -> str:
    return f'<section class="face" {_spoken(language)}>{_blocks(found, language)}{_blocks(foot, language)}</section>'


def _blocks(found: Iterable[Block], language: str) -> str:
    return "\n".join(_WRITERS[type(block)](block, language) for block in found)


def _sized(size: Size) -> str:
    return "" if size is Size.BODY else f' class="{size}"'


def _led(lead: str, text: str) -> str:
    return f"<strong>{escape(lead)}</strong> {escape(text)}" if lead else escape(text)


def _doubt(doubt: str, language: str) -> str:
    return f" <em>({escape(doubt_words(doubt, language))})</em>" if doubt else ""


def _heading(block: Heading, language: str) -> str:
    above = f'<span class="above">{escape(block.above)}</span>' if block.above else ""
    sign = icon(block.icon) if block.icon else ""
    return f"<h{block.level}>{sign}{above}{escape(block.text)}</h{block.level}>"


def _paragraph(block: Paragraph, language: str) -> str:
    words = _led(block.lead, block.text)
    return f"<p{_sized(block.size)}>{f'<strong>{words}</strong>' if block.strong else words}</p>"


def _points(block: Points, language: str) -> str:
    name = "ol" if block.numbered else "ul"
    rows = "".join(f"<li>{_led(p.lead, p.text)}{_doubt(p.doubt, language)}</li>" for p in block.points)
    return f"<{name}{_sized(block.size)}>{rows}</{name}>"


def _table(block: Table, language: str) -> str:
    parts = [f"<table{_sized(block.size)}>"]
    parts += [f"<caption>{escape(block.caption)}</caption>"] if block.caption else []
    parts.append("<thead>")
    if block.groups:
        parts.append(f"<tr>{''.join(_groups(block))}</tr>")
    heads = [f'<th scope="col"{_class(block, at)}>{_column_head(block, at)}</th>' for at in range(len(block.columns))]
    parts.append(f"<tr>{''.join(heads)}</tr></thead><tbody>")
    for row in block.rows:
        cells = [_cell(cell, _class(block, at), first=at == 0) for at, cell in enumerate(row)]
        parts.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join([*parts, "</tbody></table>"])


def _groups(block: Table) -> Iterable[str]:
    at = 0
    for words, span in block.groups:
        thick = " thick" if block.columns[at].thick_before else ""
        name = "th" if words else "td"
        yield f'<{name} class="group{thick}" colspan="{span}">{escape(words)}</{name}>'
        at += span


def _class(block: Table, at: int) -> str:
    column = block.columns[at]
    names = ["mark"] * bool(column.outcome) + ["thick"] * column.thick_before + ["number"] * column.numbers
    return f' class="{" ".join(names)}"' if names else ""


def _column_head(block: Table, at: int) -> str:
    column = block.columns[at]
    return f"{silhouette(column.outcome)}<br>{escape(column.heading)}" if column.outcome else escape(column.heading)


def _cell(cell: str | Mark | Bar, classes: str, *, first: bool) -> str:
    if isinstance(cell, Mark):
        return f"<td{classes}>{_mark(cell)}</td>"
    if isinstance(cell, Bar):
        drawn = f'<span class="bar" style="width: {24 * cell.share:.1f}mm"></span>'
        return f"<td{classes}>{drawn}{escape(cell.words)}</td>"
    shown = "<br>".join(escape(line) for line in cell.split("\n"))
    return f'<th scope="row">{shown}</th>' if first else f"<td{classes}>{shown}</td>"


def _mark(mark: Mark) -> str:
    names = ["some"] * mark.small + ["ring"] * mark.ringed + ["hole"] * (not mark.outcome)
    picture = silhouette(mark.outcome) if mark.outcome else ""
    return f'<span class="{" ".join(names)}" role="img" aria-label="{escape(mark.words)}">{picture}</span>'


def _answer(block: AnswerMark, language: str) -> str:
    leads = "".join(f"<li>{silhouette(outcome, '1.3em')} {escape(words)}</li>" for outcome, words in block.leads)
    parts = [
        f"<p><strong>{escape(block.word)}</strong></p>",
        f'<p class="large">{escape(block.sentence)}</p>' if block.sentence else "",
        f"<p>{escape(block.text)}</p>" if block.text else "",
        f"<ul>{leads}</ul>" if leads else "",
    ]
    sign = silhouette(block.outcome, cut_out=True)
    return f'<div class="answer"><div class="sign">{sign}</div><div class="words">{"".join(parts)}</div></div>'


def _bar(block: ThresholdBar, language: str) -> str:
    return f"<p>{escape(block.in_words)}</p>"


def _steps(block: Steps, language: str) -> str:
    rows = "".join(f"<li>{_led(s.when, s.text)}{_doubt(s.doubt, language)}</li>" for s in block.steps)
    return f"<ol>{rows}</ol>"


def _notice(block: Notice, language: str) -> str:
    sign = icon(block.icon) + " " if block.icon else ""
    if block.kind is Kind.NOTE:
        return f"<p>{sign}{_led(block.lead, block.text)}</p>"
    return f'<p><span class="notice {block.kind}">{sign}{_led(block.lead, block.text)}</span></p>'


def _sources(block: Sources, language: str) -> str:
    heading = f"<h2>{escape(block.heading)}</h2>" if block.heading else ""
    return f'{heading}<ul class="small">{"".join(f"<li>{escape(line)}</li>" for line in block.lines)}</ul>'


def _codes(block: Codes, language: str) -> str:
    figures = []
    for part, caption in zip(block.parts, block.captions, strict=True):
        wide = qr_code.side(part)
        drawn = f'<svg viewBox="0 0 {wide} {wide}" width="{wide * 0.45:.1f}mm" role="img" aria-label="{escape(part)}">'
        drawn += f'<path d="{qr_code.path(part)}" fill="#000"/></svg>'
        figures.append(f"<figure>{drawn}<figcaption>{escape(caption)}</figcaption></figure>")
    note = f'<p class="small">{escape(block.note)}</p>' if block.note else ""
    return f'<div class="codes">{"".join(figures)}</div>{note}'


def _fold(block: Fold, language: str) -> str:
    return f'<p class="fold">{escape(block.text)}</p>'


def _rule(block: Rule, language: str) -> str:
    return "<hr>"


def _grid(block: WordGrid, language: str) -> str:
    rows = "".join(f"<li>{escape(word)}</li>" for word in block.words)
    return f'<ol class="grid" style="--columns: {block.columns}">{rows}</ol>'


def _icon_line(block: IconLine, language: str) -> str:
    words = f"{icon(block.icon)} {_led(block.lead, block.text)}"
    return f"<p{_sized(block.size)}>{f'<strong>{words}</strong>' if block.strong else words}</p>"


def _columns(block: Columns, language: str) -> str:
    parts = [
        f'<div style="flex: {column.share}" {_spoken(column.language)}>{_blocks(column.blocks, column.language)}</div>'
        for column in block.columns
    ]
    return f'<div class="columns{" parted" if block.parted else ""}">{"".join(parts)}</div>'


def _together(block: Together, language: str) -> str:
    return f'<div style="break-inside: avoid">{_blocks(block.blocks, language)}</div>'


def _gap(block: Gap, language: str) -> str:
    if block.room_to_write:
        return '<div class="write"></div>' * max(1, round(block.height / 9))
    return f'<div style="height: {block.height}mm"></div>'


_WRITERS: Mapping[type, Callable[[Any, str], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Points: _points,
    Table: _table,
    AnswerMark: _answer,
    ThresholdBar: _bar,
    Steps: _steps,
    Notice: _notice,
    Sources: _sources,
    Codes: _codes,
    Fold: _fold,
    Rule: _rule,
    WordGrid: _grid,
    IconLine: _icon_line,
    Columns: _columns,
    Together: _together,
    Gap: _gap,
}


@cache
def icon(name: str) -> str:
    """An icon of the program in black, for those who see; what it stands beside says the same."""
    svg = files.read_text(paths.resources("icons", f"{name}.svg"), limit=64 * 1024)
    svg = svg.replace("@INK", "#000").replace("@SOLID", "#000").replace("@GLYPH", "#fff")
    turns = " turns" if name == _SIGNPOST else ""
    return svg.replace("<svg ", f'<svg class="icon{turns}" aria-hidden="true" ', 1)


@cache
def silhouette(outcome: str, side: str = "", *, cut_out: bool = False) -> str:
    """The silhouette of an outcome in black with its sign cut out in white; `cut_out`: white, on black."""
    solid, glyph = ("#fff", "#000") if cut_out else ("#000", "#fff")
    svg = files.read_text(paths.resources("icons", f"outcome_{outcome}.svg"), limit=64 * 1024)
    if outcome == "not_covered":
        glyph = solid  # a ring with nothing in it: its sign stands on the ground around it
    sized = f'width="{side}" height="{side}" ' if side else ""
    sized += 'class="turns" ' if outcome == "diversion" else ""  # a signpost points where the reading goes
    return svg.replace("@SOLID", solid).replace("@GLYPH", glyph).replace("<svg ", f'<svg {sized}aria-hidden="true" ', 1)
