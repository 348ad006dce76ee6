"""What goes wrong with a vault, and the refusal that follows: a clear code, nothing half-done, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.errors import Problem
from companion.vault.connection import Store, StoreRole
from companion.vault.kdf import SMALLEST
from companion.vault.keyslots import StoreKey
from companion.vault.vault import Vault
from tests.vault import OTHER, PASSPHRASE, contents, setting
from tests.vault.conftest import Unprivileged, give_away


@pytest.mark.parametrize("name", ["header.key", "library.db", "log.db"])
@pytest.mark.parametrize("share", [0, 0.01, 0.3, 0.5, 0.999])
def test_a_truncated_file_is_refused(closed: Path, name: str, share: float) -> None:
    path = closed / name
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    before = contents(closed)
    with pytest.raises(Problem) as refused:
        Vault.unlock(closed, PASSPHRASE)
    assert refused.value.code == ("vault.header_damaged" if name == "header.key" else "vault.store_damaged")
    assert contents(closed)[name] == before[name]


@pytest.mark.parametrize("name", ["library.db", "log.db"])
def test_a_missing_store_is_named_and_not_made_anew(closed: Path, name: str) -> None:
    (closed / name).unlink()
    with pytest.raises(Problem) as refused:
        Vault.unlock(closed, PASSPHRASE)
    assert (refused.value.code, refused.value.facts) == ("vault.store_missing", {"file": name})
    assert not (closed / name).exists()


def test_a_folder_that_is_no_vault_gets_no_files(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(Problem, match=r"vault\.not_a_vault"):
            Vault.unlock(place, PASSPHRASE)
        with pytest.raises(Problem, match=r"vault\.not_a_vault"):
            Vault.info(place)
    assert list(tmp_path.iterdir()) == []


def test_stores_that_lost_their_header_are_never_overwritten(closed: Path) -> None:
    header = (closed / "header.key").read_bytes()
    (closed / "header.key").unlink()
    assert Vault.exists(closed)
    with pytest.raises(Problem, match=r"vault\.header_missing"):
        Vault.unlock(closed, PASSPHRASE)
    with pytest.raises(Problem, match=r"vault\.exists"):
        Vault.create(closed, OTHER, cost=SMALLEST)
    (closed / "header.key").write_bytes(header)
    Vault.unlock(closed, PASSPHRASE).close()


def test_a_damaged_header_whose_slot_still_opens_is_used_and_told(closed: Path) -> None:
    data = bytearray((closed / "header.key").read_bytes())
    data[4000] ^= 1
    (closed / "header.key").write_bytes(data)
    assert not Vault.info(closed).sound
    with pytest.raises(Problem, match=r"vault\.header_damaged"):
        Vault.unlock(closed, OTHER)
    with Vault.unlock(closed, PASSPHRASE) as vault:
        assert [finding.code for finding in vault.verify()] == ["vault.finding_header_damaged"]
        vault.change_passphrase(PASSPHRASE, OTHER)
        assert vault.verify() == []


def test_a_file_of_another_vault_is_refused(closed: Path, tmp_path: Path) -> None:
    Vault.create(tmp_path / "other", PASSPHRASE, cost=SMALLEST).close()
    (closed / "log.db").write_bytes((tmp_path / "other" / "log.db").read_bytes())
    with pytest.raises(Problem, match=r"vault\.store_damaged\(file='log\.db'\)"):
        Vault.unlock(closed, PASSPHRASE)


def test_a_refused_vault_can_be_opened_once_it_is_mended(closed: Path) -> None:
    """A refusal lets go of the lock and of every file."""
    whole = (closed / "log.db").read_bytes()
    (closed / "log.db").write_bytes(b"")
    with pytest.raises(Problem, match=r"vault\.store_damaged"):
        Vault.unlock(closed, PASSPHRASE)
    (closed / "log.db").write_bytes(whole)
    Vault.unlock(closed, PASSPHRASE).close()


@pytest.mark.parametrize("moment", ["library", "log", "header"])
def test_a_disk_that_fills_while_a_vault_is_made_leaves_none(
    folder: Path, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Store.create

    def create(path: Path, role: StoreRole, key: StoreKey, vault_id: bytes) -> Store:
        if role.value == moment:
            raise Problem("vault.disk_full", file=path.name)
        return real(path, role, key, vault_id)

    def write(path: Path, data: bytes) -> None:
        if data:
            raise Problem("file.disk_full", file=path.name)
        path.touch()

    with monkeypatch.context() as patch:
        patch.setattr(Store, "create", staticmethod(create))
        if moment == "header":
            patch.setattr("companion.files.write_whole", write)
        with pytest.raises(Problem, match=r"disk_full"):
            Vault.create(folder, PASSPHRASE, cost=SMALLEST)
    assert contents(folder) == {}
    Vault.create(folder, PASSPHRASE, cost=SMALLEST).close()


# Where nothing can be written


def test_a_read_only_place_is_read_and_not_written(own_folder: Path, unprivileged: Unprivileged) -> None:
    folder = own_folder / "vault"
    with Vault.create(folder, PASSPHRASE, cost=SMALLEST) as vault:
        vault.library.execute("INSERT INTO setting VALUES ('place', '\"pt\"')")
    give_away(own_folder)
    for path in folder.iterdir():
        path.chmod(0o400)
    folder.chmod(0o500)
    before = contents(folder)
    with unprivileged(), Vault.unlock(folder, PASSPHRASE) as vault:
        assert vault.read_only
        assert setting(vault) == [('"pt"',)]
        assert vault.verify() == []
        for write in (
            lambda: vault.library.execute("DELETE FROM setting"),
            lambda: vault.change_passphrase(PASSPHRASE, OTHER),
        ):
            with pytest.raises(Problem, match=r"vault\.read_only"):
                write()
    folder.chmod(0o700)
    assert contents(folder) == before


def test_a_read_only_place_with_a_vault_that_was_not_closed_is_refused(
    own_folder: Path, unprivileged: Unprivileged
) -> None:
    folder = own_folder / "vault"
    with Vault.create(folder, PASSPHRASE, cost=SMALLEST) as vault:
        vault.library.execute("INSERT INTO setting VALUES ('place', '\"pt\"')")
        waiting = contents(folder)
    for name, data in waiting.items():  # as after a crash: the last entries beside the store
        (folder / name).write_bytes(data)
    give_away(own_folder)
    folder.chmod(0o500)
    (folder / "vault.lock").chmod(0o400)
    with unprivileged(), pytest.raises(Problem, match=r"vault\.read_only_unfinished"):
        Vault.unlock(folder, PASSPHRASE)
    folder.chmod(0o700)
    (folder / "vault.lock").chmod(0o600)
    with unprivileged(), Vault.unlock(folder, PASSPHRASE) as vault:
        assert setting(vault) == [('"pt"',)]


def test_no_vault_is_made_in_a_read_only_place(own_folder: Path, unprivileged: Unprivileged) -> None:
    give_away(own_folder)
    own_folder.chmod(0o500)
    for place in (own_folder, own_folder / "vault"):
        with unprivileged(), pytest.raises(Problem) as refused:
            Vault.create(place, PASSPHRASE, cost=SMALLEST)
        assert refused.value.code in ("vault.read_only", "file.not_allowed")
    assert list(own_folder.iterdir()) == []
