"""`companion content keygen`, `build`, `sign`, `verify`, `inspect`, `diff`: packs as files, without a vault."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from companion import clock, files
from companion.cli.vault import add_language_argument, read_passphrase
from companion.errors import ExitCode, Problem
from companion.i18n import locales
from companion.i18n.catalogs import tr, trn

if TYPE_CHECKING:
    from companion.packs.changes import PlaceChange
    from companion.packs.manifest import Manifest
    from companion.rights.library import Library

Document = dict[str, Any]
KEY_FILE = Path("companion.key")


def add_to(commands: Any) -> None:
    """Add the commands."""
    key = _command(commands, "keygen", keygen, tr("make a signing key: a secret file, and a public one to hand out"))
    key.add_argument("-o", "--output", metavar="FILE", type=Path, default=KEY_FILE, help=tr("the secret key"))
    key.add_argument("--no-passphrase", action="store_true", help=tr("leave the secret key open, for a machine"))
    building = _command(commands, "build", build, tr("build a pack from a folder, and sign it"))
    building.add_argument("folder", metavar="DIR", type=Path, help=tr("folder with pack.toml"))
    building.add_argument("-o", "--output", metavar="PACK", type=Path, required=True, help=tr("the pack"))
    building.add_argument("--unsigned", action="store_true", help=tr("build without signing; nobody can take it in"))
    signing = _command(commands, "sign", sign, tr("add a signature to a pack: a second one, or the standard tool’s"))
    signing.add_argument("pack", metavar="PACK", type=Path, help=tr("the pack; it is replaced"))
    signing.add_argument("--signature", metavar="FILE", type=Path, help=tr("a .minisig file of what the pack holds"))
    signing.add_argument("--payload", metavar="FILE", type=Path, help=tr("only write out what is to be signed"))
    verifying = _command(commands, "verify", verify, tr("check a pack’s signature, its list and every file"))
    verifying.add_argument("pack", metavar="PACK", type=Path, help=tr("the pack"))
    verifying.add_argument(
        "--trust", metavar="FILE", type=Path, action="append", required=True,
        help=tr("a public key, or a file of keys and what each may sign"),
    )  # fmt: skip
    looking = _command(commands, "inspect", inspect, tr("what a pack says of itself; who signed it is not checked"))
    looking.add_argument("pack", metavar="PACK", type=Path, help=tr("the pack"))
    comparing = _command(commands, "diff", diff, tr("what changes for people from one pack or folder to another"))
    comparing.add_argument("old", metavar="OLD", type=Path, help=tr("a pack or a folder"))
    comparing.add_argument("new", metavar="NEW", type=Path, help=tr("a pack or a folder"))
    for parser in (key, building, signing):
        parser.add_argument("--passphrase-stdin", action="store_true", help=tr("read the key’s passphrase from there"))
    for parser in (building, signing):
        parser.add_argument("--key", metavar="FILE", type=Path, help=tr("your secret key"))


def _command(commands: Any, name: str, run: Any, about: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    add_language_argument(parser)
    parser.add_argument("--json", action="store_true", help=tr("print one JSON document"))
    parser.set_defaults(run=run)
    return parser


def keygen(args: argparse.Namespace) -> int:
    """Make a key; print its words."""
    from companion.packs import keys
    from companion.packs.trust import TrustedKey
    from companion.vault import strength

    passphrase = ""
    if not args.no_passphrase:
        passphrase = read_passphrase(args, tr("Passphrase for the new key: "))
        strength.refuse_weak(passphrase)
        if not args.passphrase_stdin and read_passphrase(args, tr("The same again: ")) != passphrase:
            raise Problem("passphrase.different")
    public = keys.make(args.output, passphrase).public
    words = TrustedKey(public, "").words()
    shown = args.output.with_name(args.output.stem + keys.PUBLIC_SUFFIX)
    lines = [
        tr("The secret key is in %(file)s. Whoever has it can sign in your name.", file=args.output),
        tr("The public key is in %(file)s. Hand it out, or read these words out:", file=shown),
        *(" ".join(words[at : at + 8]) for at in range(0, len(words), 8)),
        public.text(),
    ]
    return _say(args, {"secret": str(args.output), "public": public.text(), "words": words}, lines)


def build(args: argparse.Namespace) -> int:
    """Check, build and sign. Errors of the check stop it."""
    from companion.packs import builder, keys
    from companion.packs.pack import Pack, signed
    from companion.packs.validator import check_folder
    from companion.rights import documents

    if bool(args.key) == bool(args.unsigned):
        raise Problem("packs.key_needed")
    if documents.places_in(args.folder):
        faults = [finding for finding in check_folder(args.folder) if finding.severity == "error"]
        if faults:
            from companion.cli.content import sentence

            for finding in faults:
                print(f"{finding.severity}: {finding.file}: {finding.field}: {sentence(finding)}")
            print(trn("%(n)s error", "%(n)s errors", len(faults)))
            return ExitCode.INPUT_AT_FAULT
    made = builder.build(args.folder)
    head = Pack(made).manifest
    data = made.data if args.unsigned else keys.sign(made, _key(args), _comment(head))
    files.write_whole(args.output, data)
    return _say(args, {**_head(signed(data).data), "file": str(args.output)}, [_title(head), str(args.output)])


def sign(args: argparse.Namespace) -> int:
    """Add a signature, or write out what is to be signed."""
    from companion.packs import keys, pack

    source = pack.read(args.pack)
    opened = pack.Pack(source)
    if args.payload:
        files.write_whole(args.payload, source.data[source.start :])
        return _say(args, {"payload": str(args.payload)}, [str(args.payload)])
    if bool(args.key) == bool(args.signature):
        raise Problem("packs.key_needed")
    data = (
        keys.attach(source, args.signature)
        if args.signature
        else keys.sign(source, _key(args), _comment(opened.manifest))
    )
    files.write_whole(args.pack, data)
    count = len(pack.signed(data).signatures)
    line = trn("The pack has %(n)s signature now.", "The pack has %(n)s signatures now.", count)
    return _say(args, {"signatures": count}, [line])


def _key(args: argparse.Namespace) -> Any:
    from companion.packs import keys

    passphrase = read_passphrase(args, tr("Passphrase of the key: ")) if keys.is_locked(args.key) else ""
    return keys.opened(args.key, passphrase)


def _comment(head: Manifest) -> str:
    return f"{head.id} version {head.version} issued {head.issued.isoformat()}"


def verify(args: argparse.Namespace) -> int:
    """Check a pack with the keys given; exit code 1 where it does not hold."""
    from companion.packs import importer, pack
    from companion.packs.reading_out import head, signer
    from companion.packs.trust import Trust

    trust = Trust(tuple(key for path in args.trust for key in _trusted(path)))
    source = pack.read(args.pack)
    opened, signers = importer.verified(source, trust, clock.today())
    names = [key.name for key in signers]
    lines = [
        tr("The pack is whole, and signed by %(names)s.", names=locales.joined(names)),
        _title(opened.manifest),
    ]
    document = {"verified": True, "signers": [signer(key, args.lang) for key in signers], "pack": head(opened.manifest)}
    return _say(args, document, lines)


def _trusted(path: Path) -> tuple[Any, ...]:
    """The keys in a file: one public key, or a TOML table of several."""
    from companion.packs.trust import EVERY, Scope, TrustedKey, keys_of
    from companion.vault.signatures import KEY_TEXT, read_public_key

    if path.suffix == ".toml":
        return keys_of(files.read_text(path))
    key = read_public_key(files.read_text(path, limit=KEY_TEXT))
    return (TrustedKey(key, path.stem, Scope(EVERY)),)


def inspect(args: argparse.Namespace) -> int:
    """Print what a pack says of itself."""
    from companion.packs import pack

    source = pack.read(args.pack)
    document = _head(source.data)
    head = pack.Pack(source).manifest
    lines = [
        _title(head),
        tr("Issued on %(date)s.", date=locales.long_date(head.issued, args.lang)),
        tr("To be looked at again by %(date)s.", date=locales.long_date(head.review_by, args.lang)),
        tr("Not checked: who signed it. That is what “verify” is for."),
        *(f"  {name}  {entry.size}" for name, entry in head.files.items()),
        *(f"  - {name}" for name in head.withdrawn),
    ]
    return _say(args, document, lines)


def _head(data: bytes) -> Document:
    from companion.packs import pack
    from companion.packs.reading_out import head

    source = pack.signed(data)
    signatures = [{"key": one.id[::-1].hex().upper(), "comment": one.comment} for one in source.signatures]
    return {**head(pack.Pack(source).manifest), "sha256": source.sha256, "signatures": signatures}


def _title(head: Manifest) -> str:
    said = tr("%(pack)s, version %(version)s", pack=head.id, version=head.version)
    return f"{head.title} ({said})" if head.title else said


def diff(args: argparse.Namespace) -> int:
    """Print what changes for people."""
    from companion.packs import changes

    old, new = library_of(args.old), library_of(args.new)
    found = changes.between(old, new, {*old.places(), *new.places()})
    rows = told(old, new, found, args.lang)
    return _say(args, {"places": rows}, lines_of(rows) or [tr("Nothing changes.")])


def library_of(path: Path) -> Library:
    """The law in a folder, or in a pack whoever signed it. Raises what reading them raises."""
    from companion.packs import pack
    from companion.rights import packed
    from companion.rights.library import Library

    if path.is_dir():
        return Library.folder(path)
    opened = pack.Pack(pack.read(path))
    return Library.of_packs([packed.layer(opened.manifest.document(), opened.read)])


def told(old: Library, new: Library, found: list[PlaceChange], language: str) -> list[Document]:
    """The places with changes, in words."""
    from companion.packs.changes import Kind
    from companion.packs.reading_out import PackReadOut

    out = PackReadOut(old, new, language)
    return [out.place(change) for change in found if change.kind is not Kind.SAME]


def lines_of(rows: list[Document]) -> list[str]:
    """The changes as lines of text."""
    lines = []
    for row in rows:
        lines.append(f"{row['name']}: {row['words']}")
        for change in row["changes"]:
            lines.append(f"  {change['title']} ({change['since']}, {change['status_word']})")
        lines += [f"  {line}" for line in row["lines"]]
        if row["before"]:
            lines.append(f"  {row['before']['word']} → {row['after']['word']}")
        lines += [f"  {', '.join(row['pages'])}"] if row["pages"] else []
    return lines


def _say(args: argparse.Namespace, document: Document, lines: list[str]) -> int:
    print(json.dumps(document, ensure_ascii=False, indent=2) if args.json else "\n".join(lines))
    return ExitCode.DONE
