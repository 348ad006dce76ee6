"""Letters: sealed numbers reach the log once, whatever happens, and say nothing on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from companion import clock, files
from companion.errors import Problem
from companion.log import letterbox
from companion.log.letterbox import Letter, QuizShare, Standing
from companion.log.months import Month
from companion.log.store import LogStore
from companion.log.tally import WORKSHOP_KINDS, Kind, TallyRow, WorkshopFor, quiz_code
from companion.vault import sealed_boxes
from companion.vault.destroying import destroy
from companion.vault.kdf import SMALLEST
from companion.vault.vault import LETTERBOX_FILE, LETTERS_FOLDER, OpenVault, Vault
from companion.workshops.records import Audience, Theme
from tests.log.conftest import TODAY
from tests.vault import PASSPHRASE

NOVEMBER = Month(2026, 11)
SHARES = (QuizShare(False, 0, 4, 15), QuizShare(True, 0, 12, 15))
LETTER = Letter(NOVEMBER, WorkshopFor.PEERS, 15, SHARES)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[OpenVault]:
    with clock.frozen(TODAY), Vault.create(tmp_path / "vault", PASSPHRASE, cost=SMALLEST) as made:
        letterbox.empty(made, LogStore(made.log))
        yield made


def counts(vault: OpenVault) -> list[TallyRow]:
    return LogStore(vault.log).tallies(Month(2026, 1), Month(2027, 12), WORKSHOP_KINDS)


def people(vault: OpenVault) -> int:
    return sum(row.contacts for row in counts(vault) if row.kind == Kind.WORKSHOPS)


def letters(vault: OpenVault) -> list[Path]:
    return files.names_in(vault.folder / LETTERS_FOLDER)


def test_a_letter_is_counted_with_its_quizzes_and_then_gone(vault: OpenVault) -> None:
    letterbox.put(vault.folder, LETTER)
    letterbox.put(vault.folder, replace(LETTER, audience=WorkshopFor.POLICE, people=20, shares=()))
    letterbox.put(vault.folder, replace(LETTER, people=7, shares=()))
    assert letterbox.empty(vault, LogStore(vault.log)) == 3
    assert letters(vault) == []
    assert counts(vault) == [
        TallyRow(NOVEMBER.code, 0, 0, Kind.WORKSHOPS, 0, 22, 2),
        TallyRow(NOVEMBER.code, 0, 0, Kind.WORKSHOPS, 1, 20, 1),
        TallyRow(NOVEMBER.code, 0, 0, Kind.WORKSHOP_QUIZ, quiz_code(0, 0, after=False), 15, 4),
        TallyRow(NOVEMBER.code, 0, 0, Kind.WORKSHOP_QUIZ, quiz_code(0, 0, after=True), 15, 12),
    ]


def test_a_letter_is_laid_without_opening_the_vault_and_counted_at_the_next_unlock(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    with clock.frozen(TODAY):
        assert letterbox.standing(folder) is Standing.NO_VAULT
        Vault.create(folder, PASSPHRASE, cost=SMALLEST).close()
        assert letterbox.standing(folder) is Standing.NOT_YET
        with pytest.raises(Problem) as caught:
            letterbox.put(folder, LETTER)
        assert caught.value.code == "log.no_letterbox"
        with Vault.unlock(folder, PASSPHRASE) as vault:
            assert letterbox.empty(vault, LogStore(vault.log)) == 0
        assert letterbox.standing(folder) is Standing.READY
        letterbox.put(folder, LETTER)
        with Vault.unlock(folder, PASSPHRASE) as vault:
            assert letterbox.empty(vault, LogStore(vault.log)) == 1
            assert people(vault) == 15


def test_a_letter_counted_by_a_program_that_died_before_removing_it_counts_no_more(
    vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    letterbox.put(vault.folder, LETTER)

    def die(path: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(files, "remove", die)
        with pytest.raises(KeyboardInterrupt):
            letterbox.empty(vault, LogStore(vault.log))
    assert len(letters(vault)) == 1
    assert letterbox.empty(vault, LogStore(vault.log)) == 0
    assert (people(vault), letters(vault)) == (15, [])


def test_a_letter_is_counted_with_its_mark_or_not_at_all(vault: OpenVault, monkeypatch: pytest.MonkeyPatch) -> None:
    letterbox.put(vault.folder, LETTER)
    log = LogStore(vault.log)
    execute = type(vault.log).execute

    def fail(store: object, statement: str, values: object = ()) -> int:
        if "letter_counted" in statement:
            raise KeyboardInterrupt
        return execute(store, statement, values)  # type: ignore[arg-type]

    with monkeypatch.context() as failing:
        failing.setattr(type(vault.log), "execute", fail)
        with pytest.raises(KeyboardInterrupt):
            letterbox.empty(vault, log)
    assert people(vault) == 0
    assert letterbox.empty(vault, log) == 1
    assert people(vault) == 15


def test_what_lies_on_the_disk_has_one_size_and_no_number_in_it(vault: OpenVault) -> None:
    letterbox.put(vault.folder, replace(LETTER, people=1, shares=()))
    letterbox.put(vault.folder, LETTER)
    found = [path.read_bytes() for path in letters(vault)]
    assert len({len(data) for data in found}) == 1
    assert all(NOVEMBER.code.to_bytes(4, "big") not in data for data in found)
    assert {path.stat().st_mode & 0o777 for path in letters(vault)} == {0o600}
    assert all(set(path.name) <= set("0123456789abcdef") for path in letters(vault))


def test_what_cannot_be_opened_counts_nothing_and_hinders_no_other(vault: OpenVault) -> None:
    letterbox.put(vault.folder, LETTER)
    whole = letters(vault)[0].read_bytes()
    other = sealed_boxes.public_of(sealed_boxes.new_key())
    strange = sealed_boxes.sign_and_seal(b"\x01", sealed_boxes.new_key(), other)
    for name, data in (("00", whole[:100]), ("01", b"words"), ("02", strange)):
        files.write_whole(vault.folder / LETTERS_FOLDER / name, data)
    assert letterbox.empty(vault, LogStore(vault.log)) == 1
    assert [path.name for path in letters(vault)] == ["00", "01", "02"]
    assert people(vault) == 15


@pytest.mark.parametrize(
    "wrong",
    [
        replace(LETTER, people=0),
        replace(LETTER, people=501),
        replace(LETTER, shares=(QuizShare(False, 0, 5, 4),)),
        replace(LETTER, shares=(QuizShare(False, 9, 1, 4),)),
        replace(LETTER, shares=(QuizShare(False, 0, 1, 4), QuizShare(False, 0, 1, 4))),
        replace(LETTER, shares=(QuizShare(False, 0, 1, 4_000_000_000),)),
    ],
)
def test_numbers_out_of_bounds_are_not_counted(vault: OpenVault, wrong: Letter) -> None:
    letterbox.put(vault.folder, wrong)
    assert letterbox.empty(vault, LogStore(vault.log)) == 0
    assert counts(vault) == []


def test_a_month_that_is_out_stays_as_it_was_told(vault: OpenVault) -> None:
    log = LogStore(vault.log)
    log.count_through(NOVEMBER)
    letterbox.put(vault.folder, LETTER)
    letterbox.put(vault.folder, replace(LETTER, month=Month(2031, 1)))  # a clock that went wrong
    letterbox.empty(vault, log)
    assert {row.counted for row in counts(vault)} == {202612}


def test_a_month_that_is_over_but_not_out_gets_its_own_numbers(vault: OpenVault) -> None:
    letterbox.put(vault.folder, replace(LETTER, month=Month(2026, 10)))
    letterbox.empty(vault, LogStore(vault.log))
    assert {row.counted for row in counts(vault)} == {202610}


def test_a_key_that_somebody_laid_there_is_replaced(vault: OpenVault) -> None:
    own = (vault.folder / LETTERBOX_FILE).read_bytes()
    files.write_whole(vault.folder / LETTERBOX_FILE, own[:8] + sealed_boxes.public_of(sealed_boxes.new_key()))
    letterbox.empty(vault, LogStore(vault.log))
    assert (vault.folder / LETTERBOX_FILE).read_bytes() == own


def test_a_vault_that_is_thrown_away_has_no_letterbox(tmp_path: Path) -> None:
    with Vault.throw_away(tmp_path / "demo") as demo:
        assert letterbox.empty(demo, LogStore(demo.log)) == 0
        assert not (demo.folder / LETTERBOX_FILE).exists()
        assert letterbox.standing(demo.folder) is Standing.NO_VAULT


def test_a_destroyed_vault_leaves_no_letter_and_no_letterbox(vault: OpenVault) -> None:
    letterbox.put(vault.folder, LETTER)
    assert destroy(vault) == []
    assert not vault.folder.exists()


def test_the_words_of_workshops_and_of_the_log_are_the_same() -> None:
    from companion.log.tally import WORKSHOP_THEMES

    assert [one.value for one in Audience] == [one.value for one in WorkshopFor]
    assert tuple(one.value for one in Theme) == WORKSHOP_THEMES
