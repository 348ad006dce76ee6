"""Names, explanations and icons of kinds and features, and sentences for findings; translated when shown."""

from __future__ import annotations

from dataclasses import dataclass

from companion.i18n.catalogs import N_
from companion.services.records import Audience, Feature, ServiceKind, Severity, Status


@dataclass(frozen=True)
class KindLabel:
    """`name` and `explanation` are catalog messages; `icon` is a file in resources/icons without its ending."""

    icon: str
    name: str
    explanation: str


KINDS: dict[ServiceKind, KindLabel] = {
    ServiceKind.NEEDLE_SYRINGE: KindLabel(
        "needle", N_("Needles and syringes"), N_("New needles, syringes and other equipment; used ones are taken back.")
    ),
    ServiceKind.CONSUMPTION_ROOM: KindLabel(
        "home", N_("Drug consumption room"), N_("A room to use your own drugs, with staff near who can help.")
    ),
    ServiceKind.NALOXONE: KindLabel(
        "spray", N_("Naloxone"), N_("The medicine that stops an opioid overdose, and how to use it.")
    ),
    ServiceKind.DRUG_CHECKING: KindLabel(
        "flask", N_("Drug checking"), N_("They test a small sample and tell you what is in it.")
    ),
    ServiceKind.OPIOID_AGONIST_TREATMENT: KindLabel(
        "drop", N_("Opioid agonist treatment"), N_("Methadone, buprenorphine or a similar medicine on prescription.")
    ),
    ServiceKind.HIV_HCV_TESTING: KindLabel(
        "tube",
        N_("HIV and hepatitis testing"),
        N_("Tests for HIV, hepatitis and other infections, and what comes next."),
    ),
    ServiceKind.OUTREACH: KindLabel(
        "walk", N_("Street outreach"), N_("A team or a van that comes to where people are.")
    ),
    ServiceKind.PEER_ORGANISATION: KindLabel(
        "people", N_("Peer organisation"), N_("Run by people who use or have used drugs.")
    ),
    ServiceKind.LEGAL_AID: KindLabel("scale", N_("Legal help"), N_("Advice or a lawyer for little or no money.")),
    ServiceKind.DAY_CENTRE: KindLabel(
        "door", N_("Day centre"), N_("A place to rest, warm up and talk during the day.")
    ),
    ServiceKind.SHELTER: KindLabel("bed", N_("Shelter"), N_("A bed for the night or for longer.")),
    ServiceKind.FOOD: KindLabel("bag", N_("Food"), N_("Meals or food to take away.")),
    ServiceKind.HYGIENE: KindLabel("buoy", N_("Showers and laundry"), N_("Wash yourself and your clothes.")),
    ServiceKind.WOMEN: KindLabel("person", N_("For women"), N_("A place or a time for women only.")),
    ServiceKind.YOUTH: KindLabel("cap", N_("For young people"), N_("Made for young people; ask up to which age.")),
    ServiceKind.HEALTH: KindLabel("plus", N_("Health care"), N_("A nurse or a doctor: wounds, check-ups, medicine.")),
    ServiceKind.COUNSELLING: KindLabel("chat", N_("Counselling"), N_("Somebody to talk to, alone or in a group.")),
    ServiceKind.TREATMENT: KindLabel(
        "calendar", N_("Drug treatment"), N_("Help to use less or to stop, at a clinic or a centre.")
    ),
    ServiceKind.PHARMACY: KindLabel("box", N_("Pharmacy"), N_("A pharmacy that serves people who use drugs.")),
    ServiceKind.OTHER: KindLabel("pin", N_("Other help"), N_("The directory does not say which kind of help this is.")),
}

FEATURES: dict[Feature, tuple[str, str]] = {
    Feature.FREE: ("free", N_("Free")),
    Feature.NO_ID: ("noid", N_("No ID asked")),
    Feature.WHEELCHAIR: ("wheel", N_("Wheelchair access")),
    Feature.WOMEN: ("person", N_("Women")),
    Feature.TRANS_WELCOME: ("people", N_("Trans people welcome")),
    Feature.YOUNG_PEOPLE: ("cap", N_("Young people welcome")),
    Feature.PEER_RUN: ("hand", N_("Run by peers")),
    Feature.NOT_POLICE_LINKED: ("shield", N_("Not linked to police")),
}
"""Icon and name of each feature."""

STATUSES: dict[Status, str] = {
    Status.ACTIVE: N_("Running"),
    Status.INACTIVE: N_("Not running now"),
    Status.DEFUNCT: N_("Closed for good"),
    Status.TEMPORARILY_CLOSED: N_("Closed for now"),
    Status.UNCLEAR: N_("Not clear whether it is running"),
}

