"""Codes hold the text itself: split so that each part makes sense, and read back by a decoder that is not ours."""

from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from companion.errors import Problem
from companion.printing import qr_code
from companion.printing import told as tell
from tests.printing.samples import WORDS, Sample

PIXELS = 4


def read_back(text: str) -> str:
    """What a decoder reads from the code of the text, drawn at four pixels a module."""
    side = qr_code.side(text)
    picture = Image.new("1", (side, side), 1)
    for y, row in enumerate(qr_code.modules(text)):
        for x, dark in enumerate(row):
            if dark:
                picture.putpixel((x + qr_code.QUIET_ZONE, y + qr_code.QUIET_ZONE), 0)
    found = zxingcpp.read_barcodes(picture.resize((side * PIXELS, side * PIXELS)).convert("L"))
    assert len(found) == 1
    return str(found[0].text)


@pytest.mark.parametrize("language", WORDS)
def test_a_decoder_reads_the_same_text_in_every_script(language: str) -> None:
    told = Sample(language, repeated=6).told(language)
    text = tell.for_phone(told)
    parts = qr_code.parts(text, "en", title=told.title)
    assert len(parts) > 1
    for number, part in enumerate(parts, 1):
        assert len(part.encode()) <= qr_code.LIMIT
        assert part.startswith(f"{told.title} ({number} of {len(parts)})\n")
        assert read_back(part) == part
    bodies = [part.split("\n", 1)[1] for part in parts]
    assert "".join("".join(bodies).split()) == "".join(text.split())


def test_a_short_text_is_one_code_under_its_title() -> None:
    assert qr_code.parts("Call 112.", "en", title="Overdose") == ("Overdose\nCall 112.",)
    assert qr_code.captions(1, "en") == ("The text for a phone. No internet needed.",)
    assert qr_code.captions(2, "en") == ("1 of 2", "2 of 2")


def test_sections_stay_whole_and_then_sentences() -> None:
    sections = [f"Heading {n}\n" + "A plain sentence of some length. " * 8 for n in range(4)]
    parts = qr_code.parts("\n\n".join(section.strip() for section in sections), "en")
    assert all(part.count("Heading") == 1 and part.endswith(".") for part in parts)
    one = qr_code.parts("This sentence is repeated until it is too long. " * 30, "en")
    assert len(one) > 1 and all(part.endswith("long.") for part in one)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=1500))
def test_any_text_comes_back_whole(text: str) -> None:
    try:
        parts = qr_code.parts(text, "en")
    except Problem as problem:
        assert problem.code == "printing.too_long_for_codes"
        return
    bodies = parts if len(parts) == 1 else [part.split("\n", 1)[1] for part in parts]
    assert "".join("".join(bodies).split()) == "".join(text.split())
    assert all(len(part.encode()) <= qr_code.LIMIT for part in parts)


def test_too_long_is_said_not_cut() -> None:
    with pytest.raises(Problem, match="too_long_for_codes"):
        qr_code.parts("word " * 8000, "en")
    with pytest.raises(Problem, match="too_long_for_code"):
        qr_code.modules("a" * 511)


def test_the_drawn_path_has_as_many_dark_modules_as_the_code() -> None:
    text = "The same squares"
    runs = [int(run.split("v")[0]) for run in qr_code.path(text).split("h")[1::2]]
    assert sum(runs) == sum(map(sum, qr_code.modules(text)))
