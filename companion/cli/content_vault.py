"""`companion content import` and `trust`: what a vault takes in, and from whom."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from companion import files
from companion.cli import content_packs
from companion.cli.vault import add_vault_arguments, open_vault
from companion.errors import ExitCode, Problem
from companion.i18n.catalogs import tr, trn

Document = dict[str, Any]
KEY_FILE_LIMIT = 2048


def add_to(commands: Any) -> None:
    """Add the commands."""
    about = tr("take a pack into the vault, after saying who signed it and what changes")
    importing = commands.add_parser("import", help=about, description=about)
    importing.add_argument("pack", metavar="PACK", type=Path, help=tr("the pack"))
    importing.add_argument("--yes", action="store_true", help=tr("do not ask"))
    _finish(importing, import_pack)
    about = tr("the keys that this vault trusts")
    trusting = commands.add_parser("trust", help=about, description=about)
    steps = trusting.add_subparsers(dest="step", metavar="STEP", required=True)
    _finish(steps.add_parser("list", help=tr("every key, with its words")), list_keys)
    adding = steps.add_parser("add", help=tr("trust a key from now on"))
    adding.add_argument("key", metavar="KEY", help=tr("a key file, its line of text, or its 24 words in quotes"))
    adding.add_argument("--name", metavar="NAME", required=True, help=tr("whose key it is"))
    adding.add_argument("--namespace", metavar="NAME", default="", help=tr("in whose name it may sign"))
    adding.add_argument("--may", metavar="KIND", action="append", default=[], help=tr("rights, services, translations or workshops; all if not said"))  # noqa: E501  # fmt: skip
    adding.add_argument("--place", metavar="PLACE", action="append", default=[], help=tr("the law of this place; all if not said"))  # noqa: E501  # fmt: skip
    _finish(adding, add_key)
    revoking = steps.add_parser("revoke", help=tr("let a key count no longer"))
    revoking.add_argument("name", metavar="NAME", help=tr("whose key it is"))
    _finish(revoking, revoke_key)


def _finish(parser: argparse.ArgumentParser, run: Any) -> None:
    add_vault_arguments(parser)
    parser.add_argument("--json", action="store_true", help=tr("print one JSON document"))
    parser.set_defaults(run=run)


def import_pack(args: argparse.Namespace) -> int:
    """Look, tell, ask, keep. Exit code 1 where the answer is no."""
    from companion.packs import importer, pack, reading_out

    source = pack.read(args.pack)  # before a passphrase is asked for: a wrong file is told at once
    with open_vault(args) as vault:
        looked = importer.look(vault.library, source)
        rows = content_packs.told(looked.before, looked.after, list(looked.places), args.lang)
        signers = [reading_out.signer(key, args.lang) for key in looked.signers]
        lines = [*(f"{row['name']}: {' '.join(row['words'])}" for row in signers), *content_packs.lines_of(rows)]
        if looked.services:
            lines.append(trn("%(n)s service", "%(n)s services", looked.services))
        if looked.holidays:
            count = len(looked.holidays)
            lines.append(trn("the public holidays of %(n)s place", "the public holidays of %(n)s places", count))
        if not args.json:
            print("\n".join(lines))
        if not (args.yes or _agreed()):
            print(tr("Nothing was changed."), file=sys.stderr)
            return ExitCode.INPUT_AT_FAULT
        importer.take_in(vault.library, looked)
    document = reading_out.incoming(looked, rows, args.lang)
    print(json.dumps(document, ensure_ascii=False, indent=2) if args.json else tr("It is in use now."))
    return ExitCode.DONE


def _agreed() -> bool:
    """Whether the person at the keyboard says yes; where nobody sits, nobody has."""
    if not sys.stdin.isatty():
        return False
    print(tr("Use this update? Type yes: "), end="", flush=True)
    return sys.stdin.readline().strip().casefold() in ("yes", tr("yes"))


def list_keys(args: argparse.Namespace) -> int:
    """Print the keys."""
    from companion.packs.trust import TrustStore

    with open_vault(args) as vault:
        keys = TrustStore(vault.library).keys()
    rows = [
        {
            "name": key.name,
            "key": key.key.text(),
            "words": key.words(),
            "namespace": key.scope.namespace or None,
            "kinds": sorted(key.scope.kinds),
            "places": sorted(key.scope.places),
            "until": key.until.isoformat() if key.until else None,
            "revoked_on": key.revoked_on.isoformat() if key.revoked_on else None,
        }
        for key in keys
    ]
    lines = [f"{key.name}: {' '.join(key.check_words())}" for key in keys] or [tr("No key is trusted yet.")]
    return _say(args, rows, lines)


def add_key(args: argparse.Namespace) -> int:
    """Trust a key."""
    from companion.packs.manifest import KINDS
    from companion.packs.trust import EVERY, Scope, TrustStore, key_of

    unknown = sorted(set(args.may) - set(KINDS))
    if unknown:
        raise Problem("packs.no_such_kind", kind=unknown[0], known=", ".join(KINDS))
    path = Path(args.key)
    key = key_of(files.read_text(path, limit=KEY_FILE_LIMIT) if len(args.key) < 200 and path.is_file() else args.key)
    scope = Scope(args.namespace, frozenset(args.may or KINDS), frozenset(args.place or (EVERY,)))
    with open_vault(args) as vault:
        made = TrustStore(vault.library).add(key, args.name, scope)
    lines = [
        tr("%(name)s is trusted now. Compare these words with them:", name=made.name),
        " ".join(made.check_words()),
    ]
    return _say(args, {"name": made.name, "words": made.words()}, lines)


def revoke_key(args: argparse.Namespace) -> int:
    """Let a key count no longer."""
    from companion.packs.trust import TrustStore

    with open_vault(args) as vault:
        keys = TrustStore(vault.library)
        found = [key for key in keys.keys() if key.name == args.name and key.revoked_on is None]  # noqa: SIM118
        if not found:
            raise Problem("packs.no_such_key", key=args.name)
        for key in found:
            keys.revoke(key)
    return _say(args, {"revoked": args.name}, [tr("Signatures of %(name)s count no longer.", name=args.name)])


def _say(args: argparse.Namespace, document: object, lines: list[str]) -> int:
    print(json.dumps(document, ensure_ascii=False, indent=2) if args.json else "\n".join(lines))
    return ExitCode.DONE
