"""Points on a map (GeoJSON): extracts from OpenStreetMap with their tags, and what this program wrote itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from companion.services.flat_records import made
from companion.services.records import Finding, ServiceKind, Severity

Row = dict[str, str]

# Tag, value (None: any) → kind. Sources: wiki.openstreetmap.org, keys amenity, healthcare, social_facility, vending.
_KINDS: tuple[tuple[str, str | None, ServiceKind], ...] = (
    ("vending", "syringes", ServiceKind.NEEDLE_SYRINGE),
    ("healthcare:speciality", "needle_exchange", ServiceKind.NEEDLE_SYRINGE),
    ("healthcare", "needle_exchange", ServiceKind.NEEDLE_SYRINGE),
    ("amenity", "needle_exchange", ServiceKind.NEEDLE_SYRINGE),
    ("amenity", "drug_consumption_room", ServiceKind.CONSUMPTION_ROOM),
    ("social_facility", "drug_consumption_room", ServiceKind.CONSUMPTION_ROOM),
    ("vending", "naloxone", ServiceKind.NALOXONE),
    ("emergency", "naloxone", ServiceKind.NALOXONE),
    ("healthcare:speciality", "opioid_substitution", ServiceKind.OPIOID_AGONIST_TREATMENT),
    ("healthcare:speciality", "infectious_diseases", ServiceKind.HIV_HCV_TESTING),
    ("social_facility", "outreach", ServiceKind.OUTREACH),
    ("office", "lawyer", ServiceKind.LEGAL_AID),
    ("social_facility", "day_care", ServiceKind.DAY_CENTRE),
    ("social_facility", "day_centre", ServiceKind.DAY_CENTRE),
    ("social_facility", "drop_in_center", ServiceKind.DAY_CENTRE),
    ("social_facility", "shelter", ServiceKind.SHELTER),
    ("social_facility", "group_home", ServiceKind.SHELTER),
    ("social_facility", "food_bank", ServiceKind.FOOD),
    ("social_facility", "soup_kitchen", ServiceKind.FOOD),
    ("amenity", "food_bank", ServiceKind.FOOD),
    ("amenity", "shower", ServiceKind.HYGIENE),
    ("amenity", "public_bath", ServiceKind.HYGIENE),
    ("social_facility:for", "women", ServiceKind.WOMEN),
    ("social_facility:for", "juvenile", ServiceKind.YOUTH),
    ("healthcare", "counselling", ServiceKind.COUNSELLING),
    ("healthcare:speciality", "addiction_medicine", ServiceKind.TREATMENT),
    ("healthcare", "rehabilitation", ServiceKind.TREATMENT),
    ("amenity", "pharmacy", ServiceKind.PHARMACY),
    ("healthcare", "pharmacy", ServiceKind.PHARMACY),
    ("amenity", "clinic", ServiceKind.HEALTH),
    ("amenity", "doctors", ServiceKind.HEALTH),
    ("amenity", "hospital", ServiceKind.HEALTH),
    ("healthcare", "clinic", ServiceKind.HEALTH),
    ("healthcare", "centre", ServiceKind.HEALTH),
)
_TEXTS = {
    "name": "name",
    "description": "description",
    "operator": "organization",
    "opening_hours": "opening_hours",
    "addr:city": "city",
    "addr:postcode": "postal_code",
    "addr:country": "country",
    "check_date": "assured_date",
}
_SPOKEN = "language:"
_EITHER = {
    "phones": ("phone", "contact:phone", "contact:mobile", "mobile"),
    "email": ("email", "contact:email"),
    "url": ("website", "contact:website", "url"),
}


def is_geojson(document: Any) -> bool:
    """Whether a JSON document is a map's."""
    return isinstance(document, dict) and document.get("type") in ("FeatureCollection", "Feature")


