"""Small packages for tests: rows by table, written as a tabular folder, a zip or JSON."""

from __future__ import annotations

import csv
import io
import json
import uuid
import zipfile
from datetime import datetime
from pathlib import Path

from companion.services.hsds_tables import TABLES

FAULTY = Path(__file__).resolve().parent.parent / "data" / "hsds" / "faulty"
Row = dict[str, str]
Rows = dict[str, list[Row]]


def uid(name: str) -> str:
    """The same id for the same name."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, name))


def wall(*parts: int) -> datetime:
    """What the clock on the wall of a place says."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001  naive on purpose


def service(
    name: str,
    *,
    hours: str = "",
    at: tuple[float, float] | None = None,
    city: str = "Exampleton",
    languages: str = "",
    terms: str = "",
    **fields: str,
) -> Rows:
    """A service at one location; `terms` are codes of the companion taxonomy, `languages` codes, both with blanks."""
    me, place, door = uid(name), uid(f"place of {name}"), uid(f"door of {name}")
    basics = {"id": me, "organization_id": uid("organization"), "name": name, "status": "active"}
    rows: Rows = {
        "organization": [{"id": uid("organization"), "name": "Example Trust", "description": "Invented"}],
        "service": [basics | fields],
        "location": [{"id": place, "location_type": "physical", "name": "House"}],
        "service_at_location": [{"id": door, "service_id": me, "location_id": place}],
        "address": [{"id": uid(f"address of {name}"), "location_id": place, "address_1": "Street 1", "city": city}],
    }
    if at is not None:
        rows["location"][0] |= {"latitude": str(at[0]), "longitude": str(at[1])}
    if hours:
        notes = f"opening_hours: {hours}"
        rows["schedule"] = [{"id": uid(f"hours of {name}"), "service_at_location_id": door, "notes": notes}]
    rows["language"] = [{"id": uid(f"{code} at {name}"), "service_id": me, "code": code} for code in languages.split()]
    for code in terms.split():
        term = {"id": uid(f"term {code}"), "code": code, "name": code, "description": code, "taxonomy": "companion"}
        rows.setdefault("taxonomy_term", []).append(term)
        link = {"id": uid(f"{code} of {name}"), "link_id": me, "taxonomy_term_id": term["id"], "link_entity": "service"}
        rows.setdefault("attribute", []).append(link)
    return rows


def together(*packages: Rows) -> Rows:
    """Several packages as one; a row that is in two of them is there once."""
    merged: Rows = {}
    for package in packages:
        for table, rows in package.items():
            found = merged.setdefault(table, [])
            found.extend(row for row in rows if row not in found)
    return merged


def csv_files(rows: Rows) -> dict[str, str]:
    """File name → text."""
    files = {}
    for table, found in rows.items():
        columns = list(dict.fromkeys(column for row in found for column in row))
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, columns)
        writer.writeheader()
        writer.writerows(found)
        files[TABLES[table].file_name if table in TABLES else f"{table}.csv"] = out.getvalue()
    return files


def folder(path: Path, *packages: Rows) -> Path:
    """A tabular folder."""
    path.mkdir(exist_ok=True)
    for name, text in csv_files(together(*packages)).items():
        (path / name).write_text(text, encoding="utf-8", newline="")
    return path


def zipped(path: Path, files: dict[str, str]) -> Path:
    """A zip of texts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def written_json(path: Path, document: object) -> Path:
    """A JSON file."""
    path.write_text(json.dumps(document), encoding="utf-8")
    return path
