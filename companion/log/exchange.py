"""Several laptops of one team: who coordinates, who belongs to it, and whose counts are told by whom.

The coordinator makes a key pair. The public half is the team's key: it is no secret, and is handed to the other laptops
as words. With it a laptop can seal its counts so that the coordinator alone can read them. Each laptop signs with a key
of its own, and the coordinator admits a laptop once, after comparing a few words: so a lost laptop can neither read the
others' counts nor speak for them.

**Every contact is told once.** From the month in which a laptop joins, its contacts are told by the coordinator's
report and never by its own; before that month, by its own alone. Were a month told by both, the difference of the two
would be the other laptops' counts, and no rule would have looked at it. So the ladder that holds is the team's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from companion.errors import Problem
from companion.log.months import Month
from companion.log.store import LogStore
from companion.vault import sealed_boxes, words

MOST_LAPTOPS = 99
_FINGERPRINT_BYTES = 8  # seven words
_SIGNS, _TEAM_PUBLIC, _TEAM_SECRET = 1, 2, 3


class Role(IntEnum):
    """What a laptop is in its team."""

    COORDINATOR = 1
    MEMBER = 2


@dataclass(frozen=True)
class TeamTime:
    """Months whose contacts are told for the team. `last` is None while it lasts; `sent` the last month in a bundle."""

    role: Role
    first: Month
    last: Month | None
    revision: int
    sent: Month | None

    def holds(self, month: Month) -> bool:
        """Whether the contacts counted in `month` are told for the team."""
        return self.first <= month and (self.last is None or month <= self.last)

    def told_by_others(self, month: Month) -> bool:
        """Whether this laptop's contacts of a month are told by another laptop's report."""
        return self.role is Role.MEMBER and self.holds(month)


@dataclass(frozen=True)
class Laptop:
    """A laptop the coordinator has admitted: its number, the key it signs with, since when, its newest bundle."""

    code: int
    key: bytes
    in_use: bool
    first: Month
    revision: int


def fingerprint(key: bytes) -> list[str]:
    """A key in seven words, to be compared by two people."""
    return words.words_of(hashlib.blake2b(key, digest_size=_FINGERPRINT_BYTES, person=b"laptop words").digest())


class Team:
    """The team this log belongs to, if any."""

    def __init__(self, log: LogStore) -> None:
        self.log = log
        self._store = log.store

    # what is

    def times(self) -> list[TeamTime]:
        """All the time this laptop has spent in teams, the oldest first; only the last one can still be running."""
        found = self._store.query("SELECT role, first, last, revision, sent FROM team_time ORDER BY id")
        return [
            TeamTime(Role(role), Month.from_code(first), _month(last), revision, _month(sent))
            for role, first, last, revision, sent in found
        ]

    def now(self) -> TeamTime | None:
        """The time that is running."""
        times = self.times()
        return times[-1] if times and times[-1].last is None else None

    @property
    def role(self) -> Role | None:
        """What this laptop is now: coordinator, member or, if it works alone, nothing."""
        now = self.now()
        return now.role if now else None

    def told_by_others(self, month: Month) -> bool:
        """Whether this laptop's contacts of a month are told by another laptop's report."""
        return any(time.told_by_others(month) for time in self.times())

    def team_words(self) -> list[str]:
        """The team's key, 24 words. It is no secret: with it one can only write to the coordinator."""
        return words.words_of(self._key(_TEAM_PUBLIC))

    def own_words(self) -> list[str]:
        """The words by which the coordinator knows this laptop."""
        return fingerprint(sealed_boxes.verify_key_of(self.seed()))

    def seed(self) -> bytes:
        """What this laptop signs with."""
        return self._key(_SIGNS)

    def public_key(self) -> bytes:
        """What bundles are sealed to."""
        return self._key(_TEAM_PUBLIC)

    def secret_key(self) -> bytes:
        """What bundles are opened with. Raises `bundle.not_coordinator` on any other laptop."""
        if self.role is not Role.COORDINATOR:
            raise Problem("bundle.not_coordinator")
        return self._key(_TEAM_SECRET)

    # becoming part of a team, and leaving it

    def coordinate(self) -> None:
        """Make a team, coordinated from here, with a new key. Raises `team.already_in_one`."""
        secret = sealed_boxes.new_key()
        with self._store.transaction():
            self._begin(Role.COORDINATOR, self._first_open_month())
            self._keep(_TEAM_SECRET, secret)
            self._keep(_TEAM_PUBLIC, sealed_boxes.public_of(secret))

    def join(self, said: str) -> None:
        """Join the team whose key somebody typed in words.

        Raises `words.unknown`, `words.count`, `words.check`, `team.already_in_one`.
        """
        public = words.secret_of(said, sealed_boxes.KEY_BYTES)
        with self._store.transaction():
            self._begin(Role.MEMBER, self._first_open_month())
            self._keep(_TEAM_PUBLIC, public)
            self._keep(_SIGNS, sealed_boxes.new_key())

    def leave(self) -> None:
        """Work alone again. What was sent stays told by the team: counting of those months is over here."""
        now = self.now()
        if now is None:
            return
        told = now.sent if now.role is Role.MEMBER else self.log.counted_through()
        last = max(told or now.first.plus(-1), now.first.plus(-1))
        with self._store.transaction():
            self._store.execute("UPDATE team_time SET last = ? WHERE last = 0", (last.code,))
            self._store.execute("UPDATE laptop SET in_use = 0")
            self._store.execute("DELETE FROM team_key")
            if now.sent is not None:
                self.log.count_through(now.sent)

    def sent(self, revision: int, last: Month, over: Month | None) -> None:
        """Remember that a bundle was made; counting of its months that are `over` is over for good."""
        with self._store.transaction():
            self._store.execute(
                "UPDATE team_time SET revision = ?, sent = max(sent, ?) WHERE last = 0", (revision, last.code)
            )
            if over is not None:
                self.log.count_through(over)

    def _begin(self, role: Role, first: Month) -> None:
        if self.now() is not None:
            raise Problem("team.already_in_one")
        self._store.execute(
            "INSERT INTO team_time (role, first, last, revision, sent) VALUES (?, ?, 0, 0, 0)", (role, first.code)
        )

    def _first_open_month(self) -> Month:
        """The first month of this year that this log has not told by itself."""
        counting = self.log.counting_month()
        return max(Month(counting.year, 1), self.log.counted_through().plus(1))

    # the laptops of a coordinator

    def laptops(self) -> list[Laptop]:
        """Every laptop ever admitted, in the order of their numbers."""
        found = self._store.query(
            "SELECT code, in_use, first, revision, part1, part2, part3, part4 FROM laptop ORDER BY code"
        )
        return [
            Laptop(code, bytes_of(parts), bool(in_use), Month.from_code(first), revision)
            for code, in_use, first, revision, *parts in found
        ]

    def laptop_of(self, key: bytes) -> Laptop | None:
        """The laptop that signs with `key`."""
        return next((laptop for laptop in self.laptops() if laptop.key == key), None)

    def admit(self, key: bytes, first: Month) -> Laptop:
        """Take a laptop into the team, after two people have compared its words. Raises `team.full`."""
        known = self.laptop_of(key)
        if known is not None:
            self._store.execute("UPDATE laptop SET in_use = 1 WHERE code = ?", (known.code,))
            return known
        code = len(self.laptops()) + 1
        if code > MOST_LAPTOPS:
            raise Problem("team.full", most=MOST_LAPTOPS)
        self._store.execute("INSERT INTO laptop VALUES (?, 1, ?, 0, ?, ?, ?, ?)", (code, first.code, *parts_of(key)))
        return Laptop(code, key, True, first, 0)

    def remove(self, code: int) -> None:
        """Take nothing more from a laptop (it is lost, or has left). What it sent stays counted."""
        self._store.execute("UPDATE laptop SET in_use = 0 WHERE code = ?", (code,))

    # keys as whole numbers: the log has no column for anything else

    def _keep(self, purpose: int, key: bytes) -> None:
        self._store.execute("INSERT OR REPLACE INTO team_key VALUES (?, ?, ?, ?, ?)", (purpose, *parts_of(key)))

    def _key(self, purpose: int) -> bytes:
        row = self._store.one("SELECT part1, part2, part3, part4 FROM team_key WHERE purpose = ?", (purpose,))
        if row is None:
            raise Problem("team.none")
        return bytes_of(row)


def parts_of(key: bytes) -> list[int]:
    """Bytes as signed whole numbers of eight bytes each, the first bytes first."""
    return [int.from_bytes(key[at : at + 8], "big", signed=True) for at in range(0, len(key), 8)]


def bytes_of(parts: Sequence[int]) -> bytes:
    """The bytes that such numbers stand for."""
    return b"".join(part.to_bytes(8, "big", signed=True) for part in parts)


def _month(code: int) -> Month | None:
    return Month.from_code(code) if code else None
