"""The directory's nouns, as in Open Referral HSDS, and how a listing is put together from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from companion.services.opening_hours import UNCHECKED, Hours, State


class ServiceKind(StrEnum):
    """What somebody comes for, in the words of the harm-reduction field. Label and explanation: `labels`."""

    NEEDLE_SYRINGE = "needle_syringe"
    CONSUMPTION_ROOM = "consumption_room"
    NALOXONE = "naloxone"
    DRUG_CHECKING = "drug_checking"
    OPIOID_AGONIST_TREATMENT = "opioid_agonist_treatment"
    HIV_HCV_TESTING = "hiv_hcv_testing"
    OUTREACH = "outreach"
    PEER_ORGANISATION = "peer_organisation"
    LEGAL_AID = "legal_aid"
    DAY_CENTRE = "day_centre"
    SHELTER = "shelter"
    FOOD = "food"
    HYGIENE = "hygiene"
    WOMEN = "women"
    YOUTH = "youth"
    HEALTH = "health"
    COUNSELLING = "counselling"
    TREATMENT = "treatment"
    PHARMACY = "pharmacy"
    OTHER = "other"


class Feature(StrEnum):
    """What decides whether a person can walk in. Only what the directory says outright is claimed."""

    FREE = "free"
    NO_ID = "no_id"
    WHEELCHAIR = "wheelchair"
    WOMEN = "women"
    TRANS_WELCOME = "trans_welcome"
    YOUNG_PEOPLE = "young_people"
    PEER_RUN = "peer_run"
    NOT_POLICE_LINKED = "not_police_linked"


class Status(StrEnum):
    """HSDS `service.status`; UNCLEAR is ours for a value HSDS does not know."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"
    TEMPORARILY_CLOSED = "temporarily closed"
    UNCLEAR = "unclear"


class Audience(StrEnum):
    """Who reads, besides the workers: a listing can be kept from each, because a directory can become a target list."""

    KIOSK = "kiosk"
    PRINT = "print"


class Severity(StrEnum):
    """ERROR: a row was not taken. WARNING: taken, but a value in it is not used or doubtful. INFO: good to know."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Finding:
    """One thing noticed in a package: where (file, row counted as a spreadsheet does, field), what (code and facts)."""

    severity: Severity
    code: str
    file: str
    row: int | None = None
    field: str = ""
    value: str = ""
    count: int = 1


@dataclass(frozen=True)
class Organization:
    """Who runs the service."""

    id: str
    name: str
    description: str = ""
    website: str = ""
    email: str = ""


@dataclass(frozen=True)
class Phone:
    """A number as written; `description` says when it is answered or by whom."""

    number: str
    extension: str = ""
    type: str = ""
    description: str = ""


@dataclass(frozen=True)
class Language:
    """A language spoken there: a code when the directory gives one, and the name as written."""

    code: str = ""
    name: str = ""
    note: str = ""


@dataclass(frozen=True)
class Term:
    """What a taxonomy says about the service, as written there."""

    name: str
    code: str = ""
    taxonomy: str = ""


@dataclass(frozen=True)
class Location:
    """A place. Latitude and longitude in degrees, both there and possible, or both None."""

    id: str
    name: str = ""
    description: str = ""
    transportation: str = ""
    type: str = ""
    street: str = ""
    city: str = ""
    postal_code: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    accessibility: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Street and city on one line, as far as they are known."""
        return ", ".join(part for part in (self.street, self.city) if part)


@dataclass(frozen=True)
class Schedule:
    """Opening hours of one door: as written, and as `Hours` when every part is understood.

    `hours_spec` is what `schedules.from_spec` turns into `hours`.
    """

    as_written: tuple[str, ...] = ()
    hours_spec: str = ""

    @property
    def hours(self) -> Hours | None:
        from companion.services.schedules import from_spec

        return from_spec(self.hours_spec)


@dataclass(frozen=True)
class Service:
    """What is offered."""

    id: str
    name: str
    description: str = ""
    alternate_name: str = ""
    url: str = ""
    email: str = ""
    status: Status = Status.ACTIVE
    status_as_written: str = ""
    fees: str = ""
    eligibility: str = ""
    application: str = ""
    alert: str = ""
    documents: tuple[str, ...] = ()
    assured_date: date | None = None


@dataclass(frozen=True)
class Listing:
    """One door: a service at one location. What lists, details and prints show; all of it is plain, untrusted text.

    `now` (at the moment asked about) and `distance` (metres from the place asked about) are filled in by a search.
    """

    id: str
    service: Service
    organization: Organization | None = None
    location: Location | None = None
    schedule: Schedule = Schedule()
    phones: tuple[Phone, ...] = ()
    languages: tuple[Language, ...] = ()
    kinds: tuple[ServiceKind, ...] = (ServiceKind.OTHER,)
    features: tuple[Feature, ...] = ()
    terms: tuple[Term, ...] = ()
    areas: tuple[str, ...] = ()
    hidden_from: tuple[Audience, ...] = ()
    edited_locally: bool = False
    sample: bool = False
    now: State = UNCHECKED
    distance: float | None = None

    @property
    def name(self) -> str:
        """The name of the service."""
        return self.service.name

    @property
    def kind(self) -> ServiceKind:
        """The first kind: the one whose icon stands for it."""
        return self.kinds[0]

    @property
    def assured_date(self) -> date | None:
        """The day somebody last confirmed it."""
        return self.service.assured_date
