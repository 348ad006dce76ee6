"""Spreadsheets, maps and zips of JSON: what is sound comes in, columns mean what was said, nothing unknown is lost."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion.errors import Problem
from companion.services import hsds_import
from companion.services.directory import rows
from companion.services.flat_export import listings_csv
from companion.services.hsds_export import hsds_zip
from companion.services.hsds_reader import sheet_of
from companion.services.mapping import FIELDS, FLAT, Mapping, Mappings, guess
from companion.services.opening_hours import Kind
from companion.services.records import Feature, Listing, ServiceKind
from companion.services.search import SearchQuery
from companion.services.store import ServiceStore
from companion.vault.connection import Store
from tests.services.builders import written_json, zipped

SHEET = """Places we know, November;;;;;;;;
Name;What;Adresse;Ort;Telefon;Horario;Last checked;Wheelchair;Colour of the door
Example Bus;needle exchange;Example Square;Łódź;000 000 001 | 000 000 002;Mo-Fr 18:00-22:00;2026-11-02;yes;green
Example Room;;Example Street 4;Łódź;000 000 003;by appointment;02/11/26;no;

Example Bus;;Example Square;Łódź;;;;;
;;Nowhere;;;;;;
"=HYPERLINK(""file:///etc/passwd"")";<img src=file:///etc/passwd>;Example Lane;Łódź;+1;24/7;2026-10-30;;'=1+1
"""


def listing(services: ServiceStore, text: str) -> Listing:
    return services.search(SearchQuery(text=text))[0]


def test_an_ordinary_spreadsheet_is_understood(services: ServiceStore, library: Store, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(SHEET, encoding="utf-8")
    sheet = sheet_of(path)
    assert sheet is not None
    guessed = guess(sheet.headers, sheet.samples)
    assert guessed.fields == (
        "name",
        "",
        "street",
        "city",
        "phones",
        "opening_hours",
        "assured_date",
        "wheelchair",
        "",
    )
    result = services.import_package(path, mapping=guessed.changed(1, "kinds"))
    assert (result.listings, result.refused) == (4, 1)
    told = {(found.code, found.row) for found in result.findings}
    assert {("field.missing", 7), ("date.bad", 4), ("column.kept", None)} <= told
    bus = listing(services, "bus needle")
    assert [phone.number for phone in bus.phones] == ["000 000 001", "000 000 002"]
    assert (bus.kind, bus.now.kind, bus.assured_date) == (
        ServiceKind.NEEDLE_SYRINGE,
        Kind.CLOSED,
        date(2026, 11, 2),
    )
    assert Feature.WHEELCHAIR in bus.features
    assert listing(services, "room").schedule.as_written == ("by appointment",)
    assert listing(services, "hyperlink").name == '=HYPERLINK("file:///etc/passwd")'
    assert {row.get("Colour of the door") for row in rows(library, "service")} == {"green", "=1+1", None}
    text = listings_csv(library).decode("utf-8-sig")
    assert '"\'=HYPERLINK(""file' in text
    assert "'=1+1" in text


def test_a_second_import_of_the_list_brings_it_up_to_date(services: ServiceStore, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(SHEET, encoding="utf-8")
    services.import_package(path)
    services.update(listing(services, "room").id, {"alert": "Ring"})
    path.write_text(SHEET.replace("000 000 003", "000 000 009"), encoding="utf-8")
    result = services.import_package(path)
    assert (result.listings, result.added) == (4, 0)
    room = listing(services, "room")
    assert (room.phones[0].number, room.service.alert) == ("000 000 009", "Ring")


def workbook(path: Path, lines: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    book.save(path)
    return path


def test_a_workbook_is_a_spreadsheet_too(services: ServiceStore, tmp_path: Path) -> None:
    lines: list[list[object]] = [
        ["Our list"],
        ["Name", "Lat", "Lon", "Confirmed on", "Free", "Number of beds"],
        ["Example House", 38.5, -9, datetime(2026, 11, 3), True, 12.0],  # noqa: DTZ001  a cell knows no zone
        ["=1+1", None, None, None, None, None],
    ]
    services.import_package(workbook(tmp_path / "list.xlsx", lines))
    house = listing(services, "house")
    assert house.location is not None
    assert (house.location.latitude, house.location.longitude) == (38.5, -9.0)
    assert (house.assured_date, house.features) == (date(2026, 11, 3), (Feature.FREE,))
    assert services.counts().listings == 1  # what a formula came to was never computed


def test_a_file_of_another_alphabet_is_read_and_told(services: ServiceStore, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes("Nome;Morada\nCafé da Rua;Praça 1\n".encode("cp1252"))
    result = services.import_package(tmp_path / "list.csv")
    assert [found.code for found in result.findings] == ["encoding.guessed"]
    assert listing(services, "cafe").location.address == "Praça 1"  # type: ignore[union-attr]
    (tmp_path / "wide.csv").write_bytes("Name\tStreet\nΑθήνα\tX\n".encode("utf-16"))
    services.import_package(tmp_path / "wide.csv")
    assert listing(services, "αθηνα").name == "Αθήνα"


def test_mappings_are_remembered_by_their_columns(library: Store) -> None:
    mappings = Mappings(library)
    mappings.remember(Mapping(("A", "B"), ("name", "kinds"), "Ours"))
    mappings.remember(Mapping(("A", "B"), ("name", ""), "Ours"))
    assert mappings.fitting(("B", "A")) == Mapping(("B", "A"), ("", "name"), "Ours")
    assert mappings.fitting(("A", "B"), "Theirs") is None
    assert mappings.fitting(("A", "C")) is None
    assert len(mappings.all()) == 1


def test_a_field_goes_from_one_column_to_another() -> None:
    mapping = Mapping(("A", "B"), ("name", "")).changed(1, "name")
    assert mapping.fields == ("", "name")
    both = Mapping(("A", "B"), ("phones", "")).changed(1, "phones")
    assert both.fields == ("phones", "phones")
    assert set(FLAT) <= set(FIELDS)


OSM: dict[str, Any] = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [-9.1431, 38.7265]},
            "properties": {
                "@id": "node/1",
                "name": "Example Shelter",
                "amenity": "social_facility",
                "social_facility": "shelter",
                "opening_hours": "Mo-Su 20:00-08:00",
                "phone": "+000 1",
                "contact:phone": "+000 2",
                "addr:street": "Example Street",
                "addr:housenumber": "7",
                "language:pt": "yes",
                "wheelchair": "yes",
                "fee": "no",
                "capacity": "20",
            },
        },
        {
            "type": "Feature",
            "id": "way/2",
            "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [0, 2], [4, 2], [4, 0], [0, 0]]]},
            "properties": {"tags": {"vending": "syringes;condoms", "operator": "Example Trust"}},
        },
        {"type": "Feature", "geometry": None, "properties": None},
    ],
}


def test_an_extract_of_openstreetmap_is_a_directory(services: ServiceStore, library: Store, tmp_path: Path) -> None:
    path = written_json(tmp_path / "extract.geojson", OSM)
    result = services.import_package(path)
    codes = {found.code for found in result.findings}
    assert codes == {"row.not_object", "name.made", "osm.licence"}
    shelter = listing(services, "shelter")
    assert (shelter.kinds, shelter.now.kind) == ((ServiceKind.SHELTER,), Kind.CLOSED)
    assert [phone.number for phone in shelter.phones] == ["+000 1", "+000 2"]
    assert [language.code for language in shelter.languages] == ["pt"]
    assert set(shelter.features) == {Feature.FREE, Feature.WHEELCHAIR}
    assert shelter.location is not None and shelter.location.address == "Example Street 7"
    machine = listing(services, "trust")
    assert (machine.name, machine.kind) == ("Example Trust", ServiceKind.NEEDLE_SYRINGE)
    assert machine.location is not None and (machine.location.longitude, machine.location.latitude) == (2.0, 1.0)
    assert {row.get("osm:capacity") for row in rows(library, "service")} == {"20", None}
    again = services.import_package(path)
    assert (again.added, again.changed, again.listings) == (0, 0, 2)
    before = hsds_zip(library)
    assert hsds_zip(library) == before


def test_several_json_files_in_a_zip_are_one_list(services: ServiceStore, tmp_path: Path) -> None:
    """Pages of an ORUK feed saved one by one: the organization is told in full once, named by id elsewhere."""
    page = {"total_items": 2, "page_number": 1, "size": 1}
    first = {"id": "s1", "name": "First", "status": "active", "organization": {"id": "o1", "name": "Trust"}}
    second = {"id": "s2", "name": "Second", "status": "active", "organization": {"id": "o1", "name": "Trust"}}
    files = {
        "feed/services-1.json": json.dumps({**page, "contents": [first]}),
        "feed/services-2.json": json.dumps({**page, "page_number": 2, "contents": [second]}),
        "__MACOSX/x.json": "nonsense",
    }
    result = services.import_package(zipped(tmp_path / "feed.zip", files))
    assert result.listings == 2
    assert {one.organization.name for one in services.search(SearchQuery()) if one.organization} == {"Trust"}
    broken = zipped(tmp_path / "broken.zip", {**files, "feed/services-3.json": "{"})
    with pytest.raises(Problem) as caught:
        services.import_package(broken)
    assert (caught.value.code, caught.value.facts["file"]) == ("services.json_broken", "services-3.json")


@pytest.mark.parametrize("member", ["word/document.xml", "ppt/presentation.xml", "mimetype"])
def test_other_documents_are_no_lists(tmp_path: Path, member: str) -> None:
    with pytest.raises(Problem) as caught:
        hsds_import.check(zipped(tmp_path / "text.docx", {member: "x"}))
    assert caught.value.code == "services.not_a_list"


def test_a_workbook_that_unpacks_to_no_end_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 8_000_000)
    (tmp_path / "list.xlsx").write_bytes(packed.getvalue())
    with pytest.raises(Problem) as caught:
        hsds_import.check(tmp_path / "list.xlsx")
    assert caught.value.code == "services.zip_unsafe"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=300) | st.text(max_size=200).map(str.encode),
    ending=st.sampled_from(["csv", "xlsx", "json"]),
)
def test_no_file_breaks_the_reader(tmp_path: Path, data: bytes, ending: str) -> None:
    (tmp_path / f"any.{ending}").write_bytes(data)
    try:
        hsds_import.check(tmp_path / f"any.{ending}")
    except Problem as problem:
        assert problem.code.startswith(("services.", "file."))
