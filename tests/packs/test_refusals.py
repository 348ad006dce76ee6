"""One broken pack for each thing that can be wrong: it is refused with its own sentence, and nothing has changed."""

from __future__ import annotations

import struct
import tomllib
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from companion import archive, clock
from companion.errors import Problem
from companion.i18n.messages import explain
from companion.i18n.pack_messages import PACK_MESSAGES
from companion.packs import importer, pack
from companion.packs.pack import Signed, unsigned
from companion.packs.trust import Scope, TrustStore
from companion.rights import documents
from companion.settings import Settings
from companion.vault import signatures
from companion.vault.connection import Store
from tests.packs import packs
from tests.vault.test_signatures import LEGACY

Broken = Callable[[], Signed]
SMALL = packs.small


def _replaced(old: bytes, new: bytes) -> Signed:
    """The smallest pack with bytes of its archive replaced."""
    made = packs.made(SMALL())
    payload = made.data[made.start :]
    assert payload.count(old) >= 1
    return unsigned(payload.replace(old, new, 1))


def _two(first: str, second: str) -> Signed:
    """A pack with two files, the second renamed."""
    extra = {"rights/aa.json": b"{}", "rights/bb.json": b"{}"}
    return packs.renamed(packs.with_files({first: b"{}", **extra}), "rights/bb.json", second)


def _place(old: str, new: str) -> Signed:
    """The law of the small place with something else in it."""
    from tests.rights import content

    table = tomllib.loads(content.JURISDICTION.replace(old, new))
    return packs.made({"rights/xa.json": documents.compiled({"jurisdiction": table})})


FILE_RIGHTS, LINK = struct.pack("<L", 0o100644 << 16), struct.pack("<L", 0o120777 << 16)
NEXT_YEARS = date(2026, 11, 20) + importer.FURTHEST_AHEAD + timedelta(days=1)
DEEP = b'{"a":' * 30 + b"1" + b"}" * 30

# Signed by the trusted key: what is wrong is inside.
INSIDE: dict[str, list[Broken]] = {
    "packs.archive_damaged": [
        lambda: unsigned(b""),
        lambda: unsigned(packs.made(SMALL()).data[18:-1]),
        lambda: _replaced(struct.pack("<H", 0x0021), struct.pack("<H", 0x0022)),
        lambda: unsigned(b"x" + packs.made(SMALL()).data[19:]),
    ],
    "packs.too_many_files": [lambda: packs.with_files({f"rights/f{n}.json": b"" for n in range(8200)})],
    "packs.unpacks_too_large": [lambda: packs.with_files({"rights/aa.json": bytes(archive.MOST_FILE + 1)})],
    "packs.packed_too_hard": [lambda: packs.with_files({"rights/aa.json": bytes(1024 * 1024)})],
    "packs.nested": [
        lambda: _two("rights/cc.json", "rights/bbb.zip"),
        lambda: packs.with_files({"a/b/c/d/e/f/g.json": b"{}"}),
    ],
    "packs.link": [lambda: _replaced(FILE_RIGHTS, LINK)],
    "packs.name_leads_outside": [
        lambda: _two("rights/cc.json", "rights/../b.js"),
        lambda: _two("rights/cc.json", "/ights/bb.json"),
        lambda: _two("rights/cc.json", "C:ghts/bb.json"),
        lambda: _two("rights/cc.json", "..\\hts/bb.json"),
    ],
    "packs.name_of_device": [
        lambda: _two("rights/cc.json", "rights/nul.jso"),
        lambda: _two("rights/cc.json", "COM1/a/bb.json"),
    ],
    "packs.name_twice": [lambda: _two("rights/cc.json", "rights/aa.json")],
    "packs.name_differs_in_case": [lambda: _two("rights/cc.json", "rights/AA.json")],
    "packs.name_not_allowed": [
        lambda: _two("rights/cc.json", "rights/b b.jso"),
        lambda: _two("rights/cc.json", "rights/bé.jso"),
        lambda: _two("rights/cc.json", "rights/.b.json"),
    ],
    "packs.manifest_missing": [lambda: unsigned(archive.written(SMALL()))],
    "packs.manifest_damaged": [
        lambda: packs.with_manifest(lambda table: table.pop("namespace")),
        lambda: packs.with_manifest(lambda table: table.update(colour="red")),
        lambda: packs.with_manifest(lambda table: table.update(version="2")),
        lambda: packs.with_manifest(lambda table: table.update(kinds=["rights"])),
        lambda: packs.with_manifest(lambda table: table.update(withdrawn=["rights/../x"])),
        lambda: unsigned(archive.written({"manifest.json": b"[]", **SMALL()})),
        lambda: unsigned(archive.written({"manifest.json": b"\xff", **SMALL()})),
    ],
    "packs.not_listed": [lambda: packs.with_files({"rights/aa.json": b"{}"})],
    "packs.file_missing": [
        lambda: packs.with_manifest(
            lambda table: table["files"].update({"translations/xa/pt.json": {"size": 1, "sha256": "0" * 64}})
        )
    ],
    "packs.file_changed": [
        lambda: packs.with_manifest(lambda table: table["files"]["translations/xa/fr.json"].update(sha256="0" * 64)),
        lambda: packs.with_manifest(lambda table: table["files"]["translations/xa/fr.json"].update(size=1)),
    ],
    "packs.needs_newer": [lambda: packs.made(SMALL(), needs="999.0")],
    "packs.dates_contradict": [lambda: packs.with_manifest(lambda table: table.update(review_by="2026-01-01"))],
    "packs.issued_in_future": [lambda: packs.made(SMALL(), issued=NEXT_YEARS, review_by=NEXT_YEARS)],
    "packs.version_absurd": [lambda: packs.with_manifest(lambda table: table.update(version=10**12))],
    "packs.wrong_namespace": [lambda: packs.made(SMALL(), namespace="companion")],
    "packs.not_utf8": [lambda: packs.with_text(b'{"a":"\xff"}')],
    "packs.json_broken": [lambda: packs.with_text(b"{"), lambda: packs.with_text(b"[]")],
    "packs.text_too_long": [lambda: packs.with_text(b'{"a":"' + b"x y" * 10_000 + b'"}')],
    "packs.nested_too_deep": [lambda: packs.with_text(DEEP), lambda: packs.with_text(b"[" * 50_000)],
    "packs.place_faulty": [
        lambda: _place('emergency_number = "000"', ""),
        lambda: _place('id = "xa"', 'id = "xb"'),
        lambda: _place("as_of = 2026-01-01", 'as_of = "soon"'),
        lambda: packs.made({"workshops/empty.json": b"{}"}),
    ],
    "packs.translation_faulty": [lambda: packs.with_text(b'{"topic.stopped.title":"Contr\xc3\xb4le"}')],
    "packs.nothing_to_restore": [
        lambda: packs.made({}, restore={"version": 1, "sha256": "0" * 64}),
    ],
}


