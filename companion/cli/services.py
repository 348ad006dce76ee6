"""`companion services`: check, import, export and search the directory."""

from __future__ import annotations

import argparse
import json
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from companion.cli.vault import add_language_argument, add_vault_arguments, open_vault
from companion.errors import ExitCode, Problem
from companion.i18n.catalogs import tr, trn
from companion.services.labels import FINDINGS, KINDS, SEVERITIES
from companion.services.records import Finding, Listing, ServiceKind, Severity

if TYPE_CHECKING:
    from companion.services.hsds_import import ImportResult
    from companion.services.mapping import Mapping
    from companion.vault.connection import Store

_YEARS = range(1900, 3000)
_MOST_PRINTED = 200  # findings in text; `--json` has all


def add_to(subparsers: Any) -> None:
    """Add the group `services` with its commands."""
    group = subparsers.add_parser("services", help=tr("check, import, export and search the directory of services"))
    commands = group.add_subparsers(dest="command", metavar="COMMAND", required=True)
    checking = _command(commands, "check", check, tr("say what is wrong with a list; nothing is kept"))
    which = tr("HSDS folder, zip or JSON; GeoJSON; CSV or XLSX")
    checking.add_argument("file", metavar="FILE", type=Path, help=which)
    importing = _command(commands, "import", import_, tr("take a list into the vault"), vault=True)
    importing.add_argument("file", metavar="FILE", type=Path, help=which)
    importing.add_argument("--mapping", metavar="NAME", help=tr("read the columns as this remembered mapping says"))
    importing.add_argument("--keep-names", action="store_true", help=tr("keep the names of contact persons"))
    exporting = _command(commands, "export", export, tr("write the directory to a file"), vault=True)
    exporting.add_argument("file", metavar="FILE", type=Path, help=tr("where to write"))
    exporting.add_argument("--format", choices=["hsds", "csv", "geojson"], default="hsds", help=tr("kind of file"))
    searching = _command(commands, "search", search, tr("find services"), vault=True)
    searching.add_argument("text", metavar="TEXT", nargs="*", help=tr("words, or their beginnings"))
    searching.add_argument("--open-at", metavar="ISO", type=_moment, help=tr("only what is open then"))
    searching.add_argument("--near", metavar="LAT,LON", type=_place, help=tr("nearest first"))
    searching.add_argument("--kind", choices=[kind.value for kind in ServiceKind], help=tr("only this kind"))
    searching.add_argument("--limit", metavar="N", type=_limit, default=20, help=tr("how many to print"))


def _command(commands: Any, name: str, run: Any, about: str, *, vault: bool = False) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    if vault:
        add_vault_arguments(parser)
    else:
        add_language_argument(parser)
    parser.add_argument("--json", action="store_true", help=tr("print one JSON document"))
    parser.set_defaults(run=run)
    return parser


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    # A date alone would silently mean midnight, when hardly anything is open. No calendar reaches past the centuries.
    if found is None or not re.search(r"[T ]\d", text) or found.year not in _YEARS:
        raise argparse.ArgumentTypeError(tr("write a date and time like 2026-11-20T17:30"))
    return found


def _limit(text: str) -> int:
    try:
        found = int(text)
    except ValueError:
        found = 0
    if found < 1:
        raise argparse.ArgumentTypeError(tr("write a whole number from 1 on"))
    return found


def _place(text: str) -> tuple[float, float]:
    from companion.services.hsds_checks import number

    found = [number(part) for part in text.split(",")]
    if len(found) != 2 or found[0] is None or found[1] is None or abs(found[0]) > 90 or abs(found[1]) > 180:
        raise argparse.ArgumentTypeError(tr("write latitude and longitude like 38.72,-9.14"))
    return found[0], found[1]


def check(args: argparse.Namespace) -> int:
    """Say what is wrong with a package; exit code 1 if a row could not be taken."""
    from companion.services import hsds_import

    result = hsds_import.check(args.file)
    _tell(args, result)
    return ExitCode.INPUT_AT_FAULT if result.refused else ExitCode.DONE


def import_(args: argparse.Namespace) -> int:
    """Take a package in: what is sound, in one go."""
    from companion.services.store import ServiceStore

    with open_vault(args) as vault:
        mapping = _mapping(vault.library, args.file, args.mapping)
        result = ServiceStore(vault.library).import_package(args.file, keep_names=args.keep_names, mapping=mapping)
    _tell(args, result, taken=True)
    return ExitCode.DONE


def _mapping(library: Store, file: Path, name: str | None) -> Mapping | None:
    """The remembered mapping asked for, or the one that fits the headers. Raises `services.no_mapping`."""
    from companion.services.hsds_reader import sheet_of
    from companion.services.mapping import Mappings

    sheet = sheet_of(file)
    mappings = Mappings(library)
    if sheet is None or name is None:
        return mappings.fitting(sheet.headers) if sheet else None
    found = next((one for one in mappings.all() if one.name == name), None)
    if found is None or sorted(found.headers) != sorted(sheet.headers):
        raise Problem("services.no_mapping", name=name)
    return mappings.fitting(sheet.headers, name)


