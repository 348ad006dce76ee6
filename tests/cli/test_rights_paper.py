"""`companion rights show PLACE TOPIC --format …`: HTML and text to the terminal, PDF into a file, nothing half done."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.cli.main import main
from companion.cli.rights_paper import SHAPES
from companion.printing.sheets import Shape


def test_the_shapes_offered_are_those_there_are() -> None:
    assert tuple(Shape) == SHAPES


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["rights", "show", *words])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_topic_is_written_as_text_and_as_html(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = run(capsys, "pt", "stopped", "--format", "text", "--lang", "en")
    assert (code, err) == (0, "") and "Stopped by police" in out and "Check again after" in out
    page = tmp_path / "page.html"
    words = ("pt", "stopped", "--format", "html", "--lang", "en", "--beside", "pt", "-o", str(page))
    assert run(capsys, *words) == (0, "", "")
    assert '<html lang="en" dir="ltr">' in page.read_text(encoding="utf-8")
    assert "Quando a polícia" in page.read_text(encoding="utf-8")


def test_a_card_is_written_as_pdf(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    card = tmp_path / "card.pdf"
    words = ("pt", "stopped", "--format", "pdf", "--shape", "card", "--lang", "pt", "--beside", "en", "-o", str(card))
    assert run(capsys, *words) == (0, "", "")
    assert card.read_bytes().startswith(b"%PDF-") and card.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("pt", "stopped", "--format", "pdf"), "-o FILE"),
        (("pt", "--format", "html"), "stopped"),
        (("pt", "nowhere", "--format", "html"), "nowhere"),
        (("pt", "stopped", "--format", "html", "--lang", "en", "--beside", "zz"), "en, pt"),
    ],
)
def test_what_cannot_be_written_is_said(words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, *words)
    assert code == 1 and out == "" and said in err
