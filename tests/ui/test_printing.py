"""Each print as a picture: legible at its size, every character there, nothing clipped or laid over another, and codes
that a decoder which is not ours reads back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtPrintSupport import QPrinter

from companion.errors import Problem
from companion.printing import document as d
from companion.printing import qr_code
from companion.printing import told as tell
from companion.printing.sheets import Shape, Wanted
from companion.ui.printing import pdf, printer, typefaces
from companion.ui.printing.boxes import Style, TextBox
from companion.ui.printing.fitting import fitted
from companion.ui.printing.pages import SetDocument, SetPage, set_document
from companion.ui.printing.typefaces import mm
from tests.printing.samples import WORDS, Sample
from tests.printing.test_documents import everything
from tests.ui.stage import Stage

# Where two lines may touch: a line is set closer than the font's own height, which has room for stacked marks.
LEADING = 0.22


def pictures(data: bytes, dots_per_inch: int = 170) -> list[Image.Image]:
    """The pages of a PDF as an outside renderer draws them, in grey."""
    opened = pypdfium2.PdfDocument(io.BytesIO(data))
    return [page.render(scale=dots_per_inch / 72).to_pil().convert("L") for page in opened]


def codes_in(picture: Image.Image) -> set[str]:
    return {str(found.text) for found in zxingcpp.read_barcodes(picture)}


def held_by(document: d.Document) -> set[str]:
    """The texts of all codes of a document."""

    def within(blocks: tuple[d.Block, ...]) -> Iterator[str]:
        for block in blocks:
            if isinstance(block, d.Codes):
                yield from block.parts
            elif isinstance(block, d.Columns):
                for column in block.columns:
                    yield from within(column.blocks)

    faces = document.faces or (d.Face((*document.blocks, *document.foot), document.language),)
    return {text for face in faces for text in within((*face.blocks, *face.foot))}


def outside(page: SetPage) -> list[str]:
    """Lines of text that reach over the edge of the paper that printers reach."""
    paper = QRectF(mm(3.5), mm(3.5), mm(page.width - 7), mm(page.height - 7))
    return [text for rect, text in page.leaves() if text.strip() and not paper.contains(rect)]


def overlapping(page: SetPage) -> list[tuple[str, str]]:
    """Pairs of lines that stand on each other."""
    lines = []
    for rect, text in page.leaves():
        if text.strip():
            lines.append((rect.adjusted(2, rect.height() * LEADING, -2, -rect.height() * LEADING), text))
    return [
        (one, other)
        for at, (first, one) in enumerate(lines)
        for second, other in lines[at + 1 :]
        if first.intersects(second)
    ]


def check_pages(made: SetDocument) -> None:
    assert made.missing == []
    for page in made.pages:
        assert outside(page) == []
        assert overlapping(page) == []


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize(
    ("first", "beside"), [("en", "pt"), ("ar", "pt"), ("ru", "ky"), ("vi", ""), ("fa", "ar"), ("pt", "")]
)
def test_every_shape_in_every_script_is_whole_and_its_codes_are_read(
    shape: Shape, first: str, beside: str, stage: Stage
) -> None:
    found = fitted(Sample(first, beside, repeated=2), Wanted(shape, first, beside))
    check_pages(found.made)
    assert found.made.overfull == []
    data = pdf.data(found.made, found.document.title)
    seen = set().union(*(codes_in(picture) for picture in pictures(data)))
    wanted = held_by(found.document)
    assert seen == wanted
    assert wanted or shape is Shape.POSTER


def test_every_block_is_set_in_both_directions(stage: Stage) -> None:
    for language in ("en", "ar"):
        made = set_document(replace(everything(), language=language))
        check_pages(made)
        assert len(pictures(pdf.data(made, "all"))) == len(made.pages)


def test_the_pdf_has_its_fonts_in_it_and_names_nobody(stage: Stage) -> None:
    for language, family in (("en", "NotoSans"), ("ar", "NotoSansArabic")):
        data = pdf.as_bytes(Sample(language).document(Wanted(Shape.LEAFLET, language)))[0]
        assert f"+{family}".encode() in data or family.encode() in data
        assert data.count(b"/FontFile2") >= 1
        opened = pypdfium2.PdfDocument(io.BytesIO(data))
        known = opened.get_metadata_dict()
        assert known["Title"] == WORDS[language].title and not known["Author"]
        assert opened[0].get_size() == pytest.approx((595.3, 841.9), abs=1)


def test_the_words_of_a_latin_pdf_can_be_searched_for(stage: Stage) -> None:
    data = pdf.as_bytes(Sample("vi").document(Wanted(Shape.LEAFLET, "vi")))[0]
    page = pypdfium2.PdfDocument(io.BytesIO(data))[0]
    assert "Trong 36" in page.get_textpage().get_text_range()


@pytest.mark.parametrize("language", WORDS)
def test_the_bundled_fonts_have_every_character_of_every_script(language: str, stage: Stage) -> None:
    words = WORDS[language]
    assert typefaces.missing([*vars_of(words)]) == []


def vars_of(words: object) -> Iterator[str]:
    for value in vars(words).values():
        yield from [value] if isinstance(value, str) else [part for row in value for part in row]


def test_a_character_no_font_has_is_told_and_stands_as_a_sign(stage: Stage, tmp_path: Path) -> None:
    document = d.Document("Names", "en", blocks=(d.Paragraph("検査 Centre 🏠 with\u200ca joiner"),))
    made = set_document(document)
    assert made.missing == ["検", "査", "🏠"]
    shown = "".join(text for _, text in made.pages[0].leaves())
    assert shown.startswith("\ufffd\ufffd Centre \ufffd") and typefaces.has(typefaces.REPLACEMENT)
    assert pdf.write(document, tmp_path / "names.pdf") == ["検", "査", "🏠"]
    assert (tmp_path / "names.pdf").read_bytes().startswith(b"%PDF")


def test_a_pdf_is_written_whole_or_not_at_all(stage: Stage, tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"file\.missing"):
        pdf.write(everything(), tmp_path / "nowhere" / "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_type_is_never_smaller_than_the_paper_says(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: dict[float, str] = {}
    made = TextBox.__init__

    def noted(self: TextBox, text: str, style: Style, width: float, *, lead: int = 0) -> None:
        sizes[round(style.points, 2)] = text
        made(self, text, style, width, lead=lead)

    monkeypatch.setattr(TextBox, "__init__", noted)
    for shape, least in ((Shape.CARD, 7), (Shape.LEAFLET, 10), (Shape.LARGE, 18), (Shape.POSTER, 14)):
        sizes.clear()
        fitted(Sample("en", "pt", repeated=4), Wanted(shape, "en", "pt"))
        assert min(sizes) >= least, sizes


def test_modules_of_codes_are_as_large_as_an_old_phone_needs(stage: Stage) -> None:
    found = fitted(Sample("en"), Wanted(Shape.CARD, "en"))
    (text,) = held_by(found.document)
    picture = pictures(pdf.data(found.made, "card"), 400)[0]
    (seen, _) = (result for result in zxingcpp.read_barcodes(picture) if result.text == text)
    corner = seen.position
    across = abs(corner.top_right.x - corner.top_left.x) / 400 * 25.4
    assert across / len(qr_code.modules(text)) >= 0.39


def test_a_card_is_cut_to_its_size_and_its_inside_is_turned(stage: Stage) -> None:
    found = fitted(Sample("en", "pt"), Wanted(Shape.CARD, "en", "pt"))
    assert len(found.made.pages) == 1
    lines = {text.strip(): rect for rect, text in found.made.pages[0].leaves()}
    front, inside = lines["If police stop you"], lines["What happens"]
    assert mm(105) < front.left() < mm(190) and inside.left() > mm(105)  # upside down: the first face is at the right
    both = fitted(Sample("en", "pt"), Wanted(Shape.CARD, "en", "pt", two_sided=True)).made
    assert len(both.pages) == 2
    upright = {text.strip(): rect for rect, text in both.pages[1].leaves()}
    assert upright["What happens"].left() < mm(105)


def test_in_arabic_the_cover_is_at_the_left_and_reading_starts_at_the_right(stage: Stage) -> None:
    made = fitted(Sample("ar", "pt"), Wanted(Shape.CARD, "ar", "pt", two_sided=True)).made
    cover = {text.strip(): rect for rect, text in made.pages[0].leaves()}
    inside = {text.strip(): rect for rect, text in made.pages[1].leaves()}
    assert cover[WORDS["ar"].title].right() < mm(105)
    assert inside[WORDS["ar"].heading].left() > mm(105) > inside[WORDS["pt"].heading].right()


def test_what_does_not_fit_a_card_is_left_out_whole_and_said(stage: Stage) -> None:
    long = Sample("en", "pt", repeated=3)
    found = fitted(long, Wanted(Shape.CARD, "en", "pt"))
    assert found.parts == ("next",) and found.made.overfull == []
    forced = fitted(Sample("en", "pt", repeated=12), Wanted(Shape.CARD, "en", "pt", parts=("next", "refuse")))
    assert forced.made.overfull == ["the inside"]
    alone = fitted(Sample("en", "pt", repeated=8), Wanted(Shape.CARD, "en", "pt"))
    assert alone.alone and alone.parts == ("next",)


def test_long_pages_go_on_and_number_themselves(stage: Stage) -> None:
    made = fitted(Sample("en", repeated=40), Wanted(Shape.LEAFLET, "en")).made
    check_pages(made)
    assert len(made.pages) > 3
    ends = ["".join(text for _, text in page.leaves()) for page in made.pages]
    assert all(f"{number} of {len(made.pages)}" in end for number, end in enumerate(ends, 1))
    assert all("known" not in end or "Portugal" in end for end in ends)


def test_the_band_of_training_stands_on_every_page(stage: Stage) -> None:
    made = set_document(everything())
    for picture in pictures(pdf.data(made, "training")):
        strip = picture.crop((picture.width // 4, 0, picture.width // 2, round(picture.height * 0.05)))
        assert sum(strip.histogram()[:40]) > 100


def test_a_printer_gets_the_same_pages(stage: Stage, tmp_path: Path) -> None:
    made = set_document(everything())
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(tmp_path / "printed.pdf"))
    device.setPageLayout(pdf.layout(made.pages[0]))
    device.setFullPage(True)
    printer.paint(made, device)
    printed = pictures((tmp_path / "printed.pdf").read_bytes())
    assert len(printed) == len(made.pages)
    assert codes_in(printed[-1]) | codes_in(printed[0]) == {"held text"}


def test_no_printer_is_said(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtPrintSupport import QPrinterInfo
    from PySide6.QtWidgets import QWidget

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    with pytest.raises(Problem, match=r"printing\.no_printer"):
        printer.print_pages(set_document(everything()), "a", QWidget())


def test_text_for_a_phone_is_what_the_sheet_says() -> None:
    sheet = Sample("en")
    assert sheet.for_phone("en") == f"If police stop you\n{tell.for_phone(sheet.told('en'))}"
