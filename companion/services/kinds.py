"""Which kind of help a service is, and what is claimed of it: from terms and names, conservatively.

A term whose code is one of ours is taken at its word. Otherwise only plain words of the field count, in names and
terms, never in descriptions ("we don't offer needles" names needles too).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from companion.i18n.folding import fold
from companion.services.records import Feature, ServiceKind, Term

TAXONOMY = "companion"
"""Name of the taxonomy that carries our own codes in an HSDS package."""

_WORDS: tuple[tuple[ServiceKind, tuple[str, ...]], ...] = (
    (
        ServiceKind.NEEDLE_SYRINGE,
        (
            r"needles?",
            r"syringes?",
            r"nsp",
            r"seringas?",
            r"jeringas?",
            r"jeringuillas?",
            r"seringues?",
            r"spritzen\w*",
            r"spritzentausch",
            r"шприц\w*",
            r"обмен игл",
            r"strzykaw\w*",
        ),
    ),
    (
        ServiceKind.CONSUMPTION_ROOM,
        (
            r"consumption (rooms?|spaces?|sites?)",
            r"supervised (consumption|injection|injecting)",
            r"overdose prevention (site|centre|center)s?",
            r"sala de consumo\w*",
            r"consumo (assistido|vigiado|supervisado)",
            r"drogenkonsumraum\w*",
            r"consommation supervisee",
            r"salle de consommation\w*",
        ),
    ),
    (
        ServiceKind.NALOXONE,
        (
            r"naloxone?",
            r"naloxona",
            r"narcan",
            r"nyxoid",
            r"налоксон\w*",
        ),
    ),
    (
        ServiceKind.DRUG_CHECKING,
        (
            r"(drug|pill|substance) (checking|testing)",
            r"drug-checking",
            r"drugchecking",
            r"analise de (substancias|drogas)",
            r"analisis de (sustancias|drogas)",
            r"analyse de (produits|drogues)",
        ),
    ),
    (
        ServiceKind.OPIOID_AGONIST_TREATMENT,
        (
            r"methadone",
            r"metadona",
            r"metadon",
            r"buprenorphine?",
            r"buprenorfina",
            r"opioid (agonist|substitution)\w*",
            r"(oat|ost|moud|mat) (clinic|programme|program|service)",
            r"substitution treatment",
            r"метадон\w*",
        ),
    ),
    (
        ServiceKind.HIV_HCV_TESTING,
        (
            r"(hiv|hcv|hepatitis( c)?|sti|bbv) (and \w+ )?(test\w*|screening)",
            r"(teste|rastreio|prueba)s? (de |do |del )?(vih|hiv|hepatite\w*|hepatitis)",
            r"depistage (vih|hepatite)",
        ),
    ),
    (
        ServiceKind.LEGAL_AID,
        (
            r"legal (aid|advice|help|clinic|support|services?)",
            r"apoio juridico",
            r"asistencia (legal|juridica)",
            r"aide juridique",
            r"rechtsberatung",
            r"юридическ\w+ помощ\w+",
        ),
    ),
    (
        ServiceKind.PEER_ORGANISATION,
        (
            r"peer[- ](led|run|organi[sz]ation|network)",
            r"drug user(s'?)? (union|network|organi[sz]ation)",
            r"users union",
        ),
    ),
    (
        ServiceKind.OUTREACH,
        (
            r"outreach",
            r"equipa de rua",
            r"equipas de rua",
            r"street team",
            r"mobile (unit|van)",
            r"streetwork",
            r"night van",
        ),
    ),
    (
        ServiceKind.DAY_CENTRE,
        (
            r"drop[- ]?in",
            r"day (centre|center|shelter)",
            r"centro de dia",
            r"centro de acolhimento diurno",
            r"accueil de jour",
            r"tagesstatte",
        ),
    ),
    (
        ServiceKind.SHELTER,
        (
            r"(night |homeless |emergency )?shelters?",
            r"hostel",
            r"albergue",
            r"notschlafstelle",
            r"hebergement d urgence",
            r"ночлеж\w*",
            r"overnight stay",
        ),
    ),
    (
        ServiceKind.FOOD,
        (
            r"food (bank|pantry|parcels?|distribution)",
            r"soup kitchen",
            r"meals?",
            r"cantina social",
            r"banco alimentar",
            r"comedor social",
            r"tafel",
        ),
    ),
    (
        ServiceKind.HYGIENE,
        (
            r"showers?",
            r"laundry",
            r"balnearios?",
            r"duchas",
            r"duches",
        ),
    ),
    (
        ServiceKind.WOMEN,
        (
            r"wom[ae]n('?s)?",
            r"mulher(es)?",
            r"mujer(es)?",
            r"femmes?",
            r"frauen\w*",
            r"женщин\w*",
        ),
    ),
    (
        ServiceKind.YOUTH,
        (
            r"youth",
            r"young people",
            r"teen(s|age\w*)?",
            r"jovens",
            r"juventude",
            r"jovenes",
            r"jeunes",
            r"jugend\w*",
            r"молодеж\w*",
        ),
    ),
    (
        ServiceKind.PHARMACY,
        (
            r"pharmac(y|ies)",
            r"farmacias?",
            r"pharmacies?",
            r"apotheke",
            r"аптек\w*",
        ),
    ),
    (
        ServiceKind.TREATMENT,
        (
            r"detox\w*",
            r"rehab\w*",
            r"drug treatment",
            r"addiction (treatment|service)s?",
            r"comunidade terapeutica",
            r"desintoxicacao",
        ),
    ),
    (
        ServiceKind.COUNSELLING,
        (
            r"counsell?ing",
            r"psychotherapy",
            r"aconselhamento",
            r"apoio psicologico",
            r"beratung\w*",
            r"asesoramiento",
        ),
    ),
    (
        ServiceKind.HEALTH,
        (
            r"health (care|centre|center|clinic|service)s?",
            r"medical (clinic|centre|center|care)",
            r"nursing",
            r"wound care",
            r"centro de saude",
            r"centro de salud",
            r"clinic",
        ),
    ),
)
_PATTERNS = {kind: re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)") for kind, patterns in _WORDS}
# The first letters of every word in the patterns of a kind: a text none of whose words begins so says nothing of it.
_BEGIN = 3
_STARTS = {
    kind: frozenset(
        letters[:_BEGIN] for pattern in patterns for letters in re.findall(r"(?<![^\W_])[^\W\d_]{2,}", pattern)
    )
    for kind, patterns in _WORDS
}
_NEGATED = re.compile(r"(?<!\w)(no|not|non|without|isnt|cannot|sem|nao|sin|inaccessible)(?!\w)")
_FREE = frozenset(
    {
        "free",
        "free of charge",
        "no charge",
        "no fee",
        "no fees",
        "none",
        "0",
        "gratuito",
        "gratis",
        "gratuit",
        "kostenlos",
        "бесплатно",
    }
)
_NO_ID = frozenset({"none", "no id", "no id needed", "no id required", "no documents", "nenhum", "ninguno", "aucun"})
_CODED_KINDS = frozenset(kind.value for kind in ServiceKind)
_ORDER = {kind: place for place, kind in enumerate(ServiceKind)}
_CODED_FEATURES = {feature.value: feature for feature in Feature}


def kinds(names: Iterable[str], terms: Iterable[Term]) -> tuple[ServiceKind, ...]:
    """The kinds: what the name says first, then in the order of `ServiceKind`; OTHER when nothing says."""
    terms = tuple(terms)
    named = _said(names)
    found = {ServiceKind(term.code) for term in terms if _ours(term) and term.code in _CODED_KINDS}
    if not found:
        found = named | _said(term.name for term in terms if not _ours(term))
    order = sorted(found, key=lambda kind: (kind not in named, _ORDER[kind]))
    return tuple(order) or (ServiceKind.OTHER,)


def _said(texts: Iterable[str]) -> set[ServiceKind]:
    found: set[ServiceKind] = set()
    for text in texts:
        if text:
            said = " ".join(fold(text).split())
            likely = {kind for word in re.findall(r"[^\W_]+", said) for kind in _likely(word[:_BEGIN])}
            found.update(kind for kind in likely - found if _PATTERNS[kind].search(said))
    return found


@functools.lru_cache(maxsize=20_000)
def _likely(start: str) -> tuple[ServiceKind, ...]:
    return tuple(kind for kind, starts in _STARTS.items() if any(start[: len(one)] == one for one in starts))


def features(
    terms: Iterable[Term],
    *,
    fees: Iterable[str],
    amounts: Iterable[float | None],
    documents: Iterable[str],
    accessibility: Iterable[str],
    served: Iterable[ServiceKind],
) -> tuple[Feature, ...]:
    """What the directory says outright. `amounts`: what it costs, as far as that is a number."""
    found = {_CODED_FEATURES[term.code] for term in terms if term.code in _CODED_FEATURES and _ours(term)}
    prices = list(amounts)
    said = [_plain(text) for text in fees if text]
    if (said and all(text in _FREE for text in said)) or (not said and prices and all(price == 0 for price in prices)):
        found.add(Feature.FREE)
    asked = [_plain(text) for text in documents if text]
    if asked and all(text in _NO_ID for text in asked):
        found.add(Feature.NO_ID)
    for text in (_plain(part) for part in accessibility):
        if re.search(r"wheelchair|cadeira de rodas|silla de ruedas|fauteuil roulant|rollstuhl", text):
            if _NEGATED.search(text):
                found.discard(Feature.WHEELCHAIR)
                break
            found.add(Feature.WHEELCHAIR)
    if ServiceKind.WOMEN in served:
        found.add(Feature.WOMEN)
    if ServiceKind.YOUTH in served:
        found.add(Feature.YOUNG_PEOPLE)
    return tuple(feature for feature in Feature if feature in found)


def _ours(term: Term) -> bool:
    return term.taxonomy.casefold() == TAXONOMY


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
