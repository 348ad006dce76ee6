"""Every sentence of a place, by its key: what translators translate and what checks read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from companion.rights.records import Jurisdiction


@dataclass(frozen=True, slots=True)
class ContentString:
    """One text: the key of its translation, its English, and the file and field where it stands."""

    key: str
    source: str
    file: str
    field: str


def strings(place: Jurisdiction) -> list[ContentString]:
    """The texts of a place in the order of its files; empty ones are left out."""
    rows = [*_head(place), *_law(place), *_phrases(place), *_topics(place)]
    return [row for row in rows if row.source]


def _head(place: Jurisdiction) -> Iterator[ContentString]:
    file = "jurisdiction.toml"
    yield ContentString("jurisdiction.name", place.name, file, "name")
    yield ContentString("jurisdiction.summary", place.summary, file, "summary")
    for index, model in enumerate(place.models):
        for part in ("note", "unconfirmed"):
            yield ContentString(f"model.{index}.{part}", str(getattr(model, part)), file, f"model[{index}].{part}")
    for change in place.changes:
        for part in ("title", "summary", "unconfirmed"):
            key = f"change.{change.id}.{part}"
            yield ContentString(key, str(getattr(change, part)), file, f"change[{change.id}].{part}")
    for doubt in place.doubts:
        yield ContentString(f"doubt.{doubt.id}.text", doubt.text, file, f"doubt[{doubt.id}].text")
    for body in place.bodies:
        for part in ("name", "what", "unconfirmed"):
            yield ContentString(f"body.{body.id}.{part}", str(getattr(body, part)), file, f"body[{body.id}].{part}")


def _law(place: Jurisdiction) -> Iterator[ContentString]:
    file = "rules.toml"
    for limit in place.limits:
        for part in ("title", "unconfirmed"):
            yield ContentString(
                f"limit.{limit.id}.{part}", str(getattr(limit, part)), file, f"limit[{limit.id}].{part}"
            )
        for substance, doubt in limit.doubts.items():
            key = f"limit.{limit.id}.of.{substance}.unconfirmed"
            yield ContentString(key, doubt, file, f"limit[{limit.id}].of.{substance}.unconfirmed")
    for rule in place.rules:
        yield ContentString(f"rule.{rule.id}.unconfirmed", rule.unconfirmed, file, f"rule[{rule.id}].unconfirmed")
    for row in place.circumstances.values():
        yield ContentString(f"circumstance.{row.id}.ask", row.ask, file, f"circumstance[{row.id}].ask")
        for value, label in row.values.items():
            key = f"circumstance.{row.id}.values.{value}"
            yield ContentString(key, label, file, f"circumstance[{row.id}].values.{value}")


def _phrases(place: Jurisdiction) -> Iterator[ContentString]:
    for name, phrase in place.phrases.items():
        for part in ("headline", "when", "text", "unconfirmed"):
            yield ContentString(f"{name}.{part}", str(getattr(phrase, part)), "texts.toml", f"{name}.{part}")


def _topics(place: Jurisdiction) -> Iterator[ContentString]:
    for topic in place.topics:
        file = f"topics/{topic.id}.toml"
        for part in ("title", "summary"):
            yield ContentString(f"topic.{topic.id}.{part}", str(getattr(topic, part)), file, part)
        yield ContentString(f"topic.{topic.id}.keywords", ", ".join(topic.keywords), file, "keywords")
        for section in topic.sections:
            for part in ("heading", "text", "unconfirmed"):
                key = f"topic.{topic.id}.{section.id}.{part}"
                yield ContentString(key, str(getattr(section, part)), file, f"section[{section.id}].{part}")