def _signature(*lines: str) -> bytes:
    made = packs.made(SMALL())
    return archive.with_head([list(lines)], made.data[made.start :])


def _comment_edited() -> bytes:
    made = pack.signed(packs.signed_by(packs.made(SMALL()), packs.key()))
    lines = made.signatures[0].lines()
    return _signature(*lines[:2], lines[2] + " and more", lines[3])


def _flipped(at: int) -> bytes:
    data = bytearray(packs.signed_by(packs.made(SMALL()), packs.key()))
    data[at] ^= 1
    return bytes(data)


# What is wrong is the head of the file.
HEADS: dict[str, list[Callable[[], bytes]]] = {
    "packs.not_a_pack": [
        lambda: b"",
        lambda: b"PK\3\4",
        lambda: b"companion-pack 1 1\nuntrusted comment: cut short\n",
        lambda: b"companion-pack 1 99\n" + b"x\n" * 400,
        lambda: b"companion-pack 1 1\n" + b"x" * 100_000,
    ],
    "packs.format_unknown": [lambda: b"companion-pack 2 0\n"],
    "packs.unsigned": [lambda: packs.made(SMALL()).data],
    "packs.signature_unreadable": [
        lambda: _signature("a", "b", "c", "d"),
        lambda: _signature("untrusted comment: x", "AAAA", "trusted comment: x", "AAAA"),
        lambda: _signature("\udcff".encode("utf-8", "surrogateescape").decode("latin-1"), "b", "c", "d"),
    ],
    "packs.signature_legacy": [lambda: _signature(*LEGACY)],
    "packs.signature_wrong": [lambda: _flipped(-1), lambda: _flipped(700)],
    "packs.comment_changed": [_comment_edited],
    "packs.unknown_signer": [lambda: packs.signed_by(packs.made(SMALL()), packs.key("stranger"))],
}


def refused(store: Store, data: bytes) -> str:
    """The code a pack is refused with, after proving that nothing has changed and that there is a sentence for it."""
    before = packs.held(store)
    with pytest.raises(Problem) as caught:
        importer.take_in(store, importer.look(store, pack.signed(data)))
    assert packs.held(store) == before
    told = explain(caught.value)
    assert "%(" not in told.title + told.explanation + told.next_step
    return caught.value.code


@pytest.mark.parametrize("code", sorted(INSIDE))
def test_what_is_wrong_inside_is_refused(store: Store, code: str) -> None:
    for make in INSIDE[code]:
        assert refused(store, packs.signed_by(make(), packs.key())) == code


@pytest.mark.parametrize("code", sorted(HEADS))
def test_what_is_wrong_with_the_head_is_refused(store: Store, code: str) -> None:
    for make in HEADS[code]:
        assert refused(store, make()) == code


def test_nothing_inside_is_parsed_before_the_signature(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importer, "Pack", lambda *_: pytest.fail("the archive was opened"))
    assert refused(store, _flipped(-1)) == "packs.signature_wrong"
    assert refused(store, packs.signed_by(packs.made(SMALL()), packs.key("stranger"))) == "packs.unknown_signer"


