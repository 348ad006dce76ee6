"""Documents as HTML and as plain text: whole, in their language, asking nothing of any network."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from companion import clock
from companion.printing import comparison_sheet, handout, html, text
from companion.printing import document as d
from companion.printing import told as tell
from companion.printing.answer_sheet import AnswerSheet
from companion.printing.sheets import Ready, Shape, Sheet, Wanted
from companion.printing.topic_sheet import TopicSheet
from companion.rights import comparison
from companion.rights.amounts import amount_of
from companion.rights.answer import answer
from companion.rights.library import Library
from companion.rights.question import Question
from tests.printing.samples import SOURCE, WORDS, Sample
from tests.rights import content

VOID = {"meta", "br", "path", "circle", "rect", "hr", "line", "ellipse", "polygon", "polyline"}


class Page(HTMLParser):
    """What an HTML page is made of: whether every element is closed, what would be fetched, and its languages."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fetched: list[str] = []
        self.languages: list[tuple[str, str]] = []
        self.scripts = 0
        self.feed(page.decode())
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        self.scripts += tag == "script"
        self.fetched += [name for name in values if name in ("src", "href", "srcset", "action", "background")]
        if "lang" in values:
            self.languages.append((str(values["lang"]), str(values["dir"])))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.fixture(autouse=True)
