"""Substances and the names by which people find them, street names included, in every language at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from companion.i18n.folding import fold
from companion.rights.fields import Fields, Finding


@dataclass(frozen=True, slots=True)
class Substance:
    """`name`: language → the proper name. `also`: language → other names. `units`: the usual one first."""

    id: str
    name: Mapping[str, str]
    also: Mapping[str, tuple[str, ...]]
    units: tuple[str, ...]

    def label(self, language: str) -> str:
        """Its proper name in the language, in English where there is none."""
        return self.name.get(language) or self.name["en"]


@dataclass(frozen=True, slots=True)
class Match:
    """A substance that a typed word found, and the name it was found by."""

    substance: Substance
    found_by: str
    exact: bool


class Substances:
    """All substances, found by id or by any name in any language."""

    def __init__(self, substances: tuple[Substance, ...]) -> None:
        self.all = substances
        self._by_id = {substance.id: substance for substance in substances}
        self._names = [
            (fold(name), name, substance)
            for substance in substances
            for name in (substance.id, *substance.name.values(), *(n for row in substance.also.values() for n in row))
        ]

    def get(self, id_: str) -> Substance | None:
        """The substance of that id, or None."""
        return self._by_id.get(id_)

    def named(self, text: str) -> list[Substance]:
        """Every substance that has exactly this id or name: several where a street name means several."""
        if text in self._by_id:
            return [self._by_id[text]]
        folded = fold(text.strip()).replace("_", " ")
        found = {s.id: s for name, _, s in self._names if name.replace("_", " ") == folded}
        return list(found.values())

    def search(self, text: str, language: str) -> list[Match]:
        """As typed: whole names first, then names that start so, then words within names. No text finds all."""
        folded = fold(text.strip())
        if not folded:
            return [Match(substance, substance.label(language), False) for substance in self.all]
        best: dict[str, tuple[int, Match]] = {}
        for name, shown, substance in self._names:
            rank = 0 if name == folded else 1 if name.startswith(folded) else 2 if f" {folded}" in f" {name}" else 9
            if rank < best.get(substance.id, (9,))[0]:
                best[substance.id] = (rank, Match(substance, shown, rank == 0))
        order = {substance.id: i for i, substance in enumerate(self.all)}
        return [m for _, m in sorted(best.values(), key=lambda row: (row[0], order[row[1].substance.id]))]


def read_substances(document: Mapping[str, object]) -> tuple[Substances, list[Finding]]:
    """The substances that `substances.toml` lists, and every fault met."""
    findings: list[Finding] = []
    head = Fields(document, "substances.toml", "", findings)
    rows = []
    for fields in head.tables("substance"):
        names, also = fields.table("name", needed=True), fields.table("also")
        rows.append(
            Substance(
                fields.text("id"),
                {language: names.text(language) for language in names.keys()},  # noqa: SIM118  a method of ours
                {language: also.texts(language) for language in also.keys()},  # noqa: SIM118
                fields.texts("units", needed=True),
            )
        )
        fields.done()
    head.raw("ambiguous")
    head.done()
    return Substances(tuple(rows)), findings
