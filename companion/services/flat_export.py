"""One line or one point per listing: CSV for a spreadsheet, GeoJSON for a map. The same directory gives the same bytes.

Both come back as the same listings when they are imported, and go out the same again: what a column of ours says, and
the columns nobody here knows.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from companion.services.directory import rows
from companion.services.flat_records import stand_in
from companion.services.hsds_tables import TABLES
from companion.services.listings import HIDDEN_FROM, from_card
from companion.services.mapping import FLAT
from companion.services.records import Listing
from companion.services.search_index import SHIFT, IndexState
from companion.services.sheets import FORMULA
from companion.vault.connection import Store

Record = dict[str, str]


def listings_csv(store: Store) -> bytes:
    """One line per listing, for a spreadsheet: UTF-8 with a byte order mark, dates ISO 8601."""
    extra = sorted({column for columns in _extras(store).values() for column in columns})
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([plain_cell(header) for header in [*FLAT, *extra]])
    for record in records(store):
        writer.writerow([plain_cell(record.get(column, "")) for column in [*FLAT, *extra]])
    return out.getvalue().encode("utf-8-sig")


def listings_geojson(store: Store) -> bytes:
    """One feature per listing; those whose place is not known have no geometry."""
    features = [_feature(record) for record in records(store)]
    document = {"type": "FeatureCollection", "features": features}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def records(store: Store) -> Iterator[Record]:
    """Every listing as a flat record, by name, with the columns that are not ours."""
    extras = _extras(store)
    first = IndexState(store).read()[0] << SHIFT
    sql = "SELECT card FROM listing WHERE id >= ? AND id < ? ORDER BY sort_name, uid"
    for (card,) in store.iterate(sql, (first, first + (1 << SHIFT))):
        listing = from_card(card)
        yield dict(zip(FLAT, _flat(listing), strict=True)) | extras.get(listing.service.id, {})


def plain_cell(text: str) -> str:
    """`text` so that no spreadsheet runs it: what looks like a formula gets an apostrophe before it."""
    # One that has such an apostrophe already gets another, so that it comes back as it was.
    bare = text.lstrip("'")
    return f"'{text}" if bare.startswith(FORMULA) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    return text.startswith("-") and text[1:].replace(".", "", 1).isascii() and text[1:].replace(".", "", 1).isdecimal()


def _extras(store: Store) -> dict[str, Record]:
    """The columns of each service that neither HSDS nor we know."""
    known = {*TABLES["service"].columns, HIDDEN_FROM}
    found = {}
    for row in rows(store, "service"):
        extra = {column: value for column, value in row.items() if column not in known and column not in FLAT}
        if extra:
            found[row["id"]] = extra
    return found


def _feature(record: Record) -> dict[str, object]:
    position = [record["longitude"], record["latitude"]]
    geometry = {"type": "Point", "coordinates": [float(part) for part in position]} if all(position) else None
    said = {name: value for name, value in record.items() if value and name not in ("latitude", "longitude")}
    written = said.pop("opening_hours", "")
    properties = {"id": record["id"], "kinds": record["kinds"], "hours_as_written": written} | said
    return {"type": "Feature", "id": record["id"], "geometry": geometry, "properties": properties}


def _flat(listing: Listing) -> list[str]:
    service, place, organization = listing.service, listing.location, listing.organization
    position = [place.latitude, place.longitude] if place else [None, None]
    address = [place.street, place.city, place.postal_code, place.country] if place else [""] * 4
    return [
        listing.id,
        service.name,
        service.alternate_name,
        organization.name if organization and organization.id != stand_in(service.name) else "",
        "; ".join(listing.kinds),
        service.description,
        *address,
        *("" if value is None else repr(value) for value in position),
        "; ".join(phone.number for phone in listing.phones),
        "; ".join(language.code or language.name for language in listing.languages),
        "; ".join(listing.features),
        _hours(listing),
        service.status_as_written or service.status,
        service.assured_date.isoformat() if service.assured_date else "",
        service.email,
        service.url,
        service.fees,
        service.eligibility,
        service.application,
        place.transportation if place else "",
        service.alert,
        " ".join(listing.hidden_from),
    ]


def _hours(listing: Listing) -> str:
    """The hours as they were understood; else as written, in a way that nobody can take for understood."""
    hours = listing.schedule.hours
    if hours is not None and hours.valid_from is None and hours.valid_to is None:
        return hours.text
    return " / ".join(listing.schedule.as_written)