def friday() -> Iterator[None]:
    with clock.frozen(datetime(2026, 11, 20, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.folder(content.write(tmp_path))


def everything() -> d.Document:
    """One of each block."""
    blocks = (
        d.Heading("Title <b>", 1, "Place", "shield"),
        d.Paragraph("words", "Lead:"),
        d.Points((d.Point("first", "At once:", "not sure"), d.Point("second")), numbered=True),
        d.Table(
            (d.TableColumn("Row"), d.TableColumn("Mark", "criminal"), d.TableColumn("Count", numbers=True)),
            (("a", d.Mark("criminal", "now", ringed=True), d.Bar(0.5, "12")), ("b", "", "7")),
            "A table",
            (("", 1), ("Group", 2)),
        ),
        d.AnswerMark("depends", "It depends", "On the court.", "Because.", (("criminal", "Crime"),)),
        d.ThresholdBar(
            "The line: 1 g.", (d.Zone(0, 1, "diversion", "Commission"),), (d.Line(0.5, "1 g"),), 0.2, "0.4 g"
        ),
        d.Steps((d.Step("Now", "this"), d.Step("Then", "that", "doubtful"))),
        d.Notice(d.Kind.DRAFT, "Draft"),
        d.Notice(d.Kind.AGAIN, "30 April", "Check again after"),
        d.Sources(("Law 30/2000",), "Sources"),
        d.Codes(("held text",), ("caption",), "note"),
        d.Fold("fold here"),
        d.Rule(),
        d.WordGrid(("harbour", "violin")),
        d.IconLine("phone", "112", "Emergency"),
        d.Columns((d.Column((d.Paragraph("one"),), "en"), d.Column((d.Paragraph("واحد"),), "ar")), parted=True),
        d.Together((d.Paragraph("whole"),)),
        d.Gap(18, room_to_write=True),
    )
    return d.Document("Everything", "en", blocks=blocks, foot=(d.Paragraph("foot"),), running="runs", across="Training")


def test_every_block_has_its_words_in_plain_text_and_in_html() -> None:
    document = everything()
    plain, page = text.plain(document), html.page(document).decode()
    for words in (
        "Title", "Place", "Lead:", "not sure", "second", "A table", "now", "12", "On the court.", "Because.", "Crime",
        "The line: 1 g.", "doubtful", "Draft", "30 April", "Law 30/2000", "fold here", "harbour", "112", "واحد",
        "whole", "foot", "runs", "Training",
    ):  # fmt: skip
        assert words in plain and words in page
    assert "Group" in page and "held text" in page
    assert 'role="img"' in page and "<b>" not in page


def test_html_is_whole_closed_and_fetches_nothing() -> None:
    page = html.page(everything())
    found = Page(page)
    assert found.fetched == [] and found.scripts == 0
    assert b"url(" not in page and b"@import" not in page
    assert found.languages == [("en", "ltr"), ("en", "ltr"), ("ar", "rtl")]


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize(("first", "beside"), [("en", "pt"), ("ar", "pt"), ("ru", ""), ("vi", "fa")])
def test_every_shape_says_place_dates_review_sources_and_emergency(shape: Shape, first: str, beside: str) -> None:
    document = Sample(first, beside).document(Wanted(shape, first, beside))
    plain = text.plain(document)
    words = WORDS[first]
    for said in (words.title, words.gist, words.draft, words.date, "Portugal", "30/2000", "112"):
        assert said in plain.replace("\u00a0", " ")
    if beside:
        assert WORDS[beside].heading in plain
    page = Page(html.page(document))
    assert page.languages[0] == (first, "rtl" if first in ("ar", "fa") else "ltr")


def test_a_plain_cover_tells_nothing_of_what_is_inside() -> None:
    document = Sample().document(Wanted(Shape.CARD, "en", "pt", plain_cover=True))
    back, front, *inside = document.faces
    outside = text.blocks((*back.blocks, *back.foot, *front.blocks, *front.foot), "en")
    assert "police" not in outside and "Portugal" not in outside and "Law" not in outside
    assert "30 April 2027" in outside and "112" in outside
    within = text.blocks((*inside[0].blocks, *inside[0].foot), "en")
    assert "If police stop you" in within and "Law 30/2000" in within and "No local lawyer" in within


def test_a_topic_tells_its_sections_with_sources_and_doubts(library: Library) -> None:
    sheet = TopicSheet(library, "xa", "stopped", "en")
    assert [part.id for part in sheet.parts] == ["what", "doubts"]
    plain = text.plain(sheet.document(Wanted(Shape.LEAFLET, "en")))
    for said in (
        "Stopped", "Call 000", "They ask who you are.", "– They may look in your bag.", "What police do in practice",
        "Example Act, s. 5 (2025-06-01) example.invalid/act", "known true up to 1 January 2026", "Draft:",
        "Check again after 1 January 2027", "Printed on 20 November 2026.", "Emergency 000",
    ):  # fmt: skip
        assert said in plain.replace("\u00a0", " ")
    without = text.plain(sheet.document(Wanted(Shape.LEAFLET, "en", parts=())))
    assert "They ask who you are." not in without and "s. 5" not in without


def test_a_topic_is_offered_only_in_languages_that_have_all_of_it(library: Library) -> None:
    assert TopicSheet(library, "xa", "stopped", "fr", "fr").languages == ["en"]
    bundled = TopicSheet(Library.bundled(), "pt", "stopped", "pt", "en")
    assert bundled.languages[:2] == ["pt", "en"] and bundled.beside == "en"


def test_an_answer_tells_the_line_the_steps_and_what_is_no_permission(library: Library) -> None:
    found = answer(library, Question("xa", "heroin", clock.today(), amount=amount_of("0.5", "g")))
    sheet = AnswerSheet(library, found, "en")
    document = sheet.document(Wanted(Shape.LEAFLET, "en"))
    plain = text.plain(document).replace("\u00a0", " ")
    for said in (
        "A fine, not a crime.", "The line: 1 g, whole weight; exactly this is still within; what was said is under it.",
        "Within 8 days: A letter comes.", "Consent to a search", "of up to 50 coins.", "Strong drugs weigh less.",
        "not a permission", "Heroin 0.5 g", "20 November 2026", "Example Act",
    ):  # fmt: skip
        assert said in plain
    bars = [block for block in _blocks(document) if isinstance(block, d.ThresholdBar)]
    assert [zone.outcome for zone in bars[0].zones] == ["administrative", "criminal"]
    assert bars[0].marker is not None and bars[0].marker < bars[0].lines[0].at
    assert sheet.file_name == "xa-answer"


def test_what_is_not_covered_says_so_and_guesses_nothing(library: Library) -> None:
    for place in ("xa", "zz"):
        found = answer(library, Question(place, "khat", clock.today()))
        plain = text.plain(AnswerSheet(library, found, "en").document(Wanted(Shape.LEAFLET, "en")))
        assert "Not covered here" in plain and "The line" not in plain


def _blocks(document: d.Document) -> Iterator[d.Block]:
    yield from document.blocks


def test_a_comparison_keeps_every_row_and_marks_nothing_up() -> None:
    library = Library.bundled()
    rows = comparison.documents(library, ["pt", "no", "us-or"], clock.today(), "en")
    rows[0] = {**rows[0], "name": "<b>&", "note": "<script>"}
    document = comparison_sheet.document(rows, clock.today(), "en")
    page = html.page(document)
    assert Page(page).scripts == 0 and b"&lt;b&gt;&amp;" in page
    plain = text.plain(document)
    for said in ("Norway", "Oregon", "INPUD", "No local lawyer has checked these", "Check again after", "20 November"):
        assert said in plain
    assert 'dir="rtl"' in html.page(comparison_sheet.document(rows, clock.today(), "xr")).decode()


def test_a_handout_is_marked_as_training_and_leaves_room_to_write() -> None:
    told = Sample().told("en")
    questions = (handout.Question("May police search you?", ("Yes", "No")), handout.Question("What would you do?"))
    document = handout.document("Know your rights", told.parts, questions, told.standing, "en")
    plain = text.plain(document)
    assert plain.startswith("Training") and "1. May police search you?" in plain and "What happens" in plain
    assert any(isinstance(block, d.Gap) and block.room_to_write for block in document.blocks)


def test_a_ready_sheet_is_what_it_was_given() -> None:
    document = d.Document("Recovery sheet", "en", blocks=(d.WordGrid(("harbour",)),), secret=True)
    ready = Ready(document, file_name="recovery")
    assert ready.secret and ready.for_phone("en") == "" and ready.title == "Recovery sheet"
    assert ready.document(Wanted(Shape.LEAFLET, "pt")) is document and ready.file_name == "recovery"
    assert issubclass(Ready, Sheet)


def test_sources_are_cited_once_with_every_place_and_counted_where_there_is_no_room() -> None:
    told = Sample().told("en")
    other = {**SOURCE, "pinpoints": ["art. 9"]}
    code = {**SOURCE, "id": "b", "title_en": "Code of Criminal Procedure"}
    part = tell.ToldPart("more", "More", (), (other, code))
    assert tell.cited(told, [part])[0]["pinpoints"] == ["art. 2", "art. 9"]
    assert tell.short_sources(told, [part]) == "Law 30/2000; Code of Criminal Procedure"
    assert tell.short_sources(told, [part], 12) == "Law 30/2000; and 1 more source"
