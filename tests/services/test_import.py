"""Packages come in with true findings: what is sound is there, what is not is named, and it is all or nothing."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion.errors import Problem
from companion.services import hsds_import, sample
from companion.services.directory import rows, tables
from companion.services.hsds_export import hsds_zip
from companion.services.opening_hours import Kind
from companion.services.records import Severity, Status
from companion.services.search import SearchQuery
from companion.services.store import ServiceStore
from companion.vault.connection import Store
from tests.services.builders import FAULTY, Rows, csv_files, folder, service, together, uid, written_json, zipped

ROOM = "22222222-2222-4222-8222-222222222221"


def test_a_faulty_package_is_taken_as_far_as_it_is_sound(services: ServiceStore) -> None:
    result = services.import_package(FAULTY)
    told = {(found.code, found.file, found.row, found.field) for found in result.findings}
    assert told >= {
        ("field.missing", "services.csv", 4, "name"),
        ("id.twice", "services.csv", 5, "id"),
        ("id.not_uuid", "services.csv", 6, "id"),
        ("status.unknown", "services.csv", 3, "status"),
        ("date.bad", "services.csv", 3, "assured_date"),
        ("key.unknown", "services.csv", 3, "organization_id"),
        ("column.unknown", "services.csv", 1, "colour of the door"),
        ("latitude.range", "locations.csv", 2, "latitude"),
        ("number.bad", "locations.csv", 3, "longitude"),
        ("key.unknown", "service_at_location.csv", 4, "location_id"),
        ("key.unknown", "attributes.csv", 2, "link_id"),
        ("key.unknown", "organizations.csv", 3, "parent_organization_id"),
        ("time.bad", "schedules.csv", 3, "opens_at"),
        ("names.dropped", "contacts.csv", None, "name"),
        ("names.dropped", "addresses.csv", None, "name"),
        ("file.unknown", "favourite_colours.csv", None, ""),
        ("file.missing", "phones.csv", None, ""),
    }
    assert result.refused == 2
    assert result.rows["service"] == 3


def test_what_came_in_is_found_and_shown(services: ServiceStore) -> None:
    services.import_package(FAULTY)
    (room,) = services.search(SearchQuery(text="talk paperf"))
    assert room.service.id == ROOM
    assert room.organization is not None
    assert "two lines" in room.organization.description
    assert room.location is not None
    assert (room.location.latitude, room.location.longitude) == (None, None)
    assert room.now.kind == Kind.CLOSED  # Monday and Tuesday only, and this is a Friday
    (stop,) = services.search(SearchQuery(text="inventshire needle"))
    assert stop.service.status == Status.UNCLEAR
    assert stop.now.kind == Kind.UNKNOWN
    assert "closed on feast days" in stop.schedule.as_written[0]
    (markup,) = services.search(SearchQuery(text="passwd"))
    assert markup.name == "<img src=file:///etc/passwd>"


def test_every_row_is_in_or_named(services: ServiceStore, library: Store) -> None:
    """Nothing is dropped in silence: rows of the files = rows kept + rows refused."""
    result = services.import_package(FAULTY)
    kept = sum(tables(library).values())
    assert kept + result.refused == 17
    assert {row["colour"] for row in rows(library, "favourite_colours")} == {"green"}
    assert any(row.get("colour of the door") == "green" for row in rows(library, "service"))


def test_names_of_people_are_left_out_unless_wanted(services: ServiceStore, library: Store) -> None:
    services.import_package(FAULTY)
    assert "Nobody" not in json.dumps([row for table in tables(library) for row in rows(library, table)])
    services.import_package(FAULTY, keep_names=True)
    assert [row["name"] for row in rows(library, "contact")] == ["Ann Nobody"]


def test_check_finds_the_same_and_keeps_nothing(library: Store, services: ServiceStore) -> None:
    checked = hsds_import.check(FAULTY)
    assert tables(library) == {}
    assert checked.findings == services.import_package(FAULTY).findings


def test_a_zip_is_read_like_its_folder(tmp_path: Path, services: ServiceStore) -> None:
    files = {f"package/{file.name}": file.read_bytes().decode() for file in FAULTY.iterdir()}
    zipped(tmp_path / "faulty.zip", files)
    assert services.import_package(tmp_path / "faulty.zip").findings == hsds_import.check(FAULTY).findings


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../services.csv", "services.zip_unsafe"),
        ("/services.csv", "services.zip_unsafe"),
        ("a.txt", "services.not_hsds"),
    ],
)
def test_a_zip_that_is_no_package_is_refused(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(Problem) as caught:
        hsds_import.check(zipped(tmp_path / "bad.zip", {name: "id,name\n"}))
    assert caught.value.code == code


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        hsds_import.check(zipped(tmp_path / "bomb.zip", {"services.csv": "x" * 8_000_000}))
    assert caught.value.code == "services.zip_unsafe"


def test_a_zip_of_too_many_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        hsds_import.check(zipped(tmp_path / "many.zip", {f"{number}.csv": "" for number in range(501)}))
    assert caught.value.code == "services.zip_unsafe"


def test_a_damaged_zip_changes_nothing(tmp_path: Path, services: ServiceStore, library: Store) -> None:
    data = bytearray(zipped(tmp_path / "good.zip", csv_files(service("Room"))).read_bytes())
    with zipfile.ZipFile(tmp_path / "good.zip") as archive:
        info = archive.getinfo("services.csv")
    start = info.header_offset + 30 + len(info.filename)
    data[start : start + 10] = b"\xff" * 10
    (tmp_path / "bad.zip").write_bytes(data)
    with pytest.raises(Problem) as caught:
        services.import_package(tmp_path / "bad.zip")
    assert caught.value.code == "services.zip_broken"
    assert tables(library) == {}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("x.json", b"{not json", "services.json_broken"),
        ("x.json", b"[" * 100_000, "services.json_unreadable"),
        ("x.json", b'[{"id": ' + b"9" * 5000 + b"}]", "services.json_unreadable"),
        ("x.json", b"\xff\xfe", "file.not_utf8"),
        ("x.json", b"hello", "services.not_hsds"),
        ("x.txt", b"hello", "services.no_name_column"),
        ("x.txt", b"", "services.sheet_empty"),
        ("list.pdf", b"%PDF-1.7 ...", "services.not_a_list"),
        ("list.csv", b"\x89PNG\r\n\x1a\n", "services.not_a_list"),
        ("list.csv", b"<!DOCTYPE html><html>", "services.not_a_list"),
        ("list.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "services.not_a_list"),
    ],
)
def test_other_files_are_refused_with_a_reason(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Problem) as caught:
        hsds_import.check(tmp_path / name)
    assert caught.value.code == code


def test_one_table_of_a_package_asks_for_the_others(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        hsds_import.check(folder(tmp_path / "p", service("Room")) / "services.csv")
    assert caught.value.code == "services.lone_csv"


def test_a_quotation_mark_that_is_never_closed_swallows_no_row(tmp_path: Path) -> None:
    package = folder(tmp_path / "p", service("Room"))
    with (package / "services.csv").open("a", encoding="utf-8") as stream:
        stream.write('s1,"never closed,active\ns2,Other,active\n')
    with pytest.raises(Problem) as caught:
        hsds_import.check(package)
    assert caught.value.code == "services.csv_broken"
    assert caught.value.facts == {"file": "services.csv", "row": 3}


def test_cells_may_be_parted_by_tabs(tmp_path: Path) -> None:
    (tmp_path / "services.csv").write_text("id\tname\tstatus\ns1\tRoom, with a view\tactive", encoding="utf-8")
    result = hsds_import.check(tmp_path)
    assert result.rows["service"] == 1
    assert not result.refused


def test_the_list_of_a_package_stands_for_its_folder(tmp_path: Path) -> None:
    package = folder(tmp_path / "p", service("Room"))
    (package / "datapackage.json").write_text('{"name": "p", "resources": []}', encoding="utf-8")
    assert hsds_import.check(package / "datapackage.json").rows["service"] == 1
    (tmp_path / "datapackage.json").write_text('{"name": "p", "resources": []}', encoding="utf-8")
    with pytest.raises(Problem) as caught:
        hsds_import.check(tmp_path / "datapackage.json")
    assert caught.value.code == "services.not_hsds"


def test_half_a_character_is_shown_as_unreadable(tmp_path: Path, services: ServiceStore) -> None:
    record = '{"id": "a", "name": "Room \\ud800 \\ud83d\\ude00", "status": "active", "x\\udc00": ["\\ud800"]}'
    (tmp_path / "x.json").write_text(f"[{record}]", encoding="utf-8")
    services.import_package(tmp_path / "x.json")
    assert [one.name for one in services.search(SearchQuery(text="room"))] == [
        "Room \N{REPLACEMENT CHARACTER} \N{GRINNING FACE}"
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [("1,Caf\udce9,active", "file.not_utf8"), (f'2,"{"x" * 200_000}",active', "services.csv_broken")],
)
def test_a_broken_file_changes_nothing(
    tmp_path: Path, services: ServiceStore, library: Store, line: str, code: str
) -> None:
    path = folder(tmp_path / "package", service("Room"))
    text = f"id,name,status\n{line}\n"
    (path / "services.csv").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(Problem) as caught:
        services.import_package(path)
    assert caught.value.code == code
    assert tables(library) == {}
    assert services.is_empty()


def test_rows_with_too_many_cells_are_named(tmp_path: Path) -> None:
    path = folder(tmp_path / "package", service("Room"))
    (path / "services.csv").write_text("id,name,status\n1,Room,active,more\n2;Other;active\n", encoding="utf-8")
    found = [(one.code, one.row) for one in hsds_import.check(path).findings if one.severity == Severity.ERROR]
    assert found == [("row.broken", 2), ("field.missing", 3)]


def test_semicolons_are_read_too(tmp_path: Path) -> None:
    path = folder(tmp_path / "package", service("Room"))
    (path / "services.csv").write_text(f"id;name;status\n{uid('Room')};Room, upstairs;active\n", encoding="utf-8")
    assert hsds_import.check(path).rows["service"] == 1


def test_an_import_tells_progress_and_can_be_stopped(tmp_path: Path, services: ServiceStore, library: Store) -> None:
    path = folder(tmp_path / "package", *(service(f"Room {number}") for number in range(60)))
    seen: list[tuple[int, int]] = []
    with pytest.raises(Problem) as caught:
        services.import_package(path, progress=lambda *step: seen.append(step), cancelled=lambda: len(seen) > 0)
    assert caught.value.code == "services.cancelled"
    assert tables(library) == {}
    services.import_package(path, progress=lambda *step: seen.append(step))
    assert seen[-1][0] == seen[-1][1] > 0


def test_the_same_package_again_changes_nothing(tmp_path: Path, services: ServiceStore, library: Store) -> None:
    path = folder(tmp_path / "package", service("Room", hours="24/7"))
    first = services.import_package(path)
    before = hsds_zip(library)
    again = services.import_package(path)
    assert (again.added, again.changed, again.same) == (0, 0, first.added)
    assert hsds_zip(library) == before


def test_a_newer_package_updates_by_id(tmp_path: Path, services: ServiceStore) -> None:
    services.import_package(folder(tmp_path / "old", service("Room", description="old words")))
    newer = service("Room", description="new words")
    result = services.import_package(folder(tmp_path / "new", newer))
    assert (result.added, result.changed) == (0, 1)
    assert services.search(SearchQuery(text="old words")) == []
    assert [found.name for found in services.search(SearchQuery(text="new words"))] == ["Room"]


def test_what_was_changed_here_stays_and_is_told(tmp_path: Path, services: ServiceStore) -> None:
    services.import_package(folder(tmp_path / "old", service("Room", description="theirs", alert="x")))
    (room,) = services.search(SearchQuery())
    edited = services.update(room.id, {"description": "ours", "alert": "ours too"})
    assert edited.edited_locally
    result = services.import_package(folder(tmp_path / "new", service("Room", description="theirs again", alert="x")))
    assert [(found.field, found.value) for found in result.findings if found.code == "edit.kept"] == [
        ("description", "theirs again")
    ]
    (room,) = services.search(SearchQuery(text="ours"))
    assert (room.service.description, room.service.alert) == ("ours", "ours too")


def test_a_package_that_agrees_with_an_edit_ends_it(tmp_path: Path, services: ServiceStore) -> None:
    services.import_package(folder(tmp_path / "old", service("Room", description="theirs")))
    (room,) = services.search(SearchQuery())
    services.update(room.id, {"description": "ours"})
    agreed = service("Room", description="ours", assured_date="2026-11-20")
    assert not [
        found
        for found in services.import_package(folder(tmp_path / "new", agreed)).findings
        if found.code == "edit.kept"
    ]
    assert not services.search(SearchQuery())[0].edited_locally


def nested(rows_: Rows) -> list[dict[str, Any]]:
    """The services of a package as HSDS JSON, everything inside them."""
    found: list[dict[str, Any]] = []
    for one in rows_["service"]:
        doors: list[dict[str, Any]] = [
            {**door, "location": {**place, "addresses": rows_["address"]}, "schedules": rows_.get("schedule", [])}
            for door in rows_["service_at_location"]
            for place in rows_["location"]
            if door["service_id"] == one["id"] and door["location_id"] == place["id"]
        ]
        extra: dict[str, Any] = {
            "organization": rows_["organization"][0],
            "service_at_locations": doors,
            "phones": [PHONE, PHONE],
        }
        found.append({**one, **extra, "languages": rows_["language"], "minimum_age": 18})
    return found


PHONE = {
    "id": uid("phone"),
    "number": "000 000 000",
    "extension": 7,
    "languages": [{"id": uid("spoken"), "code": "uk"}],
}


def test_json_comes_in_however_it_is_wrapped(tmp_path: Path, services: ServiceStore) -> None:
    records = nested(service("Room", hours="24/7", languages="pt"))
    lines = tmp_path / "lines.json"
    lines.write_text("\n".join(json.dumps(record) for record in [*records, *records]), encoding="utf-8")
    documents = [
        written_json(tmp_path / "page.json", {"total_items": 1, "contents": records}),
        written_json(tmp_path / "list.json", records),
        written_json(tmp_path / "one.json", records[0]),
        written_json(tmp_path / "tables.json", {"service": records}),
        lines,
    ]
    kept = [hsds_import.check(document).rows for document in documents]
    assert kept[0]["service"] == kept[0]["location"] == kept[0]["phone"] == 1
    assert all(rows_ == kept[0] for rows_ in kept)
    services.import_package(documents[0])
    (room,) = services.search(SearchQuery(text="room"))
    assert room.now.kind == Kind.OPEN
    assert [phone.extension for phone in room.phones] == ["7"]
    assert room.organization is not None
    assert room.location is not None
    assert room.location.city == "Exampleton"


def test_json_and_tables_give_the_same_rows(tmp_path: Path, services: ServiceStore, library: Store) -> None:
    package = service("Room", hours="24/7", languages="pt")
    services.import_package(folder(tmp_path / "package", package))
    records = nested(package)
    records[0].pop("phones")
    records[0].pop("minimum_age")
    result = services.import_package(written_json(tmp_path / "page.json", records))
    assert (result.added, result.changed) == (0, 0)


def test_a_record_that_belongs_to_two_is_kept_for_both(tmp_path: Path, services: ServiceStore) -> None:
    both = together(service("One"), service("Two"))
    result = services.import_package(written_json(tmp_path / "page.json", nested(both)))
    assert (
        Counter(found.code for found in result.findings)["id.shared"] == 2
    )  # the phone, and the language spoken on it
    assert all(len(found.phones) == 1 for found in services.search(SearchQuery()))


def test_packages_that_count_from_one_are_taken(tmp_path: Path, services: ServiceStore) -> None:
    """Ids are unique within a table, not between tables: a service "2" without a door, and a door "2"."""
    package: Rows = {
        "service": [{"id": str(number), "name": f"Room {number}", "status": "active"} for number in (1, 2)],
        "location": [{"id": "1", "location_type": "physical", "name": "House"}],
        "service_at_location": [{"id": "2", "service_id": "1", "location_id": "1"}],
    }
    services.import_package(folder(tmp_path / "package", package))
    found = {one.name: one for one in services.search(SearchQuery())}
    assert found["Room 1"].location is not None
    assert found["Room 2"].location is None
    edited = services.update(found["Room 2"].id, {"alert": "x"})
    assert edited.name == "Room 2"


VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["1", "2"])
RECORDS = ["organization", "phones", "service_at_locations", "location", "schedules", "attributes", "taxonomy_term"]
COLUMNS = ["id", "name", "status", "service", "service_id", "location_id", "languages", "latitude", "link_id", "x"]
KEYS = st.sampled_from([*RECORDS, *COLUMNS, "contents"])
DOCUMENTS = st.recursive(
    VALUES, lambda inside: st.lists(inside, max_size=3) | st.dictionaries(KEYS, inside, max_size=6), max_leaves=25
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DOCUMENTS)
def test_any_json_is_taken_or_refused_with_a_reason(
    tmp_path: Path, services: ServiceStore, library: Store, document: object
) -> None:
    before = tables(library)
    try:
        result = services.import_package(written_json(tmp_path / "any.json", document))
    except Problem as problem:
        assert problem.code.split(".")[0] in ("services", "file")
        assert tables(library) == before
    else:
        assert len(services.search(SearchQuery(limit=10_000))) <= result.listings


@pytest.mark.parametrize("document", [[], [7], {"contents": []}])
def test_a_package_without_a_sound_row_changes_nothing(
    tmp_path: Path, services: ServiceStore, library: Store, document: object
) -> None:
    sample.load(library)
    with pytest.raises(Problem) as caught:
        services.import_package(written_json(tmp_path / "empty.json", document))
    assert caught.value.code == "services.nothing_taken"
    assert services.has_sample()


def test_what_is_no_record_is_named(tmp_path: Path) -> None:
    path = written_json(tmp_path / "page.json", {"contents": [7, "text", {"x": 1}, *nested(service("Room"))]})
    result = hsds_import.check(path)
    assert [found.row for found in result.findings if found.code == "row.not_object"] == [1, 2, 3]
    assert result.rows["service"] == 1


def test_nesting_has_an_end(tmp_path: Path) -> None:
    deep: dict[str, object] = {"id": uid("0"), "name": "Deep", "status": "active"}
    for level in range(200):
        deep = {
            "id": uid(str(level)),
            "name": "Deep",
            "status": "active",
            "organization": {"id": uid("o"), "service": deep},
        }
    assert hsds_import.check(written_json(tmp_path / "deep.json", deep)).rows["service"] >= 1


def test_many_alike_findings_are_counted(tmp_path: Path) -> None:
    many = together(*(service(f"Room {number}", assured_date="someday") for number in range(70)))
    findings = hsds_import.check(folder(tmp_path / "package", many)).findings
    told = [found for found in findings if found.code == "date.bad"]
    assert len(told) == 50
    assert [found.count for found in findings if found.code == "findings.more" and found.field == "assured_date"] == [
        20
    ]
