"""Services for the pocket: hours only where they are sure, imported text made harmless, and what is kept from paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from companion import clock
from companion.errors import Problem
from companion.printing import text
from companion.printing.service_sheet import ServiceSheet, one_line, unbroken
from companion.printing.sheets import Shape, Wanted
from companion.services.opening_hours import Holidays
from companion.services.records import Audience, Listing, Phone, Status
from companion.services.search import SearchQuery
from companion.services.store import ServiceStore
from companion.vault.vault import Vault
from tests.services.builders import folder, service

LISBON = ZoneInfo("Europe/Lisbon")


@pytest.fixture
def listings(tmp_path: Path) -> Iterator[dict[str, Listing]]:
    packages = [
        service("Needle Stop", at=(38.7, -9.1), hours="Mo-Fr 10:00-20:00; Sa off", terms="needle_syringe free"),
        service("Tide Room", hours="tides permitting"),
        service("Summer Van", hours="Jun-Aug Mo-Fr 10:00-12:00"),
        service("Feast Days", hours="Mo-Fr 10:00-20:00; PH off"),
        service("Always Open", hours="24/7", assured_date="2026-11-03"),
    ]
    with clock.frozen(datetime(2026, 11, 20, 17, 24, tzinfo=LISBON)), Vault.throw_away(tmp_path / "v") as vault:
        store = ServiceStore(vault.library, zone=LISBON)
        store.import_package(folder(tmp_path / "package", *packages))
        yield {found.name: found for found in store.search(SearchQuery())}


def printed(*found: Listing, language: str = "en", holidays: Holidays | None = None) -> str:
    sheet = ServiceSheet(found, place="Lisboa", language=language, emergency="112", holidays=holidays)
    return text.plain(sheet.document(Wanted(Shape.LEAFLET, language))).replace("\u2060", "").replace("\u00a0", " ")


def test_hours_stand_as_a_week_only_where_they_are_understood_and_steady(listings: dict[str, Listing]) -> None:
    assert "Mon–Fri 10:00–20:00; Sat–Sun closed" in printed(listings["Needle Stop"])
    assert "Mon–Sun day and night" in printed(listings["Always Open"])
    assert "Hours not checked: tides permitting. Ask before you go." in printed(listings["Tide Room"])
    assert "Hours not checked: Jun-Aug Mo-Fr 10:00-12:00" in printed(listings["Summer Van"])


def test_where_the_holidays_are_known_a_week_stands_with_the_days_that_differ(listings: dict[str, Listing]) -> None:
    stop = listings["Needle Stop"]
    closed = listings["Feast Days"]
    feasts = frozenset({date(2026, 11, 19), date(2026, 12, 1), date(2026, 12, 6), date(2027, 1, 1), date(2027, 1, 6)})

    def on_paper(*years: int) -> str:
        holidays = Holidays(frozenset(day for day in feasts if day.year in years), frozenset(years))
        return printed(closed, holidays=holidays)

    assert "Hours not checked" in printed(closed)
    assert "Hours not checked" in on_paper(2026)  # paper is still read in January
    line = (
        "Mon–Fri 10:00–20:00; Sat–Sun closed; 1 December 2026 closed; 1 January 2027 closed; on other public holidays"
    )
    assert line in on_paper(2026, 2027)
    assert "public holidays" not in printed(stop, holidays=Holidays(feasts, frozenset({2026, 2027})))


def test_it_says_when_each_was_confirmed_the_place_and_the_number_to_call(listings: dict[str, Listing]) -> None:
    plain = printed(listings["Always Open"], listings["Tide Room"])
    for said in ("Confirmed on 3 November 2026", "Nobody has confirmed this yet", "Lisboa", "Emergency 112"):
        assert said in plain
    assert "Seg" in printed(listings["Needle Stop"], language="pt").title()


def test_the_way_there_is_told_in_words(listings: dict[str, Listing]) -> None:
    found = listings["Needle Stop"]
    assert found.location is not None
    told = replace(found, location=replace(found.location, transportation="Behind the\nsecond bridge"))
    assert "Behind the second bridge" in printed(told)


def test_a_service_that_is_not_running_says_so_and_tells_no_hours_as_sure(listings: dict[str, Listing]) -> None:
    found = listings["Needle Stop"]
    closed = replace(found, service=replace(found.service, status=Status.TEMPORARILY_CLOSED, alert="Flooded"))
    plain = printed(closed)
    assert "Closed for now" in plain and "Flooded" in plain and "Hours not checked" in plain


def test_what_is_kept_from_paper_is_refused(listings: dict[str, Listing]) -> None:
    hidden = replace(listings["Needle Stop"], hidden_from=(Audience.PRINT,))
    with pytest.raises(Problem, match=r"printing\.kept_from_paper"):
        ServiceSheet([hidden], place="Lisboa", language="en")
    kiosk = replace(listings["Needle Stop"], hidden_from=(Audience.KIOSK,))
    assert "Needle Stop" in printed(kiosk)


def test_imported_text_turns_no_line_and_a_number_is_never_broken(listings: dict[str, Listing]) -> None:
    found = listings["Needle Stop"]
    hostile = replace(
        found,
        service=replace(found.service, name="\u202eCentre\n\u2066Two"),
        phones=(Phone("21 555-01 23", description="day\u202etime"),),
    )
    plain = printed(hostile)
    assert "Centre Two" in plain and "\u202e" not in plain and "\u2066" not in plain
    assert "(daytime)" in plain
    assert unbroken("21 555-01") == "21\u00a0555\u201101" and one_line(" a\t b ") == "a b"


def test_the_card_has_one_part_for_each_and_a_code_that_holds_them(listings: dict[str, Listing]) -> None:
    sheet = ServiceSheet([*listings.values()][:3], place="Lisboa", language="en", emergency="112")
    assert len(sheet.parts) == 3 and sheet.file_name == "services" and sheet.title == "Where to find help"
    told = sheet.told("en")
    assert all(part.whole for part in told.parts)
    for listing in [*listings.values()][:3]:
        assert listing.name in told.brief and listing.name in sheet.for_phone("en")
