"""Puts listings together from the rows of a package: one for each door, that is for each service at a location."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from companion.services import kinds as guess
from companion.services.hsds_checks import iso_date, number
from companion.services.hsds_tables import STATUSES
from companion.services.records import (
    Audience,
    Feature,
    Language,
    Listing,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceKind,
    Status,
    Term,
)
from companion.services.schedules import schedule

HIDDEN_FROM = "hidden_from"
"""Our own column of a door (of the service where it has none): from whom it is kept, codes of `Audience`."""
NOBODY = "nobody"
Row = dict[str, str]
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass
class Parts:
    """A row with what belongs to it, by table."""

    row: Row = field(default_factory=dict)
    edited: bool = False
    parts: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))


@dataclass
class Gathered:
    """A service with all that is needed to show it. `doors`: (service_at_location, location or None)."""

    service: Parts
    organization: Row | None = None
    doors: list[tuple[Parts, Parts | None]] = field(default_factory=list)
    terms: dict[str, Row] = field(default_factory=dict)
    taxonomies: dict[str, Row] = field(default_factory=dict)
    sample: bool = False
    shares_id: bool = False
    """Whether a door of the directory has the id of this service, as in packages that count from 1 in each table."""


def listings(gathered: Gathered) -> Iterator[Listing]:
    """One listing for each door; one for the service itself when it has no door."""
    doors = [door for door in gathered.doors if door[1] is not None]
    if not doors:
        yield _listing(gathered, Parts(), None)
    for at, place in doors:
        yield _listing(gathered, at, place)


def _listing(gathered: Gathered, at: Parts, place: Parts | None) -> Listing:
    service, here = gathered.service, place or Parts()
    terms = tuple(_terms(gathered, [*service.parts["attribute"], *at.parts["attribute"], *here.parts["attribute"]]))
    name = service.row.get("name", "")
    found = guess.kinds((name, service.row.get("alternate_name", "")), terms)
    accessibility = tuple(
        " ".join(filter(None, (row.get("description"), row.get("details")))) for row in here.parts["accessibility"]
    )
    documents = tuple(row["document"] for row in service.parts["required_document"] if row.get("document"))
    costs = service.parts["cost_option"]
    features = guess.features(
        terms,
        fees=(service.row.get("fees_description", ""), service.row.get("fees", "")),
        amounts=[number(row["amount"]) if row.get("amount") else None for row in costs],
        documents=documents,
        accessibility=accessibility,
        served=found,
    )
    return Listing(
        id=at.row.get("id") or service.row["id"] + ("@service" if gathered.shares_id else ""),
        service=_service(service.row, documents),
        organization=_organization(gathered.organization),
        location=_location(here, accessibility) if place else None,
        schedule=_schedule(service, at, here),
        phones=tuple(_phones(at, service, here)),
        languages=tuple(_languages(at, service, here)),
        kinds=found,
        features=features,
        terms=terms,
        areas=tuple(row["name"] for row in service.parts["service_area"] if row.get("name")),
        hidden_from=_hidden_from(at.row.get(HIDDEN_FROM, "") or service.row.get(HIDDEN_FROM, "")),
        edited_locally=service.edited or at.edited or here.edited,
        sample=gathered.sample,
    )


def _hidden_from(written: str) -> tuple[Audience, ...]:
    """What is not understood hides from everybody but the workers: showing it by mistake cannot be taken back."""
    codes = set(written.replace(";", " ").replace(",", " ").split()) - {NOBODY}
    if not codes <= {audience.value for audience in Audience}:
        return tuple(Audience)
    return tuple(audience for audience in Audience if audience in codes)


def _schedule(service: Parts, at: Parts, place: Parts) -> Schedule:
    """Hours of this door, else of the service. Those of the building are shown and not believed."""
    rows = at.parts["schedule"] or service.parts["schedule"]
    if rows:
        return schedule(rows)
    return Schedule(schedule(place.parts["schedule"]).as_written)


def _service(row: Row, documents: tuple[str, ...]) -> Service:
    written = row.get("status", "")
    status = Status(written) if written in STATUSES else Status.UNCLEAR if written else Status.ACTIVE
    return Service(
        id=row["id"],
        name=row.get("name", ""),
        description=row.get("description", ""),
        alternate_name=row.get("alternate_name", ""),
        url=row.get("url", ""),
        email=row.get("email", ""),
        status=status,
        status_as_written=written,
        fees=row.get("fees_description", "") or row.get("fees", ""),
        eligibility=row.get("eligibility_description", ""),
        application=row.get("application_process", ""),
        alert=row.get("alert", ""),
        documents=documents,
        assured_date=iso_date(row.get("assured_date", "")),
    )


def _organization(row: Row | None) -> Organization | None:
    if row is None:
        return None
    texts = {column: row.get(column, "") for column in ("name", "description", "website", "email")}
    return Organization(id=row["id"], **texts)


def _location(place: Parts, accessibility: tuple[str, ...]) -> Location:
    row = place.row
    latitude, longitude = number(row.get("latitude", "")), number(row.get("longitude", ""))
    placed = latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180
    addresses = sorted(place.parts["address"], key=lambda part: part.get("address_type") != "physical")
    address = addresses[0] if addresses else {}
    return Location(
        id=row["id"],
        name=row.get("name", ""),
        description=row.get("description", ""),
        transportation=row.get("transportation", ""),
        type=row.get("location_type", ""),
        street=", ".join(filter(None, (address.get("address_1"), address.get("address_2")))),
        city=address.get("city", ""),
        postal_code=address.get("postal_code", ""),
        country=address.get("country", ""),
        latitude=latitude if placed else None,
        longitude=longitude if placed else None,
        accessibility=tuple(filter(None, accessibility)),
    )


def _phones(*owners: Parts) -> Iterator[Phone]:
    seen = set()
    for owner in owners:
        for row in owner.parts["phone"]:
            columns = ("number", "extension", "type", "description")
            phone = Phone(*(row.get(column, "") for column in columns))
            if phone.number and phone.number not in seen:
                seen.add(phone.number)
                yield phone


def _languages(*owners: Parts) -> Iterator[Language]:
    seen = set()
    for owner in owners:
        for row in owner.parts["language"]:
            language = Language(row.get("code", "").casefold(), row.get("name", ""), row.get("note", ""))
            key = language.code or language.name
            if key and key not in seen:
                seen.add(key)
                yield language


def _terms(gathered: Gathered, attributes: Iterable[Row]) -> Iterator[Term]:
    seen = set()
    for attribute in attributes:
        row = gathered.terms.get(attribute.get("taxonomy_term_id", ""))
        if row is None or row["id"] in seen:
            continue
        seen.add(row["id"])
        taxonomy = row.get("taxonomy") or gathered.taxonomies.get(row.get("taxonomy_id", ""), {}).get("name", "")
        yield Term(row.get("name", ""), row.get("code", ""), taxonomy)


def to_card(listing: Listing) -> str:
    """A listing as JSON text for the store."""
    service, place = vars(listing.service), listing.location
    card: dict[str, object] = {
        "id": listing.id,
        "service": _slim({**service, "assured_date": str(service["assured_date"] or "")}),
        "organization": _slim(vars(listing.organization)) if listing.organization else None,
        "location": _slim(vars(place)) if place else None,
        "written": listing.schedule.as_written,
        "spec": listing.schedule.hours_spec,
        "phones": [_slim(vars(phone)) for phone in listing.phones],
        "languages": [_slim(vars(language)) for language in listing.languages],
        "kinds": listing.kinds,
        "features": listing.features,
        "terms": [_slim(vars(term)) for term in listing.terms],
        "areas": listing.areas,
        "hidden": listing.hidden_from,
        "edited": listing.edited_locally,
        "sample": listing.sample,
    }
    return _write(_slim(card))


def _slim(values: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value not in ("", None, (), []) and value is not False}


def from_card(text: str) -> Listing:
    """The listing that `to_card` wrote."""
    card = json.loads(text)
    service = card["service"]
    assured = service.pop("assured_date", "")
    service["documents"] = tuple(service.get("documents", ()))
    service["status"] = Status(service.get("status", Status.ACTIVE))
    place = card.get("location")
    if place:
        place["accessibility"] = tuple(place.get("accessibility", ()))
    organization = card.get("organization")
    return Listing(
        id=card["id"],
        service=Service(assured_date=date.fromisoformat(assured) if assured else None, **service),
        organization=Organization(**{"name": ""} | organization) if organization else None,
        location=Location(**place) if place else None,
        schedule=Schedule(tuple(card.get("written", ())), card.get("spec", "")),
        phones=tuple(Phone(**phone) for phone in card.get("phones", ())),
        languages=tuple(Language(**language) for language in card.get("languages", ())),
        kinds=tuple(ServiceKind(kind) for kind in card["kinds"]),
        features=tuple(Feature(feature) for feature in card.get("features", ())),
        terms=tuple(Term(**{"name": ""} | term) for term in card.get("terms", ())),
        areas=tuple(card.get("areas", ())),
        hidden_from=tuple(Audience(audience) for audience in card.get("hidden", ())),
        edited_locally=card.get("edited", False),
        sample=card.get("sample", False),
    )
