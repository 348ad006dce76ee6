"""The print page: what is chosen is what is shown, saved and sent; secrets stay on paper; and there is a way back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from companion import clock
from companion.errors import Problem
from companion.printing import document as d
from companion.printing.sheets import Ready, Shape, Sheet
from companion.ui.printing import file_choice
from companion.ui.printing.pages import SetDocument
from companion.ui.printing.print_page import PrintPage
from companion.ui.rights.rights_page import RightsPage
from companion.ui.shell import Shell
from tests.printing.samples import Sample
from tests.ui.stage import Stage, settle


@pytest.fixture(autouse=True)
def friday() -> Iterator[None]:
    with clock.frozen(datetime(2026, 11, 20, 12, tzinfo=UTC)):
        yield


def opened(stage: Stage, sheet: Sheet, *, codes: bool = False) -> tuple[Shell, PrintPage]:
    shell = stage.shell("settings")
    shell.go("print", sheet=sheet, codes=codes)
    stage.show(shell)
    page = shell.page("print")
    assert isinstance(page, PrintPage)
    return shell, page


def words(page: PrintPage) -> str:
    """What stands on all pages."""
    assert page.made is not None
    return " ".join(text for one in page.made.pages for _, text in one.leaves())


def choose(stage: Stage, page: PrintPage, shape: Shape) -> None:
    assert page.choices is not None
    page.choices.shape.chip(shape).click()
    settle(stage.app)


def test_the_shape_chosen_is_the_shape_shown(stage: Stage) -> None:
    _, page = opened(stage, Sample("en", "pt"))
    assert page.made is not None and "Cut along the outer lines" in words(page)
    choose(stage, page, Shape.LARGE)
    assert page.document is not None and page.document.paper is d.LARGE_PRINT
    assert page.view.accessibleName().startswith("Page 1 of") and "If police stop you" in words(page)
    before = page.view.accessibleDescription()
    assert "Law 30/2000" in before
    page.later.click()
    assert page.view.accessibleName().startswith("Page 2 of") and page.earlier.isEnabled()


def test_languages_parts_and_cover_are_chosen(stage: Stage) -> None:
    _, page = opened(stage, Sample("en", "pt"))
    assert page.choices is not None
    page.choices.beside.changed.emit("-")
    assert "Se a polícia" not in words(page) and "O que acontece" not in words(page)
    page.choices.language.changed.emit("ar")
    assert page.document is not None and page.document.language == "ar"
    page.choices.language.changed.emit("en")
    page.choices.parts.chip("next").click()
    assert "they take the drug" not in words(page) and "Consent to a search" in words(page)
    page.choices.options.chip("plain").click()
    page.choices.options.chip("two_sided").click()
    assert page.made is not None and len(page.made.pages) == 2


def test_what_a_card_has_no_room_for_is_not_ticked(stage: Stage) -> None:
    _, page = opened(stage, Sample("en", "pt", repeated=3))
    assert page.choices is not None
    assert page.choices.parts.values() == ["next"]
    page.choices.parts.chip("refuse").click()
    settle(stage.app)
    assert page.message is None or "does not fit" in page.message.words()
    choose(stage, page, Shape.LEAFLET)
    assert page.choices.parts.values() == ["next", "refuse"]


def test_too_long_for_two_languages_is_said(stage: Stage) -> None:
    _, page = opened(stage, Sample("en", "pt", repeated=8))
    assert page.message is not None and "two languages" in page.message.words()
    assert "O que acontece" not in words(page)


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF-"), ("html", b"<!DOCTYPE html>"), ("txt", b"Check again")])
def test_it_is_saved_whole_for_its_owner_alone(kind: str, begins: bytes, stage: Stage, tmp_path: Path) -> None:
    _, page = opened(stage, Sample("en", "pt"))
    asked: list[tuple[str, str]] = []

    def where(suggested: str, ending: str) -> Path:
        asked.append((suggested, ending))
        return tmp_path / f"{suggested}.{ending}"

    page.choose_file = where
    page.save_buttons[kind].click()
    saved = tmp_path / f"companion-print.{kind}"
    assert asked == [("companion-print", kind)] and saved.read_bytes().startswith(begins)
    assert saved.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.glob("*.*") if path.suffix in (".part", ".tmp")] == []
    assert page.message is not None and page.message.kind == "ok" and saved.name in page.message.words()


def test_a_file_that_cannot_be_written_is_said_and_nothing_chosen_is_nothing(stage: Stage, tmp_path: Path) -> None:
    _, page = opened(stage, Sample())
    page.choose_file = lambda suggested, kind: tmp_path / "nowhere" / suggested
    page.save_buttons["pdf"].click()
    assert page.message is not None and page.message.kind == "error"
    page.choose_file = lambda suggested, kind: None
    page.save_buttons["html"].click()
    assert page.message.kind == "error"


def test_the_printer_gets_what_is_shown(stage: Stage) -> None:
    _, page = opened(stage, Sample())
    sent: list[tuple[SetDocument, str]] = []

    def send(made: SetDocument, title: str, parent: QWidget) -> bool:
        sent.append((made, title))
        return True

    page.send = send
    QTest.keyClick(page.print_button, Qt.Key.Key_Return)
    assert sent == [(page.made, "If police stop you")]
    assert page.message is not None and page.message.kind == "ok"

    def refuse(made: SetDocument, title: str, parent: QWidget) -> bool:
        raise Problem("printing.no_printer")

    page.send = refuse
    page.print_button.click()
    assert page.message.kind == "error" and "no printer" in page.message.words()


def test_codes_are_shown_one_after_the_other(stage: Stage) -> None:
    _, page = opened(stage, Sample(repeated=4), codes=True)
    assert page.codes is not None and page.codes.which.text() == "1 of 3"
    first = page.codes.code.accessibleDescription()
    assert first.startswith("If police stop you")
    page.codes.next.click()
    assert page.codes.code.accessibleDescription() != first and page.codes.back.isEnabled()
    page.where.set_value("paper")
    page.where.changed.emit("paper")
    settle(stage.app)
    assert page.codes is None and page.view.isVisible()


def test_a_secret_is_printed_only_and_dropped_when_one_leaves(stage: Stage) -> None:
    document = d.Document("Recovery sheet", "en", blocks=(d.WordGrid(("harbour", "violin")),), secret=True)
    shell, page = opened(stage, Ready(document, phone="harbour violin"))
    assert not any(button.isVisible() for button in page.save_buttons.values()) and not page.where.isVisible()
    assert "harbour" in words(page)
    shell.back()
    assert shell.current == "settings"
    assert page.sheet is None and page.made is None and page.document is None


def test_back_leads_to_where_one_came_from_and_what_was_chosen_outlives_a_change_of_theme(stage: Stage) -> None:
    shell = stage.shell("rights", place="pt", topic="stopped")
    stage.show(shell)
    rights = shell.page("rights")
    assert isinstance(rights, RightsPage)
    rights.paper.print_button.click()
    settle(stage.app)
    page = shell.page("print")
    assert isinstance(page, PrintPage) and page.sheet is not None and page.sheet.file_name == "pt-stopped"
    choose(stage, page, Shape.POSTER)
    shell.rebuild()
    settle(stage.app)
    again = shell.page("print")
    assert isinstance(again, PrintPage) and again.document is not None and again.document.paper is d.POSTER
    shell.back()
    assert shell.current == "rights"
    anew = shell.page("rights")
    assert isinstance(anew, RightsPage)
    anew.paper.phone_button.click()
    settle(stage.app)
    assert again.codes is not None


def test_an_answer_is_printed_and_no_answer_is_not(stage: Stage) -> None:
    shell = stage.shell("rights", place="pt", navigator=True)
    stage.show(shell)
    rights = shell.page("rights")
    assert isinstance(rights, RightsPage) and not rights.paper.isEnabled()
    shell.go("rights", place="pt", navigator=True, substance="heroin", amount="0.8", unit="g")
    settle(stage.app)
    assert rights.paper.isEnabled()
    rights.paper.print_button.click()
    page = shell.page("print")
    assert isinstance(page, PrintPage) and page.sheet is not None and page.sheet.file_name == "pt-answer"


def test_a_character_that_cannot_be_printed_is_said(stage: Stage) -> None:
    _, page = opened(stage, Ready(d.Document("Names", "en", blocks=(d.Paragraph("検 Centre"),))))
    assert page.message is not None and page.message.kind == "warning" and "検" in page.message.words()


def test_what_the_printer_keeps_is_said_before_printing(stage: Stage) -> None:
    _, page = opened(stage, Sample())
    shown = json.dumps([label.text() for label in page.findChildren(QWidget) if hasattr(label, "text")])
    assert "printer queue keeps a copy" in shown


def test_the_dialog_gives_the_file_chosen_or_none(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda dialog: [str(tmp_path / "a.pdf")])
    monkeypatch.setattr(QFileDialog, "exec", lambda dialog: 1)
    assert file_choice.ask_where(parent, "a", "pdf") == tmp_path / "a.pdf"
    monkeypatch.setattr(QFileDialog, "exec", lambda dialog: 0)
    assert file_choice.ask_where(parent, "a", "pdf") is None
