"""Many named files in one, in memory and within limits: the inside of a content pack.

A ZIP that any tool opens, written in one way only, so that the same files give the same bytes; and read only if it is
written that way. What a ZIP could say twice (once before each file, once at its end) must be the same both times, and
nothing may stand between. A bomb, a link, a name that leads elsewhere: each is refused with a code of its own.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from companion.errors import Problem

HEAD = "companion-pack 1"
MOST_SIGNATURES = 8
SIGNATURE_LINES = 4
_MOST_HEAD = 16 * 1024
MIB = 1024 * 1024
MOST_BYTES = 64 * MIB  # the archive as it comes
MOST_UNPACKED = 192 * MIB  # all its files together
MOST_FILE = 16 * MIB  # one of them
MOST_FILES = 8192
MOST_RATIO = 100  # content packs to a tenth, a bomb to a thousandth
_RATIO_FROM = 64 * 1024  # what is smaller may be packed as hard as it likes
MOST_NAME = 120
_DEEPEST = 6  # folders within folders

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_DATE = 0x0021  # 1 January 1980, the earliest a ZIP can say: no build knows what day it is
_VERSION, _MADE_BY = 20, 0x0314  # deflate; made by a Unix, so that rights can be said
_FILE_RIGHTS = 0o100644 << 16
_LINK, _KIND = 0o120000, 0o170000
_DEFLATED = 8

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
_NESTED = (".zip", ".gz", ".xz", ".bz2", ".7z", ".tar", ".zst", ".companionpack")


def head(data: bytes) -> tuple[list[list[str]], int]:
    """What stands before the archive of a pack: the lines of each signature, and where the archive begins.

    The first line is `companion-pack 1 N`; four lines follow for each of the N signatures, and then the archive.
    Raises `packs.not_a_pack`, `packs.format_unknown`.
    """
    first, _, _ = data[:64].partition(b"\n")
    found = re.fullmatch(rb"companion-pack ([1-9]\d{0,3}) (\d{1,3})", first)
    if not found:
        raise Problem("packs.not_a_pack")
    if found[1] != b"1":
        raise Problem("packs.format_unknown", format=int(found[1]))
    count, at, lines = int(found[2]), len(first) + 1, []
    if count > MOST_SIGNATURES:
        raise Problem("packs.not_a_pack")
    for _ in range(count * SIGNATURE_LINES):
        end = data.find(b"\n", at, _MOST_HEAD)
        if end < 0:
            raise Problem("packs.not_a_pack")
        lines.append(data[at:end])
        at = end + 1
    try:
        told = [line.decode() for line in lines]
    except UnicodeDecodeError as error:
        raise Problem("packs.signature_unreadable") from error
    return [told[n : n + SIGNATURE_LINES] for n in range(0, len(told), SIGNATURE_LINES)], at


def with_head(signatures: list[list[str]], archive: bytes) -> bytes:
    """The pack of this archive under these signatures."""
    lines = [f"{HEAD} {len(signatures)}", *(line for signature in signatures for line in signature)]
    return "".join(f"{line}\n" for line in lines).encode() + archive


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: where its packed bytes stand, and what they unpack to."""

    name: str
    start: int
    packed: int
    size: int
    crc: int


