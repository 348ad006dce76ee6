"""Everything that is wrong with an editor's folder, in one run: each finding with file, field, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from companion.errors import Problem
from companion.packs import check_cases, check_references, check_rules, check_texts, check_workshops
from companion.packs.builder import HOLIDAYS
from companion.rights import documents
from companion.rights.fields import Finding
from companion.rights.library import Library
from companion.rights.reading import read_jurisdiction
from companion.rights.substances import read_substances
from companion.services import holidays


def check_folder(folder: Path, *, progress: Callable[[str], None] | None = None) -> list[Finding]:
    """All findings, by place and file. An empty list means that the folder may be built."""
    places = documents.places_in(folder)
    nowhere = [] if places else [Finding(folder.name, "", "content.no_places", {})]
    try:
        findings = read_substances(documents.read_toml(folder / "substances.toml"))[1] + nowhere
    except Problem as problem:
        # Without the names of substances no place can be judged.
        facts = {key: str(value) for key, value in problem.facts.items()}
        return [Finding("substances.toml", "", problem.code, facts), *nowhere]
    for place in places:
        if progress:
            progress(place)
        findings += [_under(place, finding) for finding in check_place(folder, place)]
    return findings + check_workshops.check(folder)


def check_place(folder: Path, place: str) -> list[Finding]:
    """The findings of one place; what hangs on sound records is only looked at where the records are sound."""
    try:
        document = documents.read_folder(folder, place)
    except Problem as problem:
        facts = {key: str(value) for key, value in problem.facts.items()}
        return [Finding(facts.get("file", place).rsplit("/", 1)[-1], "", problem.code, facts)]
    record, findings = read_jurisdiction(document)
    if record.id != place:
        findings.append(Finding("jurisdiction.toml", "id", "content.id_is_not_file", {"value": record.id}))
    substances = {row.id for row in read_substances(documents.read_toml(folder / "substances.toml"))[0].all}
    findings += _holidays(folder / place / HOLIDAYS)
    findings += check_references.check(record, document, substances)
    findings += check_texts.check(record, document)
    for path in sorted((folder / place / "po").glob("*.po")):
        findings += check_texts.stale(record, path.name, documents.translated(path))
    if any(finding.severity == "error" for finding in findings):
        return findings
    library = Library.folder(folder)
    parent = library.find(record.parent) if record.parent else None
    findings += check_rules.check(record, parent, sorted(substances))
    findings += check_cases.check(library, record, document)
    return findings


def _holidays(path: Path) -> list[Finding]:
    """The findings of a place's list of holidays, where it has one; a file of nothing but comments is none."""
    if not path.is_file():
        return []
    try:
        table = documents.read_toml(path)
    except Problem as problem:
        return [Finding(path.name, "", problem.code, {key: str(value) for key, value in problem.facts.items()})]
    return [Finding(path.name, field, code, facts) for field, code, facts in holidays.faults(table) if table]


def _under(place: str, finding: Finding) -> Finding:
    return Finding(f"{place}/{finding.file}", finding.field, finding.code, finding.facts, finding.severity)