def take(store: Store, version: int, title: str = "", **head: object) -> None:
    made = packs.signed_by(packs.made(SMALL(), version=version, title=title, **head), packs.key())
    importer.take_in(store, importer.look(store, pack.signed(made)))


def signed(version: int, title: str = "", **head: object) -> bytes:
    return packs.signed_by(packs.made(SMALL(), version=version, title=title, **head), packs.key())


def test_versions_go_upwards_only(store: Store) -> None:
    take(store, 5)
    assert refused(store, signed(4)) == "packs.rollback"
    assert refused(store, signed(5, "another")) == "packs.same_version_differs"
    assert refused(store, signed(5)) == "packs.already_there"
    assert refused(store, signed(5 + importer.MOST_VERSIONS_SKIPPED + 1)) == "packs.version_jumps"
    assert refused(store, signed(6, issued=date(2026, 10, 1))) == "packs.issued_before"
    take(store, 6)


def test_a_key_counts_until_its_last_day(store: Store) -> None:
    keys = TrustStore(store)
    keys.add(packs.key("brief").public, "Brief", Scope(), until=clock.today())
    data = packs.signed_by(packs.made(SMALL(), pack="brief", namespace="brief.example"), packs.key("brief"))
    importer.look(store, pack.signed(data))
    with clock.frozen(clock.now() + timedelta(days=1)):
        assert refused(store, data) == "packs.key_expired"


def test_a_key_that_was_called_back_counts_no_longer(store: Store) -> None:
    keys = TrustStore(store)
    keys.revoke(keys.keys()[0])
    assert refused(store, signed(1)) == "packs.key_revoked"


def test_a_key_signs_only_what_it_may(store: Store) -> None:
    keys = TrustStore(store)
    keys.rescope(keys.keys()[0], Scope("example.org", frozenset({"services"})))
    assert refused(store, signed(1)) == "packs.signer_may_not_kind"
    keys.rescope(keys.keys()[0], Scope("example.org", places=frozenset({"pt"})))
    assert refused(store, signed(1)) == "packs.signer_may_not_place"
    withdrawing = packs.made(SMALL(), withdrawn=["rights/us-or"])
    keys.rescope(keys.keys()[0], Scope("example.org", places=frozenset({"xa"})))
    assert refused(store, packs.signed_by(withdrawing, packs.key())) == "packs.signer_may_not_place"
    keys.rescope(keys.keys()[0], Scope("elsewhere.example"))
    assert refused(store, signed(1)) == "packs.wrong_namespace"
    keys.rescope(keys.keys()[0], Scope("example.org", places=frozenset({"xa"})))
    take(store, 1)


def test_law_may_need_two_signatures(store: Store) -> None:
    Settings(store).set("law_signatures", 2)
    keys = TrustStore(store)
    keys.add(packs.key("second").public, "Second", Scope())
    made = packs.made(SMALL())
    assert refused(store, packs.signed_by(made, packs.key())) == "packs.second_signature_needed"
    assert refused(store, packs.signed_by(made, packs.key(), packs.key())) == "packs.second_signature_needed"
    assert refused(store, packs.signed_by(made, packs.key(), packs.key("stranger"))) == "packs.second_signature_needed"
    two = packs.signed_by(made, packs.key(), packs.key("second"))
    assert len(importer.look(store, pack.signed(two)).signers) == 2


def test_what_was_shown_is_what_is_taken(store: Store) -> None:
    take(store, 1)
    looked = importer.look(store, pack.signed(signed(3)))
    take(store, 2)
    before = packs.held(store)
    with pytest.raises(Problem) as caught:
        importer.take_in(store, looked)
    assert caught.value.code == "packs.overtaken"
    assert packs.held(store) == before


def test_a_file_that_is_too_large_is_not_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 100)
    assert refused(store, signed(1)) == "packs.too_large"


def test_every_refusal_has_its_broken_pack() -> None:
    """What is refused elsewhere: by the versions, keys and sizes above, and by the commands of editors."""
    above = {
        "packs.rollback", "packs.same_version_differs", "packs.already_there", "packs.version_jumps",
        "packs.issued_before", "packs.key_expired", "packs.key_revoked", "packs.signer_may_not_kind",
        "packs.signer_may_not_place", "packs.second_signature_needed", "packs.overtaken", "packs.too_large",
    }  # fmt: skip
    editors = {
        "packs.nothing_in_it", "packs.key_unreadable", "packs.key_wrong_passphrase", "packs.key_known",
        "packs.no_such_key", "packs.key_needed", "packs.no_such_kind",
    }  # fmt: skip
    assert set(PACK_MESSAGES) == set(INSIDE) | set(HEADS) | above | editors
    titles = [message.title for message in PACK_MESSAGES.values()]
    assert len(set(titles)) == len(titles)


def test_our_signature_is_made_with_a_key_of_ours() -> None:
    assert signatures.read_signature(pack.signed(signed(1)).signatures[0].lines()).id == packs.key().id
