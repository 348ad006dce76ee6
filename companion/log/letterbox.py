"""The letterbox: numbers that reach a vault's log while the vault is closed.

A workshop is given without opening a vault, but its numbers belong to the month's report. So a vault keeps a public key
in clear in its folder; whoever gives the workshop seals the numbers to it and lays them into `letters/`. Only the log
holds the secret. When a worker opens the vault next, each letter is counted, in one transaction with its random mark,
and then removed: should the program die in between, the mark keeps the letter from being counted again.

What stands on the disk meanwhile is a sealed box of one size with a random name; it says that there is a letter and no
more. Whoever can write into the folder could lay a false letter there, or a key of his own: see SECURITY.md.

A letter holds whole numbers alone. Inside its box: format (1 byte), mark (16), month as 202611 (4), for whom (1),
people (2), how many shares follow (1), and each share: 0 before or 1 after (1), theme (1), right (4), hands (4).
"""

from __future__ import annotations

import secrets
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from companion import diagnostics, files
from companion.errors import Problem
from companion.log.exchange import bytes_of, parts_of
from companion.log.months import Month
from companion.log.store import LogStore
from companion.log.tally import WORKSHOP_THEMES, Kind, Totals, WorkshopFor, quiz_code
from companion.vault import sealed_boxes
from companion.vault.header_file import HEADER_FILE
from companion.vault.vault import LETTERBOX_FILE, LETTERS_FOLDER, OpenVault

MOST_PEOPLE = 500
MOST_HANDS = 100_000
MOST_LETTERS = 1000  # looked at in one opening; the rest wait for the next
_MAGIC = b"\x89CLB\r\n\x1a\n"
_FORMAT = 1
_MARK_BYTES = 16
_HEAD = struct.Struct(">B16sIBHB")
_SHARE = struct.Struct(">BBII")
_AUDIENCES = tuple(WorkshopFor)


class Standing(StrEnum):
    """Whether numbers can be laid into a folder's letterbox."""

    READY = "ready"
    NO_VAULT = "no_vault"
    NOT_YET = "not_yet"  # no worker has opened this vault since there are letterboxes


@dataclass(frozen=True)
class QuizShare:
    """Right answers of all hands raised on a theme (its place in `tally.WORKSHOP_THEMES`), before or after."""

    after: bool
    theme: int
    right: int
    hands: int


@dataclass(frozen=True)
class Letter:
    """The numbers of one workshop."""

    month: Month
    audience: WorkshopFor
    people: int
    shares: Sequence[QuizShare] = ()


def standing(folder: Path) -> Standing:
    """Whether the vault in `folder` can be written to while it is closed."""
    if not (folder / HEADER_FILE).is_file():
        return Standing.NO_VAULT
    return Standing.READY if _public_key(folder) is not None else Standing.NOT_YET


def put(folder: Path, letter: Letter) -> None:
    """Seal a letter into the letterbox of the vault in `folder`; it is on the disk when this returns.

    Raises `log.no_letterbox` and `file.…`.
    """
    key = _public_key(folder)
    if key is None or not (folder / HEADER_FILE).is_file():
        raise Problem("log.no_letterbox")
    content = _packed(letter, secrets.token_bytes(_MARK_BYTES))
    sealed = sealed_boxes.sign_and_seal(content, sealed_boxes.new_key(), key)  # whoever writes is nobody's matter
    files.make_folder(folder / LETTERS_FOLDER)
    files.write_whole(folder / LETTERS_FOLDER / secrets.token_hex(8), sealed)


def empty(vault: OpenVault, log: LogStore) -> int:
    """Make sure that the vault has a letterbox, and count what lies in it; how many letters were counted.

    Nothing happens in a vault that is only read, thrown away or open without its log. A letter that cannot be opened
    (cut off, sealed to another vault) stays where it is and counts nothing.
    """
    if vault.read_only or vault.throw_away or vault.library_only:
        return 0
    secret = _secret(log)
    _show_key(vault.folder, sealed_boxes.public_of(secret))
    counted = 0
    for path in files.names_in(vault.folder / LETTERS_FOLDER)[:MOST_LETTERS]:
        try:
            counted += _count(log, files.read_bytes(path, limit=sealed_boxes.MOST_BYTES), secret)
        except Problem as problem:
            diagnostics.note("log.letter_not_read", problem=problem.code)
        else:
            files.remove(path)
    return counted


