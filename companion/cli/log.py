"""`companion log`: what the team itself may see of its log."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from companion.cli.vault import add_vault_arguments, open_vault
from companion.errors import ExitCode, Problem
from companion.i18n.catalogs import tr

if TYPE_CHECKING:
    from companion.log.tally import MonthTally


def add_to(subparsers: Any) -> None:
    """Add the group `log` with its commands."""
    group = subparsers.add_parser("log", help=tr("the team's own view of its anonymous contact log"))
    commands = group.add_subparsers(dest="command", metavar="COMMAND", required=True)
    about = tr("the totals of a month, for the team's own eyes: to give figures away, use “companion report”")
    parser = commands.add_parser("tally", help=about, description=about)
    parser.add_argument("--period", metavar="YYYY-MM", required=True, help=tr("the month, for example 2026-10"))
    parser.add_argument("--json", action="store_true", help=tr("print one JSON document"))
    add_vault_arguments(parser)
    parser.set_defaults(run=tally)


def tally(args: argparse.Namespace) -> int:
    """Print a month's totals over all places, before any disclosure control."""
    from companion.log.store import LogStore
    from companion.reports.periods import Period, PeriodKind

    period = Period.parse(args.period)
    if period.kind is not PeriodKind.MONTH:
        raise Problem("log.not_a_month", period=args.period)
    with open_vault(args) as vault:
        found = LogStore(vault.log).month(period.first)
    print(json.dumps(_facts(found), ensure_ascii=False, indent=2) if args.json else "\n".join(_lines(found)))
    return ExitCode.DONE


def _facts(found: MonthTally) -> dict[str, object]:
    return {
        "period": str(found.month),
        "for_the_team_only": True,
        "contacts": found.contacts,
        "services": {service.value: number for service, number in found.services.items()},
        "amounts": {amount.value: number for amount, number in found.amounts.items()},
    }


def _lines(found: MonthTally) -> list[str]:
    from companion.i18n import locales
    from companion.log.labels import FIELD_LABELS, SERVICE_LABELS

    numbers = [(tr("All contacts"), found.contacts)]
    numbers += [(tr(SERVICE_LABELS[service]), number) for service, number in found.services.items()]
    numbers += [(tr(FIELD_LABELS[amount.value]), number) for amount, number in found.amounts.items() if number]
    width = max(len(label) for label, _ in numbers)
    return [
        locales.month_year(found.month.first_day),
        *(f"{label:<{width}}  {locales.number(number):>9}" for label, number in numbers),
        tr("For the team only. Small numbers are not held back here; a report for others does that."),
    ]
