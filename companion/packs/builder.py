"""An editor's folder into what the program loads: one canonical document per place, the same bytes every time."""

from __future__ import annotations

from pathlib import Path

from companion import files
from companion.rights import documents


def compile_content(source: Path, target: Path) -> None:
    """Write every place of the folder `source` and the substances into `target`; what no longer exists is removed.

    Faulty TOML is refused with file and line (`content.bad_toml`); deeper faults are for `validator.check_folder`.
    """
    files.make_folder(target)
    made = {"substances.json": documents.compiled(documents.read_toml(source / "substances.toml"))}
    index = {}
    for place in documents.places_in(source):
        document = documents.read_folder(source, place)
        document.pop("cases", None)
        index[place] = documents.entry(document)
        made[f"{place}.json"] = documents.compiled(document)
    made["index.json"] = documents.compiled(index)
    for old in target.glob("*.json"):
        if old.name not in made:
            files.remove(old)
    for name, data in made.items():
        files.write_whole(target / name, data)
