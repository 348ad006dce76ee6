"""The words: respectful, plain, no amount as a permission, no placeholder that stands for nothing, nothing the place
must not print, and translations that keep every number and placeholder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from companion.packs.plainness import bound, lix, sentences
from companion.packs.stigma import hurting
from companion.packs.strings import ContentString, strings
from companion.rights.documents import Document
from companion.rights.fields import Fields, Finding
from companion.rights.records import Jurisdiction

# Topics without which no place may ship, and how many it needs at least.
NEEDED_TOPICS = ("answer", "stopped", "overdose")
LEAST_TOPICS = {"full": 14, "short": 6}

_PLACEHOLDER = re.compile(r"\{[^}]*\}")
_VALID = re.compile(r"\{(emergency|date:\d{4}-\d{2}-\d{2}|limit:([a-z0-9_-]+)\.([a-z_]+))\}")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?(?!\d)")
_AMOUNT = r"(?:\d+(?:\.\d+)?\s?(?:g|mg|ml|kg|grams?|tablets?|plants?)\b|\{limit:[^}]*\})"
_PERMISSION = re.compile(
    rf"(?:may|can|allowed to|free to|legal(?:ly)? to) (?:carry|have|hold|possess|keep|grow|buy)[^.]*?{_AMOUNT}"
    rf"|{_AMOUNT}[^.]{{0,20}}\b(?:is|are) (?:allowed|permitted|legal|fine|safe|ok)\b",
    re.IGNORECASE,
)


def check(place: Jurisdiction, document: Document) -> list[Finding]:
    """Findings about the texts of one place, its English and its translations."""
    rows = strings(place)
    limits = document.get("jurisdiction", {}).get("content_limit", [])
    return [
        *(finding for row in rows for finding in _text(place, row)),
        *_forbidden(rows, limits),
        *_plainness(place),
        *_topics(place),
        *_translations(place, rows, document.get("translations", {})),
    ]


def _finding(row: ContentString, code: str, severity: str = "error", **facts: object) -> Finding:
    told = {name: str(value) for name, value in facts.items()}
    return Finding(row.file, row.field, f"content.{code}", told, severity)


def _text(place: Jurisdiction, row: ContentString) -> Iterator[Finding]:
    for match in _PLACEHOLDER.finditer(row.source):
        valid = _VALID.fullmatch(match.group(0))
        if not valid or (valid.group(2) and not _has_limit(place, valid.group(2), valid.group(3))):
            yield _finding(row, "unknown_placeholder", value=match.group(0))
    for word, instead in hurting(row.source, "en"):
        yield _finding(row, "stigmatising_word", value=word, instead=instead)
    permission = _PERMISSION.search(row.source)
    if permission and not _is_permission(place, permission.group(0)):
        yield _finding(row, "amount_as_permission", value=permission.group(0))


def _has_limit(place: Jurisdiction, name: str, substance: str) -> bool:
    return any(limit.id == name and substance in limit.edges for limit in place.limits)


def _is_permission(place: Jurisdiction, words: str) -> bool:
    """Where an amount is no offence by law (adult cannabis), "may carry" can be true: then it names that limit."""
    named = {valid.group(2) for found in _PLACEHOLDER.findall(words) if (valid := _VALID.fullmatch(found))}
    lawful = {name for rule in place.rules if rule.outcome == "no_offence" for name in rule.within}
    return bool(named) and named <= lawful


def _forbidden(rows: list[ContentString], limits: list[Mapping[str, object]]) -> Iterator[Finding]:
    findings: list[Finding] = []
    for index, limit in enumerate(limits):
        fields = Fields(limit, "jurisdiction.toml", f"content_limit[{index}]", findings)
        patterns, reason = fields.texts("forbid", needed=True), fields.text("reason")
        fields.done()
        for pattern in patterns:
            for row in rows:
                if re.search(pattern, row.source, re.IGNORECASE):
                    findings.append(_finding(row, "forbidden_here", value=pattern, reason=reason))
    yield from findings


def _plainness(place: Jurisdiction) -> Iterator[Finding]:
    for topic in place.topics:
        text = "\n".join(section.text for section in topic.sections)
        yield from _hard(f"topics/{topic.id}.toml", "", text, "en")
        for section in topic.sections:
            yield from long_sentences(f"topics/{topic.id}.toml", f"section[{section.id}].text", section.text, "en")
    for key, phrase in place.phrases.items():
        yield from long_sentences("texts.toml", f"{key}.text", phrase.text, "en")
    yield from long_sentences("jurisdiction.toml", "summary", place.summary, "en")


def _hard(file: str, field: str, text: str, language: str) -> Iterator[Finding]:
    most = bound(language).lix
    if most is not None and (hardness := lix(text)) > most:
        facts = {"value": f"{hardness:.0f}", "bound": f"{most:.0f}"}
        yield Finding(file, field, "content.hard_to_read", facts, "warning")


def long_sentences(file: str, field: str, text: str, language: str) -> Iterator[Finding]:
    """A warning for each sentence with more words than are read easily in its language."""
    for sentence in sentences(text):
        if len(sentence.split()) > bound(language).words:
            yield Finding(file, field, "content.long_sentence", {"value": sentence[:60]}, "warning")


def _topics(place: Jurisdiction) -> Iterator[Finding]:
    known = {topic.id for topic in place.topics}
    for name in NEEDED_TOPICS:
        if name not in known:
            yield Finding("topics", "", "content.topic_missing", {"value": name})
    least = LEAST_TOPICS[place.tier]
    if len(known) < least:
        yield Finding("topics", "", "content.too_few_topics", {"value": str(len(known)), "least": str(least)})


def _translations(
    place: Jurisdiction, rows: list[ContentString], translations: Mapping[str, Mapping[str, str]]
) -> Iterator[Finding]:
    by_key = {row.key: row for row in rows}
    for language, texts in translations.items():
        file = f"po/{language}.po"
        for key, text in texts.items():
            row = by_key.get(key)
            if row is None:
                yield Finding(file, key, "content.translation_of_nothing", {}, "warning")
                continue
            if Counter(_PLACEHOLDER.findall(row.source)) != Counter(_PLACEHOLDER.findall(text)):
                yield Finding(file, key, "content.placeholders_differ", {"value": text[:60]})
            if not same_numbers(row.source, text):
                yield Finding(file, key, "content.numbers_differ", {"value": text[:60]})
            for word, instead in hurting(text, language):
                yield Finding(file, key, "content.stigmatising_word", {"value": word, "instead": instead})
            yield from long_sentences(file, key, text, language)
        for topic in place.topics:
            parts = [texts.get(f"topic.{topic.id}.{section.id}.text", "") for section in topic.sections]
            yield from _hard(file, f"topic.{topic.id}", "\n".join(parts), language)


def stale(place: Jurisdiction, file: str, translated: Mapping[str, tuple[str, str]]) -> list[Finding]:
    """What was translated from another English than stands there now: the law may have moved under it."""
    now = {row.key: row.source.strip() for row in strings(place)}
    return [
        Finding(f"po/{file}", key, "content.translation_stale", {"value": source[:60]})
        for key, (source, _) in translated.items()
        if key in now and now[key] != source.strip()
    ]


def same_numbers(source: str, text: str) -> bool:
    """Every number of the source stands in the translation: a changed deadline is the worst of mistranslations."""
    return not _numbers(source) - _numbers(text)


def _numbers(text: str) -> Counter[str]:
    """The numbers of a text, however it groups thousands: `45,000`, `45.000` and `45 000` are one."""
    found = _NUMBER.findall(_PLACEHOLDER.sub("", text))
    return Counter(re.sub(r"[.,\u00a0\u202f ](?=\d{3}(?!\d))", "", number).replace(",", ".") for number in found)