class Archive:
    """An opened archive: its names are known and sound; a file is unpacked when it is read."""

    def __init__(self, data: bytes, start: int = 0) -> None:
        """Read the list of files of the archive that stands in `data` from `start` on.

        Raises `packs.archive_damaged`, `packs.too_large`, `packs.too_many_files`, `packs.unpacks_too_large`,
        `packs.packed_too_hard`, `packs.nested`, and for names `packs.name_…`, `packs.link`.
        """
        if len(data) - start > MOST_BYTES:
            raise Problem("packs.too_large", limit=MOST_BYTES // MIB)
        self._data = data
        self._members = {member.name: member for member in _members(memoryview(data)[start:], start)}

    def names(self) -> list[str]:
        """The names of all files, in the order they stand in."""
        return list(self._members)

    def size(self, name: str) -> int:
        """How many bytes a file unpacks to."""
        return self._members[name].size

    def packed(self, name: str) -> bytes:
        """A file as it stands in the archive: raw deflate."""
        member = self._members[name]
        return self._data[member.start : member.start + member.packed]

    def read(self, name: str) -> bytes:
        """A file's bytes. Raises `packs.archive_damaged` where they are not what the list says."""
        member = self._members[name]
        data = unpacked(self.packed(name), member.size, name)
        if zlib.crc32(data) != member.crc:
            raise Problem("packs.archive_damaged", file=name)
        return data


def unpacked(packed: bytes, size: int, name: str) -> bytes:
    """What raw deflate unpacks to: exactly `size` bytes, or `packs.archive_damaged`."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = stream.decompress(packed, size + 1)
    except zlib.error as error:
        raise Problem("packs.archive_damaged", file=name) from error
    if len(data) != size or not stream.eof or stream.unused_data:
        raise Problem("packs.archive_damaged", file=name)
    return data


def deflated(data: bytes) -> bytes:
    """Raw deflate of `data`, the same for the same bytes and the same zlib."""
    stream = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    return stream.compress(data) + stream.flush()


def written(files: Mapping[str, bytes]) -> bytes:
    """The archive of these files, in the order they come in."""
    body, listing = bytearray(), bytearray()
    for name, data in files.items():
        packed, crc, label = deflated(data), zlib.crc32(data), name.encode("ascii")
        shared = (_DEFLATED, 0, _DATE, crc, len(packed), len(data), len(label), 0)
        listing += _CENTRAL.pack(b"PK\1\2", _MADE_BY, _VERSION, 0, *shared, 0, 0, 0, _FILE_RIGHTS, len(body)) + label
        body += _LOCAL.pack(b"PK\3\4", _VERSION, 0, *shared) + label + packed
    count = len(files)
    return bytes(body + listing + _END.pack(b"PK\5\6", 0, 0, count, count, len(listing), len(body), 0))


def _members(data: memoryview, start: int) -> Iterator[Member]:
    """The files of an archive; every byte of it belongs to one of them, to the list or to its end."""
    count, at, end = _ending(data)
    listed = at
    seen: dict[str, str] = {}
    expected, total = 0, 0
    for _ in range(count):
        row = _row(data, at, end)
        fields = row[7:10]
        name = _name(bytes(data[at + _CENTRAL.size : at + _CENTRAL.size + row[10]]), seen)
        if (row[15] >> 16) & _KIND == _LINK:
            raise Problem("packs.link", file=name)
        crc, packed, size = fields
        total += size
        _refuse_bomb(name, packed, size, total)
        if row != _proper_row(row, expected):
            raise Problem("packs.archive_damaged", file=name)
        local = _LOCAL.pack(b"PK\3\4", _VERSION, 0, *row[4:12]) + bytes(name, "ascii")
        begin = expected + len(local)
        if bytes(data[expected:begin]) != local or begin + packed > listed:
            raise Problem("packs.archive_damaged", file=name)
        yield Member(name, start + begin, packed, size, crc)
        at += _CENTRAL.size + row[10]
        expected = begin + packed
    if at != end or expected != listed:
        raise Problem("packs.archive_damaged", file="")


def _ending(data: memoryview) -> tuple[int, int, int]:
    """How many files there are, where their list begins and where it ends."""
    end = len(data) - _END.size
    if end < 0:
        raise Problem("packs.archive_damaged", file="")
    magic, disk, first, here, count, length, begin, comment = _END.unpack_from(data, end)
    if magic != b"PK\5\6" or disk or first or comment or here != count or begin + length != end:
        raise Problem("packs.archive_damaged", file="")
    if count > MOST_FILES:
        raise Problem("packs.too_many_files", count=count, limit=MOST_FILES)
    return count, begin, end


def _row(data: memoryview, at: int, end: int) -> tuple[int, ...]:
    if at + _CENTRAL.size > end:
        raise Problem("packs.archive_damaged", file="")
    row: tuple[int, ...] = _CENTRAL.unpack_from(data, at)
    if at + _CENTRAL.size + row[10] > end:
        raise Problem("packs.archive_damaged", file="")
    return row


def _proper_row(row: tuple[int, ...], offset: int) -> tuple[object, ...]:
    """The row as this program would have written it: what may differ is length, checksum and name alone."""
    _, _, _, _, _, _, _, crc, packed, size, name = row[:11]
    return (b"PK\1\2", _MADE_BY, _VERSION, 0, _DEFLATED, 0, _DATE, crc, packed, size, name, 0, 0, 0, 0,
            _FILE_RIGHTS, offset)  # fmt: skip


def _refuse_bomb(name: str, packed: int, size: int, total: int) -> None:
    limit = MOST_FILE if size > MOST_FILE else MOST_UNPACKED
    if size > MOST_FILE or total > MOST_UNPACKED:
        raise Problem("packs.unpacks_too_large", file=name, limit=limit // MIB)
    if size > _RATIO_FROM and size > MOST_RATIO * max(packed, 1):
        raise Problem("packs.packed_too_hard", file=name, limit=MOST_RATIO)


def _name(raw: bytes, seen: dict[str, str]) -> str:
    """A file's name, or why it is none. `seen` holds the names before it, by their small letters."""
    text = raw.decode("utf-8", "replace")
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)[:MOST_NAME]
    parts = text.replace("\\", "/").split("/")
    if text.startswith(("/", "\\")) or ".." in parts or re.match(r"[A-Za-z]:", text):
        raise Problem("packs.name_leads_outside", file=shown)
    if any(part.casefold().split(".")[0].rstrip() in _DEVICES for part in parts):
        raise Problem("packs.name_of_device", file=shown)
    before = seen.get(text.casefold())
    if before is not None:
        raise Problem("packs.name_twice" if before == text else "packs.name_differs_in_case", file=shown)
    seen[text.casefold()] = text
    if text.casefold().endswith(_NESTED) or len(parts) > _DEEPEST:
        raise Problem("packs.nested", file=shown)
    if len(text) > MOST_NAME or not _NAME.fullmatch(text):
        raise Problem("packs.name_not_allowed", file=shown)
    return text
