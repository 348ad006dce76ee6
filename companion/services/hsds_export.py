"""Writes the directory as an HSDS 3.0 tabular package (zip). The same rows give the same bytes.

Importing what was exported gives the same rows again: columns and tables HSDS does not know are written out too. A
package that holds columns of 3.1 stays a 3.0 package with extra columns, which 3.1 readers know.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile

from companion.services.directory import rows, tables
from companion.services.hsds_tables import NEWER_COLUMNS, NUMBERS, TABLES
from companion.vault.connection import Store

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say; a real one would tell when, and change the bytes


def hsds_zip(store: Store) -> bytes:
    """The whole directory as an HSDS 3.0 package."""
    there = tables(store)
    order = [name for name in TABLES if there.get(name)] + sorted(set(there) - set(TABLES))
    packed = io.BytesIO()
    resources = []
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in order:
            columns, text = _table(store, name)
            file = TABLES[name].file_name if name in TABLES else f"{name}.csv"
            _add(archive, file, text)
            resources.append(_resource(name, file, columns))
        descriptor = {
            "name": "directory",
            "profile": "tabular-data-package",
            "title": "Human Services Data Specification 3.0",
            "resources": resources,
        }
        _add(archive, "datapackage.json", json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n")
    return packed.getvalue()


def _table(store: Store, name: str) -> tuple[list[str], str]:
    """The columns of a table, and it as CSV: known columns in the order of HSDS, then unknown ones by name.

    Values stay as they are, formulas too: this file is for programs, and must come back the same.
    """
    known = TABLES[name].columns if name in TABLES else ("id",)
    newer = NEWER_COLUMNS.get(name, set())
    used = {column for row in rows(store, name) for column in row}
    columns = [column for column in known if column not in newer or column in used] + sorted(used - set(known))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows(store, name):
        writer.writerow([row.get(column, "") for column in columns])
    return columns, out.getvalue()


def _resource(name: str, file: str, columns: list[str]) -> dict[str, object]:
    fields = [{"name": column, "type": "number" if column in NUMBERS else "string"} for column in columns]
    return {"name": name, "path": file, "schema": {"primaryKey": "id", "fields": fields}}


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name, _MOMENT)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o600 << 16
    archive.writestr(info, text.encode("utf-8"))
