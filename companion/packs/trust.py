"""Whose signatures count in this vault, and for what: keys that ship with the program, that a person added, that came
after a key which was trusted."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from companion import clock, files, paths
from companion.errors import Problem
from companion.packs.manifest import KINDS, Manifest
from companion.settings import Settings
from companion.vault import words
from companion.vault.connection import Store
from companion.vault.signatures import PublicKey, id_of, read_public_key

EVERY = "*"
OWN_NAMESPACES = frozenset({"companion"})  # of the pack that ships with the program
CHECK_WORDS = 8  # 88 bits: nobody finds another key that begins with the same eight words
LAW_SIGNATURES = "law_signatures"
_NAME_LENGTH = 60
_KEY_BYTES = 32


class Origin(StrEnum):
    """How a key came into the vault."""

    BUNDLED = "bundled"
    ADDED = "added"
    FOLLOWED = "followed"  # a trusted key named it as its next


@dataclass(frozen=True, slots=True)
class Scope:
    """What a key may sign. `namespace`: in whose name; empty until its first pack, `*` for any. `places`: `*` for all,
    and for what is common to all."""

    namespace: str = ""
    kinds: frozenset[str] = frozenset(KINDS)
    places: frozenset[str] = frozenset({EVERY})

    def allows_place(self, place: str) -> bool:
        """Whether the law of that place may be signed."""
        return EVERY in self.places or place in self.places


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A key with its owner's name and what it may change. `until`: the last day on which it counts."""

    key: PublicKey
    name: str
    scope: Scope = Scope()
    origin: Origin = Origin.ADDED
    added_on: date | None = None
    until: date | None = None
    revoked_on: date | None = None

    def words(self) -> list[str]:
        """The whole key as words: who has them has the key."""
        return words.words_of(self.key.key)

    def check_words(self) -> list[str]:
        """The first of its words, for two people to read to each other."""
        return self.words()[:CHECK_WORDS]

    def counts_on(self, day: date) -> bool:
        """Whether its signatures count on that day."""
        return self.revoked_on is None and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Trust:
    """All keys, and how many of them must sign a change of the law."""

    keys: tuple[TrustedKey, ...]
    law_signatures: int = 1


def key_of(text: str) -> PublicKey:
    """A key as a person gives it: 24 words, minisign's line (as a QR code holds it), or a file of minisign's.

    Raises `packs.key_unreadable`, `words.unknown`, `words.count`, `words.check`.
    """
    stripped = text.strip()
    if len(stripped.split()) > 1 and "untrusted comment" not in stripped:
        raw = words.secret_of(stripped, _KEY_BYTES)
        return PublicKey(raw, id_of(raw))
    return read_public_key(stripped)


def bundled_keys() -> tuple[TrustedKey, ...]:
    """The keys that ship with the program."""
    return keys_of(files.read_text(paths.resources("trusted_keys", "keys.toml")), Origin.BUNDLED)


def keys_of(text: str, origin: Origin = Origin.ADDED) -> tuple[TrustedKey, ...]:
    """The keys that a TOML table of `[[key]]` lists. Raises `packs.key_unreadable`."""
    try:
        rows = tomllib.loads(text).get("key", [])
        return tuple(_key_row(row, origin) for row in rows)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise Problem("packs.key_unreadable") from error


def _key_row(row: dict[str, object], origin: Origin) -> TrustedKey:
    kinds, places = row.get("kinds", KINDS), row.get("places", (EVERY,))
    until = row.get("until")
    if not isinstance(kinds, Iterable) or not isinstance(places, Iterable) or not set(kinds) <= set(KINDS):
        raise Problem("packs.key_unreadable")
    scope = Scope(str(row.get("namespace", "")), frozenset(map(str, kinds)), frozenset(map(str, places)))
    day = until if isinstance(until, date) else None
    return TrustedKey(read_public_key(str(row["key"])), str(row["name"]), scope, origin, until=day)


