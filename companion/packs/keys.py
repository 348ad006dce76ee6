"""An editor's signing key: two files of minisign's, the secret one for its owner alone."""

from __future__ import annotations

from pathlib import Path

from companion import files
from companion.errors import Problem
from companion.packs.pack import Signed
from companion.vault import signatures
from companion.vault.signatures import SecretKey, Signature, locked, needs_passphrase, new_key, read_signature, unlock

PUBLIC_SUFFIX = ".pub"
_LIMIT = signatures.KEY_TEXT


def make(path: Path, passphrase: str) -> SecretKey:
    """A new key: the secret one in `path`, the public one beside it. Nothing is ever overwritten.

    Raises `file.in_the_way` and what writing raises.
    """
    public = path.with_name(path.stem + PUBLIC_SUFFIX)
    for wanted in (path, public):
        if wanted.exists():
            raise Problem("file.in_the_way", file=wanted.name)
    key = new_key()
    files.write_whole(path, locked(key, passphrase).encode())
    files.write_whole(public, key.public.file().encode())
    return key


def is_locked(path: Path) -> bool:
    """Whether the secret key in that file needs a passphrase. Raises `packs.key_unreadable`, `file.…`."""
    return needs_passphrase(files.read_text(path, limit=_LIMIT))


def opened(path: Path, passphrase: str) -> SecretKey:
    """The secret key in that file. Raises `packs.key_unreadable`, `packs.key_wrong_passphrase`, `file.…`."""
    return unlock(files.read_text(path, limit=_LIMIT), passphrase)


def sign(source: Signed, key: SecretKey, comment: str) -> bytes:
    """The pack with this signature beside those it has; one of the same key is replaced."""
    made = signatures.sign(memoryview(source.data)[source.start :], key, comment)
    return source.with_signatures(_beside(source, made))


def attach(source: Signed, path: Path) -> bytes:
    """The pack with a signature that the standard tool made of its content. Raises `packs.signature_…`, `file.…`."""
    lines = files.read_text(path, limit=_LIMIT).splitlines()
    return source.with_signatures(_beside(source, read_signature(lines)))


def _beside(source: Signed, made: Signature) -> list[Signature]:
    return [each for each in source.signatures if each.id != made.id] + [made]
