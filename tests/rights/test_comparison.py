"""Places side by side: what holds for some is never shown as what holds, and no day is surer than it is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from companion import clock
from companion.errors import Problem
from companion.rights import comparison
from companion.rights.comparison import COLUMNS, Row, Standing
from companion.rights.library import Library
from companion.vocabulary import Model
from tests.rights import content

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def friday() -> Iterator[None]:
    with clock.frozen(datetime.fromisoformat("2026-11-20T12:00")):
        yield


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.bundled()


def row(library: Library, place: str, on: date = TODAY) -> Row:
    return comparison.compare(library, [place], on)[0]


def test_portugal_sends_people_to_a_health_body_since_2001(library: Library) -> None:
    found = row(library, "pt")
    assert found.standing == Standing(Model.HEALTH_DIVERSION, None)
    assert found.stood == Standing(Model.CRIMINALISED, None)
    assert found.moved and not found.unconfirmed
    assert found.period is not None and found.period.from_ == date(2001, 7, 1)
    assert not found.known and row(library, "pt", found.place.as_of).known


@pytest.mark.parametrize(
    ("on", "model"), [(date(2001, 6, 30), Model.CRIMINALISED), (date(2001, 7, 1), Model.HEALTH_DIVERSION)]
)
def test_the_day_decides_at_its_edge(library: Library, on: date, model: Model) -> None:
    assert row(library, "pt", on).standing.general is model


def test_a_day_before_anything_is_recorded_has_no_model(library: Library) -> None:
    found = comparison.documents(library, ["pt"], date(1980, 1, 1), "en")[0]
    assert (found["model"], found["general"], found["some"], found["before"]) == (None, None, None, None)
    assert found["now"] == "No model is recorded for this day." and found["summary_outcome"] is None


@pytest.mark.parametrize("place", ["us-ca", "us-dc", "us-vt", "jm", "au-nt"])
def test_cannabis_alone_never_puts_a_place_among_the_mild_ones(library: Library, place: str) -> None:
    found = row(library, place)
    assert found.period is not None and found.period.model is not Model.CRIMINALISED
    assert found.standing == Standing(Model.CRIMINALISED, found.period.model)


def test_norway_is_a_crime_but_for_people_who_are_dependent(library: Library) -> None:
    assert row(library, "no").standing == Standing(Model.CRIMINALISED, Model.DEPENALISED)


def test_oregon_took_its_reform_back(library: Library) -> None:
    found = comparison.documents(library, ["us-or"], TODAY, "en")[0]
    assert (found["general"], found["taken_back"], found["moved"]) == (Model.CRIMINALISED, True, True)
    assert found["before_general"] == Model.ADMINISTRATIVE
    before = comparison.documents(library, ["us-or"], date(2024, 8, 31), "en")[0]
    assert before["general"] == Model.ADMINISTRATIVE and not before["taken_back"]
    assert before["summary_outcome"] is None  # the one-sentence answer is today's


def test_no_day_is_made_up_where_only_the_year_is_known(library: Library) -> None:
    shown = {found["id"]: found for found in comparison.documents(library, ["us-vt", "au-vic"], TODAY, "en")}
    assert shown["us-vt"]["since_words"] == "Since 2018 (not confirmed)" and shown["us-vt"]["unconfirmed"]
    assert shown["us-vt"]["unconfirmed_words"]
    assert shown["au-vic"]["since_words"] == "Since 2016 (not confirmed)"  # no law change tells of it
    assert not row(library, "au-vic").moved


def test_every_place_has_a_row_with_its_own_dates_and_review(library: Library) -> None:
    found = comparison.documents(library, library.places(), TODAY, "en")
    assert sorted(one["id"] for one in found) == library.places()
    columns = [COLUMNS.index(Model(one["general"] or one["some"])) for one in found]
    assert columns == sorted(columns)
    for one in found:
        record = library.jurisdiction(one["id"])
        assert (one["as_of"], one["review_by"]) == (record.as_of.isoformat(), record.review_by.isoformat())
        assert one["review"]["state"] == record.review.state
        assert one["sources"] or not record.models


def test_an_unknown_place_is_refused(library: Library) -> None:
    with pytest.raises(Problem, match=r"rights\.unknown_place"):
        comparison.compare(library, ["zz"], TODAY)


def test_the_review_line_counts_what_lawyers_have_checked(library: Library) -> None:
    found = comparison.documents(library, ["pt", "no"], TODAY, "en")
    assert comparison.review_words(found, "en") == "No local lawyer has checked these"
    checked = {**found[0], "review": {"state": "checked_by_lawyer"}}
    assert comparison.review_words([checked, found[1]], "en") == "Local lawyers have checked 1 of 2"
    assert comparison.review_words([checked], "en") == "Checked by local lawyers"
    assert comparison.check_again(found) == date(2027, 1, 1)
    assert comparison.check_again([]) is None


def test_a_model_that_is_not_confirmed_says_so_and_how_far_it_is_known(tmp_path: Path) -> None:
    doubted = content.JURISDICTION.replace(
        'note = "For everybody."', 'note = "For everybody."\nunconfirmed = "Nobody has read it."\nas_of = 2025-12-01'
    )
    library = Library.folder(content.write(tmp_path, {"xa/jurisdiction.toml": doubted}))
    told = comparison.documents(library, ["xa"], date(2025, 12, 2), "en")[0]
    assert (told["unconfirmed"], told["unconfirmed_words"]) == (True, "Nobody has read it.")
    assert not told["known"]
    assert comparison.documents(library, ["xa"], date(2025, 12, 1), "en")[0]["known"]
    sure = comparison.documents(library, ["xa"], date(2010, 1, 1), "en")[0]
    assert sure["unconfirmed_words"] is None