def _count(log: LogStore, sealed: bytes, secret: bytes) -> bool:
    """Count one letter with its mark, both or neither; False if it was counted before."""
    mark, letter = _unpacked(sealed_boxes.open_and_check(sealed, secret).content)
    with log.store.transaction():
        if log.store.one("SELECT 1 FROM letter_counted WHERE part1 = ? AND part2 = ?", parts_of(mark)):
            return False
        month = min(max(letter.month, log.counted_through().plus(1)), log.counting_month())
        log.totals.add((month.code, 0, 0), totals_of(letter))
        log.store.execute("INSERT INTO letter_counted VALUES (?, ?)", parts_of(mark))
    return True


def totals_of(letter: Letter) -> Totals:
    """What a workshop adds to the totals: people counted and one workshop, and the hands of both quizzes by theme."""
    number = _AUDIENCES.index(letter.audience)
    totals: Totals = {(Kind.WORKSHOPS, number): (letter.people, 1, 0)}
    for share in letter.shares:
        key = Kind.WORKSHOP_QUIZ, quiz_code(number, share.theme, after=share.after)
        totals[key] = share.hands, share.right, 0
    return totals


def _secret(log: LogStore) -> bytes:
    """The letterbox's secret, made the first time."""
    row = log.store.one("SELECT part1, part2, part3, part4 FROM letterbox_key")
    if row is not None:
        return bytes_of(row)
    secret = sealed_boxes.new_key()
    log.store.execute("INSERT INTO letterbox_key VALUES (1, ?, ?, ?, ?)", parts_of(secret))
    return secret


def _show_key(folder: Path, public: bytes) -> None:
    """Keep the public key beside the vault; one that is missing or another's is written anew."""
    if _public_key(folder) != public:
        files.write_whole(folder / LETTERBOX_FILE, _MAGIC + public)


def _public_key(folder: Path) -> bytes | None:
    try:
        data = files.read_bytes(folder / LETTERBOX_FILE, limit=len(_MAGIC) + sealed_boxes.KEY_BYTES)
    except Problem:
        return None
    whole = data.startswith(_MAGIC) and len(data) == len(_MAGIC) + sealed_boxes.KEY_BYTES
    return data[len(_MAGIC) :] if whole else None


def _packed(letter: Letter, mark: bytes) -> bytes:
    head = (_FORMAT, mark, letter.month.code, _AUDIENCES.index(letter.audience), letter.people, len(letter.shares))
    shares = [_SHARE.pack(one.after, one.theme, one.right, one.hands) for one in letter.shares]
    return _HEAD.pack(*head) + b"".join(shares)


def _unpacked(content: bytes) -> tuple[bytes, Letter]:
    """Mark and letter, every number within its bounds. Raises `bundle.not_understood`."""
    try:
        format_, mark, month, audience, people, many = _HEAD.unpack_from(content)
        shares = tuple(
            QuizShare(bool(after), theme, right, hands)
            for after, theme, right, hands in _SHARE.iter_unpack(content[_HEAD.size :])
        )
        letter = Letter(Month.from_code(month), _AUDIENCES[audience], people, shares)
    except (struct.error, ValueError, IndexError) as error:
        raise Problem("bundle.not_understood") from error
    told = {(share.after, share.theme) for share in shares}
    sound = all(share.theme < len(WORKSHOP_THEMES) and share.right <= share.hands <= MOST_HANDS for share in shares)
    whole = format_ == _FORMAT and many == len(shares) == len(told)
    if not whole or not sound or not 1 <= people <= MOST_PEOPLE:
        raise Problem("bundle.not_understood")
    return mark, letter
