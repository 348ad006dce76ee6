"""What goes out comes back the same, byte for byte, and runs in no spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from companion.services import sample
from companion.services.directory import rows, tables
from companion.services.flat_export import listings_csv, listings_geojson, plain_cell
from companion.services.hsds_export import hsds_zip
from companion.services.search import SearchQuery
from companion.services.store import ServiceStore
from companion.vault.connection import Store
from companion.vault.vault import Vault
from tests.services.builders import FAULTY, folder, service

HOSTILE = '=HYPERLINK("file:///etc/passwd")'


def test_a_package_comes_back_the_same(services: ServiceStore, library: Store, tmp_path: Path) -> None:
    services.import_package(FAULTY)
    first = hsds_zip(library)
    (tmp_path / "out.zip").write_bytes(first)
    with Vault.throw_away(tmp_path / "other") as other:
        ServiceStore(other.library).import_package(tmp_path / "out.zip")
        assert hsds_zip(other.library) == first
        assert tables(other.library) == tables(library)
        for table in tables(library):
            assert list(rows(other.library, table)) == list(rows(library, table))


def test_edits_go_out(services: ServiceStore, library: Store) -> None:
    services.import_package(FAULTY)
    room = services.search(SearchQuery(text="talking"))[0]
    services.update(room.id, {"description": "Ours"})
    with zipfile.ZipFile(io.BytesIO(hsds_zip(library))) as archive:
        assert "Ours" in archive.read("services.csv").decode()
        described = json.loads(archive.read("datapackage.json"))
    assert {part["path"] for part in described["resources"]} <= set(
        zipfile.ZipFile(io.BytesIO(hsds_zip(library))).namelist()
    )


def test_the_flat_list_is_safe_to_open(services: ServiceStore, library: Store) -> None:
    services.import_package(FAULTY)
    text = listings_csv(library).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(lines) == 3
    assert {line["description"] for line in lines} >= {'\'=HYPERLINK("x")'}


def test_the_sample_goes_out_flat(library: Store) -> None:
    sample.load(library)
    lines = list(csv.DictReader(io.StringIO(listings_csv(library).decode("utf-8-sig"), newline="")))
    drop_in = next(line for line in lines if line["name"] == "Example Drop-in")
    assert drop_in["kinds"].split("; ")[0] == "needle_syringe"
    assert drop_in["longitude"] == "-9.1431"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@x", "'@x"),
        ("-9.14", "-9.14"),
        ("-x", "'-x"),
        ("\tx", "'\tx"),
        ("+351", "'+351"),
        ("a=b", "a=b"),
    ],
)
def test_formulas_are_text(text: str, cell: str) -> None:
    assert plain_cell(text) == cell


@pytest.mark.parametrize(
    "sign", ["\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}", "\N{FULLWIDTH COMMERCIAL AT}"]
)
def test_wide_signs_make_no_formula_either(sign: str) -> None:
    assert plain_cell(f"{sign}1+1") == f"'{sign}1+1"


@pytest.mark.parametrize(("write", "name"), [(listings_csv, "out.csv"), (listings_geojson, "out.geojson")])
def test_a_flat_list_comes_back_the_same(
    write: Callable[[Store], bytes], name: str, services: ServiceStore, library: Store, tmp_path: Path
) -> None:
    sample.load(library)
    services.import_package(FAULTY)
    hostile = service(HOSTILE, hours="Mo-Fr 08:00-10:00", description="'=1+1", languages="pt", terms="naloxone free")
    services.import_package(folder(tmp_path / "p", hostile))
    first = write(library)
    (tmp_path / name).write_bytes(first)
    with Vault.throw_away(tmp_path / "other") as other:
        result = ServiceStore(other.library).import_package(tmp_path / name)
        assert result.refused == 0
        assert write(other.library) == first
        before, after = (store.search(SearchQuery(limit=100)) for store in (services, ServiceStore(other.library)))
        assert [(one.id, one.name, one.kinds, one.features) for one in before] == [
            (one.id, one.name, one.kinds, one.features) for one in after
        ]


def test_a_map_of_the_sample_is_geojson(library: Store) -> None:
    sample.load(library)
    document = json.loads(listings_geojson(library))
    assert document["type"] == "FeatureCollection"
    drop_in = next(one for one in document["features"] if one["properties"]["name"] == "Example Drop-in")
    assert drop_in["geometry"] == {"type": "Point", "coordinates": [-9.1431, 38.7265]}
    assert drop_in["properties"]["hours_as_written"].startswith("Mo")
