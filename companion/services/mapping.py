"""What the columns of a team's own list mean: guessed from headers and values, corrected by a person, remembered."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from companion.i18n.folding import fold
from companion.services.opening_hours import parse
from companion.services.records import Feature
from companion.vault.connection import Store

FIELDS = (
    "name",
    "alternate_name",
    "kinds",
    "description",
    "organization",
    "street",
    "city",
    "postal_code",
    "country",
    "latitude",
    "longitude",
    "phones",
    "email",
    "url",
    "opening_hours",
    "languages",
    "features",
    *(feature.value for feature in Feature),
    "fees",
    "eligibility",
    "application",
    "transportation",
    "alert",
    "status",
    "assured_date",
    "hidden_from",
    "id",
)
"""What a column can fill. Those named like a `Feature` say yes or no; labels: `labels.COLUMN_FIELDS`."""
FLAT = (
    "id",
    "name",
    "alternate_name",
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
    "fees",
    "eligibility",
    "application",
    "transportation",
    "alert",
    "hidden_from",
)
"""The columns of the spreadsheets that this program writes, in order; what it does not know follows them."""
MANY = frozenset({"description", "phones", "kinds", "languages", "features", "street", "transportation"})
"""Fields that several columns may fill together."""

# Headers as people write them, folded; the first field that fits wins.
_HEADERS: tuple[tuple[str, str], ...] = (
    ("id", r"id|uid|uuid|identifier|nr|no|codigo|record id"),
    (
        "organization",
        r"(name of )?(the )?organi[sz]ation( name)?|(parent )?agency|provider|organizacao|entidade|trager",
    ),
    (
        "name",
        r"((service|place|site|facility|public|program) )?name|service|nome|nombre|nom|bezeichnung|название|الاسم",
    ),
    ("alternate_name", r"(alternate|other|alternative)[ _]name|also known as|aka"),
    ("kinds", r"kinds?|types?( of (service|help))?|categor(y|ies)|services? offered|tipo|categoria|art|тип|النوع"),
    ("description", r"descri\w*|details?|about|notes?|comments?|beschreibung|observacoes|описание"),
    ("latitude", r"lat(itude)?|y"),
    ("longitude", r"lon(g|gitude)?|lng|x"),
    ("postal_code", r"(physical )?(post|zip|postal)[ _]?code|zip|postcode|plz|codigo postal|cp"),
    (
        "street",
        r"((street|physical)[ _]?)?address( line)?( ?[12])?|street|morada|rua|direccion|calle|adresse|strasse|адрес",
    ),
    ("city", r"(physical )?city|town|suburb|locali(ty|dade)|concelho|ciudad|ville|ort|stadt|город|المدينة"),
    ("country", r"(physical )?country|pais|pays|land|страна"),
    (
        "phones",
        r"(tele)?phones?( ?1)?( ?numbers?)?|tel|mobile|telefone|telemovel|telefono|telephone|telefon|телефон|الهاتف",
    ),
    ("email", r"e ?mail( address)?|correio|correo"),
    ("url", r"url|web ?(site|page|address)?( address)?|homepage|link|sitio"),
    (
        "opening_hours",
        r"((opening|business)[ _]?)?(hours( of operation)?|times)|open|horario|horaires|offnungszeiten|часы работы",
    ),
    ("languages", r"languages?( spoken)?|idiomas?|linguas?|langues?|sprachen?|языки"),
    ("features", r"features?"),
    ("wheelchair", r"wheelchair( access\w*)?|accessib\w*|step free"),
    ("free", r"free( of charge)?|gratuito|gratis"),
    ("no_id", r"no[ _]?id( needed| asked)?"),
    ("peer_run", r"peer[ _](run|led)"),
    ("not_police_linked", r"not[ _](police[ _]linked|linked to police)"),
    ("women", r"women( only)?|mulheres|mujeres"),
    ("trans_welcome", r"trans([ _]people)?[ _]welcome|trans"),
    ("young_people", r"young[ _]people|youth"),
    ("fees", r"fees?|costs?|price|custo|kosten|tarif"),
    ("eligibility", r"eligibility|who (is it )?for|target group|para quem"),
    ("application", r"how to (apply|get in)|application|referral|access"),
    ("transportation", r"transport\w*|directions?|how to get there"),
    ("alert", r"alert|warning|aviso"),
    ("status", r"status|estado"),
    ("assured_date", r"assured[ _]date|(last )?(checked|confirmed|verified|updated)( on| date)?|data de confirmacao"),
    ("hidden_from", r"hidden[ _]from"),
)
_PATTERNS = [(name, re.compile(pattern)) for name, pattern in _HEADERS]
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z0-9])")  # PublicName, Phone1Number
_PHONE = re.compile(r"\+?[\d ()./-]{7,}")


@dataclass(frozen=True)
class Mapping:
    """For each header of a list, in order, the field it fills; "" keeps the column as it is."""

    headers: tuple[str, ...]
    fields: tuple[str, ...]
    name: str = ""

    def column(self, field: str) -> int | None:
        """The first column that fills a field."""
        return self.fields.index(field) if field in self.fields else None

    def changed(self, at: int, field: str) -> Mapping:
        """With another field for a column; a field that only one column can fill is taken from the other."""
        fields = [
            "" if other == field and field not in MANY and place != at else other
            for place, other in enumerate(self.fields)
        ]
        fields[at] = field
        return Mapping(self.headers, tuple(fields), self.name)


def guess(headers: Sequence[str], samples: Sequence[Sequence[str]]) -> Mapping:
    """What the columns seem to be, from what stands above them and, where that says nothing, in them."""
    if tuple(headers[: len(FLAT)]) == FLAT:
        return Mapping(tuple(headers), FLAT + ("",) * (len(headers) - len(FLAT)))
    fields: list[str] = []
    for header in headers:
        found = _from_header(header)
        fields.append("" if found in fields and found not in MANY else found)
    for at, field in enumerate(fields):
        values = [row[at] for row in samples if at < len(row) and row[at]]
        if not field and values and (found := _from_values(values)) and found not in fields:
            fields[at] = found
    return Mapping(tuple(headers), tuple(fields))


def _from_header(header: str) -> str:
    plain = " ".join(re.findall(r"[^\W_]+", fold(_HUMP.sub(" ", header))))
    return next((name for name, pattern in _PATTERNS if pattern.fullmatch(plain)), "")


def _from_values(values: Sequence[str]) -> str:
    """A field only where every value can be nothing else."""
    if all("@" in value and "." in value and " " not in value for value in values):
        return "email"
    if all(value.startswith(("http://", "https://", "www.")) for value in values):
        return "url"
    if all(parse(value) is not None for value in values):
        return "opening_hours"
    if all(_PHONE.fullmatch(value) and "." not in value for value in values):
        return "phones"
    return ""


class Mappings:
    """The mappings a team has given names to."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[Mapping]:
        """Every one, by name."""
        found = self._store.query("SELECT name, headers, columns FROM column_mapping ORDER BY name")
        return [Mapping(tuple(json.loads(heads)), tuple(json.loads(fields)), name) for name, heads, fields in found]

    def fitting(self, headers: Sequence[str], name: str | None = None) -> Mapping | None:
        """One made for a list with these headers, in whatever order; the one called `name` if that is given."""
        for mapping in self.all():
            if sorted(mapping.headers) == sorted(headers) and name in (None, mapping.name):
                fields = dict(zip(mapping.headers, mapping.fields, strict=True))
                return Mapping(tuple(headers), tuple(fields[header] for header in headers), mapping.name)
        return None

    def remember(self, mapping: Mapping) -> None:
        """Keep it under its name; one of the same name gives way."""
        self._store.execute(
            "INSERT INTO column_mapping (name, headers, columns) VALUES (?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET headers = excluded.headers, columns = excluded.columns",
            (mapping.name, json.dumps(mapping.headers), json.dumps(mapping.fields)),
        )