def export(args: argparse.Namespace) -> int:
    """Write the directory, whole or not at all."""
    from companion import files
    from companion.services.flat_export import listings_csv, listings_geojson
    from companion.services.hsds_export import hsds_zip

    if args.file.exists():
        raise Problem("file.in_the_way", file=args.file.name)
    with open_vault(args) as vault:
        write = {"hsds": hsds_zip, "csv": listings_csv, "geojson": listings_geojson}[args.format]
        data = write(vault.library)
    files.write_whole(args.file, data)
    if args.json:
        _print_json({"file": str(args.file), "bytes": len(data)})
    else:
        print(tr("The directory is in %(file)s.", file=args.file.name))
    return ExitCode.DONE


def search(args: argparse.Namespace) -> int:
    """Print what is found: open first, then nearest, then by name."""
    from companion.services.search import SearchQuery
    from companion.services.store import ServiceStore

    query = SearchQuery(
        text=" ".join(args.text),
        kinds=frozenset({ServiceKind(args.kind)} if args.kind else ()),
        open_now=args.open_at is not None,
        at=args.open_at,
        near=args.near,
        limit=args.limit,
    )
    with open_vault(args) as vault:
        services = ServiceStore(vault.library)
        found = services.find(query)
        sample = services.has_sample()
    if args.json:
        listings = [document(listing) for listing in found.listings]
        _print_json({"total": found.total, "sample": sample, "listings": listings})
        return ExitCode.DONE
    if sample:
        print(tr("Sample directory: every place here is invented."))
    print(trn("%(n)s found.", "%(n)s found.", found.total))
    for listing in found.listings:
        print(_line(listing))
    return ExitCode.DONE


def document(listing: Listing) -> dict[str, Any]:
    """A listing as JSON: ids, codes, ISO dates; distance in metres."""
    service, place, now = listing.service, listing.location, listing.now
    return {
        "id": listing.id,
        "name": service.name,
        "description": service.description,
        "organization": listing.organization.name if listing.organization else None,
        "kinds": list(listing.kinds),
        "features": list(listing.features),
        "status": service.status,
        "address": place.address if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "distance": None if listing.distance is None else round(listing.distance),
        "phones": [phone.number for phone in listing.phones],
        "languages": [language.code or language.name for language in listing.languages],
        "hours": {
            "as_written": list(listing.schedule.as_written),
            "checked": listing.schedule.hours is not None,
            "state": now.kind,
            "until": now.until.isoformat() if now.until else None,
            "next_open": now.next_open.isoformat() if now.next_open else None,
            "comment": now.comment,
        },
        "assured_date": service.assured_date.isoformat() if service.assured_date else None,
        "hidden_from": list(listing.hidden_from),
        "edited_locally": listing.edited_locally,
        "sample": listing.sample,
    }


def _line(listing: Listing) -> str:
    from companion.i18n import locales
    from companion.services.opening_hours import Kind

    now = listing.now
    words = {Kind.OPEN: tr("open"), Kind.CLOSED: tr("closed"), Kind.UNKNOWN: tr("hours not checked, call first")}
    parts = [listing.name, tr(KINDS[listing.kind].name), words[now.kind]]
    if now.kind == Kind.OPEN and now.until:
        parts[-1] = tr("open until %(time)s", time=locales.clock_time(now.until.time()))
    if listing.location and listing.location.address:
        parts.append(listing.location.address)
    if listing.distance is not None:
        parts.append(tr("%(metres)s m", metres=locales.number(round(listing.distance))))
    if listing.assured_date:
        parts.append(tr("confirmed %(date)s", date=locales.medium_date(listing.assured_date)))
    return " · ".join(_one_line(part) for part in parts)


def _one_line(text: str) -> str:
    """Text from a package without line breaks and without codes that steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _tell(args: argparse.Namespace, result: ImportResult, *, taken: bool = False) -> None:
    if args.json:
        findings = [
            {**vars(finding), "text": tr(FINDINGS[finding.code], **_facts(finding))} for finding in result.findings
        ]
        counts = {"added": result.added, "changed": result.changed, "same": result.same, "listings": result.listings}
        rows = dict(result.rows)
        _print_json({"name": result.name, "rows": rows, **(counts if taken else {}), "findings": findings})
        return
    for finding in result.findings[:_MOST_PRINTED]:
        print(_finding(finding))
    if len(result.findings) > _MOST_PRINTED:
        more = len(result.findings) - _MOST_PRINTED
        print(trn("%(n)s more finding; --json shows all.", "%(n)s more findings; --json shows all.", more))
    services = result.rows["service"]
    if taken:
        print(trn("%(n)s service taken in.", "%(n)s services taken in.", services))
    else:
        print(trn("%(n)s sound service.", "%(n)s sound services.", services))
    if result.refused:
        print(trn("%(n)s row could not be taken.", "%(n)s rows could not be taken.", result.refused))


def _finding(finding: Finding) -> str:
    where = finding.file
    if finding.row is not None:
        where = tr("%(file)s, row %(row)s", file=finding.file, row=finding.row)
    sentence = tr(FINDINGS[finding.code], **_facts(finding))
    return _one_line(f"{tr(SEVERITIES[Severity(finding.severity)])} · {where} · {sentence}")


def _facts(finding: Finding) -> dict[str, str | int]:
    return {"field": finding.field, "value": finding.value, "count": finding.count}


def _print_json(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    print()
