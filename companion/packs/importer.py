"""Taking a pack in: looked at whole in memory, told, and then kept in one transaction or not at all.

Order matters: who signed it, before anything is parsed; whether they may; whether it is newer than what is there; every
file against the manifest; every text within limits; every place readable. Only then a person sees what it changes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from companion import __version__, clock
from companion.errors import Problem
from companion.packs import changes, directory, installed
from companion.packs.changes import PlaceChange
from companion.packs.installed import Installed
from companion.packs.manifest import Manifest, place_of
from companion.packs.pack import Pack, Signed
from companion.packs.signature import permitted, signers
from companion.packs.trust import Trust, TrustedKey, TrustStore
from companion.rights import documents, packed, reading, substances
from companion.rights.answer import answer
from companion.rights.library import Library
from companion.rights.question import Question
from companion.rights.reading_out import ReadOut, answer_document
from companion.vault.connection import Store
from companion.workshops.reading import read_workshop

MOST_VERSIONS_SKIPPED = 100_000  # a version may be a date, 20270101 after 20261231; it may not end all counting
FURTHEST_AHEAD = timedelta(days=400)
# What reading may stumble over in a file that was signed but never checked: it is the pack's fault, not the program's.
_STUMBLED = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError)
Progress = Callable[[int, int], object]
"""(done, total): files of the pack."""


@dataclass(frozen=True)
class Incoming:
    """A pack that was looked at and may be taken in. `have` is the version in use; `services` counts those in its
    directory; `workshops` are file names; `before` and `after` are the law without it and with it."""

    pack: Pack
    signers: tuple[TrustedKey, ...]
    have: Installed | None
    places: tuple[PlaceChange, ...]
    services: int
    workshops: tuple[str, ...]
    before: Library
    after: Library

    @property
    def manifest(self) -> Manifest:
        """What the pack says of itself."""
        return self.pack.manifest

    @property
    def holidays(self) -> tuple[str, ...]:
        """The places whose list of holidays it brings."""
        return directory.holiday_places(self.manifest)


def verified(source: Signed, trust: Trust, today: date) -> tuple[Pack, tuple[TrustedKey, ...]]:
    """The pack, opened, and those of its signers who may sign it; every file is compared with the manifest.

    Raises what `signature.signers`, `Pack`, `signature.permitted` and `Pack.check` raise.
    """
    found = signers(source, trust, today)
    pack = Pack(source)
    may = permitted(pack.manifest, found, trust)
    pack.check()
    return pack, may


def look(store: Store, source: Signed, *, keys: TrustStore | None = None, progress: Progress | None = None) -> Incoming:
    """Look at a pack from all sides, and keep nothing. Raises `packs.…` for whatever speaks against it."""
    today = max(clock.today(), installed.floor(store))
    trust = (keys or TrustStore(store)).trust()
    pack, may = verified(source, trust, today)
    head = pack.manifest
    _refuse_program(head)
    _refuse_days(head, today)
    _refuse_version(store, head, source.sha256)
    read_through(pack, progress)
    if head.restore:
        permitted(_previous(store, head).manifest, may, trust)
    law, mine = installed.library(store), _layer(store, pack)
    layers = [packed.bundled(), *installed.layers(store, without=(head.namespace, head.pack)), mine]
    places = layer_places(mine)
    kept = _kept(packed.Layers(layers), mine, places)
    after = Library.of_packs(layers)
    try:
        for place in sorted(places):
            _show(after, place)
    except _STUMBLED as error:
        raise Problem("packs.place_faulty", place=place, file="", field="") from error
    return Incoming(
        pack,
        may,
        installed.find(store, head.namespace, head.pack),
        tuple(changes.between(law, after, places, kept=kept)),
        directory.count(pack),
        tuple(sorted(name.split("/")[1] for name in head.files if name.startswith("workshops/"))),
        law,
        after,
    )


def take_in(
    store: Store, incoming: Incoming, *, keys: TrustStore | None = None, progress: Progress | None = None
) -> None:
    """Keep it: all of it or nothing. The version in use becomes the one before.

    Raises `packs.overtaken` where something else was taken in since it was looked at, `vault.…`, `services.…`.
    """
    pack, head = incoming.pack, incoming.manifest
    trust = (keys or TrustStore(store)).trust()
    permitted(head, signers(pack.source, trust, max(clock.today(), installed.floor(store))), trust)
    with store.transaction():
        _refuse_version(store, head, pack.source.sha256)
        have = installed.find(store, head.namespace, head.pack)
        if (have.sha256 if have else None) != (incoming.have.sha256 if incoming.have else None):
            raise Problem("packs.overtaken")
        if head.restore:
            _bring_back(store, head)
        else:
            _keep(store, incoming, progress)
        store.execute(
            "INSERT OR REPLACE INTO content_highest (namespace, pack, version, digest) VALUES (?, ?, ?, ?)",
            (head.namespace, head.pack, head.version, bytes.fromhex(pack.source.sha256)),
        )
        (keys or TrustStore(store)).heed(head, incoming.signers)
        installed.note_day(store, max(head.issued, clock.today()))


def _show(law: Library, place: str) -> None:
    """Read a place as screens will, so that none of them stumbles over it."""
    if law.find(place) is None:
        return
    out = ReadOut(law, place, "en")
    for topic in out.place.topics:
        out.topic(topic)
    for change in out.place.changes:
        out.change(change)
    for name in out.place.phrases:
        kind, _, id_ = name.partition(".")
        out.phrase(kind, id_)
    for model in out.place.models:
        out.model(model)
    for substance in law.substances.all:
        answer_document(answer(law, Question(place, substance.id, out.place.as_of)), law, "en")


def layer_places(mine: packed.Layer) -> set[str]:
    """The places that a pack says anything of."""
    found = set()
    for name in (*mine.names, *mine.withdrawn):
        kind, _, rest = name.partition("/")
        if kind in ("rights", "translations"):
            found.add(place_of(kind, rest))
    return found - {"", "*", "common"}


def _kept(layers: packed.Layers, mine: packed.Layer, places: set[str]) -> set[str]:
    """The places of which this pack brings the law, and a newer pack has said something already."""
    brought = {place for place in places if f"rights/{place}.json" in mine.names}
    gone = {place for place in places if f"rights/{place}" in mine.withdrawn}
    return {place for place in brought if layers.homes.get(place) is not mine} | (gone & set(layers.homes))


def _refuse_program(head: Manifest) -> None:
    if _numbers(head.needs) > _numbers(__version__):
        raise Problem("packs.needs_newer", needs=head.needs, have=__version__)


def _numbers(version: str) -> tuple[int, ...]:
    parts = [int(part) for part in version.split(".") if part.isdigit()]
    return tuple([*parts, 0, 0, 0, 0][:4])


def _refuse_days(head: Manifest, today: date) -> None:
    if head.issued > today + FURTHEST_AHEAD:
        raise Problem("packs.issued_in_future", issued=head.issued.isoformat(), today=today.isoformat())


def _refuse_version(store: Store, head: Manifest, sha256: str) -> None:
    """Only upwards, and not so far that nothing could follow."""
    known = installed.highest(store, head.namespace, head.pack)
    if known is None:
        return
    version, seen = known
    if head.version < version:
        raise Problem("packs.rollback", have=version, version=head.version)
    if head.version == version:
        same = sha256 == seen
        raise Problem("packs.already_there" if same else "packs.same_version_differs", version=version)
    if head.version > version + MOST_VERSIONS_SKIPPED:
        raise Problem("packs.version_jumps", have=version, version=head.version)
    have = installed.find(store, head.namespace, head.pack)
    if have is not None and head.issued < have.issued:
        raise Problem("packs.issued_before", issued=head.issued.isoformat(), have=have.issued.isoformat())


def read_through(pack: Pack, progress: Progress | None = None) -> None:
    """Read every file within the limits of content, and every place as the screens will.

    Raises `packs.not_utf8`, `packs.json_broken`, `packs.text_too_long`, `packs.nested_too_deep`,
    `packs.place_faulty`, `packs.translation_faulty`, `services.holidays_wrong`.
    """
    names = pack.names
    for done, name in enumerate(names):
        if name.endswith(".json") and not name.startswith("services/"):
            table = pack.table(name)
            try:
                _read_file(name, table)
            except _STUMBLED as error:
                raise Problem("packs.place_faulty", place=name, file=name, field="") from error
        elif not name.startswith("services/"):
            raise Problem("packs.not_listed", file=name)
        if progress:
            progress(done + 1, len(names))
    directory.check_holidays(pack)
    _read_index(pack)


def _read_index(pack: Pack) -> None:
    """The list of places says of each what the place itself says: nobody is shown one name and reads another's law."""
    places = [
        name for name in pack.names if name.startswith("rights/") and name not in (packed.INDEX, packed.SUBSTANCES)
    ]
    listed = pack.table(packed.INDEX) if packed.INDEX in pack.names else {}
    for name in places:
        place = place_of("rights", name.removeprefix("rights/"))
        told = documents.entry(pack.table(name))
        told.pop("names", None)
        if not isinstance(listed.get(place), dict) or not told.items() <= listed[place].items():
            raise Problem("packs.place_faulty", place=place, file=packed.INDEX, field=place)


