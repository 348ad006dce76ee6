"""What stands on paper: blocks, in an order, each in a language. No Qt, no millimetres but those of the paper itself.

A `Document` is either a run of `blocks` that fills as many pages as it needs (leaflet, sheet, report, handout) or a set
of `faces` of a fixed size (the pocket card). Its texts are ready to be read: whole sentences, in the language that the
block stands in (the document's, or its column's). `html.page` and `text.plain` write the same document for a screen and
for a telephone; `companion.ui.printing` makes the PDF, the printed page and the preview.

**To print something from a screen** make a `sheets.Sheet` (or wrap one document in `sheets.Ready`) and say
`navigation.go("print", sheet=sheet)`: the preview opens, with "Back" to where one came from. `codes=True` opens it on
the QR codes instead, large enough for a telephone. `companion.ui.printing.pdf.write(document, path)` writes a PDF
without a window.

Everything is meant for a black-and-white printer: an outcome is a black silhouette, a zone is hatched, a draft stands
in a dashed box, what is overdue is white on black. Imported names and notes are plain text here as everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Size(StrEnum):
    """How large a text is: as the paper's body, smaller (sources), or larger (the one sentence that matters)."""

    SMALL = "small"
    BODY = "body"
    LARGE = "large"


class Kind(StrEnum):
    """What a notice says. DRAFT is a dashed box, CHECKED a plain one; AGAIN and OVERDUE are white on black; NOTE is a
    line beside an icon."""

    DRAFT = "draft"
    CHECKED = "checked"
    OVERDUE = "overdue"
    AGAIN = "again"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is the title of the page: it may have a line `above` (the place) and an icon of `resources/icons`."""

    text: str
    level: int = 2
    above: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `lead` is its bold beginning ("At once:")."""

    text: str
    lead: str = ""
    size: Size = Size.BODY
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One item of a list; `doubt` says what of it is not confirmed (a pencil and the words follow)."""

    text: str
    lead: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list: numbered in rings, or with dots."""

    points: tuple[Point, ...]
    numbered: bool = False
    size: Size = Size.BODY


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign in a table's cell: the silhouette of an outcome ("" for none), small or not, in a dotted ring or not.
    `words` say what it means."""

    outcome: str
    words: str
    small: bool = False
    ringed: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A number in a table's cell with a bar before it: `share` from 0 to 1 of the longest."""

    share: float
    words: str


Cell = str | Mark | Bar


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table: its heading, the outcome whose silhouette stands above it, its share of the width, whether
    its cells are numbers (set at the end) or marks (in the middle)."""

    heading: str
    outcome: str = ""
    share: float = 1.0
    numbers: bool = False
    thick_before: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells as there are columns; an empty cell is an empty string. The first cell names the row.
    `groups` are headings over several columns: (words, how many columns), together all of them."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    groups: tuple[tuple[str, int], ...] = ()
    size: Size = Size.SMALL


@dataclass(frozen=True, slots=True)
class AnswerMark:
    """The answer as a sign: the silhouette of the outcome cut out of black, the outcome's word, a sentence, why.
    `leads`: for "It depends", each outcome it can lead to with its words."""

    outcome: str
    word: str
    sentence: str
    text: str = ""
    leads: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of amounts, from 0 to 1 along the bar, and the outcome's words."""

    start: float
    end: float
    outcome: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line that the law draws, from 0 to 1 along the bar; `words` say which side "exactly" falls on."""

    at: float
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ThresholdBar:
    """The amount against the law's lines. `marker` is what was weighed. `in_words` says all of it in one sentence, for
    plain text and for those who do not see it. Without zones the bar is dashed and says `nothing`."""

    in_words: str
    zones: tuple[Zone, ...] = ()
    lines: tuple[Line, ...] = ()
    marker: float | None = None
    marker_words: str = ""
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What happens next: when, and what; `doubt` where it is not confirmed."""

    when: str
    text: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps in time, across the page where they fit, else below one another."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A box or line that must not be missed: review state, "check again after", a doubt. `icon` for NOTE only."""

    kind: Kind
    text: str
    lead: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """What it rests on: one line for each source, under a heading of its own unless that is empty."""

    lines: tuple[str, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Codes:
    """QR codes that hold the text itself: `parts` from `qr_code.parts`. `captions` has one line for each part."""

    parts: tuple[str, ...]
    captions: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fold:
    """A dashed line across the whole page, with what to do there."""

    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the column."""


@dataclass(frozen=True, slots=True)
class WordGrid:
    """Numbered words in columns, large, read downwards: the words of a recovery sheet."""

    words: tuple[str, ...]
    columns: int = 3


@dataclass(frozen=True, slots=True)
class IconLine:
    """A line beside an icon of `resources/icons`: the emergency number, advice."""

    icon: str
    text: str
    lead: str = ""
    size: Size = Size.BODY
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """Blocks in a language of their own (it decides the direction), with a share of the width."""

    blocks: tuple[Block, ...]
    language: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns beside each other. The first is at the start of the page's direction: with an Arabic first column put it
    into a document that is Arabic, and it stands on the right. `parted` draws a line between them."""

    columns: tuple[Column, ...]
    parted: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stand on one page or face: never parted."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty paper, in millimetres; `room_to_write` rules lines on it."""

    height: float
    room_to_write: bool = False


Block = (
    Heading
    | Paragraph
    | Points
    | Table
    | AnswerMark
    | ThresholdBar
    | Steps
    | Notice
    | Sources
    | Codes
    | Fold
    | Rule
    | WordGrid
    | IconLine
    | Columns
    | Together
    | Gap
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A page in millimetres and the sizes of its type in points. `least` is the smallest size that text may shrink to
    when it must fit a face; a flowing page never shrinks."""

    width: float
    height: float
    margin: float
    body: float
    small: float
    title: float
    least: float = 7.0


A4 = Paper(210, 297, 15, body=12, small=10, title=21)
A4_LANDSCAPE = Paper(297, 210, 12, body=10, small=9, title=20)
LARGE_PRINT = Paper(210, 297, 15, body=18, small=18, title=28)
POSTER = Paper(210, 297, 14, body=22, small=14, title=46)
# The pocket card: faces of 85 x 54 mm, printed on A4, cut out and folded.
CARD = Paper(85, 54, 4, body=9.5, small=7.5, title=13)


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a fixed size (the paper's). Text too long for it shrinks down to the paper's least size; what is then
    still too long is told by the preview, never cut. With `goes_on` it goes on over the next face, which has no blocks
    of its own. `name` is what the preview calls it, in the interface's language."""

    blocks: tuple[Block, ...]
    language: str
    foot: tuple[Block, ...] = ()
    name: str = ""
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """Something to print. `language` decides the direction of the page.

    `blocks` flow over pages and `foot` stands at the bottom of the last; `running` is a line at the bottom of every
    page, before the page number. Or `faces`: those of a card, two and two (outside: back, front; inside: start, end).
    `across` stands white on black along the upper and the lower edge of every page ("Training", "Invented numbers").
    `secret` documents are shown and printed, but offered neither as a file nor as codes on the screen.
    """

    title: str
    language: str
    paper: Paper = A4
    blocks: tuple[Block, ...] = ()
    foot: tuple[Block, ...] = ()
    running: str = ""
    faces: tuple[Face, ...] = ()
    across: str = ""
    secret: bool = False
    two_sided: bool = False
