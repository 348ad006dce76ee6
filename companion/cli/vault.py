"""`companion vault`: create, look at, check, copy and bring back the encrypted vault.

Also what every other group needs to open a vault: `add_vault_arguments` and `open_vault`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from companion import paths
from companion.errors import ExitCode, Problem
from companion.i18n.catalogs import tr, trn

if TYPE_CHECKING:
    from companion.vault.vault import OpenVault

PASSPHRASE_LIMIT = 4096  # characters of one line of standard input


def add_vault_arguments(parser: argparse.ArgumentParser, *, passphrase: bool = True) -> None:
    """Add `--vault DIR`, `--lang TAG` and, unless only the header is read, `--passphrase-stdin`.

    Nothing is set where they are not given here: `companion --vault DIR log …` means that folder and no other.
    """
    add_language_argument(parser)
    parser.add_argument(
        "--vault",
        metavar="DIR",
        type=Path,
        default=argparse.SUPPRESS,
        help=tr("folder of the vault (default: your own, in the system's place for application data)"),
    )
    if passphrase:
        parser.add_argument(
            "--passphrase-stdin",
            action="store_true",
            help=tr("read the passphrase from the first line of standard input instead of asking"),
        )


def add_language_argument(parser: argparse.ArgumentParser) -> None:
    """Add `--lang TAG`, which may stand before the group as well."""
    parser.add_argument("--lang", metavar="TAG", default=argparse.SUPPRESS, help=tr("language of the texts"))


def open_vault(args: argparse.Namespace) -> OpenVault:
    """Unlock the vault that the arguments name; a context manager that closes it. Raises `vault.…`."""
    from companion.vault.vault import Vault

    folder = vault_folder(args)
    Vault.info(folder)  # a wrong folder is told before anybody types a passphrase
    return Vault.unlock(folder, read_passphrase(args, tr("Passphrase: ")))


def vault_folder(args: argparse.Namespace) -> Path:
    """The folder named with `--vault`, or the usual one."""
    named: Path | None = getattr(args, "vault", None)
    return paths.default_vault() if named is None else Path(named)


def read_passphrase(args: argparse.Namespace, prompt: str) -> str:
    """One passphrase, from standard input or asked for without showing it. Raises `passphrase.missing`."""
    if not args.passphrase_stdin:
        import getpass
        import warnings

        try:
            with warnings.catch_warnings():
                # Where there is nobody at a keyboard, or the passphrase would be seen, nothing is asked.
                warnings.simplefilter("error", getpass.GetPassWarning)
                return getpass.getpass(prompt, stream=sys.stderr)
        except (EOFError, getpass.GetPassWarning) as error:
            raise Problem("passphrase.missing") from error
    stream = getattr(sys.stdin, "buffer", sys.stdin)
    line = stream.readline(PASSPHRASE_LIMIT)
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else str(line)
    except UnicodeDecodeError as error:
        raise Problem("passphrase.missing") from error
    text = text.rstrip("\r\n")  # blanks at either end belong to the passphrase
    if not text:
        raise Problem("passphrase.missing")
    return text


def add_to(subparsers: Any) -> None:
    """Add the group `vault` with its commands."""
    group = subparsers.add_parser("vault", help=tr("create, check, copy and restore the encrypted vault"))
    commands = group.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _command(commands, "create", create, tr("create a vault"))
    _command(commands, "info", info, tr("what can be said of a vault without opening it"), passphrase=False)
    _command(commands, "verify", verify, tr("open the vault and check every page of it"))
    making = _command(
        commands, "backup", backup, tr("write an encrypted copy, open it to be sure, and print its folder")
    )
    making.add_argument("to", metavar="TO", type=Path, help=tr("where to put the copy, for example a stick"))
    restoring = _command(commands, "restore", restore, tr("bring a backup back as a vault"))
    restoring.add_argument("source", metavar="FROM", type=Path, help=tr("folder of the backup"))
    _command(
        commands,
        "change-passphrase",
        change_passphrase,
        tr("replace the passphrase; from standard input: the old one, then the new one, a line each"),
    )


def _command(commands: Any, name: str, run: Any, about: str, *, passphrase: bool = True) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    add_vault_arguments(parser, passphrase=passphrase)
    parser.add_argument("--json", action="store_true", help=tr("print one JSON document"))
    parser.set_defaults(run=run)
    return parser


def create(args: argparse.Namespace) -> int:
    """Make a vault in an empty or new folder."""
    from companion.vault.vault import Vault

    folder = vault_folder(args)
    if Vault.exists(folder):
        raise Problem("vault.exists")
    Vault.create(folder, _new_passphrase(args)).close()
    sentence = tr("The vault is created. Nobody can open it without the passphrase: write it down and keep it safe.")
    return _say(args, {"created": str(folder)}, [sentence])


def info(args: argparse.Namespace) -> int:
    """Print what the header says."""
    from companion.i18n import locales
    from companion.vault.kdf import MIB
    from companion.vault.vault import Vault

    seen = Vault.info(vault_folder(args))
    facts = {
        "format": seen.format,
        "kdf": "argon2id",
        "memory_bytes": seen.cost.memory,
        "passes": seen.cost.passes,
        "generation": seen.generation,
        "header_sound": seen.sound,
        "size_bytes": seen.bytes,
    }
    lines = [
        tr(
            "One try of a passphrase costs %(megabytes)s megabytes of memory, %(passes)s times over (Argon2id).",
            megabytes=locales.number(seen.cost.memory / MIB),
            passes=seen.cost.passes,
        ),
        trn("The key file was written once.", "The key file was written %(n)s times.", seen.generation),
        tr("The key file is sound.")
        if seen.sound
        else tr("The key file is damaged; the passphrase may still open it."),
        tr("Size: %(kilobytes)s kilobytes.", kilobytes=locales.number(seen.bytes // 1024)),
    ]
    return _say(args, facts, lines)


def verify(args: argparse.Namespace) -> int:
    """Check both stores and the header; exit code 3 if anything is wrong."""
    from companion.vault.labels import FINDINGS

    with open_vault(args) as vault:
        found = vault.verify()
    facts = {"sound": not found, "findings": [{"code": finding.code, **finding.facts} for finding in found]}
    lines = [tr(FINDINGS[finding.code], **finding.facts) for finding in found]
    _say(args, facts, lines or [tr("The vault is sound.")])
    return ExitCode.VAULT_CLOSED if found else ExitCode.DONE


def backup(args: argparse.Namespace) -> int:
    """Copy the vault into a new folder."""
    with open_vault(args) as vault:
        made = vault.backup(args.to)
    return _say(args, {"backup": str(made)}, [tr("The backup is in %(folder)s.", folder=made)])


def restore(args: argparse.Namespace) -> int:
    """Bring a backup back into a folder that holds no vault."""
    from companion.cli.log import kept
    from companion.vault.backup import restore as bring_back
    from companion.vault.vault import Vault

    folder = vault_folder(args)
    if Vault.exists(folder):
        raise Problem("vault.exists")
    Vault.info(args.source)
    with bring_back(args.source, folder, read_passphrase(args, tr("Passphrase of the backup: "))) as vault:
        if len(vault.stores()) > 1:
            kept(vault)  # what is past the team's age does not come back
    return _say(args, {"restored": str(folder)}, [tr("The vault is back, and it opens.")])


def change_passphrase(args: argparse.Namespace) -> int:
    """Replace the passphrase."""
    from companion.vault.vault import Vault

    folder = vault_folder(args)
    Vault.info(folder)
    old = read_passphrase(args, tr("Old passphrase: "))
    with Vault.unlock(folder, old) as vault:
        vault.change_passphrase(old, _new_passphrase(args))
    return _say(
        args, {"changed": True}, [tr("The new passphrase opens the vault. Backups keep the passphrase they had.")]
    )


def _new_passphrase(args: argparse.Namespace) -> str:
    """A new passphrase: from standard input once, from a person twice. Raises `passphrase.…`."""
    from companion.vault import strength

    first = read_passphrase(args, tr("New passphrase: "))
    strength.refuse_weak(first)
    if not args.passphrase_stdin and read_passphrase(args, tr("The same again: ")) != first:
        raise Problem("passphrase.different")
    return first


def _say(args: argparse.Namespace, facts: dict[str, object], lines: Iterable[str]) -> int:
    if args.json:
        print(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        print(*lines, sep="\n")
    return ExitCode.DONE
