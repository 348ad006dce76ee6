"""The sample directory is whole, invented, and gives way to a real one."""

from __future__ import annotations

from pathlib import Path

from companion.services import sample
from companion.services.opening_hours import Kind
from companion.services.records import ServiceKind
from companion.services.search import SearchQuery
from companion.services.store import ServiceStore
from companion.vault.connection import Store
from tests.services.builders import folder, service


def test_the_sample_has_no_faults_and_says_what_it_is(services: ServiceStore, library: Store) -> None:
    result = sample.load(library)
    assert result.findings == []
    everything = services.search(SearchQuery(limit=100))
    assert len(everything) == result.listings == 38
    assert services.has_sample()
    assert all(one.sample and one.name.startswith("Example ") for one in everything)
    assert {phone.number for one in everything for phone in one.phones} == {"000 000 000"}


def test_the_sample_shows_every_state(services: ServiceStore, library: Store) -> None:
    sample.load(library)
    found = services.search(SearchQuery(text="needles", near=(38.7315, -9.1370)))
    assert {one.now.kind for one in found} == set(Kind)
    assert {kind for one in services.search(SearchQuery(limit=100)) for kind in one.kinds} >= set(ServiceKind) - {
        ServiceKind.OTHER
    }


def test_a_real_directory_takes_its_place(services: ServiceStore, library: Store, tmp_path: Path) -> None:
    sample.load(library)
    services.import_package(folder(tmp_path / "real", service("Real Room")))
    assert [one.name for one in services.search(SearchQuery(limit=100))] == ["Real Room"]
    assert not services.has_sample()


def test_the_sample_can_be_taken_out(services: ServiceStore, library: Store) -> None:
    sample.load(library)
    services.remove_sample()
    assert services.is_empty()
    assert services.search(SearchQuery()) == []
