"""Search finds what was meant, in the order that helps, and never calls a door open that is not."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from companion.errors import Problem
from companion.i18n import catalogs
from companion.services.opening_hours import Kind
from companion.services.records import Feature, ServiceKind
from companion.services.search import SearchQuery, metres
from companion.services.search_index import numbers_of
from companion.services.store import ServiceStore
from companion.vault.connection import Store
from tests.services import generate
from tests.services.builders import folder, service
from tests.services.conftest import FRIDAY, LISBON

SQUARE = (38.7300, -9.1400)


@pytest.fixture
def directory(services: ServiceStore, tmp_path: Path) -> ServiceStore:
    packages = [
        service(
            "Needle Stop", at=(38.7310, -9.1400), hours="Mo-Fr 10:00-20:00", terms="needle_syringe free", languages="pt"
        ),
        service("Night Van", at=(38.7301, -9.1400), hours="Mo-Sa 22:00-02:00", terms="outreach needle_syringe no_id"),
        service("Αθήνα Room", at=(38.8000, -9.1400), hours="24/7", languages="el uk", city="Łódź"),
        service("Ёлка", description="مركز إبرة", city="Große Straße"),
        service("検査センター", hours="tides permitting", languages="ja", fees_description="Free"),
        service("Zeta House", status="temporarily closed", hours="24/7"),
        service("Gone House", status="defunct", hours="24/7"),
    ]
    services.import_package(folder(tmp_path / "package", *packages))
    return services


def names(services: ServiceStore, **query: object) -> list[str]:
    return [found.name for found in services.search(SearchQuery(**query))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("needle sto", "Needle Stop"),
        ("αθηνα", "Αθήνα Room"),
        ("lodz", "Αθήνα Room"),
        ("елка", "Ёлка"),
        ("ابره", "Ёлка"),
        ("strasse", "Ёлка"),
        ("検査", "検査センター"),
        ("セン", "検査センター"),
        ("van nig", "Night Van"),
        ("outr", "Night Van"),
    ],
)
def test_any_script_is_found(directory: ServiceStore, text: str, name: str) -> None:
    assert names(directory, text=text) == [name]


def test_every_beginning_of_a_word_finds_it(directory: ServiceStore) -> None:
    assert all("Needle Stop" in names(directory, text="needle"[:length]) for length in range(1, 7))


def test_all_words_must_be_there(directory: ServiceStore) -> None:
    assert names(directory, text="needle nowhere") == []
    assert directory.find(SearchQuery(text="!?")).total == 6  # marks alone ask for nothing


def test_labels_of_kinds_find_them_in_the_language_in_use(directory: ServiceStore) -> None:
    assert "Night Van" in names(directory, text="street outreach")
    try:
        catalogs.use("xx")
        assert "Night Van" in names(directory, text="strééó"[:3])
    finally:
        catalogs.use("en")


def test_open_comes_first_then_near_then_by_name(directory: ServiceStore) -> None:
    assert names(directory, near=SQUARE)[:3] == ["Needle Stop", "Αθήνα Room", "Night Van"]
    assert names(directory)[:2] == ["Needle Stop", "Αθήνα Room"]
    night = FRIDAY.replace(hour=23)
    assert names(directory, near=SQUARE, at=night)[0] == "Night Van"


def test_open_now_leaves_only_what_is_open(directory: ServiceStore) -> None:
    found = directory.find(SearchQuery(open_now=True))
    assert [one.name for one in found.listings] == ["Needle Stop", "Αθήνα Room"]
    assert found.total == 2
    assert all(one.now.kind == Kind.OPEN for one in found.listings)


def test_closed_for_now_is_closed_and_gone_is_gone(directory: ServiceStore) -> None:
    (zeta,) = directory.search(SearchQuery(text="zeta"))
    assert zeta.now.kind == Kind.CLOSED
    assert names(directory, text="gone") == []


def test_filters_narrow(directory: ServiceStore) -> None:
    assert names(directory, kinds=frozenset({ServiceKind.OUTREACH})) == ["Night Van"]
    assert names(directory, languages=frozenset({"uk", "ja"})) == ["Αθήνα Room", "検査センター"]
    assert set(names(directory, features=frozenset({Feature.FREE}))) == {"Needle Stop", "検査センター"}
    assert names(directory, features=frozenset({Feature.FREE, Feature.NO_ID})) == []


def test_distance_is_over_the_ground(directory: ServiceStore) -> None:
    assert metres((38.7223, -9.1393), (41.1579, -8.6291)) == pytest.approx(274_000, rel=0.01)
    stop = directory.search(SearchQuery(text="needle stop", near=SQUARE))[0]
    assert stop.distance == pytest.approx(111, abs=1)
    assert directory.search(SearchQuery(text="елка", near=SQUARE))[0].distance is None


def test_a_limit_does_not_hide_how_many_there_are(directory: ServiceStore) -> None:
    found = directory.find(SearchQuery(limit=2))
    assert (len(found.listings), found.total) == (2, 6)


def test_a_listing_is_shown_by_its_id(directory: ServiceStore) -> None:
    stop = directory.search(SearchQuery(text="needle stop"))[0]
    shown = directory.listing(stop.id, near=SQUARE)
    assert shown is not None
    assert shown.name == "Needle Stop"
    assert shown.now.until == datetime(2026, 11, 20, 20, tzinfo=LISBON)
    assert directory.listing("nobody") is None


def test_an_edit_is_found_at_once_and_dated(directory: ServiceStore) -> None:
    (stop,) = directory.search(SearchQuery(text="needle stop"))
    edited = directory.update(stop.id, {"name": "Syringe Corner", "description": "Behind the mill"})
    assert (edited.name, edited.assured_date) == ("Syringe Corner", FRIDAY.date())
    assert names(directory, text="mill corner") == ["Syringe Corner"]
    assert names(directory, text="needle stop") == []
    assert directory.confirm(stop.id, FRIDAY.date() - timedelta(days=3)).assured_date == date(2026, 11, 17)


def test_an_edit_can_close_a_door(directory: ServiceStore) -> None:
    (stop,) = directory.search(SearchQuery(text="needle stop"))
    directory.update(stop.id, {"status": "defunct"})
    assert names(directory, text="needle stop") == []
    assert "Needle Stop" not in names(directory, open_now=True)


@pytest.mark.parametrize(
    ("uid", "changes", "code"),
    [("nobody", {"name": "x"}, "services.no_listing"), ("nobody", {"id": "x"}, "services.not_editable")],
)
def test_what_cannot_be_edited_is_told(directory: ServiceStore, uid: str, changes: dict[str, str], code: str) -> None:
    with pytest.raises(Problem) as caught:
        directory.update(uid, changes)
    assert caught.value.code == code


def test_counts_offer_only_what_occurs(directory: ServiceStore) -> None:
    counts = directory.counts()
    assert (counts.listings, counts.services, counts.organizations) == (7, 7, 1)
    assert counts.by_kind[ServiceKind.NEEDLE_SYRINGE] == 2
    assert ServiceKind.SHELTER not in counts.by_kind
    assert counts.languages == {"el": 1, "ja": 1, "pt": 1, "uk": 1}


def test_another_reader_sees_a_change(directory: ServiceStore, library: Store) -> None:
    other = ServiceStore(library, zone=LISBON)
    assert names(other, text="needle stop")
    stop = directory.search(SearchQuery(text="needle stop"))[0]
    directory.update(stop.id, {"name": "Elsewhere"})
    assert names(other, text="elsewhere")


def test_the_packed_index_finds_what_reading_everything_finds(library: Store) -> None:
    """Against the plain way: every listing read, its words looked at, its hours evaluated, sorted."""
    generate.fill(library, 400)
    services = ServiceStore(library, zone=LISBON)
    everything = services.search(SearchQuery(limit=1000, near=SQUARE))
    assert len(everything) == 400
    rng = random.Random(3)
    for _ in range(25):
        word = rng.choice(rng.choice(everything).service.description.split())[: rng.randint(1, 7)].casefold()
        near = rng.choice([None, SQUARE])
        query = SearchQuery(text=word, near=near, open_now=rng.random() < 0.5, limit=1000)
        plain = [one for one in everything if query.open_now <= (one.now.kind == Kind.OPEN)]
        found = services.find(query)
        described = {one.id for one in plain if f" {word}" in f" {one.service.description.casefold()}"}
        assert described <= {one.id for one in found.listings}
        assert found.total == len(found.listings)
        order = [(one.now.kind != Kind.OPEN, one.distance or 0) for one in found.listings]
        assert order == sorted(order)


def test_numbers_survive_packing() -> None:
    numbers = sorted(random.Random(1).sample(range(1, 5000), 700))
    assert numbers_of(sum(1 << number for number in numbers)) == numbers
