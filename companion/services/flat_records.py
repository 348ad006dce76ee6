"""One line of a spreadsheet, one point on a map: a flat record as the rows of HSDS tables.

Ids are made from the record's own id or, where it has none, from its name and place, so that a second import of the
same list brings the same records up to date. What no field of ours takes stays with the service as it was written.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

from companion.i18n.folding import fold
from companion.services.hsds_json import ROOM
from companion.services.hsds_tables import STATUSES, TABLES
from companion.services.kinds import TAXONOMY
from companion.services.listings import HIDDEN_FROM
from companion.services.records import Feature, ServiceKind
from companion.services.schedules import PREFIX

Row = dict[str, str]
_PLACED = ("street", "city", "postal_code", "country", "latitude", "longitude", "transportation")
_SPLIT = re.compile(r"\s*[;\n|]\s*")
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CODES = {kind.value for kind in ServiceKind} | {feature.value for feature in Feature}
_YES = frozenset(
    "yes y true 1 x ja j sim s si oui o da да так نعم evet tak ano igen on designated limited".split()  # noqa: SIM905
)
_TEXTS = {
    "name": "name",
    "alternate_name": "alternate_name",
    "description": "description",
    "url": "url",
    "email": "email",
    "fees": "fees_description",
    "eligibility": "eligibility_description",
    "application": "application_process",
    "alert": "alert",
    "assured_date": "assured_date",
    "hidden_from": HIDDEN_FROM,
}
"""Field of a record → column of the service."""
_KNOWN = {
    *_TEXTS,
    *_PLACED,
    "id",
    "organization",
    "kinds",
    "features",
    "languages",
    "phones",
    "opening_hours",
    "status",
}


def made(*parts: str) -> str:
    """An id made of words, the same each time."""
    return str(uuid.uuid5(ROOM, "\x1f".join(parts)))


def id_of(record: Row, nth: int = 1) -> str:
    """The id of a record that has none: made of its name and place, of the nth of that name there."""
    said = [fold(record.get(part, "")) for part in ("name", "street", "city")]
    return made("record", *said, *([str(nth)] if nth > 1 else []))


def stand_in(name: str) -> str:
    """The id of the organization that HSDS asks for where the list names none: it is called as the service is."""
    return made("organization of", name)


def rows_of(record: Row) -> Iterator[tuple[str, Row]]:
    """(table, row) for everything a record says. It needs a `name` and an `id`."""
    uid = record["id"]
    placed = any(record.get(field) for field in _PLACED)
    service = made("service", uid) if placed else uid
    run_by = record.get("organization", "")
    organization = made("organization", run_by) if run_by else stand_in(record["name"])
    called = run_by or record["name"]
    yield "organization", {"id": organization, "name": called, "description": called}  # HSDS asks for some words
    yield "service", _service(record, service, organization)
    if placed:
        place = made("location", uid)
        yield from _place(record, place, uid)
        yield "service_at_location", {"id": uid, "service_id": service, "location_id": place}
    owner = {"service_at_location_id": uid} if placed else {"service_id": service}
    if record.get("opening_hours"):
        yield "schedule", {"id": made("schedule", uid), **owner, "notes": f"{PREFIX} {record['opening_hours']}"}
    for number, phone in enumerate(_parts(record.get("phones", ""))):
        yield "phone", {"id": made("phone", uid, str(number)), **owner, "number": phone}
    for language in _parts(record.get("languages", "").replace(",", ";")):
        named = {"code": language} if _CODE.fullmatch(language) else {"name": language}
        yield "language", {"id": made("language", uid, language), "service_id": service, **named}
    yield from _terms(record, service)


def _service(record: Row, uid: str, organization: str) -> Row:
    row = {column: record[field] for field, column in _TEXTS.items() if record.get(field)}
    status = record.get("status", "")
    row |= {"id": uid, "organization_id": organization, "status": status if status else "active"}
    if fold(status) in STATUSES:
        row["status"] = fold(status)
    extra = {column: value for column, value in record.items() if column not in _KNOWN and value}
    return row | {_own_column(column): value for column, value in extra.items() if column not in _CODES}


def _own_column(header: str) -> str:
    """A column that is not ours keeps its name, but may not be taken for one of HSDS."""
    return f"{header}_" if header in TABLES["service"].columns else header


def _place(record: Row, place: str, uid: str) -> Iterator[tuple[str, Row]]:
    row = {"id": place, "location_type": "physical"}
    row |= {field: record[field] for field in ("latitude", "longitude", "transportation") if record.get(field)}
    yield "location", row
    columns = {"street": "address_1", "city": "city", "postal_code": "postal_code", "country": "country"}
    address = {column: record[field] for field, column in columns.items() if record.get(field)}
    if address:
        yield "address", {"id": made("address", uid), "location_id": place, "address_type": "physical", **address}


def _terms(record: Row, service: str) -> Iterator[tuple[str, Row]]:
    """Kinds and features: codes of ours as such, other words as terms of the list's own."""
    said = _parts(record.get("kinds", "").replace(",", ";")) + _parts(record.get("features", "").replace(",", ";"))
    said += [feature.value for feature in Feature if fold(record.get(feature.value, "")).strip() in _YES]
    for name in dict.fromkeys(said):
        yield from term_rows(service, name)


def term_rows(service: str, name: str) -> Iterator[tuple[str, Row]]:
    """A term, of ours where `name` is a code of ours, and that it is said of a service."""
    ours = name in _CODES
    term = made("term", TAXONOMY if ours else "list", name)
    row = {"id": term, "name": name, "description": name, "taxonomy": TAXONOMY if ours else "list"}
    yield "taxonomy_term", row | ({"code": name} if ours else {})
    link = {"link_id": service, "taxonomy_term_id": term, "link_entity": "service"}
    yield "attribute", {"id": made("attribute", service, term), **link}


def _parts(text: str) -> list[str]:
    return [part for part in _SPLIT.split(text.strip()) if part]
