"""An import beside people who work: nothing of it is seen before the end, and nothing is left of one that broke off."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from companion import clock
from companion.errors import Problem
from companion.services import hsds_import, indexing, sample, staging
from companion.services.directory import Gatherer, rows, tables
from companion.services.hsds_export import hsds_zip
from companion.services.records import Listing
from companion.services.search import SearchQuery
from companion.services.store import ServiceStore
from companion.vault.connection import Store
from tests.services import generate
from tests.services.builders import folder, service, uid
from tests.services.conftest import FRIDAY


def count(library: Store, table: str) -> int:
    row = library.one(f"SELECT COUNT(*) FROM {table}")
    assert row is not None
    return int(row[0])


def test_others_write_and_search_while_a_list_comes_in(services: ServiceStore, library: Store, tmp_path: Path) -> None:
    services.import_package(folder(tmp_path / "old", service("Old Room")))
    (room,) = services.search(SearchQuery())
    package = generate.write_package(tmp_path / "new", 300)
    seen: list[tuple[int, int]] = []

    def busy(done: int, total: int) -> None:
        """From the other thread's point of view: the store is free at every report of progress."""
        waited = threading.Event()

        def work() -> None:
            with clock.frozen(FRIDAY):
                services.confirm(room.id)
                seen.append((services.find(SearchQuery()).total, len(hsds_zip(library))))
            waited.set()

        thread = threading.Thread(target=work)
        thread.start()
        assert waited.wait(20), "the import holds the library"
        thread.join()

    services.import_package(package, progress=busy)
    assert len(seen) > 3
    assert {total for total, _ in seen} == {1}  # all the while the directory is as it was
    assert len({size for _, size in seen}) <= 2  # the first confirmation is written out, nothing of the import
    assert services.find(SearchQuery()).total == 301
    confirmed = services.listing(room.id)
    assert confirmed is not None and confirmed.assured_date == FRIDAY.date()


@pytest.mark.parametrize("share", [0.1, 0.4, 0.6, 0.95])
def test_a_stop_leaves_everything_as_it_was(
    share: float, services: ServiceStore, library: Store, tmp_path: Path
) -> None:
    services.import_package(folder(tmp_path / "old", service("Room", description="theirs")))
    before = hsds_zip(library)
    new = generate.write_package(tmp_path / "new", 120)
    done = 0.0

    def note(now: int, total: int) -> None:
        nonlocal done
        done = now / total

    with pytest.raises(Problem) as caught:
        services.import_package(new, progress=note, cancelled=lambda: done >= share)
    assert caught.value.code == "services.cancelled"
    assert hsds_zip(library) == before
    assert count(library, "listing") == 1
    assert not staging.running(library)
    assert [one.name for one in services.search(SearchQuery())] == ["Room"]


def test_what_a_power_cut_leaves_is_unseen_and_swept(services: ServiceStore, library: Store, tmp_path: Path) -> None:
    services.import_package(folder(tmp_path / "old", service("Room")))
    before = hsds_zip(library)
    broken = staging.Staging(library, "broken off")
    for table, row in generate.rows(20):
        broken.add(table, row)
    broken.change(1, "service", {"id": uid("Room"), "name": "Other"}, '{"name":"Other"}', [])
    broken.flush()
    generation = indexing.begin(library)
    indexing.build(library, Gatherer(library, broken.source), generation)
    again = ServiceStore(library)  # as at the next start
    assert [one.name for one in again.search(SearchQuery())] == ["Room"]
    assert hsds_zip(library) == before
    assert tables(library)["service"] == 1
    again.import_package(folder(tmp_path / "new", service("Door")))
    assert sorted(one.name for one in again.search(SearchQuery())) == ["Door", "Room"]
    assert count(library, "directory_change") == 0
    assert count(library, "directory_row") == sum(tables(library).values())


def test_an_edit_during_an_import_is_in_the_new_index(services: ServiceStore, tmp_path: Path) -> None:
    services.import_package(folder(tmp_path / "old", service("Room")))
    (room,) = services.search(SearchQuery())
    edited: list[Listing] = []

    def edit(done: int, total: int) -> None:
        if done == total and not edited:  # the new index is made, and does not count yet
            edited.append(services.update(room.id, {"name": "Renamed"}))

    services.import_package(folder(tmp_path / "new", service("Door")), progress=edit)
    assert edited
    assert sorted(one.name for one in services.search(SearchQuery())) == ["Door", "Renamed"]
    assert [one.id for one in services.search(SearchQuery(text="renam"))] == [room.id]


def test_the_check_tells_side_by_side_what_changes(services: ServiceStore, library: Store, tmp_path: Path) -> None:
    old = service("Room", description="theirs", hours="24/7")
    services.import_package(folder(tmp_path / "old", old, service("Other")))
    room = services.search(SearchQuery(text="room"))[0]
    services.update(room.id, {"description": "ours", "fees": "1"})
    new = service("Room", description="new", hours="Mo 10:00-12:00")
    result = hsds_import.check(folder(tmp_path / "new", new), store=library)
    told = {(one.title, one.column, one.before, one.after, one.ours) for one in result.changes}
    assert told == {
        ("Room", "description", "theirs", "new", "ours"),
        ("Room", "notes", "opening_hours: 24/7", "opening_hours: Mo 10:00-12:00", None),
    }
    assert [one.column for one in result.conflicts] == ["description"]
    assert (result.changed, result.missing) == (2, 1)
    assert services.search(SearchQuery(text="room"))[0].service.description == "ours"


@pytest.mark.parametrize(("asked", "kept"), [(False, "ours"), (True, "new")])
def test_own_edits_are_given_up_only_when_somebody_says_so(
    asked: bool, kept: str, services: ServiceStore, library: Store, tmp_path: Path
) -> None:
    services.import_package(folder(tmp_path / "old", service("Room", description="theirs")))
    (room,) = services.search(SearchQuery())
    services.update(room.id, {"description": "ours", "alert": "Ring"})
    new = folder(tmp_path / "new", service("Room", description="new"))
    (conflict,) = hsds_import.check(new, store=library).conflicts
    services.import_package(new, theirs=frozenset({conflict.edit} if asked else ()))
    (room,) = services.search(SearchQuery())
    assert (room.service.description, room.service.alert) == (kept, "Ring")


def test_the_sample_makes_way_even_for_itself(services: ServiceStore, library: Store, tmp_path: Path) -> None:
    sample.load(library)
    (tmp_path / "sample.zip").write_bytes(hsds_zip(library))
    before = list(rows(library, "service"))
    services.import_package(tmp_path / "sample.zip")
    assert not services.has_sample()
    assert list(rows(library, "service")) == before
    assert services.find(SearchQuery()).total == 38