def _read_file(name: str, table: dict[str, object]) -> None:
    kind, _, rest = name.partition("/")
    if name == packed.SUBSTANCES:
        found = substances.read_substances(table)[1]
    elif name in (packed.INDEX, packed.NAMES):
        rows = list(table.values())
        words = [word for row in rows if isinstance(row, dict) and name == packed.NAMES for word in row.values()]
        if not all(isinstance(row, dict) for row in rows) or not all(isinstance(word, str) for word in words):
            raise Problem("packs.json_broken", file=name)
        return
    elif kind == "rights":
        record, found = reading.read_jurisdiction(table)
        if record.id != rest.removesuffix(".json"):
            raise Problem("packs.place_faulty", place=record.id, file="jurisdiction.toml", field="id")
    elif kind == "workshops":
        found = read_workshop(rest.removesuffix(".json"), table)[1]
    else:
        if kind == "translations" and not all(map(_is_translation, table.values())):
            raise Problem("packs.translation_faulty", file=name)
        return
    for finding in found:
        if finding.severity == "error":
            place = rest.removesuffix(".json")
            raise Problem("packs.place_faulty", place=place, file=finding.file, field=finding.field)


def _is_translation(row: object) -> bool:
    return isinstance(row, list) and len(row) == 2 and isinstance(row[0], int) and isinstance(row[1], str)


