"""Writes the directory as an HSDS 3.0 tabular package (zip), or as one flat CSV. The same rows give the same bytes.

Importing what was exported gives the same rows again: columns and tables HSDS does not know are written out too. A
package that holds columns of 3.1 stays a 3.0 package with extra columns, which 3.1 readers know.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile

from companion.services.directory import rows, tables
from companion.services.hsds_tables import NEWER_COLUMNS, NUMBERS, TABLES
from companion.services.listings import from_card
from companion.services.records import Listing
from companion.vault.connection import Store

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say; a real one would tell when, and change the bytes
# Spreadsheets of East Asia take the wide signs for the narrow ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_FLAT = (
    "id",
    "name",
    "organization",
    "kinds",
    "description",
    "street",
    "city",
    "postal_code",
    "country",
    "latitude",
    "longitude",
    "phones",
    "languages",
    "features",
    "opening_hours",
    "status",
    "assured_date",
    "email",
    "url",
)


def hsds_zip(store: Store) -> bytes:
    """The whole directory as an HSDS 3.0 package."""
    there = tables(store)
    order = [name for name in TABLES if there.get(name)] + sorted(set(there) - set(TABLES))
    packed = io.BytesIO()
    resources = []
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in order:
            columns, text = _table(store, name)
            file = TABLES[name].file_name if name in TABLES else f"{name}.csv"
            _add(archive, file, text)
            resources.append(_resource(name, file, columns))
        descriptor = {
            "name": "directory",
            "profile": "tabular-data-package",
            "title": "Human Services Data Specification 3.0",
            "resources": resources,
        }
        _add(archive, "datapackage.json", json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n")
    return packed.getvalue()


def listings_csv(store: Store) -> bytes:
    """One line per listing, for a spreadsheet: UTF-8 with a byte order mark, dates ISO 8601."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_FLAT)
    for (card,) in store.iterate("SELECT card FROM listing ORDER BY sort_name, uid"):
        writer.writerow([plain_cell(cell) for cell in _flat(from_card(card))])
    return out.getvalue().encode("utf-8-sig")


def plain_cell(text: str) -> str:
    """`text` so that no spreadsheet runs it: what looks like a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(_FORMULA) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    return text.startswith("-") and text[1:].replace(".", "", 1).isascii() and text[1:].replace(".", "", 1).isdecimal()


def _table(store: Store, name: str) -> tuple[list[str], str]:
    """The columns of a table, and it as CSV: known columns in the order of HSDS, then unknown ones by name.

    Values stay as they are, formulas too: this file is for programs, and must come back the same.
    """
    known = TABLES[name].columns if name in TABLES else ("id",)
    newer = NEWER_COLUMNS.get(name, set())
    used = {column for row in rows(store, name) for column in row}
    columns = [column for column in known if column not in newer or column in used] + sorted(used - set(known))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows(store, name):
        writer.writerow([row.get(column, "") for column in columns])
    return columns, out.getvalue()


def _resource(name: str, file: str, columns: list[str]) -> dict[str, object]:
    fields = [{"name": column, "type": "number" if column in NUMBERS else "string"} for column in columns]
    return {"name": name, "path": file, "schema": {"primaryKey": "id", "fields": fields}}


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name, _MOMENT)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o600 << 16
    archive.writestr(info, text.encode("utf-8"))


def _flat(listing: Listing) -> list[str]:
    service, place, organization = listing.service, listing.location, listing.organization
    position = [place.latitude, place.longitude] if place else [None, None]
    address = [place.street, place.city, place.postal_code, place.country] if place else [""] * 4
    return [
        listing.id,
        service.name,
        organization.name if organization else "",
        "; ".join(listing.kinds),
        service.description,
        *address,
        *("" if value is None else repr(value) for value in position),
        "; ".join(phone.number for phone in listing.phones),
        "; ".join(language.code or language.name for language in listing.languages),
        "; ".join(listing.features),
        "; ".join(listing.schedule.as_written),
        service.status_as_written or service.status,
        service.assured_date.isoformat() if service.assured_date else "",
        service.email,
        service.url,
    ]
