"""Changing a listing in place: each field where it belongs, nothing of the package lost, hidden where it shall be."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from companion.errors import Problem
from companion.services import editing
from companion.services.directory import rows
from companion.services.hsds_export import hsds_zip
from companion.services.opening_hours import Kind
from companion.services.records import Audience, Feature, Listing, ServiceKind
from companion.services.search import SearchQuery
from companion.services.store import ServiceStore
from companion.vault.connection import Store
from companion.vault.vault import Vault
from tests.services.builders import folder, service


def only(services: ServiceStore, text: str = "") -> Listing:
    (found,) = services.search(SearchQuery(text=text))
    return found


@pytest.fixture
def room(services: ServiceStore, tmp_path: Path) -> Listing:
    package = service("Room", hours="Mo-Fr 08:00-10:00", at=(38.7, -9.1), terms="naloxone", languages="pt")
    services.import_package(folder(tmp_path / "p", package))
    return only(services)


def test_every_field_of_the_form_is_kept(services: ServiceStore, room: Listing) -> None:
    changes = {
        "name": "Night Room",
        "description": "Tea\nand needles",
        "phone": "000 000 009",
        "street": "Other Street 2",
        "city": "Elsewhere",
        "transportation": "Tram 1, second door",
        "latitude": "38.8",
        "hours": "Mo-Su 18:00-22:00",
        "kinds": "needle_syringe food",
        "features": "free no_id",
        "alert": "Ring twice",
        "hidden_from": "kiosk",
    }
    found = services.update(room.id, changes)
    assert found.name == "Night Room"
    assert found.service.description == "Tea\nand needles"
    assert [phone.number for phone in found.phones] == ["000 000 009"]
    assert found.location is not None
    assert (found.location.address, found.location.latitude) == ("Other Street 2, Elsewhere", 38.8)
    assert found.location.transportation == "Tram 1, second door"
    assert found.schedule.as_written == ("Mo-Su 18:00-22:00",)
    assert set(found.kinds) == {ServiceKind.NEEDLE_SYRINGE, ServiceKind.FOOD}
    assert set(found.features) >= {Feature.FREE, Feature.NO_ID}
    assert found.hidden_from == (Audience.KIOSK,)
    assert found.now.kind == Kind.CLOSED  # a Friday at 17:24
    assert only(services, "elsewhere needle").id == room.id
    assert services.search(SearchQuery(text="naloxone")) == []


def test_an_edited_directory_comes_back_the_same(
    services: ServiceStore, library: Store, room: Listing, tmp_path: Path
) -> None:
    services.update(room.id, {"hours": "24/7", "phone": "1", "kinds": "shelter", "hidden_from": "kiosk print"})
    first = hsds_zip(library)
    (tmp_path / "out.zip").write_bytes(first)
    with Vault.throw_away(tmp_path / "other") as other:
        again = ServiceStore(other.library)
        again.import_package(tmp_path / "out.zip")
        assert hsds_zip(other.library) == first
        found = only(again)
        assert (found.kinds, found.now.kind, found.hidden_from) == (
            (ServiceKind.SHELTER,),
            Kind.OPEN,
            (Audience.KIOSK, Audience.PRINT),
        )


def test_what_the_package_said_stays_beside_the_edit(services: ServiceStore, room: Listing, tmp_path: Path) -> None:
    services.update(room.id, {"hours": "24/7", "kinds": "shelter"})
    back = services.update(room.id, {"hours": "Mo-Fr 08:00-10:00", "kinds": "naloxone"})
    assert back.schedule == room.schedule
    assert back.kinds == room.kinds


def test_every_edit_asks_for_its_day(services: ServiceStore, room: Listing) -> None:
    assert services.update(room.id, {"alert": "x"}).assured_date == date(2026, 11, 20)
    assert services.update(room.id, {"alert": "y"}, assured=date(2026, 11, 2)).assured_date == date(2026, 11, 2)


@pytest.mark.parametrize(
    "changes",
    [{"name": " "}, {"latitude": "100"}, {"status": "open"}, {"hidden_from": "police"}, {"kinds": "needles"}],
)
def test_nonsense_is_refused_whole(services: ServiceStore, room: Listing, changes: dict[str, str]) -> None:
    with pytest.raises(Problem) as caught:
        services.update(room.id, {"alert": "kept?", **changes})
    assert caught.value.code == "services.bad_value"
    assert only(services).service.alert == ""


def test_a_place_is_changed_for_all_its_doors(services: ServiceStore, library: Store, tmp_path: Path) -> None:
    first, second = service("One"), service("Two")
    second["service_at_location"][0]["location_id"] = first["location"][0]["id"]
    services.import_package(folder(tmp_path / "p", first, second))
    one = only(services, "one")
    services.update(one.id, {"city": "Newtown"})
    assert {found.name for found in services.search(SearchQuery(text="newtown"))} == {"One", "Two"}


def test_a_service_is_added_by_hand(services: ServiceStore, library: Store, room: Listing) -> None:
    added = services.add({"name": "New Bus", "street": "Square", "hours": "24/7", "kinds": "needle_syringe food"})
    assert added.assured_date == date(2026, 11, 20)
    assert added.kinds == (ServiceKind.NEEDLE_SYRINGE, ServiceKind.FOOD)
    assert only(services, "new bus").now.kind == Kind.OPEN
    assert services.counts().listings == 2
    assert [found.name for found in services.search(SearchQuery())] == ["New Bus", "Room"]
    with pytest.raises(Problem):
        services.add({"street": "Nowhere"})
    assert len(list(rows(library, "service"))) == 2


def test_a_service_is_added_to_nothing(services: ServiceStore) -> None:
    services.add({"name": "First"})
    assert only(services).name == "First"


def test_what_is_hidden_is_in_no_answer_for_that_audience(
    services: ServiceStore, library: Store, room: Listing, tmp_path: Path
) -> None:
    services.import_package(folder(tmp_path / "q", service("Shown", terms="shelter", languages="ru")))
    services.update(room.id, {"hidden_from": "kiosk"})
    shown = services.search(SearchQuery(text="shown"))[0]
    kiosk = ServiceStore(library, audience=Audience.KIOSK)
    paper = ServiceStore(library, audience=Audience.PRINT)
    assert [one.name for one in kiosk.search(SearchQuery())] == ["Shown"]
    assert kiosk.find(SearchQuery(to_confirm=True)).total == 0
    assert kiosk.search(SearchQuery(text="room")) == []
    assert kiosk.listing(room.id) is None
    assert kiosk.counts().listings == 1
    assert ServiceKind.NALOXONE not in kiosk.counts().by_kind
    assert kiosk.counts().languages == {"ru": 1}
    assert len(paper.search(SearchQuery())) == len(services.search(SearchQuery())) == 2
    services.update(room.id, {"hidden_from": "kiosk print"})
    assert [one.id for one in services.for_print([room.id, shown.id, "nobody"])] == [shown.id]
    assert services.for_print([room.id]) == []
    assert paper.listing(room.id) is None


def test_a_word_for_hiding_that_nobody_knows_hides_from_all(services: ServiceStore, tmp_path: Path) -> None:
    package = service("Secret")
    package["service_at_location"][0]["hidden_from"] = "everybody"
    services.import_package(folder(tmp_path / "p", package))
    assert only(services).hidden_from == tuple(Audience)


def test_what_nobody_confirmed_sinks_and_stands_in_the_worklist(library: Store, tmp_path: Path) -> None:
    services = ServiceStore(library, confirm_within=timedelta(days=183))
    services.import_package(
        folder(
            tmp_path / "p",
            service("Always, long ago", hours="24/7", assured_date="2025-01-01"),
            service("Never asked"),
            service("Closed, lately", hours="Mo 10:00-11:00", assured_date="2026-11-01"),
            service("Open, lately", hours="24/7", assured_date="2026-11-19"),
            service("From tomorrow", assured_date="2026-11-21"),
        )
    )
    found = [one.name for one in services.search(SearchQuery())]
    assert found == ["Open, lately", "Closed, lately", "Always, long ago", "From tomorrow", "Never asked"]
    work = services.find(SearchQuery(to_confirm=True))
    assert [one.name for one in work.listings] == ["Never asked", "Always, long ago", "From tomorrow"]
    services.confirm(work.listings[0].id)
    assert services.find(SearchQuery(to_confirm=True)).total == 2
    services.confirm_within(timedelta(days=1000))
    assert services.find(SearchQuery(to_confirm=True)).total == 1


def test_all_fields_that_can_be_changed_are_declared() -> None:
    assert {"name", "hours", "phone", "street", "kinds", "hidden_from"} <= editing.FIELDS
    assert not {"id", "organization_id", "last_modified"} & editing.FIELDS


def test_what_is_taken_off_is_gone_from_the_package_and_stays_off(
    services: ServiceStore, library: Store, room: Listing, tmp_path: Path
) -> None:
    """HSDS has no empty links: what is taken off is not written out, and the next import does not bring it back."""
    services.update(room.id, {"kinds": "food"})
    assert all(row.get("taxonomy_term_id") for row in rows(library, "attribute"))
    package = service("Room", hours="Mo-Fr 08:00-10:00", at=(38.7, -9.1), terms="naloxone", languages="pt")
    services.import_package(folder(tmp_path / "again", package))
    assert only(services).kinds == (ServiceKind.FOOD,)
    assert services.update(room.id, {"kinds": "food naloxone"}).kinds == (ServiceKind.NALOXONE, ServiceKind.FOOD)


def test_several_schedules_become_one_when_the_hours_are_changed(
    services: ServiceStore, library: Store, tmp_path: Path
) -> None:
    package = service("Room", hours="x")
    (row,) = package["schedule"]
    package["schedule"] = [
        {"id": f"h{at}", "service_at_location_id": row["service_at_location_id"], "byday": day, "freq": "WEEKLY"}
        | {"opens_at": "10:00", "closes_at": "12:00"}
        for at, day in enumerate(("MO", "TU"))
    ]
    services.import_package(folder(tmp_path / "p", package))
    assert only(services).schedule.hours is not None
    found = services.update(only(services).id, {"hours": "We 10:00-11:00"})
    assert found.schedule.as_written == ("We 10:00-11:00",)
    assert len(list(rows(library, "schedule"))) == 1