def _layer(store: Store, pack: Pack) -> packed.Layer:
    """The law as the pack would have it; for a decision, as the version has it that it brings back."""
    head = pack.manifest
    if head.restore is None:
        return packed.layer(head.document(), pack.read)
    return installed.layer(store, _previous(store, head), head.issued)


def _previous(store: Store, head: Manifest) -> Installed:
    wanted = head.restore
    before = installed.find(store, head.namespace, head.pack, current=False)
    if wanted is None or before is None or (before.manifest.version, before.sha256) != (wanted.version, wanted.sha256):
        raise Problem("packs.nothing_to_restore", version=wanted.version if wanted else 0, pack=head.id)
    return before


def _bring_back(store: Store, head: Manifest) -> None:
    """The version before becomes the one in use again, as new as the decision; the one in use goes."""
    before = _previous(store, head)
    _remove(store, head, "current")
    store.execute(
        "UPDATE content_pack SET state = 'current', issued = ? WHERE id = ?", (head.issued.isoformat(), before.key)
    )
    directory.take_in(store, before.manifest, installed.reader(store, before.key))


def _keep(store: Store, incoming: Incoming, progress: Progress | None) -> None:
    pack, head = incoming.pack, incoming.manifest
    _remove(store, head, "previous")
    store.execute(
        "UPDATE content_pack SET state = 'previous' WHERE namespace = ? AND pack = ?", (head.namespace, head.pack)
    )
    key = store.execute(
        "INSERT INTO content_pack (namespace, pack, version, state, issued, installed_on, digest, manifest, signers) "
        "VALUES (?, ?, ?, 'current', ?, ?, ?, ?, ?)",
        (
            head.namespace, head.pack, head.version, head.issued.isoformat(), clock.today().isoformat(),
            bytes.fromhex(pack.source.sha256), head.written().decode(),
            json.dumps([signer.name for signer in incoming.signers], ensure_ascii=False),
        ),
    )  # fmt: skip
    for done, name in enumerate(pack.names):
        sql = "INSERT INTO content_file (pack, name, size, data) VALUES (?, ?, ?, ?)"
        store.execute(sql, (key, name, pack.size(name), pack.packed(name)))
        if progress:
            progress(done + 1, len(pack.names))
    directory.take_in(store, head, pack.read)


def _remove(store: Store, head: Manifest, state: str) -> None:
    names = (head.namespace, head.pack, state)
    row = store.one("SELECT id FROM content_pack WHERE namespace = ? AND pack = ? AND state = ?", names)
    if row is not None:
        store.execute("DELETE FROM content_file WHERE pack = ?", row)
        store.execute("DELETE FROM content_pack WHERE id = ?", row)