def records_of(document: dict[str, Any], file: str, findings: list[Finding]) -> Iterator[tuple[int, Row]]:
    """(number, flat record) of every feature; those that cannot be read are told."""
    features = document.get("features") if document["type"] == "FeatureCollection" else [document]
    osm = False
    for number, feature in enumerate(features if isinstance(features, list) else [], start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            findings.append(Finding(Severity.ERROR, "row.not_object", file, number))
            continue
        inner = properties.get("tags")
        tags = inner if isinstance(inner, dict) else properties
        texts = {str(key): _text(value) for key, value in tags.items()}
        record = _ours(texts) if _is_ours(texts) else _from_osm(texts, _osm_id(feature, properties))
        osm = osm or not _is_ours(texts)
        _put_position(record, feature.get("geometry"))
        if not record.get("name"):
            record["name"] = record.get("organization") or record.get("kinds", "").split(";")[0].replace("_", " ")
            if record["name"]:
                findings.append(Finding(Severity.WARNING, "name.made", file, number, "name", record["name"]))
        yield number, {field: value for field, value in record.items() if value}
    if osm:
        findings.append(Finding(Severity.INFO, "osm.licence", file))


def _is_ours(texts: Row) -> bool:
    return {"id", "kinds", "hours_as_written"} <= texts.keys()


def _ours(texts: Row) -> Row:
    """What `flat_export.geojson` wrote."""
    return {("opening_hours" if name == "hours_as_written" else name): value for name, value in texts.items()}


def _osm_id(feature: dict[str, Any], properties: dict[str, Any]) -> str:
    """`node/123`, however the extract says it."""
    for value in (properties.get("@id"), feature.get("id"), properties.get("osm_id"), properties.get("id")):
        if isinstance(value, str | int) and str(value):
            return str(value)
    return ""


def _from_osm(tags: Row, uid: str) -> Row:
    record = {field: tags[tag] for tag, field in _TEXTS.items() if tags.get(tag)}
    for field, names in _EITHER.items():
        found = [tags[name] for name in names if tags.get(name)]
        if found:
            record[field] = "; ".join(dict.fromkeys(found)) if field == "phones" else found[0]
    street = " ".join(part for part in (tags.get("addr:street"), tags.get("addr:housenumber")) if part)
    if street:
        record["street"] = street
    spoken = [
        key.removeprefix("language:") for key, value in tags.items() if key.startswith("language:") and value != "no"
    ]
    if spoken:
        record["languages"] = "; ".join(spoken)
    kinds = {kind for tag, value, kind in _KINDS if value in [part.strip() for part in tags.get(tag, "").split(";")]}
    record["kinds"] = "; ".join(kind for kind in ServiceKind if kind in kinds)
    if tags.get("fee") == "no":
        record["fees"] = "free"
    if tags.get("wheelchair") == "yes":
        record["wheelchair"] = "yes"
    if tags.get("disused") == "yes" or tags.get("abandoned") == "yes":
        record["status"] = "defunct"
    used = {*_TEXTS, *(name for names in _EITHER.values() for name in names), "@id"}
    extra = {f"osm:{key}": value for key, value in tags.items() if key not in used and value}
    return record | extra | ({"id": made("osm", uid)} if uid else {})


def _put_position(record: Row, geometry: Any) -> None:
    """A point as it is; of a line or an area the middle of its corners."""
    corners = list(_corners(geometry.get("coordinates"))) if isinstance(geometry, dict) else []
    if not corners:
        return
    if len(corners) == 1:
        longitude, latitude = corners[0]
        record["longitude"], record["latitude"] = repr(longitude), repr(latitude)
        return
    for field, at in (("longitude", 0), ("latitude", 1)):
        values = [corner[at] for corner in corners]
        record[field] = repr(round((min(values) + max(values)) / 2, 6))


def _corners(coordinates: Any, depth: int = 0) -> Iterator[tuple[float, float]]:
    if not isinstance(coordinates, list) or depth > 5:
        return
    numbers = [part for part in coordinates[:2] if isinstance(part, int | float) and not isinstance(part, bool)]
    if len(numbers) == 2:
        yield numbers[0], numbers[1]
        return
    for part in coordinates:
        yield from _corners(part, depth + 1)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
