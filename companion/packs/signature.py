"""Who signed a pack, asked before anything in it is parsed; and whether they may, asked once its manifest is read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from companion.errors import Problem
from companion.packs.manifest import Manifest
from companion.packs.pack import Signed
from companion.packs.trust import EVERY, OWN_NAMESPACES, Trust, TrustedKey
from companion.vault.signatures import Signature, comment_is_by, id_of, is_by


def signers(source: Signed, trust: Trust, today: date) -> tuple[TrustedKey, ...]:
    """The trusted keys that signed these bytes, one or more. Signatures of strangers beside them do not count.

    Raises `packs.unsigned`, `packs.unknown_signer`, `packs.signature_wrong`, `packs.comment_changed`,
    `packs.key_expired`, `packs.key_revoked`.
    """
    if not source.signatures:
        raise Problem("packs.unsigned")
    found: dict[bytes, TrustedKey] = {}
    for signature in source.signatures:
        key = _signer(signature, source, trust)
        if key is not None:
            found[key.key.key] = key
    if not found:
        raise Problem("packs.unknown_signer", key=source.signatures[0].id[::-1].hex().upper())
    counting = tuple(key for key in found.values() if key.counts_on(today))
    if not counting:
        _refuse_spent(next(iter(found.values())))
    return counting


def _signer(signature: Signature, source: Signed, trust: Trust) -> TrustedKey | None:
    """The trusted key that made this signature; None for a stranger's."""
    for key in trust.keys:
        if is_by(signature, source.digest, key.key):
            if not comment_is_by(signature, key.key):
                raise Problem("packs.comment_changed", signer=key.name)
            return key
    for key in trust.keys:
        if signature.id in (key.key.id, id_of(key.key.key)):
            raise Problem("packs.signature_wrong", signer=key.name)
    return None


def _refuse_spent(key: TrustedKey) -> None:
    if key.revoked_on is not None:
        raise Problem("packs.key_revoked", signer=key.name, on=key.revoked_on.isoformat())
    raise Problem("packs.key_expired", signer=key.name, until=key.until.isoformat() if key.until else "")


def permitted(manifest: Manifest, found: Sequence[TrustedKey], trust: Trust) -> tuple[TrustedKey, ...]:
    """Those of the signers that may sign all of this.

    Raises `packs.wrong_namespace`, `packs.signer_may_not_kind`, `packs.signer_may_not_place`,
    `packs.second_signature_needed`.
    """
    problems: list[Problem] = []
    may: list[TrustedKey] = []
    for key in found:
        problem = _objection(manifest, key, trust)
        if problem is None:
            may.append(key)
        else:
            problems.append(problem)
    if not may:
        raise problems[0]
    if manifest.is_law and len(may) < trust.law_signatures:
        raise problems[0] if problems else Problem("packs.second_signature_needed")
    return tuple(may)


def _objection(manifest: Manifest, key: TrustedKey, trust: Trust) -> Problem | None:
    """Why this key may not sign this pack."""
    scope = key.scope
    if not _in_its_name(manifest.namespace, key, trust):
        allowed = scope.namespace or "…"
        return Problem("packs.wrong_namespace", namespace=manifest.namespace, signer=key.name, allowed=allowed)
    touched = {*manifest.kinds, *(item.partition("/")[0] for item in manifest.withdrawn)}
    for kind in sorted(touched - scope.kinds):
        return Problem("packs.signer_may_not_kind", signer=key.name, kind=kind)
    for place in sorted(manifest.places()):
        if not scope.allows_place(place):
            return Problem("packs.signer_may_not_place", signer=key.name, place=place)
    return None


def _in_its_name(namespace: str, key: TrustedKey, trust: Trust) -> bool:
    """Whether the key may sign in that name. A key that has signed nothing yet takes the name of its first pack, unless
    that is somebody's already."""
    if key.scope.namespace in (namespace, EVERY):
        return True
    taken = {other.scope.namespace for other in trust.keys if other.key.key != key.key.key} | OWN_NAMESPACES
    return key.scope.namespace == "" and namespace not in taken
