"""Public holidays travel in a pack: written with their source, read by whoever asks whether a door is open."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from companion.cli.content import sentence
from companion.errors import Problem
from companion.packs import builder, directory, importer, installed, pack, skeletons, validator
from companion.packs.trust import Scope, TrustStore
from companion.services.search import SearchQuery
from companion.services.store import ServiceStore
from companion.vault.connection import Store
from tests.packs import packs
from tests.packs.test_import import services, take
from tests.services.builders import wall
from tests.services.test_holidays import GOOD

NAME = "services/holidays/xa.json"
WITH = {"xa/holidays.toml": GOOD}
DOOR = {
    "services/organizations.csv": b"id,name,description\n3d1d0cf2-8f8e-4b4e-a7a4-2b7b0c1d0001,Example Help,Help\n",
    "services/services.csv": b"id,organization_id,name,status,description\n"
    b"3d1d0cf2-8f8e-4b4e-a7a4-2b7b0c1d0002,3d1d0cf2-8f8e-4b4e-a7a4-2b7b0c1d0001,The door,active,Help\n",
    "services/schedules.csv": b"id,service_id,notes\n3d1d0cf2-8f8e-4b4e-a7a4-2b7b0c1d0003,"
    b"3d1d0cf2-8f8e-4b4e-a7a4-2b7b0c1d0002,opening_hours: Mo-Fr 10:00-18:00; PH off\n",
}


def listed(text: bytes, **head: object) -> bytes:
    return packs.signed_by(packs.made({NAME: text}, pack="days", **head), packs.key())


def compiled(year: int) -> bytes:
    day = {"day": f"{year}-12-25", "name": "A feast"}
    read = {"source": "An invented act", "address": "example.invalid", "read_on": "2026-11-20"}
    return json.dumps({"public_years": [year], "public": [day], **read}).encode()


def test_a_door_is_closed_on_a_holiday_that_a_pack_told_of(store: Store, tmp_path: Path) -> None:
    take(store, packs.signed_by(packs.made(DOOR, pack="services"), packs.key()))
    open_then = {}
    for known in (False, True):
        if known:
            take(store, packs.built(tmp_path, changed=WITH))
        found = ServiceStore(store, holidays=directory.holidays(installed.library(store), "xa"))
        for day in (24, 25):
            at = SearchQuery(open_now=True, at=wall(2026, 12, day, 11))
            open_then[known, day] = [one.name for one in found.find(at).listings]
    assert open_then == {(False, 24): [], (False, 25): [], (True, 24): ["The door"], (True, 25): []}
    assert directory.holidays(installed.library(store), "xb") is None


def test_the_newest_pack_that_has_a_list_counts_and_the_directory_is_left_alone(store: Store) -> None:
    take(store, services("Ours"))
    take(store, listed(compiled(2026), version=1, issued=date(2026, 11, 2)))
    older = packs.made({NAME: compiled(2025)}, pack="older", issued=date(2026, 11, 1))
    looked = take(store, packs.signed_by(older, packs.key()))
    assert looked.services == 0
    found = directory.holidays(installed.library(store), "xa")
    assert found is not None and found.public == {date(2026, 12, 25)}
    assert [one.name for one in ServiceStore(store).find(SearchQuery()).listings] == ["Ours"]
    empty = {**json.loads(compiled(2026)), "public_years": [], "public": []}
    take(store, listed(json.dumps(empty).encode(), version=2, issued=date(2026, 11, 3)))
    found = directory.holidays(installed.library(store), "xa")
    assert found is not None and found.is_holiday("ph", date(2026, 12, 25)) is None


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        (NAME, b'{"public_years": [2026]}', "services.holidays_wrong"),
        (NAME, b"[]", "packs.json_broken"),
        (NAME, compiled(2026).replace(b"2026-12", b"2027-12"), "services.holidays_wrong"),
        ("services/holidays/xa.csv", b"day", "packs.not_listed"),
        ("services/holidays/xa/b.json", compiled(2026), "packs.not_listed"),
    ],
)
def test_a_list_that_is_none_is_refused(store: Store, name: str, text: bytes, code: str) -> None:
    before = packs.held(store)
    with pytest.raises(Problem) as caught:
        take(store, packs.signed_by(packs.made({name: text}), packs.key()))
    assert caught.value.code == code
    assert packs.held(store) == before


def test_who_may_sign_one_place_signs_no_other_places_holidays(store: Store) -> None:
    keys = TrustStore(store)
    keys.add(packs.key("there").public, "There", Scope("there.example", places=frozenset({"xb"})))
    made = packs.made({NAME: compiled(2026)}, namespace="there.example")
    with pytest.raises(Problem) as caught:
        importer.look(store, pack.signed(packs.signed_by(made, packs.key("there"))))
    assert (caught.value.code, caught.value.facts["place"]) == ("packs.signer_may_not_place", "xa")


def test_the_builder_takes_the_list_of_a_place_under_services(tmp_path: Path) -> None:
    root = packs.folder(tmp_path, WITH)
    made = pack.Pack(builder.build(root))
    assert made.manifest.kinds == ("rights", "services", "translations")
    assert json.loads(made.read(NAME))["public"] == [{"day": "2026-12-25", "name": "A feast"}]
    packs.folder(tmp_path, WITH, head={"kinds": ["rights"]})
    assert NAME not in pack.Pack(builder.build(root)).names


def test_the_check_finds_a_list_without_a_source(tmp_path: Path) -> None:
    root = packs.folder(tmp_path, {"xa/holidays.toml": GOOD.replace('source = "An invented act"', "")})
    (found,) = [one for one in validator.check_folder(root) if one.severity == "error"]
    assert (found.file, found.field, found.code) == ("xa/holidays.toml", "source", "content.missing_key")
    (root / "xa" / "holidays.toml").write_text("[[public", encoding="utf-8")
    assert [one.code for one in validator.check_folder(root) if one.severity == "error"] == ["content.bad_toml"]
    (root / "xa" / "holidays.toml").write_text(GOOD.replace("[2026]", "[2025]"), encoding="utf-8")
    (found,) = [one for one in validator.check_folder(root) if one.severity == "error"]
    assert "2026" in sentence(found)


def test_the_skeleton_has_no_list_until_its_lines_are_opened(tmp_path: Path) -> None:
    skeletons.new_place(tmp_path, "xa")
    path = tmp_path / "xa" / "holidays.toml"
    text = path.read_text(encoding="utf-8")
    assert builder._holidays(tmp_path, ["xa"]) == {}
    head, *rows = text.splitlines()[1:]
    path.write_text("\n".join([f"# {head}", *(row.removeprefix("# ") for row in rows)]), encoding="utf-8")
    assert {one.field for one in validator._holidays(path)} == {"source", "address"}
    path.write_text(path.read_text(encoding="utf-8").replace('= ""', '= "x"'), encoding="utf-8")
    assert validator._holidays(path) == []
