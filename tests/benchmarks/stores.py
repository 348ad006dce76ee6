"""Unlocking, saving and reporting against plain SQLite doing the least that could be called the same."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from companion import clock
from companion.log import rows
from companion.log.months import Month
from companion.log.store import LogStore
from companion.reports.periods import Period, PeriodKind
from companion.reports.release import release
from companion.vault import kdf
from companion.vault.keyslots import Header
from companion.vault.vault import OpenVault, Vault, open_header, open_stores
from tests.benchmarks.figures import Figure, in_turn, median, p95, timed
from tests.log import generate

LAST = Month.of(clock.today())  # the log counts what is typed in now in this month
PASSPHRASE = "benchmark vault of this run"


def measure(sizes: list[int]) -> Iterator[Figure]:
    """Each figure at each size."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            vault_folder, plain = Path(folder) / "vault", sqlite3.connect(Path(folder) / "plain.db")
            cost = kdf.FLOOR
            vault = Vault.create(vault_folder, PASSPHRASE, cost=cost)
            log = LogStore(vault.log)
            generate.fill(log, size, LAST)
            _fill_plain(plain, log)
            yield _saving(size, log, plain)
            yield _month(size, log, plain)
            yield _year(size, log)
            vault.close()
            yield _unlocking(size, vault_folder, Path(folder) / "plain.db")
            plain.close()


def _fill_plain(plain: sqlite3.Connection, log: LogStore) -> None:
    columns = rows.COLUMNS
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("PRAGMA synchronous = FULL")
    plain.execute(f"CREATE TABLE contact (id INTEGER PRIMARY KEY, {columns})")
    marks = ", ".join("?" * (columns.count(",") + 2))
    with plain:
        plain.executemany(
            f"INSERT INTO contact VALUES ({marks})", log.store.iterate(f"SELECT id, {columns} FROM contact")
        )


def _saving(size: int, log: LogStore, plain: sqlite3.Connection) -> Figure:
    chance = random.Random(7)
    contacts = [replace(generate.any_contact(chance, LAST, generate.PLACES), day=1) for _ in range(201)]
    marks = ", ".join("?" * (rows.COLUMNS.count(",") + 1))
    rows_ = [rows.row_of(contact, LAST) for contact in contacts]
    mine, theirs = iter(contacts), iter(rows_)

    def commit() -> None:
        with plain:
            plain.execute(f"INSERT INTO contact ({rows.COLUMNS}) VALUES ({marks})", next(theirs))

    saved, committed = in_turn(lambda: log.save(next(mine)), commit, 200)
    return Figure(
        "saving a contact", size, "ms", median(saved), "one plain SQLite commit", median(committed), 2.0, p95(saved)
    )


# What the month's report tells, asked of the plain rows: contacts by place and service, quantities, age and gender,
# first times, and the twelve months of the chart.
_SERVICES = """count(*), sum(needles_given + needles_back > 0), sum(naloxone_doses > 0), sum(referrals > 0),
    sum(tests > 0), sum(topics > 0)"""
_SAME_FIGURES = (
    f"SELECT area, site, {_SERVICES} FROM contact WHERE counted = ? GROUP BY area, site",
    """SELECT sum(needles_given), sum(needles_back), sum(naloxone_doses), sum(reversals), sum(collecting_for)
    FROM contact WHERE counted = ?""",
    "SELECT age, gender, count(*) FROM contact WHERE counted = ? GROUP BY age, gender",
    "SELECT first_this_year, first_this_month, count(*) FROM contact WHERE counted = ? GROUP BY 1, 2",
    "SELECT counted, count(*) FROM contact WHERE counted <= ? GROUP BY counted",
)


def _month(size: int, log: LogStore, plain: sqlite3.Connection) -> Figure:
    period = Period(PeriodKind.MONTH, LAST.plus(-1))
    code = LAST.plus(-1).code

    def scan() -> None:
        for statement in _SAME_FIGURES:
            plain.execute(statement, (code,)).fetchall()

    told = timed(lambda: release(log, period), 7)
    scanned = timed(scan, 3)
    goal = 0.05 if size >= 1_000_000 else None  # what does not grow cannot shrink either
    name = "the same figures by plain scans"
    return Figure("a month's report", size, "ms", median(told), name, median(scanned), goal)


def _year(size: int, log: LogStore) -> Figure:
    """A year with every table there is, none of it out yet: the most that has to be worked out at once."""
    period = Period(PeriodKind.YEAR, Month(LAST.plus(-1).year, 1))
    told = timed(lambda: release(log, period), 7)
    return Figure("a year's report, all tables", size, "ms", median(told), "0.3 seconds", 300, 1.0)


def _unlocking(size: int, folder: Path, plain: Path) -> Figure:
    header, content = open_header(folder, PASSPHRASE)

    def unlock() -> None:
        _opened(folder, header, content).close()

    def connect() -> None:
        connection = sqlite3.connect(plain)
        connection.execute("SELECT id FROM contact LIMIT 1").fetchone()
        connection.close()

    opened = timed(unlock, 15)
    return Figure(
        "unlocking, without the key derivation",
        size,
        "ms",
        median(opened),
        "opening plain SQLite",
        median(timed(connect, 15)),
        None,
        p95(opened),
        60.0,
    )


def _opened(folder: Path, header: Header, content: object) -> OpenVault:
    from companion.vault.instance import InstanceLock

    return open_stores(folder, header, content, InstanceLock(folder))  # type: ignore[arg-type]
