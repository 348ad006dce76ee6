"""The tables of HSDS 3.0 and 3.1: their columns, what they need, and what points to what.

Source: https://github.com/openreferral/specification, `schema/` of versions 3.0 and 3.1. What HSDS calls required is
here too, though we take most rows without it and say so.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """One HSDS table. `keys`: column → the table its value is an id of ("*": any table)."""

    name: str
    columns: tuple[str, ...]
    required: tuple[str, ...] = ()
    keys: dict[str, str] = field(default_factory=dict)
    file: str = ""
    since: str = "3.0"

    @property
    def file_name(self) -> str:
        """The name HSDS gives its CSV file."""
        return f"{self.file or self.name + 's'}.csv"


def _table(name: str, columns: str, required: str = "", file: str = "", since: str = "3.0", **keys: str) -> Table:
    linked = {column: name for column, name in _KEYS.items() if column in columns.split()} | keys
    return Table(name, ("id", *columns.split()), tuple(required.split()), linked, file, since)


_KEYS = {
    "organization_id": "organization",
    "service_id": "service",
    "location_id": "location",
    "service_at_location_id": "service_at_location",
    "contact_id": "contact",
    "phone_id": "phone",
    "program_id": "program",
    "taxonomy_id": "taxonomy",
    "taxonomy_term_id": "taxonomy_term",
    "unit_id": "unit",
    "parent_organization_id": "organization",
}

# In the order in which rows are read and written: what is pointed to comes before what points.
_ALL = (
    _table(
        "organization",
        "name alternate_name description email website tax_status tax_id year_incorporated legal_status logo uri"
        " parent_organization_id",
        "name description",
    ),
    _table("program", "organization_id name alternate_name description", "organization_id name description"),
    _table("taxonomy", "name description uri version", "name description", file="taxonomies"),
    _table(
        "taxonomy_term",
        "code name description parent_id taxonomy language taxonomy_id term_uri",
        "name description",
        parent_id="taxonomy_term",
    ),
    _table("unit", "name scheme identifier uri", "name", since="3.1"),
    _table(
        "location",
        "location_type url organization_id name alternate_name description transportation latitude longitude"
        " external_identifier external_identifier_type",
        "location_type",
    ),
    _table(
        "service",
        "organization_id program_id name alternate_name description url email status interpretation_services"
        " application_process fees_description wait_time fees accreditations eligibility_description minimum_age"
        " maximum_age assured_date assurer_email licenses alert last_modified",
        "organization_id name status",
    ),
    _table(
        "service_at_location",
        "service_id location_id description",
        "service_id location_id",
        file="service_at_location",
    ),
    _table("contact", "organization_id service_id service_at_location_id location_id name title department email"),
    _table(
        "phone",
        "location_id service_id organization_id contact_id service_at_location_id number extension type description",
        "number",
    ),
    _table(
        "address",
        "location_id attention address_1 address_2 city region state_province postal_code country address_type",
        "address_1 city state_province postal_code country address_type",
        file="addresses",
    ),
    _table("accessibility", "location_id description details url", file="accessibility"),
    _table(
        "schedule",
        "service_id location_id service_at_location_id valid_from valid_to dtstart timezone until count wkst freq"
        " interval byday byweekno bymonthday byyearday description opens_at closes_at schedule_link attending_type"
        " notes",
    ),
    _table("language", "service_id location_id phone_id name code note"),
    _table("cost_option", "service_id valid_from valid_to option currency amount amount_description", "service_id"),
    _table("required_document", "service_id document uri"),
    _table("service_area", "service_id service_at_location_id name description extent extent_type uri"),
    _table("funding", "organization_id service_id source", file="funding"),
    _table(
        "organization_identifier",
        "organization_id identifier_scheme identifier_type identifier",
        "organization_id identifier_type identifier",
    ),
    _table(
        "service_capacity",
        "service_id unit_id available maximum description updated",
        "service_id unit_id available updated",
        file="service_capacities",
        since="3.1",
    ),
    _table("url", "organization_id service_id label url", "url", since="3.1"),
    _table(
        "attribute",
        "link_id taxonomy_term_id link_type link_entity value label",
        "link_id taxonomy_term_id link_entity",
        link_id="*",
    ),
    _table(
        "metadata",
        "resource_id resource_type last_action_date last_action_type field_name previous_value replacement_value"
        " updated_by",
        "resource_id resource_type last_action_date last_action_type field_name previous_value replacement_value"
        " updated_by",
        file="metadata",
        resource_id="*",
    ),
    _table("meta_table_description", "name language character_set"),
)

TABLES: dict[str, Table] = {table.name: table for table in _ALL}

NEWER_COLUMNS = {"attribute": {"label"}, "service_area": {"service_at_location_id"}}
"""Columns that version 3.1 added to a table of 3.0."""

NUMBERS = {
    "year_incorporated",
    "latitude",
    "longitude",
    "extension",
    "minimum_age",
    "maximum_age",
    "amount",
    "timezone",
    "count",
    "interval",
    "available",
    "maximum",
}
DATES = {"assured_date", "valid_from", "valid_to", "dtstart", "until", "last_action_date"}
TIMES = {"opens_at", "closes_at"}
CHOICES: dict[tuple[str, str], frozenset[str]] = {
    ("location", "location_type"): frozenset({"physical", "postal", "virtual"}),
    ("address", "address_type"): frozenset({"physical", "postal", "virtual"}),
    ("schedule", "freq"): frozenset({"WEEKLY", "MONTHLY"}),
    ("schedule", "wkst"): frozenset({"MO", "TU", "WE", "TH", "FR", "SA", "SU"}),
}
STATUSES = frozenset({"active", "inactive", "defunct", "temporarily closed"})

PERSONS = {("contact", "name"), ("address", "attention"), ("metadata", "updated_by")}
"""Columns that hold the names of people."""

NESTED: dict[str, str] = {
    **{
        name if table.file in ("funding", "accessibility", "metadata") else f"{name}s": name
        for name, table in TABLES.items()
    },
    "addresses": "address",
    "taxonomies": "taxonomy",
    "service_at_locations": "service_at_location",
    "capacities": "service_capacity",
    "additional_urls": "url",
    "additional_websites": "url",
    "organization": "organization",
    "program": "program",
    "location": "location",
    "service": "service",
    "taxonomy_term": "taxonomy_term",
    "taxonomy_detail": "taxonomy",
    "unit": "unit",
}
"""Names under which HSDS JSON nests one record, or a list of records, inside another → table."""


_OLDER = {"services_at_location": "service_at_location", "physical_addresses": "address"}
"""Names of files in version 2 whose columns mean the same."""


def table_of_file(name: str) -> Table | None:
    """The table a file belongs to by its name (`services.csv`, `service.csv`), or None."""
    stem = name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1].casefold().removesuffix(".csv")
    stem = _OLDER.get(stem, stem)
    for table in _ALL:
        if stem in (table.name, table.file_name.removesuffix(".csv"), f"{table.name}s"):
            return table
    return None
