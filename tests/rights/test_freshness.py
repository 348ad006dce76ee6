"""Law past its day of review says so everywhere, and no clock that was set back makes it young again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from companion import clock
from companion.rights.answer import answer
from companion.rights.comparison import documents
from companion.rights.freshness import freshness, today
from companion.rights.library import Library
from companion.rights.question import Question
from companion.rights.reading_out import ReadOut, answer_document
from tests.rights import content

REVIEW_BY = date(2027, 1, 1)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.folder(content.write(tmp_path))


def told(library: Library) -> list[bool]:
    """Whether each of the documents that screens, prints and commands show says that the review date has passed."""
    out = ReadOut(library, "xa", "en")
    question = Question("xa", "heroin", date(2025, 1, 1))
    document = answer_document(answer(library, question), library, "en")
    row = documents(library, ["xa"], date(2025, 1, 1), "en")[0]
    warned = any(warning["id"] == "review-overdue" for warning in document["warnings"])
    return [out.topic(out.place.topics[0])["overdue"], document["overdue"], warned, row["overdue"]]


def test_every_statement_says_that_its_review_date_has_passed(library: Library) -> None:
    with clock.frozen(at(REVIEW_BY)):
        assert told(library) == [False] * 4
        assert not freshness(library, "xa").overdue
    with clock.frozen(at(date(2027, 1, 2))):
        assert told(library) == [True] * 4
        assert freshness(library, "xa").review_by == REVIEW_BY


def test_a_clock_that_was_set_back_does_not_make_it_young_again(library: Library) -> None:
    library.floor = date(2027, 1, 2)
    with clock.frozen(at(date(2026, 5, 1))):
        assert told(library) == [True] * 4
        fresh = freshness(library, "xa")
        assert fresh.overdue and fresh.clock_behind
        assert fresh.today == today(library) == library.floor


def test_the_command_line_says_it_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from companion.cli.main import main

    folder = str(content.write(tmp_path))
    with clock.frozen(at(date(2027, 1, 2))):
        for words in (["list"], ["show", "xa"], ["show", "xa", "stopped"], ["compare"]):
            assert main(["rights", *words, "--content", folder]) == 0
            assert "Review date passed on 1 January 2027" in capsys.readouterr().out, words
    with clock.frozen(at(REVIEW_BY)):
        assert main(["rights", "list", "--content", folder]) == 0
        assert "passed" not in capsys.readouterr().out