HIDDEN: dict[Audience, str] = {
    Audience.KIOSK: N_("Not shown on the shared screen"),
    Audience.PRINT: N_("Not printed and not put into codes"),
}

SEVERITIES: dict[Severity, str] = {
    Severity.ERROR: N_("Not taken"),
    Severity.WARNING: N_("Taken, please check"),
    Severity.INFO: N_("Good to know"),
}

FINDINGS: dict[str, str] = {
    "row.broken": N_("This row cannot be read: it has more cells than the file has columns."),
    "row.not_object": N_("This entry is not an HSDS record."),
    "row.too_deep": N_("This entry is nested too deeply to be read."),
    "file.unknown": N_("This file is not part of HSDS. Its rows are kept and written out again."),
    "file.empty": N_("This file has no columns."),
    "file.missing": N_("The package names this file, but it is not there."),
    "column.unknown": N_("The column “%(field)s” is not part of HSDS. It is kept and written out again."),
    "column.twice": N_("The column “%(field)s” is there twice. Only the first is used."),
    "field.missing": N_("“%(field)s” is empty but needed."),
    "id.missing": N_("This row has no id. It was given one made from its content."),
    "id.not_uuid": N_("The id “%(value)s” is not a UUID. It is used as it is."),
    "id.twice": N_("The id “%(value)s” was there before with other content. The first one was kept."),
    "id.renewed": N_("The id “%(value)s” was there before with other content. This row was given another."),
    "id.shared": N_("“%(value)s” belongs to several others. It was kept once for each."),
    "key.unknown": N_("“%(field)s” points to “%(value)s”, which is not there. The row is kept without that link."),
    "latitude.range": N_("The latitude “%(value)s” is impossible. The place is kept, without a position."),
    "longitude.range": N_("The longitude “%(value)s” is impossible. The place is kept, without a position."),
    "number.bad": N_("“%(value)s” in “%(field)s” is not a number. It is kept as written."),
    "date.bad": N_("“%(value)s” in “%(field)s” is not a date like 2026-11-03. It is kept as written and not used."),
    "time.bad": N_("“%(value)s” in “%(field)s” is not a time like 17:30. It is kept as written and not used."),
    "status.unknown": N_(
        "The status “%(value)s” is not known. The service is shown as “not clear whether it is running”."
    ),
    "choice.unknown": N_("“%(value)s” is not one of the values HSDS has for “%(field)s”. It is kept as written."),
    "names.dropped": N_("Names of contact persons were left out: %(count)s."),
    "edit.kept": N_("“%(field)s” was changed here and in the package (“%(value)s”). What was written here was kept."),
    "column.kept": N_("The column “%(field)s” is kept with each service and written out again."),
    "encoding.guessed": N_("The file does not say how its letters are written. Look whether accents came out right."),
    "name.made": N_("This place has no name. It was called “%(value)s”."),
    "osm.licence": N_("Data from OpenStreetMap: © OpenStreetMap contributors, under the Open Database Licence."),
    "findings.more": N_("%(count)s more of the same kind in this file."),
}
"""Sentences for the codes of findings; facts are `field`, `value` and `count`."""

COLUMN_FIELDS: dict[str, str] = {
    "name": N_("Name of the service"),
    "alternate_name": N_("Other name"),
    "kinds": N_("Kind of help"),
    "description": N_("What you can get"),
    "organization": N_("Organisation"),
    "street": N_("Street and number"),
    "city": N_("Town"),
    "postal_code": N_("Postcode"),
    "country": N_("Country"),
    "latitude": N_("Latitude"),
    "longitude": N_("Longitude"),
    "phones": N_("Phone"),
    "email": N_("Email"),
    "url": N_("Website"),
    "opening_hours": N_("Opening hours"),
    "languages": N_("Languages spoken there"),
    "features": N_("Several of: free, no ID …"),
    **{feature.value: name for feature, (_, name) in FEATURES.items()},
    "fees": N_("What it costs"),
    "eligibility": N_("For whom"),
    "application": N_("How to get in"),
    "transportation": N_("How to get there"),
    "alert": N_("What to know before going"),
    "status": N_("Whether it is running"),
    "assured_date": N_("Day it was confirmed"),
    "hidden_from": N_("Where it is not shown"),
    "id": N_("Number or id of the entry"),
}
"""What a column of a team's own list can fill, see `mapping.FIELDS`."""
