"""A program at work that is killed: `python -m tests.vault.working PLACE SEED`, for the crash tests alone.

In a random order it saves contacts, imports lists, writes a report, makes backups, changes the passphrase, lets people
in and out, and opens a vault of an earlier program, until it is killed from outside. Before a step it says `begin`, and
after it what can be relied on from then on. `look` says whether all of that holds.
"""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from companion import clock, files
from companion.errors import Problem
from companion.log.contacts import Contact
from companion.log.places import PlaceNames, Places
from companion.log.store import LogStore
from companion.reports.export_csv import export_csv
from companion.reports.periods import Period
from companion.reports.release import release
from companion.services.search import SearchQuery
from companion.services.store import ServiceStore
from companion.vault import slots
from companion.vault.backup import trial
from companion.vault.kdf import SMALLEST
from companion.vault.vault import OpenVault, Vault
from tests.vault import OTHER, PASSPHRASE

GENUINE = Path(__file__).parents[1] / "data" / "vaults"
WORDS = (PASSPHRASE, OTHER)
SERVICES = 5


def prepare(place: Path) -> None:
    """A vault to work in."""
    with Vault.create(place / "vault", PASSPHRASE, cost=SMALLEST) as vault:
        LogStore(vault.log).set_places(Places(areas=(1,)))


@dataclass
class Said:
    """What the program said before it died: what must be there, and what it had just begun."""

    saved: int = 0
    imported: int = 0
    words: int = 0
    begun: str = ""
    kinds: set[str] = field(default_factory=set)

    def hear(self, line: str) -> None:
        """Take one line in."""
        what, _, value = line.partition(" ")
        if what == "begin":
            self.begun = value
            self.kinds.add(value)
        else:
            self.begun = ""
            if what in ("saved", "imported", "words"):
                setattr(self, what, int(value))


class Work:
    """The steps, each of which says what it did."""

    def __init__(self, place: Path, vault: OpenVault, words: int, chance: random.Random) -> None:
        self.place, self.vault, self.words, self.chance = place, vault, words, chance

    def for_ever(self) -> None:
        """Step after step."""
        steps: tuple[Callable[[], None], ...] = (
            self.save, self.save, self.take_list, self.report, self.back_up, self.change, self.let_in, self.migrate,
        )  # fmt: skip
        while True:
            step = self.chance.choice(steps)
            print("begin", step.__name__, flush=True)
            step()

    def save(self) -> None:
        log = LogStore(self.vault.log)
        for _ in range(20):
            log.save(Contact.on(clock.today(), area=1, needles_given=1))
            print("saved", _contacts(self.vault), flush=True)

    def take_list(self) -> None:
        version = _version(self.vault) + 1
        package = self.place / "package"
        shutil.rmtree(package, ignore_errors=True)
        package.mkdir()
        rows = "".join(f"s{n},o1,Door {version},active\n" for n in range(SERVICES))
        (package / "organization.csv").write_text("id,name,description\no1,Example Trust,x\n")
        (package / "service.csv").write_text(f"id,organization_id,name,status\n{rows}")
        ServiceStore(self.vault.library).import_package(package)
        print("imported", version, flush=True)

    def report(self) -> None:
        made = release(LogStore(self.vault.log), Period.parse(f"{clock.today():%Y-%m}"))
        files.write_whole(self.place / "out.csv", export_csv(made.tables, PlaceNames({1: "North"}, {})) + b"the end\n")
        print("reported", flush=True)

    def back_up(self) -> None:
        shutil.rmtree(self.place / "gone", ignore_errors=True)
        if (self.place / "stick").exists():  # half removed, it would look like half a backup
            (self.place / "stick").rename(self.place / "gone")
        self.vault.backup(self.place / "stick")
        print("backed_up", flush=True)

    def change(self) -> None:
        self.vault.change_passphrase(WORDS[self.words], WORDS[1 - self.words])
        self.words = 1 - self.words
        print("words", self.words, flush=True)

    def let_in(self) -> None:
        own = WORDS[self.words]
        for slot in slots.listed(self.vault):
            if slot.label:
                slots.revoke(self.vault, own, slot.position)
        slots.add(self.vault, own, f"night shift {self.chance.random()}", label="night shift")
        print("let_in", flush=True)

    def migrate(self) -> None:
        old = self.place / "old"
        shutil.rmtree(old, ignore_errors=True)
        shutil.copytree(self.chance.choice(sorted(GENUINE.iterdir())), old)
        Vault.unlock(old, PASSPHRASE).close()
        print("migrated", flush=True)


def look(place: Path, said: Said) -> None:
    """Everything that was said holds, and nothing is half done. What held becomes the beginning of the next round."""
    opened = [number for number, words in enumerate(WORDS) if _opens(place / "vault", words)]
    assert len(opened) == 1, f"{len(opened)} passphrases open"
    assert opened[0] == said.words or said.begun == "change"
    with Vault.unlock(place / "vault", WORDS[opened[0]]) as vault:
        assert vault.verify() == []
        contacts, version = _contacts(vault), _version(vault)
        assert said.saved <= contacts <= said.saved + 1, f"{contacts} contacts, said {said.saved}"
        assert said.imported <= version <= said.imported + 1
        said.saved, said.imported, said.words, said.begun = contacts, version, opened[0], ""
    for backup in (place / "stick").glob("vault-backup-*"):
        assert any(_sound(backup, words) for words in WORDS), "a backup does not open"
    if (place / "old" / "header.key").is_file() and (place / "old" / "log.db").is_file():
        _older(place / "old")
    if (place / "out.csv").is_file():
        assert (place / "out.csv").read_bytes().endswith(b"the end\n")


def _older(folder: Path) -> None:
    """The vault of an earlier program, unless it was killed while the test was still copying it."""
    (genuine,) = [
        path for path in GENUINE.iterdir() if (path / "header.key").read_bytes() == (folder / "header.key").read_bytes()
    ]
    if all((folder / path.name).stat().st_size >= path.stat().st_size for path in genuine.iterdir()):
        with Vault.unlock(folder, PASSPHRASE) as vault:
            assert vault.verify() == []
            assert _contacts(vault) == 3


def _opens(folder: Path, words: str) -> bool:
    try:
        Vault.unlock(folder, words).close()
    except Problem as problem:
        assert problem.code == "vault.wrong_passphrase", problem
        return False
    return True


def _sound(backup: Path, words: str) -> bool:
    try:
        return trial(backup, words) > 0
    except Problem as problem:
        assert problem.code == "vault.wrong_passphrase", problem
        return False


def _contacts(vault: OpenVault) -> int:
    row = vault.log.one("SELECT count(*) FROM contact")
    return int(row[0]) if row else 0


def _version(vault: OpenVault) -> int:
    """The number in the names of the services, of which there are all or none, and all of one list."""
    names = [listing.name for listing in ServiceStore(vault.library).search(SearchQuery(limit=100))]
    assert len(names) in (0, SERVICES), names
    assert len(set(names)) <= 1, names
    return int(names[0].split()[1]) if names else 0


def main(place: Path, seed: str) -> None:
    """Open with whichever passphrase it is now, and work until killed."""
    words = next(number for number, one in enumerate(WORDS) if _opens(place / "vault", one))
    with Vault.unlock(place / "vault", WORDS[words]) as vault:
        print("ready", flush=True)
        Work(place, vault, words, random.Random(seed)).for_ever()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
