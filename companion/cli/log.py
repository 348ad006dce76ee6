"""`companion log`: what the team itself may see of its log, and counts from a file into it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from companion.cli.vault import add_vault_arguments, open_vault
from companion.errors import ExitCode, Problem
from companion.i18n.catalogs import tr, trn

if TYPE_CHECKING:
    from companion.log.import_contacts import ImportResult
    from companion.log.months import Month
    from companion.log.store import LogStore
    from companion.log.tally import MonthTally
    from companion.vault.vault import OpenVault


def add_to(subparsers: Any) -> None:
    """Add the group `log` with its commands."""
    group = subparsers.add_parser("log", help=tr("the team's own view of its anonymous contact log"))
    commands = group.add_subparsers(dest="command", metavar="COMMAND", required=True)
    about = tr("the totals of a month, for the team's own eyes: to give figures away, use “companion report”")
    telling = _command(commands, "tally", tally, about)
    telling.add_argument("--period", metavar="YYYY-MM", required=True, help=tr("the month, for example 2026-10"))
    about = tr("take contacts or totals from a CSV or JSON file into the log: all of it, or nothing")
    taking = _command(commands, "import", import_, about)
    taking.epilog = _fields_help()
    taking.add_argument("file", metavar="FILE", type=Path, help=tr("CSV or JSON file"))


def _command(commands: Any, name: str, run: Any, about: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    parser.add_argument("--json", action="store_true", help=tr("print one JSON document"))
    add_vault_arguments(parser)
    parser.set_defaults(run=run)
    return parser


def _fields_help() -> str:
    from companion.log import import_contacts, import_totals

    contacts, totals = ", ".join(import_contacts.FIELDS), ", ".join(import_totals.FIELDS)
    return " ".join(
        (
            tr("Fields of contacts: %(fields)s.", fields=contacts),
            tr("Fields of totals: %(fields)s.", fields=totals),
            tr("“total” is one of: %(choices)s.", choices=", ".join(import_totals.TOTALS)),
        )
    )


def tally(args: argparse.Namespace) -> int:
    """Print a month's totals over all places, before any disclosure control."""
    from companion.reports.periods import Period, PeriodKind

    period = Period.parse(args.period)
    if period.kind is not PeriodKind.MONTH:
        raise Problem("log.not_a_month", period=args.period)
    with open_vault(args) as vault:
        log = kept(vault)
        found, incidents = log.month(period.first), incident_kinds(log, period.first)
    facts = {**_facts(found), "incidents": incidents}
    print(json.dumps(facts, ensure_ascii=False, indent=2) if args.json else "\n".join(_lines(found, incidents)))
    return ExitCode.DONE


def import_(args: argparse.Namespace) -> int:
    """Take a file in; exit code 1 if a fault kept it out."""
    from companion.log.import_contacts import import_file
    from companion.log.places import PlaceNames
    from companion.settings import Settings

    with open_vault(args) as vault:
        names = PlaceNames.from_setting(Settings(vault.library).get("place_names"))
        result = import_file(kept(vault), args.file, names)
        kept(vault)  # what was older than the team keeps is counted now and need not be kept
    if args.json:
        print(json.dumps(_import_facts(result), ensure_ascii=False, indent=2))
    else:
        print(*_import_lines(result), sep="\n")
    return ExitCode.DONE if result.taken else ExitCode.INPUT_AT_FAULT


def kept(vault: OpenVault) -> LogStore:
    """The log of an open vault after it has let go of what the team keeps no longer."""
    from companion import clock
    from companion.log import letterbox, retention
    from companion.log.store import LogStore
    from companion.settings import Settings

    log = LogStore(vault.log)
    letterbox.empty(vault, log)
    months = int(Settings(vault.library).get("contacts_kept"))
    if not vault.read_only and retention.is_due(log, months, clock.today()):
        retention.keep_promise(log, months, clock.today())
    return log


def incident_kinds(log: LogStore, month: Month) -> dict[str, int]:
    """The incidents counted in a month, all and by kind."""
    from companion.log.incidents import IncidentKind, IncidentLog
    from companion.log.tally import Kind

    kinds = list(IncidentKind)
    found = {"all": 0}
    for row in IncidentLog(log).tallies(month, month):
        if row.kind == Kind.INCIDENTS:
            found["all"] += row.contacts
        elif row.kind == Kind.INCIDENT_KIND:
            name = kinds[row.code].value
            found[name] = found.get(name, 0) + row.contacts
    return found


def _import_facts(result: ImportResult) -> dict[str, object]:
    return {
        "file": result.name,
        "taken": result.taken,
        "contacts": result.contacts,
        "totals": result.totals,
        "findings": [
            {"line": one.line, "field": one.field, "code": one.code, "left_out": one.left_out, **dict(one.facts)}
            for one in result.findings
        ],
    }


def _import_lines(result: ImportResult) -> list[str]:
    from companion.i18n import messages

    lines = []
    for one in result.findings[:_MOST_PRINTED]:
        message = messages.explain(one.problem())
        where = " ".join(filter(None, (tr("Line %(line)s:", line=one.line), one.field and f"{one.field}:")))
        lines.append(f"{where} {message.title} {message.explanation} {message.next_step}")
    if len(result.findings) > _MOST_PRINTED:
        more = len(result.findings) - _MOST_PRINTED
        lines.append(trn("And %(n)s more; --json has them all.", "And %(n)s more; --json has them all.", more))
    if not result.taken:
        message = messages.explain(Problem("log.import_refused"))
        return [*lines, f"{message.title} {message.explanation} {message.next_step}"]
    if result.totals:
        return [*lines, trn("%(n)s total was taken in.", "%(n)s totals were taken in.", result.totals)]
    return [*lines, trn("%(n)s contact was taken in.", "%(n)s contacts were taken in.", result.contacts)]


_MOST_PRINTED = 200


def _facts(found: MonthTally) -> dict[str, object]:
    return {
        "period": str(found.month),
        "for_the_team_only": True,
        "contacts": found.contacts,
        "services": {service.value: number for service, number in found.services.items()},
        "amounts": {amount.value: number for amount, number in found.amounts.items()},
    }


def _lines(found: MonthTally, incidents: dict[str, int]) -> list[str]:
    from companion.i18n import locales
    from companion.log.labels import FIELD_LABELS, SERVICE_LABELS

    numbers = [(tr("All contacts"), found.contacts)]
    numbers += [(tr(SERVICE_LABELS[service]), number) for service, number in found.services.items()]
    numbers += [(tr(FIELD_LABELS[amount.value]), number) for amount, number in found.amounts.items() if number]
    numbers += _incident_lines(incidents)
    width = max(len(label) for label, _ in numbers)
    return [
        locales.month_year(found.month.first_day),
        *(f"{label:<{width}}  {locales.number(number):>9}" for label, number in numbers),
        tr("For the team only. Small numbers are not held back here; a report for others does that."),
    ]


def _incident_lines(incidents: dict[str, int]) -> list[tuple[str, int]]:
    from companion.log.incident_labels import KIND_LABELS
    from companion.log.incidents import IncidentKind

    if not incidents["all"]:
        return []
    by_kind = [(tr(KIND_LABELS[kind]), incidents[kind]) for kind in IncidentKind if kind in incidents]
    return [(tr("Rights violations"), incidents["all"]), *by_kind]