class TrustStore:
    """The trusted keys of one vault."""

    def __init__(self, store: Store, bundled: Sequence[TrustedKey] | None = None) -> None:
        """`bundled`: the keys that ship with the program, if not those that do."""
        self._store = store
        self._bundled = bundled_keys() if bundled is None else tuple(bundled)

    def trust(self) -> Trust:
        """Everything a check of signatures needs."""
        wanted = int(Settings(self._store).get(LAW_SIGNATURES))
        return Trust(tuple(self.keys()), wanted)

    def keys(self) -> list[TrustedKey]:
        """Every key, those that no longer count too, by name."""
        kept = {key.key.key: key for key in map(_read, self._store.query(_ALL))}
        found = {key.key.key: key for key in self._bundled} | kept
        return sorted(found.values(), key=lambda key: (key.revoked_on is not None, key.name.casefold(), key.key.key))

    def add(self, key: PublicKey, name: str, scope: Scope, *, until: date | None = None) -> TrustedKey:
        """Trust a key from now on. Raises `packs.key_known`, `packs.key_unreadable` for a name that is none."""
        shown = " ".join(name.split())
        if not shown or len(shown) > _NAME_LENGTH or not shown.isprintable():
            raise Problem("packs.key_unreadable")
        for known in self.keys():
            if known.key.key == key.key:
                raise Problem("packs.key_known", signer=known.name)
        made = TrustedKey(key, shown, scope, Origin.ADDED, clock.today(), until)
        self._keep(made)
        return made

    def rescope(self, key: TrustedKey, scope: Scope) -> None:
        """Change what a key may sign."""
        self._keep(replace(key, scope=scope))

    def revoke(self, key: TrustedKey) -> None:
        """Let a key count no longer. It stays on the list, so that nobody adds it again unknowingly."""
        self._keep(replace(key, revoked_on=clock.today()))

    def heed(self, manifest: Manifest, signers: Sequence[TrustedKey]) -> None:
        """What a pack that was taken in says of keys: its signers are bound to its namespace, their next key is
        trusted as they are, and keys of the namespace that may do no more than a signer are called back."""
        for signer in signers:
            if signer.scope.namespace == "":
                self._keep(replace(signer, scope=replace(signer.scope, namespace=manifest.namespace)))
        known = {key.key.key: key for key in self.keys()}
        if manifest.next_key and signers:
            following = read_public_key(manifest.next_key)
            if following.key not in known:
                scope = replace(signers[0].scope, namespace=manifest.namespace)
                self._keep(TrustedKey(following, signers[0].name, scope, Origin.FOLLOWED, clock.today()))
        for text in manifest.revoked_keys:
            key = known.get(read_public_key(text).key)
            if key and key.revoked_on is None and any(_may_revoke(signer, key, manifest) for signer in signers):
                self.revoke(key)

    def _keep(self, key: TrustedKey) -> None:
        self._store.execute(
            "INSERT OR REPLACE INTO trusted_key (public_key, name, scope, origin, added_on, until, revoked_on) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                key.key.key,
                key.name,
                _scope_text(key),
                str(key.origin),
                (key.added_on or clock.today()).isoformat(),
                key.until.isoformat() if key.until else None,
                key.revoked_on.isoformat() if key.revoked_on else None,
            ),
        )


_ALL = "SELECT public_key, name, scope, origin, added_on, until, revoked_on FROM trusted_key"


def _may_revoke(signer: TrustedKey, key: TrustedKey, manifest: Manifest) -> bool:
    """Who may do less calls nobody back who may do more."""
    places = EVERY in signer.scope.places or key.scope.places <= signer.scope.places
    return key.scope.namespace == manifest.namespace and key.scope.kinds <= signer.scope.kinds and places


def _scope_text(key: TrustedKey) -> str:
    """What a key may sign, and its id (keys made elsewhere have a random one), as the store keeps it."""
    scope = key.scope
    table = {"namespace": scope.namespace, "kinds": sorted(scope.kinds), "places": sorted(scope.places)}
    return json.dumps({**table, "id": key.key.id.hex()}, sort_keys=True)


def _read(row: tuple[object, ...]) -> TrustedKey:
    raw, name, told, origin, added, until, revoked = row
    assert isinstance(raw, bytes)
    table = json.loads(str(told))
    scope = Scope(table["namespace"], frozenset(table["kinds"]), frozenset(table["places"]))
    key = PublicKey(raw, bytes.fromhex(table["id"]))
    days = [date.fromisoformat(str(day)) if day else None for day in (added, until, revoked)]
    return TrustedKey(key, str(name), scope, Origin(str(origin)), *days)
